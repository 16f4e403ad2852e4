/** Questions to ask before the interview continues, as stored data. `pending-question.ts` builds the `Question`. */
import { z } from 'zod';
import { FormSchema } from './edits.ts';
import { FigurePatchSchema, KeptSchema, ValueSchema } from './sheet.ts';
import { MetricSchema } from './slots.ts';

/** Why an answer was rejected and the slot is asked again. */
const ProblemSchema = z.enum([
  'no-number',
  'bare-number',
  'share-is-no-load',
  'count-is-no-rate',
  'change-is-no-level',
  'no-duration',
  'other-kind',
  'noun-or-sentence',
  'verb-missing',
  'no-measure',
  'not-a-name',
  'phrase-or-name',
  'too-long',
  'in-words',
  'surname',
  'title-forms',
  'capitals',
  'add-or-replace',
]);
export type Problem = z.infer<typeof ProblemSchema>;

/** Problems of a noted name whose form in the letter is unclear. */
export const NOTED_FORMS: readonly Problem[] = ['surname', 'title-forms', 'capitals'];

/** A possible reading of an answer. `figure`: the figure it sets; null: a new one. `also`: a second, new figure. */
const OptionSchema = z.object({
  figure: z.string().nullable(),
  patch: FigurePatchSchema,
  also: FigurePatchSchema.nullable(),
});

/** A value that could be meant: a text for the slot, or a patch of its figure. */
const OfferSchema = z.object({ value: ValueSchema, patch: FigurePatchSchema.nullable() });

/** Questions of a practice interview. `prompts/question-texts.ts` has the texts. */
const PRACTICE_IDS = [
  'share-of',
  'baseline',
  'result',
  'window',
  'counted',
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
});
export type PracticeItem = z.infer<typeof PracticeItemSchema>;
const PRACTICE = { item: PracticeItemSchema, rest: z.array(PracticeItemSchema), of: z.number().int() };

/** A message about the letter that may be a new sentence, and its id. */
const AddedSchema = z.object({ text: z.string(), source: z.string() });
export type Added = z.infer<typeof AddedSchema>;

/** Which of the listed systems fits a job post, with matching words of the post and of the system. */
const FitSchema = z.object({ at: z.number().int(), post: z.string(), story: z.string() });
export type Fit = z.infer<typeof FitSchema>;

/**
 * A noted text (`value`) or figure (`told`) with another number. `shown`: the letter's sentence with it. `rest`: what else
 * the message says, which is an answer. `isRevision`: this text was asked for.
 */
const FixSchema = z.object({
  slot: z.string(),
  value: ValueSchema.exactOptional(),
  told: z.object({ figure: z.string(), topic: MetricSchema, patch: FigurePatchSchema }).exactOptional(),
  shown: z.string(),
  rest: ValueSchema.nullable(),
  isRevision: z.literal(true).exactOptional(),
});

/** Which of several figures is meant. `text`: the whole answer, which can go into the letter unchanged. */
const OrderSchema = z.object({
  kind: z.literal('order'),
  /** What the number lacks, if the options are ways to complete it. */
  problem: ProblemSchema.optional(),
  slot: z.string(),
  topic: MetricSchema,
  text: z.string(),
  options: z.array(OptionSchema),
});

