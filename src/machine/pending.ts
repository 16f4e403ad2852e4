/** What has to be asked before the interview goes on, as data that is saved. `pending-question.ts` asks it. */
import { z } from 'zod';
import { SentenceEditSchema } from './edits.ts';
import { LanguageSchema } from './language.ts';
import { FigurePatchSchema, KeptSchema, ValueSchema } from './sheet.ts';
import { MetricSchema } from './slots.ts';

/** Why an answer was not taken and the slot is asked again. */
const ProblemSchema = z.enum([
  'more-than-a-number',
  'no-number',
  'bare-number',
  'share-is-no-load',
  'count-is-no-rate',
  'count-over-time',
  'no-duration',
  'time-is-no-failure',
  'number-alone',
  'third-person',
  'noun-or-sentence',
  'in-a-clause',
  'no-measure',
  'not-a-name',
  'too-long',
  'in-words',
]);
export type Problem = z.infer<typeof ProblemSchema>;

/** What an answer could set: a figure, the one that is asked about or (null) one more; `also` a second one. */
const OptionSchema = z.object({
  figure: z.string().nullable(),
  patch: FigurePatchSchema,
  also: FigurePatchSchema.nullable(),
});

/** A value that could be meant: a text for the slot, or what it would set of a figure. */
const OfferSchema = z.object({ value: ValueSchema, patch: FigurePatchSchema.nullable() });

/** The questions of a practice interview; `prompts/questions.ts` has their words. */
const PRACTICE_IDS = [
  'share-of',
  'baseline',
  'result',
  'window',
  'measured',
  'twice',
  'gave-up',
  'notice',
  'others',
  'alone',
  'replaced',
  'again',
  'fails',
] as const;
const PracticeItemSchema = z.object({
  id: z.enum(PRACTICE_IDS),
  slot: z.string(),
  figure: z.string().nullable(),
  /** A model's wording of it. */
  words: z.string().nullable(),
});
export type PracticeItem = z.infer<typeof PracticeItemSchema>;
const PRACTICE = { item: PracticeItemSchema, rest: z.array(PracticeItemSchema), of: z.number().int() };

/** Which of the listed systems fits a job post: by words of the post, and words of the system. */
const FitSchema = z.object({ at: z.number().int(), post: z.string(), story: z.string() });
export type Fit = z.infer<typeof FitSchema>;

