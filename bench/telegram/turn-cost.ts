/** Times turns of bots on Telegram: from a person's message to the reply, over local HTTP. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BotProcess } from '../../test/adapters/telegram/program.ts';
import { FakeTelegram } from '../../test/fakes/telegram/bot-api.ts';
import type { Person } from '../../test/fakes/telegram/people.ts';
import { percentile } from '../statistics.ts';
import { ANSWERS } from '../usual-interview.ts';

export interface Times {
  /** Milliseconds from the message to the reply, and from the reply until the bot is idle. */
  readonly turn: number[];
  readonly after: number[];
}

export const none = (): Times => ({ turn: [], after: [] });

/** A bot with its own Bot API server. */
export interface Timed extends AsyncDisposable {
  readonly fake: FakeTelegram;
  readonly times: Times;
  /** Rejects with the output of the bot when it exits. */
  readonly gone: Promise<never>;
}

export const ECHO = join(import.meta.dirname, 'echo.ts');

/** @param home directory to create for the bot */
export async function startTimed(home: string, settings: Record<string, string>, script?: string): Promise<Timed> {
  const fake = await FakeTelegram.start();
  await mkdir(home);
  const bot = new BotProcess(fake, home, settings, script);
  const gone = bot.ended().then((): never => {
    throw new Error(`The bot in ${home} ended before the measuring did: ${bot.printed.trim()}`);
  });
  // At the end it is stopped, and nobody awaits this.
  gone.catch(() => undefined);
  return {
    fake,
    times: none(),
    gone,
    async [Symbol.asyncDispose]() {
      await bot[Symbol.asyncDispose]();
      await fake[Symbol.asyncDispose]();
    },
  };
}

/** Message time in seconds. It advances with each message, so that the flood limit does not apply. */
let clock = Math.floor(Date.now() / 1000);

/**
 * Sends a text to an idle bot, and waits for the reply.
 * @throws if the bot exits
 */
export async function say({ fake, gone }: Timed, person: Person, text: string, times?: Times): Promise<void> {
  const before = person.seen.length;
  clock += 3;
  const began = performance.now();
  const { promise: replied, resolve } = Promise.withResolvers<number>();
  fake.world.chats.onShown = () => {
    if (person.seen.length > before) resolve(performance.now());
  };
  person.say(text, { date: clock });
  const reply = await Promise.race([replied, gone]);
  await Promise.race([fake.updates.idle(), gone]);
  times?.turn.push(reply - began);
  times?.after.push(performance.now() - reply);
}

/**
 * The bots take turns, one interview each, so that other load affects all of them.
 * @param warming interviews before the measurement, for compilation
 * @param turns minimum of measured turns of each bot
 */
export async function timeAll(all: readonly Timed[], warming: number, turns: number): Promise<void> {
  for (let chat = 0; chat < warming + Math.ceil(turns / ANSWERS.length); chat += 1)
    for (const timed of all) {
      const person = timed.fake.person(100 + chat);
      await say(timed, person, '/start');
      for (const text of ANSWERS) await say(timed, person, text, chat < warming ? undefined : timed.times);
    }
}

/**
 * The median turn divided by that of an echo that stores the same.
 * @param database returns the URL of an empty database for each bot; null for the built-in database
 */
export async function turnRatio(warming: number, turns: number, database: (() => Promise<string>) | null) {
  const directory = await mkdtemp(join(tmpdir(), 'foreword-ratio-'));
  const where = async () => (database ? { DATABASE_URL: await database() } : {});
  try {
    await using echo = await startTimed(join(directory, 'echo'), { KEEPS: 'turn', ...(await where()) }, ECHO);
    await using bot = await startTimed(join(directory, 'bot'), { FOREWORD_GATHERING_MS: '0', ...(await where()) });
    await timeAll([echo, bot], warming, turns);
    return percentile(bot.times.turn, 50) / percentile(echo.times.turn, 50);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
