/**
 * The soak on Telegram: people in interviews, faults on the bot's calls, and kill -9 of the bot.
 *
 *     npm run bench:telegram:soak -- [--people 200] [--seed N] [--share 0.1] [--kill 6000] [--cases DIR] [--database URL]
 *
 * 200 people make more than 3,000 turns. Exits 0 if nothing was lost, duplicated or out of order.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { CASES_DIRECTORY } from './case.ts';
import { reportText } from './soak/report.ts';
import { soak } from './telegram/soak.ts';

const OptionsSchema = z.object({
  people: z.coerce.number().int().positive().default(200),
  seed: z.coerce
    .number()
    .int()
    .nonnegative()
    .default(Date.now() % 1_000_000),
  share: z.coerce.number().min(0).max(1).default(0.1),
  kill: z.coerce.number().positive().default(6_000),
  cases: z.string().default(CASES_DIRECTORY),
  database: z.string().optional(),
});

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: { people: text, seed: text, share: text, kill: text, cases: text, database: text },
});
const { people, seed, share, kill, cases, database } = OptionsSchema.parse(values);
console.log(`seed ${seed}: ${people} people, faults on ${100 * share} % of calls`);
const report = await soak({
  seed,
  people,
  share,
  cases,
  killEvery: kill,
  print: (line) => console.log(line),
  ...(database !== undefined && { databaseUrl: database }),
});
console.log(reportText(report, seed));
process.exitCode = report.wrong.length + report.unimplemented.length > 0 ? 1 : 0;
