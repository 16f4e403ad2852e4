/** Updates that arrive twice, late, out of order, or while another process polls. */
import { expect, test, vi } from 'vitest';
import { turnFailed } from '../../../src/prompts/refusals.ts';
import { telegramWords } from '../../../src/prompts/telegram-texts.ts';
import { ALREADY_DONE, HELP, QUESTIONS, SENT } from '../survey.ts';
import { answered, begun, interviewBegun, interviewing, reviewed, shownTo } from './interviewing.ts';

const [{ text: ROLE }, , { text: LOAD }, { text: SPEED }] = QUESTIONS;

test('case 1: an update that arrives twice, together or one after the other, is one answer and one reply', async () => {
  await using telegram = await interviewBegun();
  const { fake, memory, person } = telegram;
  const turns = memory.turns.length;
  const before = shownTo(person).length;
  person.say('I rebuilt the payout service at Brightwell, in Kotlin.');
  const [update] = fake.updates.pending;
  if (!update) throw new Error('nothing is pending');
  fake.updates.again(update);
  await answered(fake, person, LOAD);
  fake.updates.again(update);
  await fake.until(() => fake.updates.pending.length === 0);
  expect(memory.turns.length - turns).toBe(1);
  expect(shownTo(person)).toHaveLength(before + 1);
});

test('case 3: an update is confirmed only after its turn is committed', async () => {
  await using telegram = await interviewBegun();
  const { fake, memory, person } = telegram;
  await fake.until(() => fake.updates.pending.length === 0);
  const confirmedAt: number[] = [];
  memory.beforeCommit = () => void confirmedAt.push(fake.updates.pending.length);
  person.say('I rebuilt the payout service at Brightwell, in Kotlin.');
  await answered(fake, person, LOAD);
  expect(confirmedAt).toEqual([1]);
  await fake.until(() => fake.updates.pending.length === 0);
});

test('while a letter is written its update is confirmed, and other people are answered', async () => {
  const slow = Promise.withResolvers<void>();
  await using telegram = await interviewing({ write: () => slow.promise });
  const { fake } = telegram;
  const person = await reviewed(fake);
  person.press('Write the letter');
  await fake.until(() => fake.updates.pending.length === 0);
  // More than the 100 updates that Telegram returns at once.
  const others = Array.from({ length: 120 }, (_, index) => fake.person(9_000 + index));
  for (const other of others) other.say('/start');
  for (const other of others) await answered(fake, other, ROLE);
  expect(shownTo(person).some((text) => text.endsWith('Nadia Ferro'))).toBe(false);
  slow.resolve();
  await answered(fake, person, SENT);
});

test('a failed turn is retried; after too many failures the person is told', async () => {
  await using telegram = await interviewBegun();
  const { fake, memory, faults, person } = telegram;
  let failures = 1;
  memory.beforeCommit = () => {
    if (failures-- > 0) throw new Error('no database');
  };
  person.say('I rebuilt the payout service at Brightwell, in Kotlin.');
  await answered(fake, person, LOAD);
  expect(faults).toHaveLength(1);
  failures = 3;
  person.say('4,500 jobs per minute');
  await answered(fake, person, turnFailed());
  person.say('4,500 jobs per minute');
  await answered(fake, person, SPEED);
});