export const PendingSchema = z.discriminatedUnion('kind', [
  /** Asks for the slot again, as the answer was of the wrong kind. `offers`: values that could be meant. */
  z.object({
    kind: z.literal('again'),
    slot: z.string(),
    figure: z.string().nullable(),
    problem: ProblemSchema,
    offers: z.array(OfferSchema),
    /** The rejected answer. If the person repeats it, it is accepted. */
    text: z.string().optional(),
  }),
  /** Asks for a new value of a filled slot. */
  z.object({
    kind: z.literal('revise'),
    slot: z.string(),
    figure: z.string().nullable(),
    /** The noted text is what was certain in an answer; the new words may be the other sentences alone. */
    isRest: z.literal(true).exactOptional(),
  }),
  OrderSchema,
  /** Two values for one side of a figure, the new one first. */
  z.object({
    kind: z.literal('conflict'),
    slot: z.string(),
    topic: MetricSchema,
    options: z.array(OptionSchema),
  }),
  /** Some sentences of an answer may be meant for the bot. `asides`: their numbers, from 1. */
  z.object({
    kind: z.literal('aside'),
    slot: z.string(),
    value: ValueSchema,
    asides: z.array(z.number().int()),
    /** The answer without these sentences; null if they are all of it. */
    rest: ValueSchema.nullable(),
    /** `none`: the answer may say that there is none. */
    about: z.enum(['question', 'chat', 'confidential', 'none']),
    /** Names and numbers of confidential sentences, and these sentences, see `keep-out`. */
    confidential: z.array(z.string()).exactOptional(),
    said: z.string().exactOptional(),
  }),
  /** What to keep out of the letter. `said`: the remark that something is confidential. `values`: what may be meant. */
  z.object({ kind: z.literal('keep-out'), values: z.array(z.string()), said: z.string().exactOptional() }),
  /** Two values for one slot, the new one first. */
  z.object({ kind: z.literal('differs'), slot: z.string(), values: z.array(ValueSchema) }),
  /** A figure from the model whose number wasn't found in its quote. */
  z.object({
    kind: z.literal('unsure'),
    slot: z.string(),
    topic: MetricSchema,
    figure: z.string().nullable(),
    patch: FigurePatchSchema,
  }),
  /**
   * Which noted value to change. `text`: the message that asked for it, which may be an answer instead. `only`: limits
   * the choice to one figure or topic. `isNewVersion`: `text` replaces an earlier message, so the chosen value takes it.
   * `likely`: the values that `text` may correct, offered after the one that was noted last. `isWords`: `text` has no
   * number, so that of a figure it can only change the sentence.
   * `fix`: the only value that `text` may correct, with the correction.
   */
  z.object({
    kind: z.literal('which'),
    text: ValueSchema.nullable(),
    only: z.string().nullable(),
    isNewVersion: z.boolean().exactOptional(),
    likely: z.array(z.object({ slot: z.string(), figure: z.string().nullable() })).exactOptional(),
    isWords: z.literal(true).exactOptional(),
    fix: FixSchema.exactOptional(),
  }),
  /** Whether a pasted or forwarded text is the job post. `comment`: the person's words beside it. */
  z.object({ kind: z.literal('job-post'), kept: KeptSchema, comment: z.string().exactOptional() }),
  /** What to write in place of a confidential value. */
  z.object({ kind: z.literal('describe'), value: z.string() }),
  z.object({
    kind: z.literal('sentence'),
    /** `change`: asks next what to do with it. */
    action: z.enum(['rewrite', 'cut', 'move', 'change']),
    /**
     * Keys of the offered sentences; absent: all. To change or cut one, other parts of the letter are offered with them,
     * as a message may be about any.
     */
    only: z.array(z.string()).exactOptional(),
    /** Offers the sentences of this slot, if the letter has any. */
    of: z.string().exactOptional(),
    added: AddedSchema.exactOptional(),
    /** The order, if it stands beside others that were carried out. */
    about: z.string().exactOptional(),
    /** A form of the letter that the message names. */
    form: FormSchema.exactOptional(),
    /** How to change a part was explained before. */
    isKnown: z.literal(true).exactOptional(),
    /** Sentences with other words, of an order that fits several of them. */
    anew: z.array(AddedSchema.extend({ key: z.string() })).exactOptional(),
  }),
  z.object({
    kind: z.literal('wording'),
    action: z.enum(['rewrite', 'add', 'greeting', 'sign-off']),
    /** Of the sentence to rewrite, or to add one after; empty: its place is asked for next. */
    key: z.string(),
    /** Wordings that could be meant. */
    offers: z.array(z.string()).exactOptional(),
    /** The message of the offers, if they are sentences. */
    source: z.string().exactOptional(),
    /** Keys of further sentences that the new one replaces. */
    cuts: z.array(z.string()).exactOptional(),
  }),
  /** What to do with the sentence of this number. */
  z.object({
    kind: z.literal('change'),
    key: z.string(),
    number: z.number().int(),
    added: AddedSchema.exactOptional(),
  }),
  /** After which sentence to put this one. `added`: a new one, with the key that it gets. */
  z.object({ kind: z.literal('place'), key: z.string(), added: AddedSchema.exactOptional() }),
  /** A sentence of the letter may name an earlier application. `words`: the part of `text` that does. */
  z.object({ kind: z.literal('former'), key: z.string(), text: z.string(), words: z.string() }),
  /** Possible values from a document, each with its line. The person picks them one by one. */
  z.object({
    kind: z.literal('proposals'),
    items: z.array(z.object({ slot: z.string(), value: ValueSchema, line: z.string() })),
  }),
  /** Which language to use. */
  z.object({ kind: z.literal('language') }),
  /**
   * The transcript of a recording, which is read once confirmed. `answers`: the slot of the question it replied to, or
   * empty. `isEarly`: it was sent before the current question was visible.
   */
  z.object({
    kind: z.literal('heard'),
    text: z.string(),
    source: z.string(),
    answers: z.string(),
    isEarly: z.boolean(),
  }),
  z.object({ kind: z.literal('stories'), fit: FitSchema.nullable() }),
  /** A practice question, with the following ones (`rest`) and the total number (`of`). */
  z.object({ kind: z.literal('practice'), ...PRACTICE }),
  /** Whether the answer to a practice question goes into the letter. */
  z.object({ kind: z.literal('practiced'), ...PRACTICE, answer: ValueSchema }),
  z.object({ kind: z.literal('remind') }),
  /** Whether to take back what a deleted message filled, alone or with others. `shown`: its words. */
  z.object({
    kind: z.literal('deleted'),
    filled: z.array(z.object({ slot: z.string(), figure: z.string().nullable(), shown: z.string() })),
  }),
  /** Confirms that everything should be deleted, or that the interview should start over. */
  z.object({ kind: z.literal('sure'), of: z.enum(['forget', 'restart']) }),
]);
export type Pending = z.infer<typeof PendingSchema>;
type ByKind = { [Each in Pending as Each['kind']]: Each };
export type PendingOf<Kind extends Pending['kind']> = ByKind[Kind];

