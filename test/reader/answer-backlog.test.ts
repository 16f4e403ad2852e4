/** What is kept of a text that answers no question: unambiguous numbers, a pair of before and now as one. */
import { describe, expect, test } from 'vitest';
import { backlogEntry } from '../../src/reader/answer-backlog.ts';
import { interviewAt } from '../turn/conversation.ts';

const figures = (line: string, topic: string | null = null) =>
  backlogEntry(line, 'm1', topic).amounts.flatMap(({ amount, before, metric }) =>
    metric === null ? [] : [`${metric ?? topic}: ${before ? `${before.quote} → ` : ''}${amount.quote}`],
  );

test.each([
  ['Lost readings: 1.2% → 0.05%', ['reliability: 1.2% → 0.05%']],
  ['Lost readings went from 1.2% to 0.05%.', ['reliability: 1.2% → 0.05%']],
  ['p99 went from 1.8 s to 210 ms', ['latency: 1.8 s → 210 ms']],
  ['Deploys take 8 minutes instead of 2 hours', ['latency: 2 hours → 8 minutes']],
  ['12,000 orders/min at 99.95% availability', ['throughput: 12,000 orders/min', 'reliability: 99.95%']],
  [
    'From 400 to 9,500 readings per second, p99 from 6 minutes to 4 s',
    ['throughput: 400 → 9,500 readings per second', 'latency: 6 minutes → 4 s'],
  ],
  // Nothing says which one was before.
  ['p50 40 ms, p99 210 ms', ['latency: 40 ms', 'latency: 210 ms']],
  ['Reduced latency by 40%, 3x faster', []],
  ['Cut p99 by 400 ms', []],
  ['Delivered within 2 weeks', []],
  ['5 years of experience, a team of 6', []],
  ['99% test coverage', ['reliability: 99%']],
  ['Saved $1.2M a year', []],
  ['+47 123 45 678', []],
])('finds the figures in: %s', (line, expected) => {
  expect(figures(line)).toEqual(expected);
});

test('names a figure by the label before its colon', () => {
  const measures = (line: string) => backlogEntry(line, 'm1', null).amounts.map(({ measure }) => measure);
  expect(measures('Lost readings: 1.2% → 0.05%')).toEqual(['Lost readings']);
  expect(measures('Wrote the parser that cut lost readings to 0.05%')).toEqual([null]);
});

test.each([
  ['Senior Backend Engineer, Metering\n5+ years', []],
  ['Skills: Go, Kafka and PostgreSQL.', []],
  ['- 5+ years of Go or Java.\n• Rebuilt the meter pipeline in Go.', []],
  ['What I did: I rebuilt the pipeline.', []],
  ['We had Postgres.', []],
  ['Experience\nI rebuilt the ledger in Go.', ['I rebuilt the ledger in Go.']],
  // A sentence that is broken into lines is not a whole one.
  [
    'It ran well. I rebuilt the ledger which takes\nreadings from two million homes. It has never lost one.',
    ['It has never lost one.'],
  ],
  ['it used to be slow. we moved it to Go and Kafka', ['it used to be slow.', 'we moved it to Go and Kafka']],
  ['The rule of that year: nothing is overwritten.', ['The rule of that year: nothing is overwritten.']],
])('offers only whole sentences of "%s"', (text, sentences) => {
  for (const topic of [null, 'system']) expect(backlogEntry(text, 'm1', topic).sentences).toEqual(sentences);
});

test('does not offer a degree as a sentence', () => {
  const cv = 'Ausbildung\n2010 – 2015 TU München, M.Sc.\nIch habe die Abrechnung neu gebaut.';
  expect(backlogEntry(cv, 'm', null, 'de').sentences).toEqual(['Ich habe die Abrechnung neu gebaut.']);
});

test.each([
  ['de', 'Fehlerhafte Rechnungen von 3,5 % auf 0,2 % gesenkt.'],
  ['fr', 'Commandes perdues : de 3,5 % à 0,2 %.'],
  ['es', 'Reduje los pedidos perdidos del 3,5 % al 0,2 %.'],
  ['pt', 'Reduzi as falhas de 3,5% para 0,2%.'],
] as const)('in %s, keeps %j as a reliability figure', (language, line) => {
  const [amount] = backlogEntry(line, 'm', null, language).amounts;
  expect([amount?.before?.quantity.value, amount?.amount.quantity.value, amount?.metric]).toEqual([
    3.5,
    0.2,
    'reliability',
  ]);
});

