/** The real program, killed at the moments that matter. What it leaves, the next one finds. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fails, hangs, modelServer } from '../../fakes/model.ts';
import { FakeTelegram } from '../../fakes/telegram/bot-api.ts';
import type { Person } from '../../fakes/telegram/people.ts';
import { Refusal } from '../../fakes/telegram/refusal.ts';
import { answered, begun, reviewed, shownTo } from './interviewing.ts';
import { BotProcess } from './program.ts';

let directory = '';
let fake: FakeTelegram;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'foreword-telegram-'));
  fake = await FakeTelegram.start({ conflictDelay: 100 });
});
afterEach(async () => {
  await fake[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
  expect(fake.unknown).toEqual([]);
});

const SYSTEM = 'I rebuilt the payout service at Brightwell, in Kotlin.';
const count = (person: Person, like: RegExp) => shownTo(person).filter((text) => like.test(text)).length;

/** What `/export` gives: all that is kept. */
async function exported(person: Person): Promise<string> {
  person.say('/export');
  const file = await fake.until(() =>
    person.seen.flatMap(({ document }) => document ?? []).find(({ name }) => name.endsWith('.json')),
  );
  return Buffer.from(file.bytes).toString('utf8');
}

test('killed when an update was given and nothing was committed: it is given again, and taken', async () => {
  await using first = new BotProcess(fake, directory);
  const person = await begun(fake);
  await fake.until(() => fake.updates.pending.length === 0);
  fake.updates.onGive = first.kill;
  person.say(SYSTEM);
  await first.ended();
  fake.updates.onGive = () => undefined;
  expect(fake.updates.pending).toHaveLength(1);
  expect(count(person, /How much does it carry/)).toBe(0);
  await using _second = new BotProcess(fake, directory);
  await answered(fake, person, /How much does it carry/);
  expect(count(person, /How much does it carry/)).toBe(1);
  expect(
    JSON.parse(await exported(person)).brief.facts.filter(({ topic }: { topic: string }) => topic === 'system'),
  ).toHaveLength(1);
});

test('killed between the commit and the confirmation: the answer counts once, and the question comes', async () => {
  await using first = new BotProcess(fake, directory);
  const person = await begun(fake);
  await fake.until(() => fake.updates.pending.length === 0);
  // The question is sent after the commit and before the confirmation.
  fake.faults.plan({ kind: 'reset', strike: first.kill }, { method: 'sendMessage' });
  person.say(SYSTEM);
  await first.ended();
  expect(fake.updates.pending).toHaveLength(1);
  await using _second = new BotProcess(fake, directory);
  await answered(fake, person, /How much does it carry/);
  await fake.until(() => fake.updates.pending.length === 0);
  expect(count(person, /How much does it carry/)).toBe(1);
  expect(
    JSON.parse(await exported(person)).brief.facts.filter(({ topic }: { topic: string }) => topic === 'system'),
  ).toHaveLength(1);
});

test('killed when the letter is in place and nobody knows yet: it is there once, whole', async () => {
  await using first = new BotProcess(fake, directory);
  const person = await reviewed(fake);
  fake.faults.plan({ kind: 'drop', strike: first.kill }, { method: 'editMessageText' });
  person.press('Write the letter');
  await first.ended();
  await using second = new BotProcess(fake, directory);
  await answered(fake, person, /Would you send it/);
  expect(count(person, /\n\nKind regards,\nNadia Ferro/)).toBe(1);
  expect(person.seen.filter(({ document }) => document)).toHaveLength(1);
  expect(await second.stop()).toBe(0);
});

test('killed when the placeholder is there and the letter is not: it goes in there', async () => {
  await using first = new BotProcess(fake, directory);
  const person = await reviewed(fake);
  fake.faults.plan({ kind: 'reset', strike: first.kill }, { method: 'editMessageText' });
  person.press('Write the letter');
  await first.ended();
  await using _second = new BotProcess(fake, directory);
  await answered(fake, person, /Would you send it/);
  expect(count(person, /\n\nKind regards,\nNadia Ferro/)).toBe(1);
  expect(count(person, /Here comes/)).toBe(0);
});

test('killed while a model writes: the next one writes on unasked, and the letter is there once', async () => {
  await using plain = new BotProcess(fake, directory);
  const person = await reviewed(fake);
  expect(await plain.stop()).toBe(0);
  await using server = await modelServer(() => hangs());
  const settings = { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'sk-test', FOREWORD_MODEL: 'gpt-test' };
  await using first = new BotProcess(fake, directory, settings);
  person.press('Write the letter');
  await fake.until(() => server.calls === 1 && fake.updates.pending.length === 0);
  person.say('/help');
  await answered(fake, person, /What works at any time/);
  first.kill();
  await first.ended();
  // A model that is of no use: the letter is put together without it.
  server.answer(() => fails(400, 'no'));
  await using second = new BotProcess(fake, directory, settings);
  // Where the machine is busy, a model's library takes its time to load.
  await fake.until(() => /Would you send it/.test(shownTo(person).at(-1) ?? ''), 40_000);
  expect(count(person, /\n\nKind regards,\nNadia Ferro/)).toBe(1);
  expect(person.seen.filter(({ document }) => document)).toHaveLength(1);
  expect(server.calls).toBeLessThanOrEqual(3);
  expect(await second.stop()).toBe(0);
});

test('a token is all it takes; nothing but the platform starts, and it ends when it is asked to', async () => {
  await using program = new BotProcess(fake, directory);
  await begun(fake);
  expect(program.printed.trim()).toBe(
    'foreword: Telegram: the bot is @foreword_bot. People find it at https://t.me/foreword_bot',
  );
  expect(await program.stop()).toBe(0);
});

test('a wrong token, and a token that is none: a plain sentence, no stack trace, no token', async () => {
  fake.faults.plan({ kind: 'refuse', refusal: new Refusal(401, 'Unauthorized') }, { method: 'getMe', times: 9 });
  await using program = new BotProcess(fake, directory);
  await fake.until(() => program.printed.includes('\n'));
  expect(program.printed).toMatch(/^foreword: Telegram does not accept TELEGRAM_TOKEN\. .*; trying again in 1 s\.\n$/);
  expect(program.running).toBe(true);
  await using none = new BotProcess(fake, directory, { TELEGRAM_TOKEN: 'hunter2' });
  await none.ended();
  expect(none.printed).toMatch(/TELEGRAM_TOKEN must be a token/);
  expect(program.printed + none.printed).not.toMatch(/hunter2|\n\s+at |AAF4/);
});
