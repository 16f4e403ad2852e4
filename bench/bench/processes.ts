/** Turns per second of one, two and four processes on one PostgreSQL, compared with processes that run bare transactions. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TerminalPlace } from '../lines.ts';
import { type Program, startProgram } from '../protocol.ts';
import { percentile, sum } from '../statistics.ts';
import { ANSWERS } from '../usual-interview.ts';

const PROCESSES = [1, 2, 4] as const;
/** Concurrent people in each process. */
const PEOPLE = 8;
const MEASURED_MS = 1_500;
/** Milliseconds for compilation before the measurement. */
const WARM_MS = 5_000;
const ROUNDS = 4;

let interviews = 0;

/**
 * @param databases the URLs of two empty databases on the same server
 * @returns medians of the rounds: a ratio, and turns per second
 */
export async function measureProcesses([ours, bare]: readonly [string, string]) {
  await using stack = new AsyncDisposableStack();
  const start = async (env: Record<string, string>, script?: string) =>
    stack.use(await startProgram({ env, silenceMs: 120_000, ...(script && { script }) }));
  const each = Array.from({ length: Math.max(...PROCESSES) });
  const programs = await Promise.all(each.map(() => start({ DATABASE_URL: ours })));
  const env = { DATABASE_URL: bare, PEOPLE: String(PEOPLE) };
  const ceilings = await Promise.all(each.map(() => start(env, join(import.meta.dirname, 'ceiling.ts'))));
  await transactionsOf(ceilings, WARM_MS / 2);
  await turnsOf(programs, WARM_MS);
  const rounds = PROCESSES.map((processes) => ({ processes, turns: [] as number[], transactions: [] as number[] }));
  for (let round = 0; round < ROUNDS; round += 1)
    for (const { processes, turns, transactions } of rounds) {
      transactions.push(await transactionsOf(ceilings.slice(0, processes), MEASURED_MS));
      turns.push(await turnsOf(programs.slice(0, processes), MEASURED_MS));
    }
  return rounds.map(({ processes, turns, transactions }) => ({
    processes,
    ratio: percentile(
      turns.map((each, at) => each / (transactions[at] ?? Number.NaN)),
      50,
    ),
    turns: percentile(turns, 50),
    transactions: percentile(transactions, 50),
  }));
}

/** @returns transactions per second of all processes together */
async function transactionsOf(ceilings: readonly Program[], milliseconds: number): Promise<number> {
  const answers = await Promise.all(ceilings.map((each) => each.turn({ type: 'text', text: String(milliseconds) })));
  const counts = answers.map(([line]) => (line?.type === 'say' ? Number(line.text) : Number.NaN));
  return (1_000 * sum(counts)) / milliseconds;
}

/** @returns turns per second of all processes together, with people who answer at once in one interview after another */
async function turnsOf(programs: readonly Program[], milliseconds: number): Promise<number> {
  const ended = new AbortController();
  let turns = 0;
  const person = async (program: Program) => {
    while (!ended.signal.aborted) {
      interviews += 1;
      const place: TerminalPlace = `terminal:busy-${interviews}`;
      await program.turn({ type: 'command', name: 'start', rest: '', place });
      for (const text of ANSWERS) {
        if (ended.signal.aborted) return;
        await program.turn({ type: 'text', text, place });
        if (!ended.signal.aborted) turns += 1;
      }
    }
  };
  const people = programs.flatMap((program) => Array.from({ length: PEOPLE }, () => person(program)));
  await sleep(milliseconds);
  ended.abort();
  await Promise.all(people);
  return (1_000 * turns) / milliseconds;
}
