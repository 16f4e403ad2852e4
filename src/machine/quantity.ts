/** A quantity and a figure: the numbers of an interview, as data. How they are read out of words is in `figures.ts`. */
import { z } from 'zod';

export const PeriodSchema = z.enum(['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']);
export type Period = z.infer<typeof PeriodSchema>;

const QuantitySchema = z.object({
  value: z.number(),
  /** `ms`, `s`, `min`, `hours` … for durations, `%`, `GB` … for data, else the noun that is counted. */
  unit: z.string(),
  per: PeriodSchema.optional(),
});
export type Quantity = z.infer<typeof QuantitySchema>;

export const FigureSchema = z.object({
  topic: z.enum(['throughput', 'latency', 'reliability']),
  /** `p50`, `p95`, `p99`, `p99.9` …; a median is `p50`; absent where none was named. */
  percentile: z.string().optional(),
  before: QuantitySchema.optional(),
  after: QuantitySchema.optional(),
  /** The candidate said "about", "over", "sub-", "+" or the like. */
  approximate: z.boolean(),
  /** What is measured, in the candidate's words where they named it: "failed pushes", "availability". */
  measure: z.string().optional(),
  quote: z.string(),
});
export type Figure = z.infer<typeof FigureSchema>;
