/** Orders to change what was understood, as people give them when they are shown the brief or the letter. */
import { describe, expect, test } from 'vitest';
import { compose } from '../../src/letter/compose.ts';
import { letterText } from '../../src/letter/letter.ts';
import { detail, figuresOn, isTold } from '../../src/machine/brief.ts';
import type { Interview } from '../../src/machine/interview.ts';
import { reviewText } from '../../src/prompts/review.ts';
import { converse, figuresIn } from './converse.ts';

const ANSWERS = [
  'Staff Engineer at Marrow, Intake team, goes to Jon Berg',
  'At Pell I built the label printer. It replaced a spool script. I wrote the queue in Java and the driver in Rust.',
  'from 90 labels a minute to 700 labels a minute',
  'p50 from 300 ms to 90 ms',
  'uptime is 99.95% now, was 99.2%',
  'The scanners could not change their codes, so I keyed every label by order and line. Are you still there. One firmware took a hall down for 40 minutes. Since then no label came twice.',
  'They wrote on their blog that they rehearse failovers monthly, and I agree with it.',
  'I worked at Korva for 3 years on billing in Java.',
  'I can show them the design notes.',
  'Ola Brandt, ola@brandt.example, Bergen',
];
const REVIEW = converse(ANSWERS);
const changedBy = (text: string, from = REVIEW) => converse([text], from);
const letterOf = ({ context: { brief } }: Interview) => letterText(compose({ brief, date: new Date(0), short: false }));
const remarks = ({ context }: Interview) => context.remarks.map(({ kind }) => kind);

test('the review stands', () => {
  expect(REVIEW.value).toBe('review');
  expect(letterOf(REVIEW)).toContain('Are you still there');
});

describe('taking out', () => {
  test.each([
    ["remove 'are you still there'", /still there/],
    ["scratch the contract thing 'Are you still there'", /still there/],
    ['Delete the line “are you still there”, please.', /still there/],
    ['take the second sentence of the contract out', /still there/],
    ['that was chatter, so please take the second sentence of the contract out', /still there/],
    ['the second sentence of the contract should go', /still there/],
    ['drop the sentence about the spool script', /spool/],
    ['everything about the firmware must be removed', /firmware/],
    ['delete the reliability', /99\.95%/],
    ['please remove the company paragraph', /failovers/],
    ['cut the background', /Korva/],
    ['can we drop the background please?', /Korva/],
    ['no background please', /Korva/],
    ['remove the median', /90 ms/],
    ['drop the 700 labels a minute', /700/],
    ['remove the email', /@/],
    ['take the city out', /Bergen/],
    ['remove Jon Berg', /Jon Berg/],
    ["please keep 'Rust' out", /Rust/],
    ['leave the Rust out of it', /Rust/],
    ["can you remove 'are you still there' and the next sentence?", /still there|firmware/],
  ])('“%s”', (text, gone) => {
    expect(letterOf(REVIEW)).toMatch(gone);
    const state = changedBy(text);
    expect(letterOf(state)).not.toMatch(gone);
    expect(reviewText(state.context.brief)).not.toMatch(gone);
    expect(letterOf(state)).not.toMatch(/\b(?:scratch|remove|delete|drop|take|cut)\b/i);
    expect([state.value, remarks(state)]).toEqual(['review', ['corrected']]);
  });

  test('leaves the rest of the topic as it was', () => {
    expect(letterOf(changedBy("remove 'are you still there'"))).toContain('Since then no label came twice.');
    expect(letterOf(changedBy("please keep 'Rust' out"))).toContain('I wrote the queue in Java and the driver.');
  });

  test('a topic that was taken out is not asked about again, and counts as left out', () => {
    const { brief } = changedBy('delete the reliability').context;
    expect(isTold(brief, 'reliability')).toBe(false);
    expect(brief.declined).toContain('reliability');
  });
});

