/**
 * The cost of a turn on Telegram, compared with a minimum: `npm run bench:telegram -- [--turns N] [--postgres]`.
 *
 * A turn is timed from a person's message to the reply, over HTTP with a local Bot API server. The minimum
 * is an echo bot that stores in one bare transaction of the same database, in plain SQL, what a turn has to store: the
 * state, the event and the message. Each commit is synced to the disk. The bots take turns, an interview each, so
 * that other load affects all of them. The wait for further messages of an answer is off: it
 * is 1.5 s on purpose. Exits 1 if a goal is missed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startServer } from '../test/store/postgres.ts';
import { percentile } from './statistics.ts';
import { ECHO, none, say, startTimed, type Timed, type Times, timeAll } from './telegram/turn-cost.ts';
import { ANSWERS } from './usual-interview.ts';

/** Ratios: a turn to the echo with a transaction, and turn 200 to turn 1. */
const GOALS = { turn: 1.3, growth: 1.1 };
/** Chats whose late turns are compared with the first turns of new chats. */
const CHATS = 12;

/** Interviews before the measurement: a bot runs for days, and its first minute includes compilation. */
const WARMING = 120;

const { values } = parseArgs({
  // A local PostgreSQL server instead of the built-in database.
  options: { turns: { type: 'string', default: '600' }, postgres: { type: 'boolean', default: false } },
});
const TURNS = Number(values.turns);

/** Turns of one interview, with /start twice at the beginning, and /brief at the end. */
const ROUND = ANSWERS.length + 3;
/** A conversation has several interviews. Turn 200 is in the last of these. */
const ROUNDS = Math.ceil(200 / ROUND);

/** The message of a turn, counted from 1. The same in each round. */
function said(number: number): string {
  const step = (number - 1) % ROUND;
  if (number <= 2) return '/start';
  if (step <= 1) return step === 0 ? '/restart' : 'Yes, do it';
  return ANSWERS[step - 2] ?? '/brief';
}

async function main(): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'foreword-bench-'));
  await using server = values.postgres ? await startServer('fsync=on') : null;
  const all: Timed[] = [];
  const run = async (name: string, settings: Record<string, string>, script?: string): Promise<Timed> => {
    const database = server && (await server.database());
    const where = database ? { DATABASE_URL: database.where.url } : {};
    const timed = await startTimed(join(directory, name), { ...settings, ...where }, script);
    all.push(timed);
    return timed;
  };
  try {
    const echo = await run('echo', {}, ECHO);
    const row = await run('row', { KEEPS: 'row' }, ECHO);
    const bare = await run('bare', { KEEPS: 'turn' }, ECHO);
    const turn = await run('interview', { FOREWORD_GATHERING_MS: '0' });
    await timeAll(all, WARMING, TURNS);
    const [early, late] = [none(), none()];
    for (let chat = 0; chat < CHATS; chat += 1) {
      const [old, fresh] = [turn.fake.person(10_000 + chat), turn.fake.person(20_000 + chat)];
      const before = (ROUNDS - 1) * ROUND;
      for (let number = 1; number <= before; number += 1) await say(turn, old, said(number));
      // Alternate, so that the load is the same for both.
      for (let number = 1; number <= ROUND; number += 1) {
        await say(turn, fresh, said(number), early);
        await say(turn, old, said(before + number), late);
      }
    }
    return report({ echo: echo.times, row: row.times, bare: bare.times, turn: turn.times, early, late });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    for (const timed of all) await timed[Symbol.asyncDispose]();
    await rm(directory, { recursive: true, force: true });
  }
}

function report(all: Record<'echo' | 'row' | 'bare' | 'turn' | 'early' | 'late', Times>): number {
  const line = (name: string, { turn, after }: Times) => {
    const [p50, p95] = [50, 95].map((percent) => percentile(turn, percent).toFixed(2));
    const busy = percentile(after, 50).toFixed(2);
    console.log(`${name.padEnd(30)} p50 ${p50} ms, p95 ${p95} ms, then busy for ${busy} ms (${turn.length})`);
  };
  line('an echo bot’s turn', all.echo);
  line('… that keeps a row', all.row);
  line('… that keeps what a turn keeps', all.bare);
  line('a turn of the interview', all.turn);
  line(`turns 1 to ${ROUND}`, all.early);
  line(`turns ${(ROUNDS - 1) * ROUND + 1} to ${ROUNDS * ROUND}`, all.late);
  const median = ({ turn }: Times) => percentile(turn, 50);
  const ratio = median(all.turn) / median(all.bare);
  const growth = median(all.late) / median(all.early);
  const met = (value: number, goal: number) =>
    `${value.toFixed(2)} (goal: at most ${goal}) ${value <= goal ? 'met' : 'MISSED'}`;
  console.log(`a turn / echo that keeps a row: ${(median(all.turn) / median(all.row)).toFixed(2)}`);
  console.log(`a turn / echo that keeps a turn: ${met(ratio, GOALS.turn)}`);
  console.log(`turn 200 / turn 1: ${met(growth, GOALS.growth)}`);
  return ratio <= GOALS.turn && growth <= GOALS.growth ? 0 : 1;
}

process.exitCode = await main();
