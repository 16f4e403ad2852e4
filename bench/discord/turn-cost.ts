/**
 * The cost of a turn on Discord, compared with an echo bot that stores the same: from a person's message to the reply, over
 * local HTTP and WebSocket, with each commit synced to the disk. The bots take turns, so that the load is the same for all.
 *
 * A text is stored before its turn, which waits for more of the same answer: here for 1 ms, and the echo stores the text
 * as well. A reply to a question is a turn at once.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from '../../test/fakes/discord/person.ts';
import { type FakeDiscord, fakeDiscord } from '../../test/fakes/discord/server.ts';
import { Bot } from '../soak/program.ts';
import { percentile } from '../statistics.ts';
import { ANSWERS } from '../usual-interview.ts';

/** Maximum ratio of a turn to the echo. */
const GOAL = 1.3;
/** Interviews before the measurement, for compilation. */
const WARMING = 8;
/** Milliseconds for the bot to finish its work after a reply. */
const REST_MS = 12;

interface Running {
  readonly fake: FakeDiscord;
  readonly bot: Bot;
  readonly times: number[];
}

interface TurnCost {
  /** Lines of the report. */
  readonly lines: string[];
  readonly isMet: boolean;
  /** Ratios to the echo: of a reply and of a text. */
  readonly reply: number;
  readonly text: number;
}

/** @param turns to measure of each bot */
export async function turnCost(turns: number): Promise<TurnCost> {
  const directory = await mkdtemp(join(tmpdir(), 'foreword-cost-'));
  const run = async (name: string, settings: Record<string, string>, script?: string): Promise<Running> => {
    const fake = await fakeDiscord({ rate: { limit: 1_000_000, windowMs: 1_000 } });
    const data = { FOREWORD_DATA: join(directory, name), FOREWORD_GATHERING_MS: '1' };
    const bot = new Bot({ DISCORD_TOKEN: fake.token, DISCORD_API: fake.api, ...data, ...settings }, script);
    bot.start();
    while (fake.gateway.listeners === 0) await sleep(20);
    return { fake, bot, times: [] };
  };
  const echo = join(import.meta.dirname, 'echo.ts');
  const all = {
    echo: await run('echo', {}, echo),
    reply: await run('reply', {}),
    holding: await run('holding', { HOLDS: 'yes' }, echo),
    text: await run('text', {}),
  };
  try {
    for (let chat = 0; all.text.times.length < turns; chat += 1)
      for (const [name, { fake, times }] of Object.entries(all)) {
        const person = fake.person(`person ${chat}`);
        const texts = ['/start', ...ANSWERS];
        for (const text of texts) {
          const time = await say(fake, person, text, name === 'reply' && text !== '/start');
          if (chat >= WARMING && text !== '/start') times.push(time);
        }
      }
    const median = ({ times }: Running) => percentile(times, 50);
    const ratio = (one: Running, other: Running) => median(one) / median(other);
    const line = (name: string, { times }: Running) =>
      `${name.padEnd(46)} p50 ${percentile(times, 50).toFixed(2)} ms, p95 ${percentile(times, 95).toFixed(2)} ms (${times.length})`;
    const [reply, text] = [ratio(all.reply, all.echo), ratio(all.text, all.holding)];
    const met = (value: number) => `${value.toFixed(2)} (goal: at most ${GOAL}) ${value <= GOAL ? 'met' : 'MISSED'}`;
    const lines = [
      line('an echo bot’s turn that keeps what a turn keeps', all.echo),
      line('a turn, of a reply', all.reply),
      line('an echo bot’s turn that keeps the text as well', all.holding),
      line('a turn, of a text', all.text),
      `a turn of a reply / echo that keeps as much: ${met(reply)}`,
      `a turn of a text / echo that keeps as much: ${met(text)}`,
    ];
    return { lines, isMet: reply <= GOAL && text <= GOAL, reply, text };
  } finally {
    for (const { bot, fake } of Object.values(all)) {
      await bot.end('SIGKILL');
      await fake.close();
    }
    await rm(directory, { recursive: true, force: true });
  }
}

/** @returns milliseconds from the message to the reply */
async function say(fake: FakeDiscord, person: Person, text: string, isReply: boolean): Promise<number> {
  const { promise: replied, resolve } = Promise.withResolvers<number>();
  const question = person.sees().at(-1)?.id;
  fake.world.onMessage = ({ author }) => {
    if (author.bot) resolve(performance.now());
  };
  const began = performance.now();
  person.say(text, isReply && question !== undefined ? { replyTo: question } : {});
  const time = (await replied) - began;
  fake.world.onMessage = () => undefined;
  await sleep(REST_MS);
  return time;
}
