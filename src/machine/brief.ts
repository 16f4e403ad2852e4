/** What is known of a candidate: facts in their own words, each with the message it came from. */
import { z } from 'zod';
import { type Figure, FigureSchema } from './quantity.ts';

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

export function isMetric(topic: Topic): topic is Metric {
  return METRICS.some((metric) => metric === topic);
}

export const DetailSchema = z.enum([
  'position',
  'company',
  'team',
  'addressee',
  'employer',
  'name',
  'email',
  'location',
]);
export type Detail = z.infer<typeof DetailSchema>;

/** Names that a letter needs as names; each value is a verbatim part of the fact's quote. */
export const DetailsSchema = z.partialRecord(DetailSchema, z.string());
export type Details = z.infer<typeof DetailsSchema>;

/**
 * What a reader noticed in the words of a fact, so that the machine can tell what is still missing without reading
 * English itself.
 */
export const SignalSchema = z.enum([
  // whose work: said in the first person singular, only as "we", or as help to others
  'mine',
  'shared',
  'helped',
  // several systems at once, or a list of technologies
  'several',
  // how the contract is told, and what it is about
  'constraint',
  'decision',
  'result',
  'infrastructure',
  'idempotency',
  'versioning',
  'migration',
  'compatibility',
  'shape',
  // what is said of the company
  'choice',
  'source',
  'view',
  // told in words where a number was possible
  'story',
  // a duration of a whole run, for which no percentile is missing
  'whole-run',
  // never, not once: a claim that one incident contradicts
  'absolute',
]);
export type Signal = z.infer<typeof SignalSchema>;

/** One thing the candidate said. */
export const FactSchema = z.object({
  /** `<message id>#<n>` */
  id: z.string(),
  topic: TopicSchema,
  /** Verbatim part of the message `source`, but for words that the candidate put in the place of others later. */
  quote: z.string(),
  /** The platform's id of the message that it was said in. */
  source: z.string(),
  figures: z.array(FigureSchema),
  /** A figure that lacks its unit or window; it waits for the follow-up and is no figure until then. */
  partial: z.object({ figure: FigureSchema, lacks: z.enum(['unit', 'window']) }).nullable(),
  /** Confidential: the exact value or name stays in the brief and never reaches a letter. */
  rough: z.boolean(),
  /** What a letter says in place of a confidential part of the quote; null: nothing at all. */
  standIns: z.array(z.object({ hide: z.string(), say: z.string().nullable() })),
  /** Parts of the quote that were taken back later. */
  struck: z.array(z.string()),
  details: DetailsSchema,
  signals: z.array(SignalSchema),
  /** A job post speaks of a company, never of the candidate. */
  voice: z.enum(['candidate', 'job-post']),
});
export type Fact = z.infer<typeof FactSchema>;

export const BriefSchema = z.object({
  facts: z.array(FactSchema),
  /** Topics on which the candidate has nothing to say, by their own decision. */
  declined: z.array(TopicSchema),
});
export type Brief = z.infer<typeof BriefSchema>;

export const EMPTY_BRIEF: Brief = { facts: [], declined: [] };

/** The candidate's own facts on a topic, in the order said. */
export function factsOn(brief: Brief, topic: Topic): Fact[] {
  return brief.facts.filter((fact) => fact.topic === topic && fact.voice === 'candidate');
}

/** Whether anything is known on a topic: by the candidate, or of the role by the post that they pasted. */
export function isTold(brief: Brief, topic: Topic): boolean {
  return brief.facts.some((fact) => fact.topic === topic && (fact.voice === 'candidate' || topic === 'role'));
}

export function figuresOn(brief: Brief, topic: Topic): Figure[] {
  return factsOn(brief, topic).flatMap(({ figures }) => figures);
}

export function hasSignal(brief: Brief, topic: Topic, signal: Signal): boolean {
  return factsOn(brief, topic).some(({ signals }) => signals.includes(signal));
}

/** The value of a detail: the candidate's latest word on it, else what the job post says. */
export function detail(brief: Brief, name: Detail): string | null {
  const said = (voice: Fact['voice']) =>
    brief.facts.findLast((fact) => fact.voice === voice && fact.details[name] !== undefined)?.details[name];
  return said('candidate') ?? said('job-post') ?? null;
}
