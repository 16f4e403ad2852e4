/**
 * Runs four processes on one PostgreSQL, people on Telegram and Discord, faults everywhere, and kill -9 at named points:
 *
 *     npm run chaos -- [--events 3000] [--seed N] [--share 0.1] [--cases DIR] [--database URL]
 *
 * Without a URL it starts a PostgreSQL server. Each point is hit 20 times per 3,000 events; if a point was missed, more people
 * join. Processes started after that are not killed. Exits 0 if no answer was lost or applied twice, no letter was written
 * twice, and no point was missed. Most of the time is for restarts of processes.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startServer } from '../test/store/postgres.ts';
import { chaos } from './chaos/run.ts';
import { FaultOptionsSchema, reportText } from './soak/soak.ts';

const HITS = 20;
const EVENTS = 3_000;

const OptionsSchema = FaultOptionsSchema.extend({ events: z.coerce.number().int().positive().default(EVENTS) });

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { events: text, seed: text, share: text, cases: text, database: text } });
const { database, ...options } = OptionsSchema.parse(values);
console.log(`seed ${options.seed}: ${options.events} events, faults on ${100 * options.share} % of everything`);
const server = database === undefined ? await startServer() : null;
let isRight = false;
try {
  const databaseUrl = database ?? (await server?.database())?.where.url ?? '';
  const due = Math.floor(HITS * Math.min(1, options.events / EVENTS));
  const kills = Math.ceil((HITS * options.events) / EVENTS);
  const { hits, ...report } = await chaos({ ...options, kills, databaseUrl, print: (line) => console.log(line) });
  console.log(reportText(report, options.seed));
  const missed = Object.entries(hits).filter(([, count]) => count < due);
  for (const [point, count] of Object.entries(hits)) console.log(`  ${String(count).padStart(6)}  kills at ${point}`);
  for (const [point] of missed) console.log(`${point} was hit less than ${due} times`);
  isRight = report.wrong.length + report.unimplemented.length + missed.length === 0;
} finally {
  await server?.[Symbol.asyncDispose]();
}
// The package of the PostgreSQL server would exit with its own code.
process.exit(isRight ? 0 : 1);
