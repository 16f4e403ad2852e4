/**
 * What is known of a candidate: facts in their own words, each with the message it came from.
 * Types only where a reader, the machine, a letter and a store meet; behaviour lives beside the things that use it.
 */
import { z } from 'zod';
import { FigureSchema } from './quantity.ts';

/** The ten topics, in the order in which they are asked. */
export const TOPICS = [
  'role',
  'system',
  'throughput',
  'latency',
  'reliability',
  'contract',
  'company',
  'background',
  'closing',
  'contact',
] as const;

export const TopicSchema = z.enum(TOPICS);
export type Topic = z.infer<typeof TopicSchema>;

/** The three metrics; a letter wants at least two. */
export const METRICS = ['throughput', 'latency', 'reliability'] as const satisfies readonly Topic[];
export type Metric = (typeof METRICS)[number];

/** Names that a letter needs as names; each value is a verbatim part of the fact's quote. */
export const DetailsSchema = z.partialRecord(
  z.enum(['position', 'company', 'team', 'addressee', 'employer', 'name', 'email', 'location']),
  z.string(),
);
export type Details = z.infer<typeof DetailsSchema>;
export type Detail = keyof Details;

/** One thing the candidate said. */
export const FactSchema = z.object({
  id: z.string(),
  topic: TopicSchema,
  /** Verbatim part of the message `source`. */
  quote: z.string(),
  /** The platform's id of the message that it was said in. */
  source: z.string(),
  figures: z.array(FigureSchema),
  /** Confidential: the exact value or name stays in the brief and never reaches a letter. */
  rough: z.boolean(),
  /** What a letter may say in place of a confidential part: `hide` is a verbatim part of the quote. */
  standIns: z.array(z.object({ hide: z.string(), say: z.string().nullable() })),
  details: DetailsSchema,
  /** A job post speaks of a company, never of the candidate. */
  voice: z.enum(['candidate', 'job-post']),
});
export type Fact = z.infer<typeof FactSchema>;

export const BriefSchema = z.object({
  facts: z.array(FactSchema),
  /** Topics on which the candidate has nothing to say, in their own decision. */
  declined: z.array(TopicSchema),
});
export type Brief = z.infer<typeof BriefSchema>;
