/** The real program, killed at a named point of a turn: redelivered events, and messages already sent. */
import { expect, test, vi } from 'vitest';
import type { CrashPoint } from '../../src/turn/crash-points.ts';
import { BotProcess } from '../adapters/telegram/program.ts';
import { fakeDiscord } from '../fakes/discord/server.ts';
import { FakeTelegram } from '../fakes/telegram/bot-api.ts';
import { dataDirectory } from './program.ts';

vi.setConfig({ testTimeout: 180_000 });

const POLLING = { timeout: 60_000, interval: 10 };
const POST = 'job post';
const HELP = 'Nothing is invented';
const ROLE = 'Which position';
const CHOICE = 'engineering choice';

const withText = (texts: readonly string[], part: string) => texts.filter((text) => text.includes(part));

/** A person sends /help, the program dies at this point of the turn, and the next process continues. */
async function killedOverHelp(point: CrashPoint): Promise<void> {
  await using directory = await dataDirectory();
  await using fake = await FakeTelegram.start();
  const person = fake.person(42);
  const texts = () => person.seen.map(({ text }) => text ?? '');
  const sees = (part: string) => expect.poll(() => texts().join('\n'), POLLING).toContain(part);
  // Turn 1 is /start, turn 2 is /help.
  await using dying = new BotProcess(fake, directory.path, { CRASH_AT: `${point}:2` });
  person.say('/start');
  await sees(POST);
  await fake.until(() => fake.updates.pending.length === 0);
  person.say('/help');
  const [update] = fake.updates.pending;
  await dying.ended();
  expect(withText(texts(), HELP)).toEqual([]);
  await using _next = new BotProcess(fake, directory.path);
  await sees(HELP);
  await expect.poll(() => fake.updates.pending.length, POLLING).toBe(0);
  // The update was delivered twice, otherwise the test shows nothing.
  expect(fake.updates.given.filter((id) => id === update?.update_id).length).toBeGreaterThan(1);
  person.press('Skip');
  await sees(ROLE);
  expect(withText(texts(), HELP)).toHaveLength(1);
  expect(withText(texts(), ROLE)).toHaveLength(1);
}

test('case 2: killed after the commit, the redelivered update changes nothing and is answered once', () =>
  killedOverHelp('turn.committed'));

test('case 3: killed before the commit, the redelivered update is handled and answered once', () =>
  killedOverHelp('turn.before-commit'));

test('case 15: killed after sending, before it is marked as sent, the question is on Discord once', async () => {
  await using directory = await dataDirectory();
  const fake = await fakeDiscord({ rate: { limit: 1_000, windowMs: 1_000 } });
  const settings = { TELEGRAM_TOKEN: '', DISCORD_TOKEN: fake.token, DISCORD_API: fake.api };
  const started = async (more: Record<string, string> = {}) => {
    const bot = new BotProcess({ token: '', url: fake.origin }, directory.path, { ...settings, ...more });
    await expect.poll(() => fake.gateway.listeners, POLLING).toBe(1);
    return bot;
  };
  const person = fake.person('sam');
  const texts = () => person.sees().map(({ text }) => text);
  // Messages: the welcome, the first question, and the question after the skip.
  await using dying = await started({ CRASH_AT: 'message.sent:3' });
  person.say('hello');
  await expect.poll(() => texts().at(-1), POLLING).toContain(POST);
  person.press('Skip');
  await dying.ended();
  expect(withText(texts(), ROLE)).toHaveLength(1);
  const posts = () => fake.ledger.of('POST', '/channels/:channel/messages').length;
  const before = posts();
  await expect.poll(() => fake.gateway.listeners, POLLING).toBe(0);
  await using _next = await started();
  // It is sent again with the same key.
  await expect.poll(posts, POLLING).toBeGreaterThan(before);
  person.say('Senior Backend Engineer at Harbour Grid');
  await expect.poll(() => texts().at(-1), POLLING).toContain(CHOICE);
  expect(withText(texts(), ROLE)).toHaveLength(1);
  await fake[Symbol.asyncDispose]();
});