const BOTH = 'p95 went from 900 ms to 120 ms and we do 40k requests a minute';
const ROLE = { 'role.position+role.company': 'Staff Engineer at Kestrel Pay' };

async function at(slot: string) {
  const talk = await interviewAt(slot, ROLE);
  const offered = () => talk.ask().choices.flatMap(({ id, label }) => (id.startsWith('kept:') ? [label] : []));
  return { ...talk, offered };
}

describe('second measure in an answer', () => {
  test('a load told with a latency is offered at its question', async () => {
    const talk = await at('latency.now');
    await talk.say(BOTH);
    await talk.choose('figure:1');
    expect(talk.ask().noted).toMatchObject([{ text: 'p95 900 ms → 120 ms' }]);
    await talk.answer(ROLE, 'throughput.now');
    expect(talk.offered()).toEqual([expect.stringContaining('40,000 requests per minute: p95 went')]);
  });

  test('a latency told with failures is offered at its question', async () => {
    const talk = await at('reliability.now');
    await talk.say(`lost orders: 3%, and ${BOTH}`);
    await talk.choose('figure:1');
    await talk.answer(ROLE, 'latency.now');
    expect(talk.offered()).toEqual([expect.stringContaining('p95 900 ms → 120 ms: lost orders')]);
  });
});

describe('several figures in an answer', () => {
  const TWO = 'support calls 180 a day -> 45, server bill 7600 eur a month -> 2600';
  const BILL = '€7,600 per month → €2,600 per month (server bill)';

  test('are offered as pairs, and one that is not picked stays at hand', async () => {
    const talk = await at('reliability.now');
    await talk.say(TWO);
    const labels = talk.ask().choices.map(({ label }) => label);
    expect(labels.slice(0, 3)).toEqual(['180 per day → 45 per day (support calls)', BILL, 'Both']);
    await talk.choose('figure:1');
    expect([talk.ask().slot, talk.offered()]).toEqual(['reliability.more', [BILL]]);
    await talk.choose('kept:1');
    expect(talk.ask().text).toContain('1. Support calls fell from 180 to 45 per day.');
    expect(talk.ask().text).toContain('2. Server bill fell from €7,600 to €2,600 per month.');
    expect(talk.offered()).toEqual([]);
  });

  test('can both be taken', async () => {
    const talk = await at('reliability.now');
    await talk.say(TWO);
    await talk.say('both');
    expect(talk.ask().text).toContain('2. Server bill fell');
    expect(talk.offered()).toEqual([]);
  });

  test('a pair of a kind that no question asks for stays at hand', async () => {
    const talk = await at('throughput.now');
    await talk.say(TWO, 'yes', 'yes');
    expect([talk.ask().slot, talk.offered()]).toEqual(['throughput.more', [BILL]]);
    await talk.say('the bill fell from 7600 eur to 2600 eur a month');
    expect(talk.ask().text).toMatch(/1\. Support calls fell .+\n2\. The bill fell from €7,600 to €2,600 per month\./);
    expect(talk.offered()).toEqual([]);
  });
});

test('a sentence with another kind of number is a further figure, never a new value of the first', async () => {
  const talk = await at('throughput.now');
  await talk.answer({ ...ROLE, 'throughput.now': '400 -> 9,500 readings per second' }, 'throughput.more');
  await talk.say('cache hits rose from 60% to 97% in the end');
  expect(talk.ask().text).toContain('That is a share.');
  await talk.choose('kept:1');
  expect(talk.ask().text).toMatch(/1\. Throughput rose .+\n2\. Cache hits rose from 60% to 97% in the end\./);
});

test('an earlier value as one more number is asked about', async () => {
  const talk = await at('latency.now');
  await talk.answer({ ...ROLE, 'latency.now': 'gate to crane, average 50 min' }, 'latency.more');
  await talk.say('before it was 3 h 40 min');
  expect(talk.ask().question).toBe('order');
});

