/** "undo" takes back the last answer or edit, and says which. */
import { expect, test } from 'vitest';
import { deserialize, serialize } from '../../src/machine/saved.ts';
import { ANSWERS, conversation } from './conversation.ts';

test('takes back an answer that came after an edit, then the edit', async () => {
  const talk = conversation();
  await talk.answer(ANSWERS, 'reliability.now');
  await talk.say('3: Rui ran the Kafka cluster and I wrote the protocol.', 'lost readings: 1.2% -> 0.05%');
  await talk.say('undo');
  expect(talk.said()).toContain('Taken back: "Lost readings fell from 1.2% to 0.05%."');
  expect(talk.ask()).toMatchObject({ slot: 'reliability.now', text: expect.stringContaining('3. Rui ran') });
  await talk.say('undo');
  expect(talk.said()).toContain(
    'Taken back: "Rui ran the Kafka cluster and I wrote the protocol." It reads again: "I designed the protocol, two',
  );
  expect(talk.ask().text).toContain('3. I designed the protocol, two colleagues');
});

test('asks the question of a name again, and says the name', async () => {
  const talk = conversation();
  await talk.answer(ANSWERS, 'system.what');
  await talk.say('undo');
  expect(talk.said()).toContain('Taken back: Employer: Tavolo');
  expect(talk.ask().slot).toBe('system.employer');
});

test('takes back a skipped question and a correction', async () => {
  const talk = conversation();
  await talk.answer(ANSWERS, 'latency.now');
  await talk.say('sorry, 0.07%, not 0.05%');
  await talk.choose('figure:1');
  await talk.say('skip', 'undo');
  expect(talk.said()).toContain('Taken back: your last answer.');
  expect(talk.ask().slot).toBe('latency.now');
  await talk.say('undo');
  expect(talk.said()).toContain('It reads again: "Lost readings fell from 1.2% to 0.05%."');
});

test('closes a question that was asked last, and changes nothing else', async () => {
  const talk = conversation();
  await talk.answer(ANSWERS, 'latency.now');
  await talk.say('sorry, 0.07%, not 0.05%', 'undo');
  expect(talk.said()).toContain('Taken back: your last message.');
  expect(talk.ask().slot).toBe('latency.now');
  await talk.command('brief');
  expect(talk.said()).toContain('0.05%');
});

test('keeps a question about two values that was open before', async () => {
  const talk = conversation();
  await talk.answer(ANSWERS, 'reliability.now');
  await talk.say('eta error 25 min, was 95', 'sorry its 22 not 25', 'support calls 130 a week before, now 30', 'undo');
  expect(talk.said()).toContain('Taken back: "Support calls fell from 130 to 30 per week."');
  expect(talk.ask().question).toBe('conflict');
});

test('moves are taken back, too', async () => {
  const talk = conversation();
  await talk.answer(ANSWERS);
  const { text } = talk.ask();
  await talk.say('move 4 to 5', 'undo');
  expect(talk.ask().text).toContain('Taken back: the paragraphs and sentences are in the order from before.');
  expect(talk.ask().text).toContain(text);
});

test('says that there is nothing, at the start and behind a letter', async () => {
  const talk = conversation();
  await talk.command('start');
  await talk.say('undo');
  expect(talk.said()).toContain("There's no change to undo.");
  await talk.answer(ANSWERS);
  await talk.say('write', 'undo');
  expect(talk.said().match(/There's no change to undo/g)).toHaveLength(2);
});

test('a stored state can take back as much', async () => {
  const talk = conversation();
  await talk.answer(ANSWERS);
  await talk.say('cut 4');
  const kept = await talk.store.before('terminal:test', '');
  const state = kept.kept && deserialize(JSON.parse(JSON.stringify(kept.kept.saved)));
  expect(state && serialize(state).context).toEqual(kept.kept?.saved.context);
});
