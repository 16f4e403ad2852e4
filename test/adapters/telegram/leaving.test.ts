/** Sending while Telegram or the network fails. */
import { expect, test } from 'vitest';
import { telegramWords } from '../../../src/prompts/telegram-texts.ts';
import { badRequest, Refusal, tooManyRequests } from '../../fakes/telegram/faults.ts';
import type { Person } from '../../fakes/telegram/people.ts';
import { LETTER_TEXT, QUESTIONS, SENT } from '../survey.ts';
import { answered, begun, interviewBegun, interviewing, reviewed, shownTo } from './interviewing.ts';

const [, , { text: LOAD }, { text: SPEED }] = QUESTIONS;

const lettersOf = (person: Person) => person.seen.filter(({ text }) => text === LETTER_TEXT);
const filesOf = (person: Person) => person.seen.filter(({ document }) => document !== null);

test('a letter and its file are one message each, and neither is an edited placeholder', async () => {
  await using telegram = await interviewing();
  const { fake } = telegram;
  const person = await reviewed(fake);
  const before = person.seen.length;
  const calls = fake.calls.length;
  person.press('Write the letter');
  await answered(fake, person, SENT);
  expect(person.seen.slice(before)).toMatchObject([
    { text: LETTER_TEXT, isSilent: false, edits: 0 },
    { document: { name: 'letter.txt' }, isSilent: true, edits: 0 },
    { text: SENT, isSilent: false, edits: 0 },
  ]);
  const sent = fake.calls.slice(calls).map(({ method }) => method);
  expect(sent.filter((method) => method.startsWith('send') && method !== 'sendChatAction')).toEqual([
    'sendMessage',
    'sendDocument',
    'sendMessage',
  ]);
  expect(fake.world.actions).toContainEqual({ chat: 42, action: 'upload_document' });
});

test('case 14: a letter whose response was lost is sent again, as a repeat is better than a gap', async () => {
  await using telegram = await interviewing();
  const { fake, memory } = telegram;
  const person = await reviewed(fake);
  fake.faults.plan({ kind: 'drop' }, { method: 'sendMessage' });
  person.press('Write the letter');
  await answered(fake, person, SENT);
  expect(lettersOf(person)).toHaveLength(2);
  await fake.until(() => memory.unsentIn('telegram:42').length === 0);
});

test('a letter whose requests failed is sent again and arrives once', async () => {
  await using telegram = await interviewing();
  const { fake } = telegram;
  const person = await reviewed(fake);
  for (const fault of [
    { kind: 'reset' },
    { kind: 'hang' },
    { kind: 'refuse', refusal: new Refusal(502, 'Bad Gateway') },
    { kind: 'refuse', refusal: new Refusal(404, 'Not Found') },
  ] as const)
    fake.faults.plan(fault, { method: 'sendMessage' });
  person.press('Write the letter');
  await answered(fake, person, SENT);
  expect(lettersOf(person)).toHaveLength(1);
});

test('case 14: a file whose response was lost is sent again', async () => {
  await using telegram = await interviewing();
  const { fake } = telegram;
  const person = await reviewed(fake);
  fake.faults.plan({ kind: 'drop' }, { method: 'sendDocument' });
  person.press('Write the letter');
  await answered(fake, person, SENT);
  expect(filesOf(person)).toHaveLength(2);
});

test.for([1, 2])('case 16: a rate limit of %i s delays only that chat', async (seconds) => {
  await using telegram = await interviewing();
  const { fake } = telegram;
  const slow = await begun(fake, 1);
  const other = await begun(fake, 2);
  fake.faults.plan({ kind: 'refuse', refusal: tooManyRequests(seconds) }, { method: 'sendMessage', chat: 1 });
  const began = performance.now();
  slow.say('I rebuilt the payout service at Brightwell, in Kotlin.');
  other.say('I rebuilt the payout service at Brightwell, in Kotlin.');
  await answered(fake, other, LOAD);
  expect(performance.now() - began).toBeLessThan(seconds * 1000);
  await fake.until(() => fake.called('sendMessage', 1).some(({ outcome }) => outcome === 429));
  // The next answer is read meanwhile, and only its question is asked.
  slow.say('4,500 jobs per minute');
  await answered(fake, slow, SPEED);
  const calls = fake.called('sendMessage', 1);
  const refused = calls.findIndex(({ outcome }) => outcome === 429);
  expect((calls[refused + 1]?.at ?? 0) - (calls[refused]?.at ?? 0)).toBeGreaterThanOrEqual(seconds * 1000 - 5);
  expect(shownTo(slow).some((text) => text.endsWith(LOAD))).toBe(false);
});

