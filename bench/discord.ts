/**
 * The soak on Discord: people in interviews, faults on their requests, cuts of the gateway and kill -9 of the bot.
 *
 *     npm run bench:discord -- [--people 200] [--seed N] [--share 0.1] [--cut 20000] [--kill 12000] [--cases DIR] [--database URL] [--turns 200]
 *
 * Before it, the cost of a turn is compared with an echo bot, over `turns` turns. 200 people make more than 3,000 turns.
 * Exits 0 if nothing was lost, duplicated or out of order, and a turn is cheap enough.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { discordSoak } from './discord/soak.ts';
import { turnCost } from './discord/turn-cost.ts';
import { FaultOptionsSchema, reportText, soak } from './soak/soak.ts';

const OptionsSchema = FaultOptionsSchema.extend({
  people: z.coerce.number().int().positive().default(200),
  cut: z.coerce.number().positive().optional(),
  kill: z.coerce.number().positive().default(12_000),
  turns: z.coerce.number().int().nonnegative().default(200),
});

/** Milliseconds between two cuts of the gateway, for each person. */
const CUT_MS = 100;

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: { people: text, seed: text, share: text, cut: text, kill: text, turns: text, cases: text, database: text },
});
const { cut, kill: killEvery, turns, ...options } = OptionsSchema.parse(values);
const { people, seed, share } = options;
const cost = turns > 0 ? await turnCost(turns) : { lines: [], isMet: true };
for (const line of cost.lines) console.log(line);
console.log(`seed ${seed}: ${people} people, faults on ${100 * share} % of requests`);
// After most cuts the bot reads the history of everybody.
const cutEvery = cut ?? Math.max(4_000, CUT_MS * people);
const platform = await discordSoak(people, { share, cutEvery, killEvery });
const report = await soak(platform, { ...options, print: (line) => console.log(line) });
console.log(reportText(report, seed));
const isRight = report.wrong.length + report.unimplemented.length === 0;
process.exitCode = isRight && cost.isMet ? 0 : 1;
