/** What a reader understood of one message: the machine's input, whoever read it. */
import { z } from 'zod';
import { FactSchema, TopicSchema } from './brief.ts';
import { EditSchema } from './editing.ts';
import { FigureSchema, PeriodSchema } from './quantity.ts';

/** What the candidate asked us, as far as it can be told. */
export const DigressionSchema = z.enum([
  'why',
  'what-was-asked',
  'percentile',
  'throughput',
  'latency',
  'reliability',
  'contract',
  'idempotency',
  'length',
  'privacy',
  'who',
  'remaining',
  'language',
  'copy',
  // why we ask, where the reason is another one
  'why-role',
  'why-company',
  'why-background',
  'why-closing',
  'why-contact',
  // what is meant by what is asked for
  'system',
  'choice',
  // how to answer
  'skip',
  'required',
  'counts',
  'typical',
  'ready',
  'told-before',
  // orders that a letter out of somebody's own words can't follow
  'style',
  'tell-more',
  'other',
]);
export type Digression = z.infer<typeof DigressionSchema>;

export const ReadingSchema = z.object({
  /** The message's id. */
  source: z.string(),
  facts: z.array(FactSchema),
  declined: z.array(TopicSchema),
  /** The asked topic was answered, but with nothing to hold on to; `word` is the candidate's own. */
  vague: z.object({ word: z.string() }).nullable(),
  digression: DigressionSchema.nullable(),
  /** The message corrects something said before. */
  corrects: z.boolean(),
  /** Figures that change, by the fact they stand in. */
  changes: z.array(z.object({ fact: z.string(), index: z.number().int(), figure: FigureSchema })),
  /** Earlier words that are withdrawn, verbatim parts of the facts' quotes. */
  withdrawn: z.array(z.object({ fact: z.string(), part: z.string() })),
  /** What else the message changes in what is known, by the candidate's own order. */
  edits: z.array(EditSchema).optional(),
  /** What must stay confidential, here or in earlier facts; `say` is what may be said instead. */
  discretion: z.array(z.object({ hide: z.string(), say: z.string().nullable() })),
  /** The unit, window or percentile that a figure was still missing. */
  completes: z
    .object({ unit: z.string().optional(), per: PeriodSchema.optional(), percentile: z.string().optional() })
    .nullable(),
  /** Two statements that can't both hold. */
  conflict: z.object({ topic: TopicSchema, earlier: z.string(), later: z.string() }).nullable(),
  /** A pasted job post was recognised. */
  jobPost: z.boolean(),
  /** The message held orders to us instead of answers; they were left aside. */
  orders: z.boolean(),
  /** A question worded for what the answer may still lack; asked only if the machine finds that very thing missing. */
  followUp: z.object({ missing: z.string(), question: z.string() }).optional(),
});
export type Reading = z.infer<typeof ReadingSchema>;

export function emptyReading(source: string): Reading {
  return {
    source,
    facts: [],
    declined: [],
    vague: null,
    digression: null,
    corrects: false,
    changes: [],
    withdrawn: [],
    discretion: [],
    completes: null,
    conflict: null,
    jobPost: false,
    orders: false,
  };
}