test('case 16: during a rate limit of 60 s nothing is sent, and the update is confirmed', async () => {
  await using telegram = await interviewBegun();
  const { fake, adapter, person } = telegram;
  fake.faults.plan({ kind: 'refuse', refusal: tooManyRequests(60) }, { method: 'sendMessage' });
  person.say('I rebuilt the payout service at Brightwell, in Kotlin.');
  await fake.until(() => fake.updates.pending.length === 0 && fake.called('sendMessage').at(-1)?.outcome === 429);
  const calls = fake.called('sendMessage').length;
  const sent = await adapter.send('telegram:42', { kind: 'say', text: 'again' }, 'key');
  expect(sent).toMatchObject({ outcome: 'failed', why: 'slow-down' });
  expect('again' in sent ? (sent.again ?? 0) : 0).toBeGreaterThan(55_000);
  expect(fake.called('sendMessage')).toHaveLength(calls);
});

test('case 17: nothing more is sent to a person who blocked the bot, until they come back', async () => {
  await using telegram = await interviewing();
  const { fake, memory } = telegram;
  const person = await reviewed(fake);
  person.block();
  person.press('Write the letter');
  await fake.until(() => fake.called('sendMessage').at(-1)?.outcome === 403);
  await fake.until(() => fake.updates.pending.length === 0);
  await telegram.survey.settled('telegram:42');
  expect(memory.unsentIn('telegram:42')).toEqual([]);
  expect(fake.calls.filter(({ outcome, method }) => outcome === 403 && method === 'sendMessage')).toHaveLength(1);
  person.unblock();
  person.say('/start');
  await answered(fake, person, SENT);
});

test('case 17: a chat that does not exist is gone, without a retry', async () => {
  await using telegram = await interviewing();
  const { fake, adapter } = telegram;
  const sent = await adapter.send('telegram:123', { kind: 'say', text: 'anyone?' }, 'key');
  expect(sent).toMatchObject({ outcome: 'gone' });
  expect(fake.called('sendMessage')).toHaveLength(1);
});

test('a message that Telegram refuses is reported and does not block the next one', async () => {
  await using telegram = await interviewBegun();
  const { fake, logged, person } = telegram;
  fake.faults.plan({ kind: 'refuse', refusal: badRequest('SOMETHING_NEW') }, { method: 'sendMessage' });
  person.say('I rebuilt the payout service at Brightwell, in Kotlin.');
  await answered(fake, person, telegramWords()('not-shown'));
  person.say('4,500 jobs per minute');
  await answered(fake, person, SPEED);
  expect(logged.join('\n')).toMatch(/chat 42.*SOMETHING_NEW/);
});

test('a question whose response was lost is sent again, and its answer counts once', async () => {
  await using telegram = await interviewBegun();
  const { fake, memory, person } = telegram;
  fake.faults.plan({ kind: 'drop' }, { method: 'sendMessage' });
  person.say('I rebuilt the payout service at Brightwell, in Kotlin.');
  await fake.until(() => shownTo(person).filter((text) => text.endsWith(LOAD)).length === 2);
  person.press('Skip');
  await answered(fake, person, SPEED);
  expect(memory.turns).toHaveLength(4);
});

test('a button of a question whose response was lost works before the question is sent again', async () => {
  await using telegram = await interviewBegun();
  const { fake, memory, person } = telegram;
  fake.faults.plan({ kind: 'drop' }, { method: 'sendMessage' });
  const pressed = Promise.withResolvers<string>();
  fake.world.chats.onShown = ({ text }) => {
    if (!text?.endsWith(LOAD)) return;
    fake.world.chats.onShown = () => undefined;
    queueMicrotask(() => pressed.resolve(person.press('Skip')));
  };
  person.say('I rebuilt the payout service at Brightwell, in Kotlin.');
  const query = await pressed.promise;
  await answered(fake, person, SPEED);
  expect(fake.world.queries.get(query)?.answered?.text).not.toBe(telegramWords()('already-answered'));
  expect(memory.turns).toHaveLength(4);
});

test('case 18: a group that was told, and then migrates, is not told again', async () => {
  await using telegram = await interviewing();
  const { fake } = telegram;
  const old = fake.inGroup(-500, 42);
  const now = fake.inGroup(-100_500, 42, 'supergroup');
  old.addBot();
  await fake.until(() => old.seen.length === 1);
  old.migrate(now.chat);
  now.say('/start');
  const person = await begun(fake, 43);
  expect(person.seen.length).toBeGreaterThan(0);
  expect(now.seen).toHaveLength(0);
});

test('case 18: a group that migrates while it is told is told under its new id', async () => {
  await using telegram = await interviewing();
  const { fake } = telegram;
  const old = fake.inGroup(-500, 42);
  const now = fake.inGroup(-100_500, 42, 'supergroup');
  fake.updates.together(() => {
    old.say('/start');
    old.chat.migratedTo = now.chat.id;
    now.chat.opened = true;
  });
  await fake.until(() => now.seen.length === 1);
  expect(fake.called('sendMessage').map(({ chat, outcome }) => [chat, outcome])).toEqual([
    [-500, 400],
    [-100_500, 'done'],
  ]);
});