/** Something that has to be asked before the interview goes on: an ask-back, a change, a sentence to edit. */
export const PendingSchema = z.discriminatedUnion('kind', [
  /** The slot once more: the answer was of the wrong kind. `offers` are values that could be meant. */
  z.object({
    kind: z.literal('again'),
    slot: z.string(),
    figure: z.string().nullable(),
    problem: ProblemSchema,
    offers: z.array(OfferSchema),
    /** The answer that was not taken; whoever gives it once more means it. */
    text: z.string().optional(),
  }),
  /** A noted value is said anew. */
  z.object({ kind: z.literal('revise'), slot: z.string(), figure: z.string().nullable() }),
  /** Which of several figures is meant; `text` is the whole answer, which may stand in the letter as it is. */
  z.object({
    kind: z.literal('order'),
    /** What is missing of the number, where the options are what it may be. */
    problem: ProblemSchema.optional(),
    slot: z.string(),
    topic: MetricSchema,
    text: z.string(),
    options: z.array(OptionSchema),
  }),
  /** Two values for one side of a figure; the first is the new one. */
  z.object({
    kind: z.literal('conflict'),
    slot: z.string(),
    topic: MetricSchema,
    options: z.array(OptionSchema),
  }),
  /** Some sentences of an answer may be meant for the bot; they are numbered from 1. */
  z.object({
    kind: z.literal('aside'),
    slot: z.string(),
    value: ValueSchema,
    asides: z.array(z.number().int()),
    /** The answer without them, where they stand at an end of it. */
    rest: ValueSchema.nullable().default(null),
    about: z.enum(['question', 'chat', 'confidential']),
  }),
  /** Two values for one slot; the first is the new one. */
  z.object({ kind: z.literal('differs'), slot: z.string(), values: z.array(ValueSchema) }),
  /** A figure of the model's whose number could not be found in its quote. */
  z.object({
    kind: z.literal('unsure'),
    slot: z.string(),
    topic: MetricSchema,
    figure: z.string().nullable(),
    patch: FigurePatchSchema,
  }),
  /** The figure reads oddly: it got worse, or a median lies above its p99. */
  z.object({ kind: z.literal('doubt'), figure: z.string(), why: z.enum(['worse', 'percentiles', 'kinds']) }),
  /**
   * Which noted value to change; `text` is the message that asked for it, which may be an answer after all. `only`
   * narrows it to one figure, or to one topic.
   */
  z.object({ kind: z.literal('which'), text: ValueSchema.nullable(), only: z.string().nullable() }),
  /** Whether a pasted text is the job post. */
  z.object({ kind: z.literal('job-post'), kept: KeptSchema }),
  /** What stands in the place of a confidential value. */
  z.object({ kind: z.literal('describe'), value: z.string(), said: z.string().optional() }),
  /** Which sentence of the letter, and then what about it. */
  z.object({
    kind: z.literal('sentence'),
    action: z.enum(['rewrite', 'cut', 'move', 'add', 'hide']),
    /** The keys of those that are offered; all, where it is left out. */
    only: z.array(z.string()).exactOptional(),
  }),
  z.object({
    kind: z.literal('wording'),
    action: z.enum(['rewrite', 'add', 'greeting', 'sign-off']),
    key: z.string(),
    /** Of a greeting or a sign-off: wordings that could be meant. */
    offers: z.array(z.string()).exactOptional(),
  }),
  /** What about the sentence of that number. */
  z.object({
    kind: z.literal('change'),
    key: z.string(),
    number: z.number().int(),
    /** Texts that could be the new sentence. */
    offers: z.array(z.string()).exactOptional(),
  }),
  z.object({ kind: z.literal('place'), key: z.string() }),
  /**
   * A sentence of the letter may name an earlier application, by these `words` of its `text`. `typed`: as it stands in the
   * answer that it is from; null where it can't be changed there.
   */
  z.object({
    kind: z.literal('former'),
    key: z.string(),
    text: z.string(),
    words: z.string(),
    typed: z.string().nullable(),
  }),
  /** Whether an order was meant that a message begins with; `numbers` are those of its sentences, of a move also the place. */
  z.object({
    kind: z.literal('edit'),
    action: z.enum(['cut', 'move', 'swap']),
    numbers: z.array(z.number().int()),
    edits: z.array(SentenceEditSchema),
  }),
  /** What a document may say for slots, each with its line: taken one by one, or not at all. */
  z.object({
    kind: z.literal('proposals'),
    items: z.array(z.object({ slot: z.string(), value: ValueSchema, line: z.string() })),
  }),
  /**
   * Which language to go on in; or whether in this one, which `text` names: an answer, if it isn't. Null where nothing was
   * asked yet.
   */
  z.object({
    kind: z.literal('language'),
    offer: z.object({ language: LanguageSchema, text: ValueSchema.nullable() }).exactOptional(),
  }),
  /**
   * What was heard in a recording: read once it is confirmed. `answers`: the slot of the question that it replied to, or
   * empty; `isEarly`: it came before the question below was seen.
   */
  z.object({
    kind: z.literal('heard'),
    text: z.string(),
    source: z.string(),
    answers: z.string(),
    isEarly: z.boolean(),
  }),
  /** Which system the letter is about. */
  z.object({ kind: z.literal('stories'), fit: FitSchema.nullable() }),
  /** A question of a practice interview, with those that follow, `of` so many. */
  z.object({ kind: z.literal('practice'), ...PRACTICE }),
  /** Whether the answer to it goes into the letter. */
  z.object({ kind: z.literal('practiced'), ...PRACTICE, answer: ValueSchema }),
  /** When to remind somebody of the interview. */
  z.object({ kind: z.literal('remind') }),
  /** Whether everything shall really be deleted, or begun anew. */
  z.object({ kind: z.literal('sure'), of: z.enum(['forget', 'restart']) }),
]);
export type Pending = z.infer<typeof PendingSchema>;
