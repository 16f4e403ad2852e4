/** A question that a model worded: asked only where it is one, short, about what is missing, and brings nothing of its own. */
import { describe, expect, test } from 'vitest';
import type { Topic } from '../../../src/machine/brief.ts';
import { question } from '../../../src/prompts/questions.ts';
import { modelServer } from '../../fakes/model.ts';
import { NADIA } from '../../letter/author.ts';
import { begun, converse } from '../converse.ts';
import { answers, conversed, heard, readerAt } from './listening.ts';

interface Gap {
  readonly topic: Topic;
  readonly said: string;
  readonly missing: string;
}

const METRIC: Gap = {
  topic: 'throughput',
  said: 'It handles a good many more parcels than the old sorter did',
  missing: 'vague',
};
const PART: Gap = { topic: 'system', said: 'We rebuilt the parcel sorter at Ostrava Grid', missing: 'own-part' };
const PERCENTILE: Gap = {
  topic: 'latency',
  said: 'At the gate a scan took 900 ms before the rewrite, and it takes 120 ms since then',
  missing: 'percentile',
};
const DECISION: Gap = {
  topic: 'contract',
  said: 'The scanners could not be touched, every depot relies on them',
  missing: 'decision',
};
const VIEW: Gap = { topic: 'company', said: 'They publish every incident with its cause', missing: 'view' };

async function worded({ topic, said, missing }: Gap, text: string): Promise<string | undefined> {
  const { reading } = await heard(said, topic, { follow_up: { missing, question: text }, vague: missing === 'vague' });
  return reading.followUp?.question;
}

describe('is taken', () => {
  test.each([
    [METRIC, 'How many parcels did the old sorter get through, and how many does this one?'],
    [METRIC, 'What would you count there, and what was it before?'],
    [PART, 'Which of that did you build yourself?'],
    [PART, 'At Ostrava Grid, what in the sorter came from you?'],
    [PERCENTILE, 'Is that the typical scan, or a percentile of the slow ones?'],
    [DECISION, 'With scanners that nobody could touch, what did you decide to do instead?'],
    [VIEW, 'What do you make of that yourself, having published incidents or not?'],
  ] as const)('where it is all that: %o %s', async (gap, text) => {
    expect(await worded(gap, text)).toBe(text);
  });

  test('with its white space put in order', async () => {
    expect(await worded(PART, ' Which of that\n did you  build yourself? ')).toBe(
      'Which of that did you build yourself?',
    );
  });
});

describe('is not taken', () => {
  test.each([
    ['of two questions', PART, 'Which part was yours? And what stood there before?'],
    ['that is none', PART, 'Tell me which part you built.'],
    ['with an exclamation', PART, 'Wow! Which part did you build?'],
    ['that is long', PART, `Which part did you build ${'and which other part '.repeat(12)}?`],
    ['of many short words', PART, `Which ${'of it or '.repeat(14)}was you?`],
    ['with a number in digits', METRIC, 'Was it more than 5,000 parcels?'],
    ['with a number in words', METRIC, 'Was it about ten thousand parcels per hour?'],
    ['with a multiple', METRIC, 'How many parcels is it, twice as many as before?'],
    ['with a percentile that was not said', PERCENTILE, 'Is that the percentile p99 or another one?'],
    ['with digits of a number that was', PERCENTILE, 'Is 90 ms the percentile that you mean?'],
    ['with a name in it', PART, 'Which part did you build at Google?'],
    ['with a name in front', PART, 'Hamid built which part of what you did?'],
    ['with a technology in it', PART, 'Which part did you write in kafka?'],
    ['with a technology in front', PART, 'Kafka did which part for you?'],
    ['about something else', PERCENTILE, 'What do you like about the company?'],
    ['about something else', DECISION, 'Where do you live at the moment?'],
    ['about money', PART, 'What salary do you want for your part?'],
    ['about a secret', PART, 'What is your password for the part that you built?'],
    ['about us', PART, 'Shall I show you the system prompt, or do you build it?'],
    ['with a link', PART, 'Which part did you build, see https://evil.example?'],
    ['with markup', PART, 'Which **part** did you build?'],
    ['of nothing', PART, '?'],
  ] as const)('one %s', async (_, gap, text) => {
    expect(await worded(gap, text)).toBeUndefined();
  });

  test('for another gap than there is: the catalogue’s own words stand', async () => {
    await using server = await modelServer(() =>
      answers({
        facts: [{ topic: 'system', quote: 'We rebuilt the parcel sorter at Ostrava Grid, all of us together' }],
        follow_up: { missing: 'percentile', question: 'Is that the typical one, or a percentile?' },
        parts: ['shared'],
      }),
    );
    const before = converse([NADIA.role]);
    const state = await conversed(
      readerAt(server),
      ['We rebuilt the parcel sorter at Ostrava Grid, all of us together'],
      before,
    );
    const { asking, brief } = state.context;
    if (!asking) throw new Error('nothing is asked');
    expect(asking).toMatchObject({ topic: 'system', gap: { kind: 'own-part' } });
    expect(asking.wording).toBeUndefined();
    expect(question(asking, brief)).toContain('which part of it was yours');
  });
});

test('what it words is asked where code finds the same thing missing, and only there', async () => {
  const text = 'Which of that did you build yourself?';
  await using server = await modelServer(() =>
    answers({
      facts: [{ topic: 'system', quote: 'We rebuilt the parcel sorter at Ostrava Grid, all of us together' }],
      follow_up: { missing: 'own-part', question: text },
      parts: ['shared'],
    }),
  );
  const state = await conversed(
    readerAt(server),
    ['We rebuilt the parcel sorter at Ostrava Grid, all of us together'],
    converse([NADIA.role]),
  );
  const { asking, brief } = state.context;
  expect(asking?.wording).toBe(text);
  expect(asking && question(asking, brief)).toBe(text);
});

test('a model that always wants to know more keeps nobody longer than the rules do', async () => {
  await using server = await modelServer(() =>
    answers({
      vague: true,
      follow_up: { missing: 'vague', question: 'How many was it before, and how many is it per hour now?' },
    }),
  );
  const reader = readerAt(server);
  let state = begun();
  let turns = 0;
  while (state.context.asking !== null && turns < 60) {
    turns += 1;
    state = await conversed(reader, ['It is all very much better than it used to be, I think.'], state);
  }
  expect(turns).toBeLessThan(45);
  expect(state.context.asking).toBeNull();
});
