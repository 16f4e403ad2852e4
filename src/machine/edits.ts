/** Changes to the letter's sentences, each named by the sentence's key. `letter/letter.ts` carries them out. */
import { z } from 'zod';
import { SheetSchema } from './sheet.ts';

/** Of the same order as the edit before it: they are undone together. */
const JOINED = { joined: z.boolean().optional() };

const SENTENCE_EDITS = [
  z.object({ type: z.literal('rewrite'), key: z.string(), text: z.string(), source: z.string(), ...JOINED }),
  z.object({ type: z.literal('cut'), key: z.string(), ...JOINED }),
  /** To the place of the sentence that is number `to` now, counted from 1; in that sentence's paragraph. */
  z.object({
    type: z.literal('move'),
    key: z.string(),
    to: z.number().int(),
    /** Beside that sentence, instead of in its place. */
    side: z.enum(['before', 'after']).optional(),
    /** The whole paragraph that the sentence stands in, to the place of the other one's. */
    isWhole: z.boolean().optional(),
    ...JOINED,
  }),
  /** Behind the sentence `after`, in its paragraph; at the end of the letter for null. `key` names the new sentence. */
  z.object({
    type: z.literal('add'),
    key: z.string(),
    after: z.string().nullable(),
    text: z.string(),
    source: z.string(),
    ...JOINED,
  }),
  z.object({ type: z.literal('greeting'), text: z.string(), ...JOINED }),
  z.object({ type: z.literal('sign-off'), text: z.string(), ...JOINED }),
] as const;

export const SentenceEditSchema = z.discriminatedUnion('type', SENTENCE_EDITS);

/** The sentences of a letter that a model wrote, as it wrote them. */
export const DraftSchema = z.object({
  paragraphs: z.array(z.array(z.object({ key: z.string(), text: z.string(), slots: z.array(z.string()) }))),
  /** How many sentences were edited before: it was written from those edits. The later ones change it. */
  edits: z.number().int(),
  /** "Dear Dr van der Zanden,", by words of the addressee's name; left out, it is the template's. */
  greeting: z.string().optional(),
  /** What stands around the sentences, where they are in another language than English. */
  frame: z.object({ language: z.string(), greeting: z.string(), signOff: z.string() }).optional(),
});
export type Draft = z.infer<typeof DraftSchema>;

export const EditSchema = z.discriminatedUnion('type', [
  ...SENTENCE_EDITS,
  /** A change to the sheet while the letter was under review: undone, the sheet is what it was before. */
  z.object({
    type: z.literal('restore'),
    sheet: SheetSchema,
    draft: DraftSchema.nullable(),
    edits: z.array(SentenceEditSchema),
  }),
]);
export type Edit = z.infer<typeof EditSchema>;

/** Forms in which a letter that was delivered is sent again. */
export const FormSchema = z.enum(['pdf', 'docx', 'email']);
export type Form = z.infer<typeof FormSchema>;

/** A change to a letter that a model wrote, for which it is asked again. */
export const WishSchema = z.discriminatedUnion('kind', [
  /** @property said their message, in which the wish may tell something new */
  z.object({ kind: z.literal('words'), text: z.string(), said: z.string() }),
  z.object({ kind: z.enum(['opening', 'shorter']) }),
  /** Not the letter, but a short note beside it. */
  z.object({ kind: z.literal('note') }),
]);
export type Wish = z.infer<typeof WishSchema>;

/** The edits of sentences, as `Draft.edits` counts them. */
export function sentenceEdits(edits: readonly Edit[]): Exclude<Edit, { type: 'restore' }>[] {
  return edits.filter((edit) => edit.type !== 'restore');
}
