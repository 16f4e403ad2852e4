/** The real program as a bot on Telegram and on Discord: the walk of the terminal, with a kill in its middle. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOKEN_REFUSED } from '../../src/prompts/discord.ts';
import { BotProcess } from '../adapters/telegram/program.ts';
import { fakeDiscord } from '../fakes/discord/server.ts';
import { FakeTelegram } from '../fakes/telegram/bot-api.ts';
import { type Directory, dataDirectory, speaking } from './program.ts';
import { askIn, lettersIn, type Walked, walkWith } from './walk.ts';

/** How long a person waits for what must come. */
const PATIENCE_MS = 20_000;

let script: Walked;
let letter = '';
beforeAll(async () => {
  await using directory = await dataDirectory();
  await using program = await speaking(directory);
  script = await walkWith(program);
  letter = script.turns.flatMap(lettersIn)[0]?.text ?? '';
  expect(letter).toContain('Dear ');
});

/** Somebody in front of a chat. */
interface Chatter {
  say(text: string): void;
  press(label: string): void;
  /** What the bot has said, oldest first; a file by what is in it. */
  seen(): string[];
}

const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/**
 * Says what the script says, each time once the question before it is there; the program dies over the line `killAt`.
 *
 * @returns what was seen in the end
 */
async function follow(person: Chatter, killAt: number, kill: () => Promise<void>): Promise<string[]> {
  for (const [at, line] of script.lines.entries()) {
    if (line.type === 'text') person.say(line.text);
    else if (line.type === 'choice') {
      const choices = askIn(script.turns[at - 1] ?? [])?.choices ?? [];
      person.press(choices.find(({ id }) => id === line.id)?.label ?? '');
    } else person.say('/start');
    if (at === killAt) await kill();
    const next = plain(askIn(script.turns[at] ?? [])?.text ?? '');
    await expect
      .poll(() => plain(person.seen().at(-1) ?? ''), {
        timeout: PATIENCE_MS,
        interval: 10,
        message: `after ${JSON.stringify(line)}`,
      })
      .toContain(next);
  }
  return person.seen().map(plain);
}

/** Each question stands once, in the order of the script, and the letter and its file are there once. */
function expectWhole(seen: readonly string[]): void {
  const due = script.turns.map((answers) => plain(askIn(answers)?.text ?? ''));
  const questions = seen.flatMap((text) => due.filter((each) => text.includes(each)).toSorted(byLength)[0] ?? []);
  expect(questions).toEqual(due);
  const body = plain(letter);
  expect(seen.filter((text) => text === body)).toHaveLength(2);
}

function byLength(one: string, other: string): number {
  return other.length - one.length;
}

/** In the middle of the interview, when an answer was just given. */
const killAt = () => Math.floor(script.lines.length / 2);

describe('Telegram', () => {
  let directory: Directory;
  beforeAll(async () => {
    directory = await dataDirectory();
  });
  afterAll(() => directory[Symbol.asyncDispose]());

  test('a whole interview, killed in its middle', async () => {
    await using fake = await FakeTelegram.start();
    const person = fake.person(42);
    let program = new BotProcess(fake, directory.path);
    const seen = await follow(
      {
        say: (text) => void person.say(text),
        press: (label) => void person.press(label),
        seen: () =>
          person.seen.map(({ text, document }) => (document ? new TextDecoder().decode(document.bytes) : (text ?? ''))),
      },
      killAt(),
      async () => {
        program.kill();
        await program.ended();
        program = new BotProcess(fake, directory.path);
      },
    );
    expectWhole(seen);
    expect(fake.unknown).toEqual([]);
    expect(await program.stop()).toBe(0);
    expect(program.printed).toMatch(/^Telegram: connected as @foreword_bot|connected as @foreword_bot/m);
  });

  test('a token that is refused is named in a sentence, and the program stays', async () => {
    await using fake = await FakeTelegram.start();
    const wrong = { token: `7000000001:${'W'.repeat(35)}`, url: fake.url };
    await using other = await dataDirectory();
    await using program = new BotProcess(wrong, other.path);
    await expect
      .poll(() => program.printed, { timeout: PATIENCE_MS, interval: 10 })
      .toMatch(/Telegram refuses the token in TELEGRAM_TOKEN\. Copy it again from @BotFather\./);
    expect(program.printed).not.toContain('WWW');
    expect(program.running).toBe(true);
    expect(await program.stop()).toBe(0);
  });
});

describe('Discord', () => {
  test('a whole interview, killed in its middle', async () => {
    await using directory = await dataDirectory();
    await using fake = await fakeDiscord({ rate: { limit: 1_000, windowMs: 1_000 } });
    const settings = { TELEGRAM_TOKEN: '', DISCORD_TOKEN: fake.token, DISCORD_API: fake.api };
    const start = async () => {
      const bot = new BotProcess({ token: '', url: fake.origin }, directory.path, settings);
      await expect.poll(() => fake.gateway.listeners, { timeout: PATIENCE_MS, interval: 10 }).toBe(1);
      return bot;
    };
    const person = fake.person('sam');
    let program = await start();
    const seen = await follow(
      {
        // A slash command is known before it can be used; a first message opens the interview as well.
        say: (text) => void person.say(text === '/start' ? 'hello' : text),
        press: (label) => void person.press(label),
        seen: () =>
          person.sees().map(({ text, files: [file] }) => (file ? new TextDecoder().decode(file.bytes) : text)),
      },
      killAt(),
      async () => {
        program.kill();
        await program.ended();
        await expect.poll(() => fake.gateway.listeners, { timeout: PATIENCE_MS, interval: 10 }).toBe(0);
        program = await start();
      },
    );
    expectWhole(seen);
    expect(await program.stop()).toBe(0);
  });

  test('a token that is refused is named in a sentence, and ends the program', async () => {
    await using directory = await dataDirectory();
    await using fake = await fakeDiscord({ token: 'another.bot.token' });
    const settings = { TELEGRAM_TOKEN: '', DISCORD_TOKEN: 'wrong.bot.token', DISCORD_API: fake.api };
    await using program = new BotProcess({ token: '', url: fake.origin }, directory.path, settings);
    await program.ended();
    expect(program.printed).toContain(TOKEN_REFUSED);
    expect(program.printed).not.toContain('wrong.bot.token');
  });
});