describe('a figure in own words', () => {
  test('a name that ends like one is no sentence', async () => {
    const talk = await at('reliability.now');
    await talk.say('bounce rate from 4% to 0.7%');
    expect(talk.ask()).toMatchObject({
      slot: 'reliability.more',
      text: expect.stringContaining('Bounce rate fell from 4% to 0.7%.'),
    });
  });

  test.each([
    ['throughput', 'The database shrank from 1.1 TB to 260 GB.', 'confirm'],
    ['reliability', 'The error rate of the import shrank from 4% to 1%.', 'slot'],
  ])('a whole sentence with a verb that the letter would double stands as it is: %s', async (topic, text, question) => {
    const talk = await at(`${topic}.now`);
    await talk.say(text);
    expect(talk.ask()).toMatchObject({ question, text: expect.stringContaining(`In the letter: "${text}"`) });
    expect(talk.ask().choices.map(({ id }) => id)).not.toContain('swap');
    await talk.say(text);
    expect(talk.ask()).toMatchObject({ question, text: expect.stringContaining(`In the letter: "${text}"`) });
  });

  test.each([
    ['latency', 'Tracing one lot back to its trees fell from 40 minutes to 9 seconds.'],
    ['reliability', 'The difference at the yearly stock count fell from 1.3% to 0.08%.'],
  ])('a sentence written as the letter has it is taken as it is: %s', async (topic, typed) => {
    const talk = await at(`${topic}.now`);
    await talk.say(typed);
    expect(talk.ask().slot).toBe(`${topic}.more`);
    expect(talk.ask().text).toContain(`"${typed}"`);
  });

  test.each(['As I said, it fell from 1.3% to 0.08%.', 'It fell from 1.3% to 0.08%.', 'they fell from 1.3% to 0.08%.'])(
    'one that needs another is not: %s',
    async (typed) => {
      const talk = await at('reliability.now');
      await talk.say(typed);
      expect(talk.ask().text).not.toContain(`In the letter: "${typed}"`);
    },
  );

  test.each([['now'], ['more']])('a note that may end with a verb is shown first: %s', async (part) => {
    const talk = await at(`reliability.now`);
    if (part === 'more') await talk.answer({ ...ROLE, 'reliability.now': 'lost orders: 3% -> 1%' }, 'reliability.more');
    await talk.say('bounce rate shrank from 5% to 2%');
    expect(talk.ask()).toMatchObject({ question: 'order', slot: `reliability.${part}` });
    await talk.choose('own-words');
    expect(talk.ask().text).toContain('Bounce rate shrank from 5% to 2%.');
  });

  test('a name in the plural ends with no verb', async () => {
    const talk = await at('reliability.now');
    await talk.say('lost readings from 1.2% to 0.05%');
    expect(talk.ask().text).toContain('"Lost readings fell from 1.2% to 0.05%."');
  });

  test('a noted figure told again in a sentence is a new wording, and the template can be had back', async () => {
    const talk = await at('reliability.now');
    await talk.answer({ ...ROLE, 'reliability.now': 'support calls 180 a day -> 45' }, 'reliability.more');
    await talk.say('We get fewer support calls: 45 a day, down from 180');
    expect(talk.ask()).toMatchObject({ question: 'order', text: expect.stringContaining('"Support calls fell from') });
    await talk.say('Support calls went down from 180 a day to 45.');
    expect(talk.ask().text).toContain('In the letter: "Support calls went down from 180 a day to 45."');
    await talk.choose('only-number');
    expect(talk.ask().text).toContain('In the letter: "Support calls fell from 180 to 45 per day."');
    await talk.choose('own-words');
    expect(talk.ask().text).toContain('In the letter: "Support calls went down from 180 a day to 45."');
  });

  test('the same number of something else is a further figure', async () => {
    const talk = await at('reliability.now');
    await talk.answer({ ...ROLE, 'reliability.now': '0 lost orders since May' }, 'reliability.more');
    await talk.say('zero double charges');
    expect(talk.ask().text).toMatch(
      /1\. There have been no lost orders since May\.\n2\. There have been no double charges\./,
    );
  });
});
