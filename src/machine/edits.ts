/** Edits to the letter, addressed by sentence key. `letter/letter.ts` applies them. */
import { z } from 'zod';
import { FigureSchema, SheetSchema } from './sheet.ts';

const SENTENCE_EDITS = [
  z.object({ type: z.literal('rewrite'), key: z.string(), text: z.string(), source: z.string() }),
  z.object({ type: z.literal('cut'), key: z.string() }),
  /** Moves a sentence beside the sentence `beside`. */
  z.object({
    type: z.literal('move'),
    key: z.string(),
    /** A key, as numbers change: the letter leaves out sentences with hidden values. */
    beside: z.string(),
    side: z.enum(['before', 'after']),
  }),
  /** Starts a paragraph with the sentence. */
  z.object({ type: z.literal('split'), key: z.string() }),
  /** Joins the paragraph of the sentence with the one before it. */
  z.object({ type: z.literal('join'), key: z.string() }),
  /** Inserts behind the sentence `after`, in its paragraph; null: at the end of the letter. `key`: the new sentence. */
  z.object({
    type: z.literal('add'),
    key: z.string(),
    after: z.string().nullable(),
    text: z.string(),
    source: z.string(),
  }),
  z.object({ type: z.literal('greeting'), text: z.string() }),
  z.object({ type: z.literal('sign-off'), text: z.string() }),
] as const;

export const SentenceEditSchema = z.discriminatedUnion('type', SENTENCE_EDITS);
export type SentenceEdit = z.infer<typeof SentenceEditSchema>;
export type Move = Extract<SentenceEdit, { type: 'move' }>;

/** A letter as the model wrote it. */
export const DraftSchema = z.object({
  paragraphs: z.array(z.array(z.object({ key: z.string(), text: z.string(), slots: z.array(z.string()) }))),
  /** Number of sentence edits that the draft already contains. Later edits are applied to it. */
  edits: z.number().int(),
  /** The model's greeting of an English letter. */
  greeting: z.string().optional(),
  /** Greeting and sign-off of a letter that isn't in English. */
  frame: z.object({ language: z.string(), greeting: z.string(), signOff: z.string() }).optional(),
});
export type Draft = z.infer<typeof DraftSchema>;

/** A change that can be undone: what it replaced. Absent parts stay as they are. */
const RestoreSchema = z.object({
  type: z.literal('restore'),
  sheet: z.object({
    /** Only what was replaced. */
    values: SheetSchema.shape.values.exactOptional(),
    /** Slots that had no value. */
    added: z.array(z.string()).exactOptional(),
    /** Of an unchanged figure only its id. */
    figures: z.array(z.union([FigureSchema, z.string()])).exactOptional(),
    declined: SheetSchema.shape.declined.exactOptional(),
    hidden: SheetSchema.shape.hidden.exactOptional(),
    kept: SheetSchema.shape.kept.exactOptional(),
  }),
  draft: DraftSchema.nullable().exactOptional(),
  edits: z.array(SentenceEditSchema),
  /** The steps of the interview before an answer. */
  done: z.array(z.string()).exactOptional(),
  split: z.array(z.string()).exactOptional(),
  trail: z.array(z.string()).exactOptional(),
  /** Number of open side questions after the change. */
  asked: z.number().int().exactOptional(),
});
export type Restore = z.infer<typeof RestoreSchema>;

export const EditSchema = z.discriminatedUnion('type', [...SENTENCE_EDITS, RestoreSchema]);
export type Edit = z.infer<typeof EditSchema>;

/** Formats in which a delivered letter can be sent again. */
export const FormSchema = z.enum(['pdf', 'docx', 'email']);
export type Form = z.infer<typeof FormSchema>;

/** A change to a model's letter, requested from the model. */
export const WishSchema = z.discriminatedUnion('kind', [
  /** @property said the candidate's message, which may contain new facts */
  z.object({ kind: z.literal('words'), text: z.string(), said: z.string() }),
  z.object({ kind: z.enum(['opening', 'shorter']) }),
  z.object({ kind: z.literal('note') }),
]);
export type Wish = z.infer<typeof WishSchema>;

/** Returns the edits that `Draft.edits` counts: all but `restore`. */
export function sentenceEdits(edits: readonly Edit[]): Exclude<Edit, { type: 'restore' }>[] {
  return edits.filter((edit) => edit.type !== 'restore');
}
