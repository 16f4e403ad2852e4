/** The state of a conversation: the sheet, the progress of the interview, and what this turn has to say. */
import { z } from 'zod';
import { DraftSchema, EditSchema, FormSchema, WishSchema } from './edits.ts';
import { PendingListSchema } from './pending.ts';
import { EMPTY_SHEET, SheetSchema } from './sheet.ts';

/** Things to say besides the question. `prompts/remarks.ts` has the texts. */
export const REMARKS = [
  'welcome',
  'greeted',
  'help',
  'paused',
  'thanked',
  'laughed',
  'example',
  'example-practice',
  'example-none',
  'why-asked',
  'why-later',
  'tap-or-again',
  'still-open',
  'pick-or-type',
  'nothing-said-yet',
  'cannot-skip',
  'unclear',
  'unclear-letter',
  'nothing-to-change',
  'nothing-to-undo',
  'nothing-before',
  'no-such-sentence',
  'already-there',
  'order-or-sentence',
  'one-at-a-time',
  'not-numbered',
  'hidden',
  'hidden-already',
  'hidden-nowhere',
  'no-stand-in',
  'confidential-answer',
  'tap',
  'unhidden',
  'has-hidden',
  'no-answer',
  'no-answer-again',
  'ok',
  'left-out',
  'undone',
  'edited',
  'too-little',
  'no-letter',
  'write-first',
  'being-written',
  'failed',
  'unchanged',
  'crossed',
  'restarted',
  'another',
  'brief',
  'why',
  'post-taken',
  'language-set',
  'language-mixed',
  'kept-out',
  'story-new',
  'story-picked',
  'no-story',
  'practice',
  'practice-over',
  'model-failed',
  'will-remind',
] as const;
const RemarkSchema = z.enum(REMARKS);
export type Remark = z.infer<typeof RemarkSchema>;
const isRemark = (text: string): text is Remark => RemarkSchema.safeParse(text).success;

/** A noted value: its slot, and the id of its figure, if any. */
const NoteSchema = z.object({ slot: z.string(), figure: z.string().nullable() });
export type Note = z.infer<typeof NoteSchema>;

/** A system to write about: the parts of the sheet, the steps and the edits that belong to it alone. */
export const StorySchema = SheetSchema.pick({ values: true, figures: true, declined: true, kept: true }).extend({
  done: z.array(z.string()),
  edits: z.array(EditSchema),
});
export type Story = z.infer<typeof StorySchema>;

/** A name from an earlier application (company, team or addressee), with the slot that held it. */
const FormerNameSchema = z.object({ slot: z.string(), name: z.string() });
export type FormerName = z.infer<typeof FormerNameSchema>;

export const ContextSchema = z.object({
  sheet: SheetSchema,
  /** Systems that the current letter is not about. */
  stories: z.array(StorySchema),
  /** Names from earlier applications. A new letter must not contain them by accident. */
  former: z.array(FormerNameSchema).exactOptional(),
  /** Finished steps. Their slots may be empty. */
  done: z.array(z.string()),
  /** Steps whose slots are asked for one by one; also the confidential step, once it was asked. */
  split: z.array(z.string()),
  /** Answered steps, oldest first. `back` returns along it. */
  trail: z.array(z.string()),
  /** The step of the trail that is asked again after `back`. */
  cursor: z.string().nullable().exactOptional(),
  /** Questions to ask before the next step, as a stack: the last one comes first. */
  pending: PendingListSchema,
  /** Noted values without duplicates, newest last. */
  recent: z.array(NoteSchema),
  edits: z.array(EditSchema),
  /** The model's letter. Null if no model wrote one, or if the sheet has changed since. */
  draft: DraftSchema.nullable(),
  /** The change to the draft that the next letter should make. */
  wish: WishSchema.nullable(),
  /** Number of letters requested so far. A letter with an older version is outdated. */
  letters: z.number().int(),
  /** The candidate requested the letter: ask nothing more. */
  enough: z.boolean(),
  /** A model reads, so one open question covers a topic. Set when the conversation begins. */
  open: z.boolean(),
  /** The model's next question, in its words. Valid until the next answer. */
  followUp: z.object({ slot: z.string(), question: z.string() }).nullable(),
  /** Cost of reading with a model so far. */
  cost: z.object({ calls: z.number().int(), tokens: z.number().int() }),
  /** Values set in this turn. */
  notes: z.array(NoteSchema),
  /** Cleared at the start of the next turn, so one of an older version is dropped. */
  remarks: z.array(z.string()).transform((told) => told.filter(isRemark)),
  /** The model's answer to a question about the bot. */
  said: z.string().nullable(),
  /** Number of an earlier letter to show again. */
  shown: z.number().int().nullable(),
  /** Format in which to send the last letter again. */
  sends: FormSchema.nullable(),
});
export type InterviewContext = z.infer<typeof ContextSchema>;

export const EMPTY: InterviewContext = {
  sheet: EMPTY_SHEET,
  stories: [],
  done: [],
  split: [],
  trail: [],
  pending: [],
  recent: [],
  edits: [],
  draft: null,
  wish: null,
  letters: 0,
  enough: false,
  open: false,
  followUp: null,
  cost: { calls: 0, tokens: 0 },
  notes: [],
  remarks: [],
  said: null,
  shown: null,
  sends: null,
};
