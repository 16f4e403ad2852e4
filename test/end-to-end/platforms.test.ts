/** The real program as a bot on Telegram and Discord: the walk of the terminal, with kills in the middle and at the letter. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOKEN_REFUSED } from '../../src/prompts/discord-texts.ts';
import { BotProcess } from '../adapters/telegram/program.ts';
import { fakeDiscord } from '../fakes/discord/server.ts';
import { FakeTelegram } from '../fakes/telegram/bot-api.ts';
import { follow, LOOK_MS, onDiscord, onTelegram, PATIENCE_MS, plain } from './chat.ts';
import { type Directory, dataDirectory, speaking } from './program.ts';
import { askIn, lettersIn, type Walked, walkWith } from './walk.ts';

let script: Walked;
let letter = '';
beforeAll(async () => {
  await using directory = await dataDirectory();
  await using program = await speaking(directory);
  script = await walkWith(program);
  letter = script.turns.flatMap(lettersIn)[0]?.text ?? '';
  expect(letter).toContain('Dear ');
});

/**
 * Checks that each question was asked once, in order, and that the letter and its file were sent once.
 *
 * @param repeats how many questions may be repeated, if a platform can't tell whether one had arrived
 */
function expectWhole(seen: readonly string[], repeats = 0): void {
  const due = script.turns.map((answers) => plain(askIn(answers)?.text ?? ''));
  const questions = seen.flatMap((text) => due.filter((each) => text.includes(each)).toSorted(byLength)[0] ?? []);
  expect(questions.filter((question, at) => question !== questions[at - 1])).toEqual(due);
  expect(questions.length - due.length).toBeLessThanOrEqual(repeats);
  const body = plain(letter);
  expect(seen.filter((text) => text === body)).toHaveLength(2);
}

function byLength(one: string, other: string): number {
  return other.length - one.length;
}

/** Whether to kill after this line: in the middle of the interview, and at the request for the letter. */
const isKill = (at: number) => at === Math.floor(script.lines.length / 2) || at === script.lines.length - 1;

const POLLING = { timeout: PATIENCE_MS, interval: LOOK_MS };

describe('Telegram', () => {
  let directory: Directory;
  beforeAll(async () => {
    directory = await dataDirectory();
  });
  afterAll(() => directory[Symbol.asyncDispose]());

  test('a Telegram interview is complete after kills in its middle and at its end', async () => {
    await using fake = await FakeTelegram.start();
    const person = fake.person(42);
    let program = new BotProcess(fake, directory.path);
    const seen = await follow(script, onTelegram(person), async (at) => {
      if (!isKill(at)) return;
      program.kill();
      await program.ended();
      program = new BotProcess(fake, directory.path);
    });
    // Telegram has no idempotency keys: a message that was not marked as sent is sent again, except letters and files.
    expectWhole(seen, 2);
    expect(fake.unknown).toEqual([]);
    expect(await program.stop()).toBe(0);
    expect(program.printed).toContain('Telegram: connected as @foreword_bot');
  });

  test('a refused Telegram token is reported in a sentence, and the program keeps running', async () => {
    await using fake = await FakeTelegram.start();
    const wrong = { token: `7000000001:${'W'.repeat(35)}`, url: fake.url };
    await using other = await dataDirectory();
    await using program = new BotProcess(wrong, other.path);
    await expect
      .poll(() => program.printed, POLLING)
      .toMatch(/Telegram refuses the token in TELEGRAM_TOKEN\. Copy it again from @BotFather\./);
    expect(program.printed).not.toContain('WWW');
    expect(program.running).toBe(true);
    expect(await program.stop()).toBe(0);
  });
});

describe('Discord', () => {
  test('a Discord interview is complete after kills in its middle and at its end', async () => {
    await using directory = await dataDirectory();
    await using fake = await fakeDiscord({ rate: { limit: 1_000, windowMs: 1_000 } });
    const settings = { TELEGRAM_TOKEN: '', DISCORD_TOKEN: fake.token, DISCORD_API: fake.api };
    const start = async () => {
      const bot = new BotProcess({ token: '', url: fake.origin }, directory.path, settings);
      await expect.poll(() => fake.gateway.listeners, POLLING).toBe(1);
      return bot;
    };
    const person = fake.person('sam');
    let program = await start();
    const seen = await follow(script, onDiscord(person), async (at) => {
      if (!isKill(at)) return;
      program.kill();
      await program.ended();
      await expect.poll(() => fake.gateway.listeners, POLLING).toBe(0);
      program = await start();
    });
    expectWhole(seen);
    expect(await program.stop()).toBe(0);
  });

  test('a refused Discord token is reported in a sentence, and ends the program', async () => {
    await using directory = await dataDirectory();
    await using fake = await fakeDiscord({ token: 'another.bot.token' });
    const settings = { TELEGRAM_TOKEN: '', DISCORD_TOKEN: 'wrong.bot.token', DISCORD_API: fake.api };
    await using program = new BotProcess({ token: '', url: fake.origin }, directory.path, settings);
    await program.ended();
    expect(program.printed).toContain(TOKEN_REFUSED);
    expect(program.printed).not.toContain('wrong.bot.token');
    expect(await program.stop()).toBe(1);
  });
});
