/** Sentences that the person rewrites or cuts in the letter are stored in the answer: nothing is lost later. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANSWERS, conversation, interviewAt } from '../turn/conversation.ts';

const PART = 'I designed the matching engine. Tomasz wrote the UI in 5 weeks. It is used daily.';

/** A paragraph with five sentences is read back. */
const atFailures = () => interviewAt('reliability.now', { ...ANSWERS, 'system.part': PART });

test('a sentence that is rewritten again changes alone', async () => {
  const talk = await atFailures();
  await talk.say('3: I designed the matching engine, the idempotency key and the cutover.');
  await talk.say('4: Tomasz and Ana wrote the UI in 7 weeks.', '4: Tomasz and Ana wrote the UI in 6 weeks.');
  expect(talk.ask().text).toContain(
    '3. I designed the matching engine, the idempotency key and the cutover.\n4. Tomasz and Ana wrote the UI in 6 weeks.\n5. It is used daily.',
  );
  expect(talk.said()).not.toContain('replaced');
});

test('a first sentence with words of ours is stored as it was rewritten', async () => {
  const talk = await atFailures();
  await talk.say('1: I run 12 brokers for the meters.', '2: There was no such thing in 2019.');
  await talk.say('1: I run 14 brokers for the meters.', '2: There was no such thing in 2018.');
  expect(talk.ask().text).toContain('1. I run 14 brokers for the meters.\n2. There was no such thing in');
});

test('cut, moved and added sentences stay where they are when others are cut or corrected', async () => {
  const talk = await atFailures();
  await talk.say('add: Ana tested it.', '6', 'move 6 to 1', 'cut 4');
  const shown = [
    '1. It is used daily.',
    '2. At Tavolo I rebuilt the meter pipeline in Go.',
    '3. Before that, a nightly job copied every table.',
    '4. Tomasz wrote the UI in 5 weeks.',
    '5. Ana tested it.',
  ];
  expect(talk.ask().text).toContain(shown.join('\n'));
  await talk.say('4: Tomasz wrote the UI in 6 weeks.');
  expect(talk.ask().text).toContain(shown.join('\n').replace('5 weeks', '6 weeks'));
  await talk.say('undo', 'undo');
  expect(talk.ask().text).toContain('I designed the matching engine.');
  await talk.say('undo', 'undo');
  expect(talk.ask().text).not.toContain('Ana');
});

test('two sentences stand in the place of the one that they replace, whatever was moved before', async () => {
  const written = await interviewAt('review', { ...ANSWERS, 'system.part': PART });
  const count = written.ask().lines?.length ?? 0;
  const number = fc.integer({ min: 1, max: count });
  const property = fc.asyncProperty(
    fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 4 }),
    number,
    async (moves, at) => {
      const talk = await interviewAt('review', { ...ANSWERS, 'system.part': PART });
      const shown = () => talk.ask().lines?.map(({ text }) => text);
      for (const [from, to] of moves) await talk.say(`move ${from} to ${to}`);
      const before = shown();
      await talk.say(`${at}: The lamps were mine. They burnt all night.`);
      expect(shown()).toEqual(before?.toSpliced(at - 1, 1, 'The lamps were mine.', 'They burnt all night.'));
    },
  );
  await fc.assert(property, { numRuns: 25 });
});

test('a rewritten sentence of a figure gets its corrected number', async () => {
  const talk = await interviewAt('latency.now');
  const at = 4;
  await talk.say('from meter to bill, p99 4 seconds');
  await talk.answer(ANSWERS);
  const number = talk.ask().lines?.findIndex(({ text }) => text.startsWith('The time from meter to bill')) ?? at;
  await talk.say(`${number + 1}: A reading is billed within 4 seconds of the call.`);
  await talk.choose('fix');
  await talk.choose(talk.ask().choices.find(({ slot }) => slot === 'latency.now')?.id ?? '');
  await talk.say('5 seconds');
  expect(talk.ask().text).toContain('A reading is billed within 5 seconds of the call.');
});

test('a cut figure or answer is not asked for again, and undo brings it back', async () => {
  const talk = await interviewAt();
  const lines = talk.ask().lines?.map(({ text }) => text) ?? [];
  for (const start of ['Lost readings', 'The time from', 'I can show'])
    await talk.say(`cut ${(talk.ask().lines?.findIndex(({ text }) => text.startsWith(start)) ?? 0) + 1}`);
  expect(talk.ask()).toMatchObject({ question: 'review' });
  expect(talk.ask().lines).toHaveLength(lines.length - 3);
  await talk.say('undo', 'undo', 'undo');
  expect(talk.ask().lines?.map(({ text }) => text)).toEqual(lines);
});

test('/brief shows the words that the letter shows', async () => {
  const talk = await interviewAt('review', { ...ANSWERS, 'company.view': 'they replay it, as we did' });
  await talk.say('4: At Tavolo I run 12 brokers.');
  await talk.command('brief');
  const brief = talk.said().slice(talk.said().lastIndexOf('What I noted'));
  for (const { text, slot } of talk.ask().lines ?? [])
    if (!slot.startsWith('role') && !/^(?:reliability|latency|throughput)/.test(slot)) expect(brief).toContain(text);
  expect(brief).toContain('1.2% → 0.05% (lost readings)');
});

test.each([
  ['system.part', 'I designed the protocol and the cutover.', 'I designed the protocol; two built the dashboards.'],
  ['reliability.now', 'We lost 1.2% of the readings, and now 0.05%.', 'lost readings: 1.3% -> 0.04%'],
])(
  'a new version of a message replaces the sentence that was changed in the letter, and undo brings it back: %s',
  async (slot, words, anew) => {
    const talk = await interviewAt();
    const id = await talk.source(slot);
    const number = (talk.ask().lines?.findIndex((line) => line.slot === slot) ?? 0) + 1;
    await talk.say(`${number}: ${words}`);
    await talk.send({ kind: 'edited', of: { id }, text: anew });
    expect(talk.ask().lines?.map(({ text }) => text)).not.toContain(words);
    await talk.say('undo');
    expect(talk.ask().lines?.map(({ text }) => text)).toContain(words);
  },
);

test('what the employer is stays where another sentence is cut, and goes with a sentence that is written anew', async () => {
  const talk = conversation();
  await talk.answer(
    {
      ...ANSWERS,
      'system.employer': 'Devinlift, a lift maintenance company',
      'system.what': 'Zvonec is a little bell. At Devinlift I built it. It takes the faults of 11,000 lifts.',
    },
    'reliability.now',
  );
  const told = () => talk.ask().text;
  await talk.say('cut 1 and 3');
  expect(told()).toContain('1. At Devinlift, a lift maintenance company, I built it.');
  await talk.say('1: At Devinlift I built Zvonec.');
  expect(told()).toContain('1. At Devinlift I built Zvonec.');
  await talk.say('undo');
  expect(told()).toContain('1. At Devinlift, a lift maintenance company, I built it.');
});
