/**
 * The cost of one process:
 *
 *     npm run bench:start -- [--times 7] [--people 20] [--database postgres://…]
 *
 * With the built-in database and with a PostgreSQL server, which it starts if none is given. In the terminal: the time from
 * the start of the process until it is ready, and the time of a turn. On Telegram and Discord together: the time
 * until both deliver messages, and the maximum resident memory while people are interviewed on both
 * concurrently, up to their letters. Exits 1 if a goal is missed.
 */
import { parseArgs } from 'node:util';
import { startServer } from '../test/store/postgres.ts';
import { measureBots, measureTerminal } from './start/measure.ts';
import { mean, percentile } from './statistics.ts';

/** Milliseconds and MiB. */
const GOALS = { first: 3_000, again: 1_200, bots: 2_000 };
interface Goals {
  /** Null with a PostgreSQL server, whose time depends on network and disk. */
  readonly turn: number | null;
  readonly memory: number;
}

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '7' },
    people: { type: 'string', default: '20' },
    database: { type: 'string' },
  },
});
const times = Number(values.times);
const people = Number(values.people);

let missed = 0;
function line(what: string, value: number, unit: string, goal: number | null): void {
  const isMissed = goal !== null && value > goal;
  if (isMissed) missed += 1;
  const digits = value < 100 ? 1 : 0;
  const share = goal === null ? '' : `${(value / goal).toFixed(2)} of ${goal}`;
  console.log(
    `  ${what.padEnd(34)} ${value.toFixed(digits).padStart(7)} ${unit.padEnd(4)} ${share}${isMissed ? ' MISSED' : ''}`,
  );
}

async function report(name: string, settings: Readonly<Record<string, string>>, goals: Goals): Promise<void> {
  const terminal = await measureTerminal(settings, { times, people });
  console.log(`${name}, in the terminal: ${times} starts, ${terminal.turns.length} turns`);
  line('ready, on no data yet', terminal.first, 'ms', GOALS.first);
  line('ready again, median', percentile(terminal.again, 50), 'ms', GOALS.again);
  line('ready again, slowest', Math.max(...terminal.again), 'ms', null);
  line('a turn, median', percentile(terminal.turns, 50), 'ms', goals.turn);
  line('a turn, 95 %', percentile(terminal.turns, 95), 'ms', null);
  line('the letter', percentile(terminal.letters, 50), 'ms', null);
  const bots = await measureBots(settings, { times, people });
  console.log(`${name}, on both platforms: ${times} starts, ${2 * people} interviews, ${bots.letters} letters`);
  line('ready again, median', percentile(bots.again, 50), 'ms', GOALS.bots);
  line('ready again, slowest', Math.max(...bots.again), 'ms', GOALS.bots);
  line('resident, when ready', mean(bots.idle), 'MiB', goals.memory);
  line('resident, at most', bots.peak, 'MiB', goals.memory);
}

// With `| head` the pipe closes early. The run still ends in order, without leaving a server or directories.
process.stdout.on('error', () => undefined);
await report('Built-in database', {}, { turn: 8, memory: 300 });
if (values.database === undefined) {
  await using server = await startServer();
  const { where } = await server.database();
  await report('PostgreSQL', { DATABASE_URL: where.url }, { turn: null, memory: 200 });
} else await report('PostgreSQL', { DATABASE_URL: values.database }, { turn: null, memory: 200 });
process.exitCode = missed > 0 ? 1 : 0;
