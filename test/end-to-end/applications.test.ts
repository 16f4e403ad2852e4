/** What comes after the first letter, with the real program: in the terminal, on Telegram and on Discord, killed in between. */
import { beforeAll, expect, test } from 'vitest';
import type { Answer, LineIn } from '../../bench/lines.ts';
import { BotProcess } from '../adapters/telegram/program.ts';
import { fakeDiscord } from '../fakes/discord/server.ts';
import { FakeTelegram } from '../fakes/telegram/bot-api.ts';
import { type Chatter, follow, LOOK_MS, onDiscord, onTelegram, PATIENCE_MS, plain } from './chat.ts';
import { dataDirectory, speaking } from './program.ts';
import { askIn, lettersIn, START, type Walked } from './walk.ts';

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

/** What is typed, by slots; the letter is asked for as soon as all of it is told. */
const FIRST: Readonly<Record<string, string>> = {
  'role.position+role.company': 'Senior Backend Engineer at Harbour Grid',
  'system.employer': 'Voltwerk',
  'system.what': 'rebuilt the meter pipeline in Go',
  'reliability.now': 'lost readings: 1.2% → 0.05%',
};
const SECOND: Readonly<Record<string, string>> = {
  'role.position+role.company': 'Staff Engineer at Ferrox',
  'system.employer': 'Quillbank',
  'system.what': 'moved the ledger to an append-only table in Kotlin',
  'reliability.now': 'wrong balances: 40 → 0 per month',
};
/** What is tapped where nothing is typed, the first of them that there is. */
const TAPS: readonly string[] = ['write', 'yes', 'no', 'skip', 'keep', 'none'];

let script: Walked;
/** The letters, and everything that was asked after the first one. */
let letters: string[] = [];
let asked: string[] = [];
/** Behind these lines the program is killed, as soon as they are said. */
const kills = new Set<number>();

beforeAll(async () => {
  await using directory = await dataDirectory();
  let program = await speaking(directory);
  const lines: LineIn[] = [START];
  const turns: (readonly Answer[])[] = [await program.turn(START)];
  const standing = () => askIn(turns.at(-1) ?? []);

  /** @param isKilled whether another process takes the next line */
  async function take(one: Said, isKilled = false): Promise<void> {
    const event = `after-${lines.length}`;
    if (isKilled) kills.add(lines.length);
    const line: LineIn =
      'text' in one ? { type: 'text', text: one.text, event } : { type: 'choice', id: one.tap, event };
    lines.push(line);
    turns.push(await program.turn(line));
    if (!isKilled) return;
    await program.kill();
    program = await speaking(directory);
  }
  async function untilLetter(answers: Readonly<Record<string, string>>): Promise<void> {
    const open = new Set(Object.keys(answers));
    for (let turn = 0; turn < 40 && standing()?.kind !== 'letter'; turn += 1) {
      const { kind, slot = '', choices = [] } = standing() ?? {};
      if (open.size === 0 && kind !== 'review') await take(say('write'));
      else if (open.delete(slot)) await take(say(answers[slot] ?? ''));
      else await take(tap(TAPS.find((id) => choices.some((each) => each.id === id)) ?? ''));
    }
  }

  await untilLetter(FIRST);
  const from = turns.length;
  for (const [at, one] of PRACTICE.entries()) await take(one, at === 1);
  await take(tap('another'));
  await take(tap('stories'));
  await take(tap('new-story'), true);
  await untilLetter(SECOND);
  await take(say('/stories'));
  await take(tap('story:2'));
  await untilLetter({});
  await program[Symbol.asyncDispose]();
  script = { lines, turns };
  letters = turns.flatMap(lettersIn).map(({ text }) => text);
  asked = turns.slice(from).map((answers) => plain(askIn(answers)?.text ?? ''));
});

test('the terminal asks three questions, and takes what it may', () => {
  expect(asked[0]).toMatch(/^Question 1 of 3\. "Lost readings fell from 1\.2% to 0\.05%\." Over how long/);
  expect(asked[1]).toContain('Should that go into the letter');
  expect(asked[2]).toMatch(/^Question 2 of 3\./);
  expect(asked[3]).toMatch(/^Question 3 of 3\./);
  expect(letters[1]).toContain(`0.05%. ${WINDOW}`);
  expect(letters[1]).not.toContain(SECRET);
});

test('the terminal tells another system, and the first one again, each whole and for the second company', () => {
  expect(asked[8]).toMatch(/^Which system is the letter about\? 1\. Voltwerk: rebuilt the meter pipeline in Go\./);
  const [, , second = '', third = ''] = letters;
  expect(letters).toHaveLength(4);
  expect(second).toContain('At Quillbank I moved the ledger to an append-only table in Kotlin.');
  expect(second).not.toMatch(/Voltwerk|meter|Harbour Grid/);
  expect(third).toContain('At Voltwerk I rebuilt the meter pipeline in Go.');
  expect(third).toContain(`0.05%. ${WINDOW}`);
  expect(third).not.toMatch(/Quillbank|ledger|Harbour Grid/);
  for (const letter of [second, third]) expect(letter).toContain('Staff Engineer role at Ferrox');
});

async function expectSame(person: Chatter, onSaid: (at: number) => Promise<void>): Promise<void> {
  const seen = await follow(script, person, onSaid);
  expect(letters.filter((letter) => !seen.includes(plain(letter)))).toEqual([]);
  expect(asked.filter((question) => question === '' || !seen.some((text) => text.includes(question)))).toEqual([]);
}

test('Telegram says the same', { timeout: 120_000 }, async () => {
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

test('Discord says the same', { timeout: 120_000 }, async () => {
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
