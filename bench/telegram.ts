/**
 * What a turn in Telegram costs, beside what it can't cost less than: `npm run bench:telegram -- [--turns N] [--postgres]`.
 *
 * A turn is timed from a person's message to the reply, over HTTP against a Bot API server on this machine. The measure
 * is an echo bot that keeps in one bare transaction of the same database, in plain SQL, what a turn has to keep: the
 * state, the event and the message. Each commit is synced to the disk. The bots take turns, an interview each, so
 * that what else the machine does is shared among them. Nothing is waited for that a person may add to their answer: that
 * is 1.5 s by intent. Exits 1 where a goal is missed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startServer } from '../test/store/postgres.ts';
import { percentile } from './statistics.ts';
import { ANSWERS } from './telegram/answers.ts';
import { ECHO, none, say, startTimed, type Timed, type Times, timeAll } from './telegram/turn-cost.ts';

/** One turn against the echo and a transaction; turn 200 against turn 1. */
const GOALS = { turn: 1.3, growth: 1.1 };
/** Chats in which late turns are compared with the first ones of chats that have just begun. */
const CHATS = 12;

/** Interviews before the clock runs: a bot runs for days, and its first minute is spent on being compiled. */
const WARMING = 120;

const { values } = parseArgs({
  // A PostgreSQL server of this machine in place of the built-in database.
  options: { turns: { type: 'string', default: '600' }, postgres: { type: 'boolean', default: false } },
});
const TURNS = Number(values.turns);

/** Turns of one interview, with its beginning, which is asked for twice, and a look at the brief at its end. */
const ROUND = ANSWERS.length + 3;
/** A conversation is one interview after the other; turn 200 is in the last one of these. */
const ROUNDS = Math.ceil(200 / ROUND);

/** What is said in a turn, from 1: in each round the same. */
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
      // Side by side, so that the machine is the same for both.
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
