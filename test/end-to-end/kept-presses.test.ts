/** The real program, killed while a press waits for an answer that the model is reading: the press counts once. */
import { expect, test, vi } from 'vitest';
import { BotProcess } from '../adapters/telegram/program.ts';
import { fakeDiscord } from '../fakes/discord/server.ts';
import { hangs, modelServer, type Reply, says, saysUncounted } from '../fakes/model.ts';
import { FakeTelegram } from '../fakes/telegram/bot-api.ts';
import { reading } from '../reader/reading.ts';
import { dataDirectory } from './program.ts';

vi.setConfig({ testTimeout: 90_000 });

const POLLING = { timeout: 30_000, interval: 10 };
const JOB = 'Which job is the letter for?';
const UNREAD = "Sorry, I didn't get that.";
/** The question after the press. */
const ROLE = 'Which position, at which company?';
/** Not an answer: the question and its buttons stay open. */
const TEXT = 'Well, let me think about it.';
/** Discord's type of a deferred update, which acknowledges a press. */
const TAKEN = 6;
/** The limit for reading is longer than the test. */
const READING = { FOREWORD_MODEL: 'gpt-test', FOREWORD_READING_SECONDS: '60' };

const nothing = JSON.stringify(reading());

/** An empty reading, when the promise resolves. */
function saysAfter(kept: Promise<unknown>): Reply {
  const reply = saysUncounted(nothing);
  if (reply.kind !== 'bytes') throw new Error('an answer in bytes is expected');
  return { kind: 'bytes', write: (response, asked) => void kept.then(() => reply.write(response, asked)) };
}

const count = (texts: readonly string[], part: string) => texts.filter((text) => text.includes(part)).length;

async function onDiscord(directory: string, baseUrl: string) {
  const fake = await fakeDiscord({ rate: { limit: 1_000, windowMs: 1_000 } });
  const settings = { TELEGRAM_TOKEN: '', DISCORD_TOKEN: fake.token, DISCORD_API: fake.api };
  const person = fake.person('sam');
  const texts = () => person.sees().map(({ text }) => text);
  return {
    person,
    texts,
    /** Presses a button while the model reads the text before it, and waits for the acknowledgement. */
    async pressedWhileRead(calls: () => number) {
      person.say('hello');
      await expect.poll(() => texts().at(-1), POLLING).toContain(JOB);
      person.say(TEXT);
      await expect.poll(calls, POLLING).toBe(1);
      const press = person.press('Skip');
      await expect.poll(() => press.acknowledged, POLLING).toBe(TAKEN);
    },
    async started(more: Record<string, string> = {}) {
      await expect.poll(() => fake.gateway.listeners, POLLING).toBe(0);
      const all = { ...settings, ...READING, OPENAI_BASE_URL: baseUrl, ...more };
      const bot = new BotProcess({ token: '', url: fake.origin }, directory, all);
      await expect.poll(() => fake.gateway.listeners, POLLING).toBe(1);
      return bot;
    },
    [Symbol.asyncDispose]: () => fake[Symbol.asyncDispose](),
  };
}

test('case 2: on Discord, an acknowledged press is stored, and handled after the answer', async () => {
  await using directory = await dataDirectory();
  await using model = await modelServer(() => hangs());
  await using discord = await onDiscord(directory.path, model.baseUrl);
  const { texts } = discord;
  await using dying = await discord.started();
  await discord.pressedWhileRead(() => model.calls);
  dying.kill();
  await dying.ended();
  expect(count(texts(), ROLE)).toBe(0);
  model.answer(() => says(nothing));
  await using _next = await discord.started();
  await expect.poll(() => texts().at(-1), POLLING).toContain(ROLE);
  expect([JOB, UNREAD, ROLE].map((part) => count(texts(), part))).toEqual([2, 1, 1]);
  expect(model.calls).toBe(2);
});

test('case 2: on Discord, a press that was stored and handled before the kill counts once', async () => {
  await using directory = await dataDirectory();
  const { promise: pressed, resolve } = Promise.withResolvers<void>();
  await using model = await modelServer(() => saysAfter(pressed));
  await using discord = await onDiscord(directory.path, model.baseUrl);
  const { person, texts } = discord;
  // Turns: the greeting, the text, and the press.
  await using dying = await discord.started({ CRASH_AT: 'turn.committed:3' });
  await discord.pressedWhileRead(() => model.calls);
  resolve();
  await dying.ended();
  await using _next = await discord.started();
  await expect.poll(() => texts().at(-1), POLLING).toContain(ROLE);
  // A stored press would be handled before this text.
  person.say(TEXT);
  await expect.poll(() => count(texts(), UNREAD), POLLING).toBe(2);
  await expect.poll(() => count(texts(), ROLE), POLLING).toBe(2);
  expect(texts().at(-1)).toContain(ROLE);
  expect(count(texts(), JOB)).toBe(2);
});

test('case 2: on Telegram, a press is confirmed only after its turn, and is delivered again', async () => {
  await using directory = await dataDirectory();
  await using model = await modelServer(() => hangs());
  await using fake = await FakeTelegram.start();
  const settings = { ...READING, OPENAI_BASE_URL: model.baseUrl };
  const person = fake.person(42);
  const texts = () => person.seen.map(({ text }) => text ?? '');
  await using dying = new BotProcess(fake, directory.path, settings);
  person.say('/start');
  await expect.poll(() => texts().at(-1), POLLING).toContain(JOB);
  person.say(TEXT);
  await expect.poll(() => model.calls, POLLING).toBe(1);
  await fake.until(() => fake.updates.pending.length === 0);
  person.press('Skip');
  const [press] = fake.updates.pending;
  await fake.until(() => fake.updates.given.includes(press?.update_id ?? 0));
  dying.kill();
  await dying.ended();
  expect(fake.updates.pending).toEqual([press]);
  model.answer(() => says(nothing));
  await using _next = new BotProcess(fake, directory.path, settings);
  await expect.poll(() => texts().at(-1), POLLING).toContain(ROLE);
  await expect.poll(() => fake.updates.pending.length, POLLING).toBe(0);
  expect([JOB, UNREAD, ROLE].map((part) => count(texts(), part))).toEqual([2, 1, 1]);
});
