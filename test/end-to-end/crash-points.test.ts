/** The real program, killed at a named point of a turn: what the platform delivers again, and what was sent already. */
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

/** Somebody asks for help, the program dies over that turn, and the next one goes on. */
async function killedOverHelp(point: CrashPoint): Promise<void> {
  await using directory = await dataDirectory();
  await using fake = await FakeTelegram.start();
  const person = fake.person(42);
  const texts = () => person.seen.map(({ text }) => text ?? '');
  const sees = (part: string) => expect.poll(() => texts().join('\n'), POLLING).toContain(part);
  // The first turn is the one of /start.
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
  // It came twice: otherwise nothing was shown.
  expect(fake.updates.given.filter((id) => id === update?.update_id).length).toBeGreaterThan(1);
  person.press('Skip');
  await sees(ROLE);
  expect(withText(texts(), HELP)).toHaveLength(1);
  expect(withText(texts(), ROLE)).toHaveLength(1);
}

test('case 2: killed after the commit, the update that comes again changes nothing, and is answered once', () =>
  killedOverHelp('turn.committed'));

test('case 3: killed before the commit, the update that comes again is handled, and nothing is lost', () =>
  killedOverHelp('turn.before-commit'));

test('case 15: killed after sending, before that is noted, the question stands once on Discord', async () => {
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
  // The welcome, the first question, and the one that the skip leads to.
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
  // It is sent once more, with the key that it had.
  await expect.poll(posts, POLLING).toBeGreaterThan(before);
  person.say('Senior Backend Engineer at Harbour Grid');
  await expect.poll(() => texts().at(-1), POLLING).toContain(CHOICE);
  expect(withText(texts(), ROLE)).toHaveLength(1);
  await fake[Symbol.asyncDispose]();
});