describe('putting one thing in the place of another', () => {
  test.each([
    ['change the system: I wrote the queue in Kotlin, not Java', /queue in Kotlin and/, /queue in Java/],
    ['replace "label printer" with "label press"', /label press/, /label printer/],
    ['use Go instead of Rust', /driver in Go/, /Rust/],
    ['Pell should be Pell Labs', /At Pell Labs I/, /At Pell I/],
    ['it was Pell Labs, not Pell', /At Pell Labs I/, /At Pell I/],
    ['my employer is Pell Labs', /At Pell Labs I/, /At Pell I/],
    ['Korva was 4 years', /Korva for 4 years/, /3 years/],
    ['40m is wrong, it’s 45m', /down for 45 minutes/, /40/],
    ['the 40 minutes should be 45 minutes', /down for 45 minutes/, /40/],
    ['team: Label Platform', /on the Label Platform team/, /Intake/],
    ['The team is Label Platform, not Intake', /on the Label Platform team/, /Intake/],
    ['the company is called Orchard now', /position at Orchard/, /Marrow/],
    ['the greeting should be Dear Ms Lee', /Dear Ms Lee,/, /Jon Berg/],
    ['the position should be Principal Engineer', /the Principal Engineer position/, /Staff Engineer/],
    ['change the city to Oslo', /Oslo/, /Bergen/],
    ['my email is ola@new.example', /ola@new\.example/, /ola@brandt/],
    ['sign it as Ola Brand', /Kind regards,\nOla Brand$/, /Ola Brandt/],
    ['address it to Mira Sol', /Dear Mira Sol,/, /Jon Berg/],
    ['the job is at Orchard', /position at Orchard/, /Marrow/],
    ["no, it's p95", /p95 latency went from 300/, /median/],
    ['my name is Ola Brand', /Kind regards,\nOla Brand$/, /Ola Brandt/],
    [
      'the contract is only: a posted label never changes, so I wrote every fix as a new label',
      /A posted label never/,
      /scanners/,
    ],
    ['change the ending to: I can bring the load test', /bring the load test/, /design notes/],
    ['the latency is p95 not p50', /p95 latency went from 300/, /median/],
    ['the p50 was 310 ms before', /from 310 ms to 90 ms/, /300 ms/],
    ['*80 labels before', /from 80 to 700 labels/, /from 90/],
    ['*80 labels a minute before', /from 80 to 700 labels/, /from 90/],
  ])('“%s”', (text, now, gone) => {
    const letter = letterOf(changedBy(text));
    expect(letter).toMatch(now);
    expect(letter).not.toMatch(gone);
    expect(changedBy(text).value).toBe('review');
    expect(remarks(changedBy(text))).toEqual(['corrected']);
  });

  test('several orders in one message are all carried out', () => {
    const letter = letterOf(changedBy('1. remove the email\n2. the team is Storage'));
    expect(letter).toContain('on the Storage team');
    expect(letter).not.toContain('@');
  });

  test('it can be ordered before the review as well', () => {
    const asked = converse(ANSWERS.slice(0, 6));
    const state = changedBy("scratch the contract thing 'are you still there'", asked);
    expect(letterOf(state)).not.toMatch(/still there|scratch/i);
    expect(state.context.asking?.topic).toBe('company');
    expect(
      detail(changedBy('the company is called Orchard now', converse(ANSWERS.slice(0, 4))).context.brief, 'company'),
    ).toBe('Orchard');
  });
});

describe('bringing in', () => {
  test.each([
    ['also mention that we ran it in two halls', /We ran it in two halls\./],
    ['the letter should mention that I speak Finnish', /I speak Finnish\./],
  ])('“%s” is kept, as it tells something', (text, now) => {
    expect(letterOf(changedBy(text))).toMatch(now);
  });

  test.each(['the 22 minute outage should be in the letter', 'add my phone number', 'put in the audit'])(
    '“%s” has to be told first',
    (text) => {
      const state = changedBy(text);
      expect(state.context.brief).toEqual(REVIEW.context.brief);
      expect(state.context.remarks).toEqual([{ kind: 'answered', digression: 'tell-more' }]);
    },
  );
});

describe('what can’t be carried out changes nothing, and is answered', () => {
  test.each([
    ['make it more formal', 'answered'],
    ['rewrite the contract', 'answered'],
    ['can you make the first paragraph friendlier?', 'answered'],
    ['remove the phone number', 'unclear'],
    ['replace Python with Go', 'unclear'],
    ['the second paragraph is bad', 'unclear'],
    ['the hard part is missing', 'unclear'],
    ['delete the line about kangaroos', 'unclear'],
    ['I already told you all of that above', 'answered'],
    ['No, the system is the printer, it is in the first message', 'answered'],
  ])('“%s”', (text, remark) => {
    const state = changedBy(text);
    expect(state.context.brief).toEqual(REVIEW.context.brief);
    expect([state.value, remarks(state)]).toEqual(['review', [remark]]);
  });
});

describe('a value of another scale sets no percentile right', () => {
  test.each(['sorry, the outage was 25 minutes', 'one thing I forgot: the outage took 25 minutes'])('“%s”', (text) => {
    expect(figuresOn(changedBy(text).context.brief, 'latency')).toEqual(figuresOn(REVIEW.context.brief, 'latency'));
  });

  test('unless it is said in so many words', () => {
    expect(figuresIn(changedBy('the p50 is 2 minutes now, not 90 ms').context.brief)).toContain(
      'latency p50 300 ms → 2 min',
    );
  });
});

describe('stories are no orders', () => {
  test.each([
    ['The drivers drop the connection. I remove duplicates by key, so nothing came twice.', 5],
    ['We had to change the key to a hash, and nobody could touch the printers. No label came twice since.', 5],
    ['The team was small, and the company is a bank. I rebuilt the intake at Holm.', 1],
    ['Take the load balancer out and nothing works. I designed a fallback for that at Holm.', 1],
  ])('“%s”', (text, answered) => {
    const state = changedBy(text, converse(ANSWERS.slice(0, answered)));
    expect(state.context.brief.facts.map(({ quote }) => quote)).toContain(text);
  });
});
