/** What comes after the first letter, with the real program: in the terminal, on Telegram and on Discord, killed in between. */
import { beforeAll, expect, test } from 'vitest';
import type { Answer, LineIn } from '../../bench/lines.ts';
import { BotProcess } from '../adapters/telegram/program.ts';
import { fakeDiscord } from '../fakes/discord/server.ts';
import { FakeTelegram } from '../fakes/telegram/bot-api.ts';
import { type Chatter, follow, LOOK_MS, onDiscord, onTelegram, PATIENCE_MS, plain } from './chat.ts';
import { dataDirectory, speaking } from './program.ts';
import { askIn, lettersIn, type Walked, walkWith } from './walk.ts';

const POLLING = { timeout: PATIENCE_MS, interval: LOOK_MS };
const WINDOW = 'We counted them at the meters for all of March.';
const SECRET = 'The index is rebuilt in memory.';

type Said = { readonly text: string } | { readonly tap: string };
const tap = (id: string): Said => ({ tap: id });
const say = (text: string): Said => ({ text });

/** After the letter: an interview on it, of which one answer goes into the letter. */
const PRACTICE: readonly Said[] = [
  tap('practice'),
  say(WINDOW),
  tap('yes'),
  tap('skip'),
  say(SECRET),
  tap('no'),
  tap('write'),
];

let script: Walked;
/** The last letter, and everything that was asked after the first one. */
let letter = '';
let asked: string[] = [];
/** At these lines the program is killed, as soon as they are said. */
let kills: ReadonlySet<number>;

beforeAll(async () => {
  await using directory = await dataDirectory();
  let program = await speaking(directory);
  const walked = await walkWith(program);
  const lines: LineIn[] = [...walked.lines];
  const turns: (readonly Answer[])[] = [...walked.turns];
  for (const one of PRACTICE) {
    const event = `after-${lines.length}`;
    const line: LineIn =
      'text' in one ? { type: 'text', text: one.text, event } : { type: 'choice', id: one.tap, event };
    // Each turn is taken by another process than the one before.
    await program[Symbol.asyncDispose]();
    program = await speaking(directory);
    await program.turn({ type: 'command', name: 'start', rest: '', event: `${event}-again` });
    lines.push(line);
    turns.push(await program.turn(line));
  }
  await program[Symbol.asyncDispose]();
  script = { lines, turns };
  letter = turns.flatMap(lettersIn).at(-1)?.text ?? '';
  asked = turns.slice(walked.turns.length).map((answers) => plain(askIn(answers)?.text ?? ''));
  kills = new Set([walked.lines.length + 1, walked.lines.length + 4]);
});

test('the terminal asks three questions, and takes what it may', () => {
  expect(asked[0]).toMatch(/^Question 1 of 3\. "Lost readings fell from 1\.2% to 0\.05%\." Over how long/);
  expect(asked[1]).toContain('Should that go into the letter');
  expect(asked[2]).toMatch(/^Question 2 of 3\./);
  expect(asked[3]).toMatch(/^Question 3 of 3\./);
  expect(letter).toContain(`0.05%. ${WINDOW}`);
  expect(letter).not.toContain(SECRET);
});

async function expectSame(person: Chatter, onSaid: (at: number) => Promise<void>): Promise<void> {
  const seen = await follow(script, person, onSaid);
  expect(seen).toContain(plain(letter));
  const questions = asked.filter((question) => question !== '');
  expect(questions.filter((question) => !seen.some((text) => text.includes(question)))).toEqual([]);
  expect(seen.filter((text) => text.includes(asked[2] ?? 'x')).length).toBeLessThanOrEqual(2);
}

test('Telegram says the same', async () => {
  await using directory = await dataDirectory();
  await using fake = await FakeTelegram.start();
  let program = new BotProcess(fake, directory.path);
  await expectSame(onTelegram(fake.person(42)), async (at) => {
    if (!kills.has(at)) return;
    program.kill();
    await program.ended();
    program = new BotProcess(fake, directory.path);
  });
  expect(fake.unknown).toEqual([]);
  expect(await program.stop()).toBe(0);
});

test('Discord says the same', async () => {
  await using directory = await dataDirectory();
  await using fake = await fakeDiscord({ rate: { limit: 1_000, windowMs: 1_000 } });
  const settings = { TELEGRAM_TOKEN: '', DISCORD_TOKEN: fake.token, DISCORD_API: fake.api };
  const start = async () => {
    const bot = new BotProcess({ token: '', url: fake.origin }, directory.path, settings);
    await expect.poll(() => fake.gateway.listeners, POLLING).toBe(1);
    return bot;
  };
  let program = await start();
  await expectSame(onDiscord(fake.person('sam')), async (at) => {
    if (!kills.has(at)) return;
    program.kill();
    await program.ended();
    await expect.poll(() => fake.gateway.listeners, POLLING).toBe(0);
    program = await start();
  });
  expect(await program.stop()).toBe(0);
});