test('case 4: one of two processes polls and the other stands by, without a crash or a tight loop', async () => {
  await using telegram = await interviewing();
  const { fake, logged } = telegram;
  const { adapter } = await telegram.again();
  const person = await begun(fake);
  const conflicts = () => fake.called('getUpdates').filter(({ outcome }) => outcome === 409);
  await fake.until(() => conflicts().length >= 5);
  const [first, , , , fifth] = conflicts();
  // 100 ms each at first, then twice that.
  expect((fifth?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(400);
  person.say('I rebuilt the payout service at Brightwell, in Kotlin.');
  await answered(fake, person, LOAD);
  expect(shownTo(person).filter((text) => text.endsWith(LOAD))).toHaveLength(1);
  expect(logged.filter((line) => line.startsWith('Another process')).length).toBeLessThanOrEqual(3);
  await adapter.stop();
});

test('case 6: update ids that restart at a lower number are accepted', async () => {
  await using telegram = await interviewBegun({ firstUpdate: 900_000_000 });
  const { fake, memory, person } = telegram;
  await fake.until(() => fake.updates.pending.length === 0);
  fake.updates.restartAt(17);
  person.say('I rebuilt the payout service at Brightwell, in Kotlin.');
  await answered(fake, person, LOAD);
  person.say('4,500 jobs per minute');
  await answered(fake, person, SPEED);
  expect(memory.turns).toHaveLength(4);
});

test('case 6: a new update with a reused id is not a duplicate', async () => {
  await using telegram = await interviewBegun({ firstUpdate: 500 });
  const { fake, person } = telegram;
  await fake.until(() => fake.updates.pending.length === 0);
  fake.updates.restartAt(500);
  person.say('I rebuilt the payout service at Brightwell, in Kotlin.');
  await answered(fake, person, LOAD);
});

test('case 7: a button of an earlier question changes nothing and says so, also in the next process', async () => {
  await using telegram = await interviewBegun();
  const { fake, memory, person } = telegram;
  const [role] = person.seen;
  person.say('I rebuilt the payout service at Brightwell, in Kotlin.');
  await answered(fake, person, LOAD);
  const turns = memory.turns.length;
  const answers = memory.answersIn('telegram:42');
  if (!role) throw new Error('nothing was asked');
  const data = `skip:${'z'.repeat(6)}-${'q'.repeat(6)}`;
  const query = person.pressData(data, role);
  await fake.until(() => fake.world.queries.get(query)?.answered);
  expect(fake.world.queries.get(query)?.answered?.text).toBe(telegramWords()('already-answered'));
  expect(memory.turns).toHaveLength(turns);
  await telegram.adapter.stop();
  await telegram.again();
  person.pressData(data, role);
  await fake.until(() => shownTo(person).includes(ALREADY_DONE));
  await answered(fake, person, LOAD);
  expect(memory.answersIn('telegram:42')).toEqual(answers);
});

test('case 7: if an answer overtakes the press before it, the answer counts', async () => {
  await using telegram = await interviewBegun();
  const { fake, memory, person } = telegram;
  await fake.until(() => fake.updates.pending.length === 0);
  let query = '';
  fake.updates.together(() => {
    query = person.press('Skip');
    person.say('I rebuilt the payout service at Brightwell, in Kotlin.');
    fake.updates.reorder((updates) => updates.toReversed());
  });
  await answered(fake, person, LOAD);
  await fake.until(() => fake.world.queries.get(query)?.answered);
  expect(memory.answersIn('telegram:42').system).toContain('payout service');
  expect(shownTo(person).at(-1)?.endsWith(LOAD)).toBe(true);
});

test('case 8: an edit of an earlier answer changes that answer, and the open question stays', async () => {
  await using telegram = await interviewBegun();
  const { fake, memory, person } = telegram;
  const system = person.say('I rebuilt the payout service at Brightwell, in Kotlin.');
  await answered(fake, person, LOAD);
  person.edit(system, 'I rebuilt the refund service at Brightwell, in Kotlin.');
  await vi.waitFor(() => expect(memory.turns).toHaveLength(4));
  await answered(fake, person, LOAD);
  expect(memory.answersIn('telegram:42').system).toBe('I rebuilt the refund service at Brightwell, in Kotlin.');
});

test('case 9: a backlog of a day is read in order, with one summary and one question per person', async () => {
  await using telegram = await interviewing({ unstarted: true, pace: { patience: 10_000 } });
  const { fake, memory, survey, adapter } = telegram;
  const yesterday = Math.floor(Date.now() / 1000) - 80_000;
  const answers = [
    '/start',
    'Backend Engineer at Quillnote',
    'I rebuilt the payout service at Brightwell, in Kotlin.',
    '/help',
    '/help',
    '/help',
    '4,500 jobs per minute',
    '/brief',
  ];
  const people = Array.from({ length: 50 }, (_, index) => fake.person(7_000 + index));
  for (const [turn, text] of answers.entries())
    for (const person of people) person.say(text, { date: yesterday + turn });
  expect(fake.updates.pending).toHaveLength(400);
  await adapter.start(survey.receive);
  for (const person of people) await answered(fake, person, SPEED);
  await fake.until(() => fake.updates.pending.length === 0);
  for (const person of people) {
    const shown = shownTo(person);
    expect(shown.filter((text) => text === telegramWords()('caught-up', { count: 8 }))).toHaveLength(1);
    expect(shown.filter((text) => text.endsWith('?') || /\? /.test(text)).length).toBeLessThanOrEqual(1);
    expect(shown.filter((text) => text === HELP).length).toBeLessThanOrEqual(1);
    expect(Object.values(memory.answersIn(`telegram:${person.id}`))).toEqual(
      answers.filter((text) => !text.startsWith('/')),
    );
  }
});

test('a single waiting message is answered without a summary', async () => {
  await using telegram = await interviewing({ unstarted: true });
  const { fake, survey, adapter } = telegram;
  const person = fake.person(42);
  person.say('/start', { date: Math.floor(Date.now() / 1000) - 3_600 });
  await adapter.start(survey.receive);
  await answered(fake, person, ROLE);
  expect(shownTo(person)).toHaveLength(1);
});
