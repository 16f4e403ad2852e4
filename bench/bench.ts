/**
 * Checks that the program meets its goals for speed and memory: `npm run bench`. Exits 1 if a goal is missed.
 *
 * Two baselines. A turn is compared with an echo bot on the same platform and database, which does what every bot that loses
 * nothing has to do: it stores the state, the event and the message in one transaction, synced to the disk, replies, and
 * marks the message as sent. Both are timed until the reply. Throughput is compared with that transaction alone, without a
 * chat, from the same number of processes, people and connections. The compared programs take turns.
 *
 * Takes about five minutes on two cores. On a busy machine the times mean little.
 */
import { availableParallelism, loadavg } from 'node:os';
import { startServer } from '../test/store/postgres.ts';
import { measureProcesses } from './bench/processes.ts';
import { FEW, MANY, storedRatio } from './bench/stored.ts';
import { turnCost } from './discord/turn-cost.ts';
import { measureBots } from './start/measure.ts';
import { percentile } from './statistics.ts';
import { turnRatio } from './telegram/turn-cost.ts';

/** Ratios, MiB and milliseconds. "The same" is a ratio of at most 1.1, as medians vary by a tenth. */
const GOALS = { turn: 1.3, processes: 0.6, stored: 1.1, postgres: 150, pglite: 230, ready: 1_000 };
/** Interviews before the measurement, and measured turns of each bot. */
const WARMING = 30;
const TURNS = 300;
const DISCORD_TURNS = 100;
const BOTS = { times: 5, people: 20 };

let missed = 0;

function row(what: string, measured: string, goal: string, isKept: boolean): void {
  if (!isKept) missed += 1;
  console.log(`${what.padEnd(58)} ${measured.padStart(28)}   ${goal.padEnd(18)} ${isKept ? 'kept' : 'MISSED'}`);
}

function atMost(what: string, value: number, goal: number, unit = ''): void {
  row(what, `${value.toFixed(unit === '' ? 2 : 0)}${unit}`, `at most ${goal}${unit}`, value <= goal);
}

const load = () => loadavg().map((each) => each.toFixed(1));
console.log(`${availableParallelism()} cores, load average ${load().join(', ')} at the beginning`);
const began = performance.now();
const server = await startServer('fsync=on');
try {
  const database = async () => (await server.database()).where.url;
  const databases = [
    { name: 'PostgreSQL', fresh: database, memory: GOALS.postgres },
    { name: 'PGlite', fresh: null, memory: GOALS.pglite },
  ];
  for (const { name, fresh } of databases)
    atMost(`a turn on Telegram / its floor, ${name}`, await turnRatio(WARMING, TURNS, fresh), GOALS.turn);
  const discord = await turnCost(DISCORD_TURNS);
  atMost('a reply on Discord / its floor, PGlite', discord.reply, GOALS.turn);
  atMost('a text on Discord / its floor, PGlite', discord.text, GOALS.turn);
  for (const { processes, ratio, turns, transactions } of await measureProcesses([
    await database(),
    await database(),
  ])) {
    const measured = `${turns.toFixed(0)}/s of ${transactions.toFixed(0)}/s, ${ratio.toFixed(2)}`;
    const what = `turns / bare transactions, PostgreSQL, processes: ${processes}`;
    row(what, measured, `at least ${GOALS.processes}`, ratio >= GOALS.processes);
  }
  for (const { name, fresh } of databases)
    atMost(`a turn over ${MANY} conversations / ${FEW}, ${name}`, await storedRatio(fresh), GOALS.stored);
  for (const { name, fresh, memory } of databases) {
    const { again, peak } = await measureBots(fresh ? { DATABASE_URL: await fresh() } : {}, BOTS);
    atMost(`resident at most, both platforms, ${name}`, peak, memory, ' MiB');
    atMost(`ready again, both platforms, ${name}, median`, percentile(again, 50), GOALS.ready, ' ms');
  }
  console.log(
    `${missed} missed; ${((performance.now() - began) / 1_000).toFixed(0)} s, load average ${load()[0]} at the end`,
  );
} finally {
  await server[Symbol.asyncDispose]();
}
// The package of the PostgreSQL server would exit with its own code.
process.exit(missed > 0 ? 1 : 0);
