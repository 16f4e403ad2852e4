/**
 * What one process costs that runs the bot on Telegram and Discord at once:
 *
 *     npm run bench:start -- [--times 7] [--people 20] [--database postgres://…]
 *
 * With the built-in database, and with a PostgreSQL server: one of its own where none is named. Ready is when both
 * platforms would bring what somebody says, from the start of the process; memory is the most that was resident while
 * people were interviewed on both, at once and to their letters. Exits 1 where a goal is missed.
 */
import { parseArgs } from 'node:util';
import { startServer } from '../test/store/postgres.ts';
import { CASES_DIRECTORY, loadCases } from './case.ts';
import { textsSeen } from './discord/soak.ts';
import { learn } from './soak/script.ts';
import { measure } from './start/measure.ts';
import { mean, percentile } from './statistics.ts';

/** Milliseconds, and MiB. */
const GOALS = { ready: 2_000, pglite: 300, postgres: 200 };

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '7' },
    people: { type: 'string', default: '20' },
    database: { type: 'string' },
  },
});

const cases = await loadCases(CASES_DIRECTORY);
const scripts = await learn(cases, textsSeen);
const options = { times: Number(values.times), people: Number(values.people), scripts };

let missed = 0;
function line(what: string, value: number, unit: string, goal: number): void {
  const isMissed = value > goal;
  if (isMissed) missed += 1;
  const ratio = (value / goal).toFixed(2);
  console.log(
    `  ${what.padEnd(34)} ${value.toFixed(0).padStart(6)} ${unit.padEnd(4)} ${ratio} of ${goal} ${isMissed ? 'MISSED' : ''}`,
  );
}

async function report(name: string, settings: Readonly<Record<string, string>>, memory: number): Promise<void> {
  const { first, again, idle, peak, letters } = await measure(settings, options);
  console.log(`${name}: ${options.times} starts, ${2 * options.people} interviews, ${letters} letters`);
  line('ready, on no data yet', first, 'ms', GOALS.ready);
  line('ready again, median', percentile(again, 50), 'ms', GOALS.ready);
  line('ready again, slowest', Math.max(...again), 'ms', GOALS.ready);
  line('resident, when ready', mean(idle), 'MiB', memory);
  line('resident, at most', peak, 'MiB', memory);
}

await report('built-in database', {}, GOALS.pglite);
if (values.database === undefined) {
  await using server = await startServer();
  const { where } = await server.database();
  await report('PostgreSQL', { DATABASE_URL: where.url }, GOALS.postgres);
} else await report('PostgreSQL', { DATABASE_URL: values.database }, GOALS.postgres);
process.exitCode = missed > 0 ? 1 : 0;
