/**
 * The soak on Telegram: people in interviews, faults on the bot's calls, and kill -9 of the bot.
 *
 *     npm run bench:telegram:soak -- [--people 200] [--seed N] [--share 0.1] [--kill 6000] [--cases DIR] [--database URL]
 *
 * 200 people make more than 3,000 turns. Exits 0 if nothing was lost, duplicated or out of order.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { FaultOptionsSchema, reportText, soak } from './soak/soak.ts';
import { telegramSoak } from './telegram/soak.ts';

const OptionsSchema = FaultOptionsSchema.extend({
  people: z.coerce.number().int().positive().default(200),
  kill: z.coerce.number().positive().default(6_000),
});

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: { people: text, seed: text, share: text, kill: text, cases: text, database: text },
});
const { kill: killEvery, ...options } = OptionsSchema.parse(values);
const { people, seed, share } = options;
console.log(`seed ${seed}: ${people} people, faults on ${100 * share} % of calls`);
const platform = await telegramSoak(people, { share, killEvery });
const report = await soak(platform, { ...options, print: (line) => console.log(line) });
console.log(reportText(report, seed));
process.exitCode = report.wrong.length + report.unimplemented.length > 0 ? 1 : 0;