/** Whether a question holds a text of a message, or a figure from it. */
export function holdsTextOf(pending: Pending, source: string): boolean {
  return JSON.stringify(pending).includes(`"source":${JSON.stringify(source)}`);
}

/** The stored questions, without those of a kind or shape that no longer exists. */
export const PendingListSchema = z
  .array(PendingSchema.nullable().catch(null))
  .transform((list) => list.filter((each) => each !== null));

/** Id of the step "it was asked where this message belongs": typed again, it is an answer. */
export const meantStep = (text: string) => `meant:${text.trim().slice(0, 200)}`;

/** Whether a question holds a message that isn't noted yet. */
export function holdsAnswer(pending: Pending): boolean {
  const held = ['again', 'aside', 'order', 'conflict', 'differs', 'unsure', 'heard', 'job-post'];
  return held.includes(pending.kind) || (pending.kind === 'which' && pending.text !== null);
}

/** Whether words for the letter wait for a tap on this question. */
export function isWaiting(pending: Pending | undefined): boolean {
  if (pending?.kind === 'wording') return pending.offers !== undefined;
  return pending !== undefined && 'added' in pending && pending.added !== undefined;
}

/** Whether a question is about sentences of the letter, its greeting or its sign-off. */
export function isAboutLetter(pending: Pending | undefined): boolean {
  return ['sentence', 'wording', 'change', 'place'].includes(pending?.kind ?? '');
}
