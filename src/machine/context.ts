/** What the machine keeps of a conversation: the sheet, what was asked and answered, and what this turn has to say. */
import { z } from 'zod';
import { DraftSchema, EditSchema, FormSchema, WishSchema } from './edits.ts';
import { PendingSchema } from './pending.ts';
import { EMPTY_SHEET, SheetSchema } from './sheet.ts';

/** Something said besides the question; its words are in `prompts/remarks.ts`. */
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
  'tap-or-again',
  'pick-or-type',
  'nothing-said-yet',
  'cannot-skip',
  'unclear',
  'unclear-letter',
  'cannot-rewrite',
  'nothing-to-change',
  'nothing-to-undo',
  'nothing-before',
  'no-such-sentence',
  'no-such-paragraph',
  'order-or-sentence',
  'not-found',
  'not-numbered',
  'hidden',
  'hidden-nowhere',
  'wording-gone',
  'say-as-it-stands',
  'confidential-answer',
  'pick',
  'unhidden',
  'how-to-hide',
  'has-hidden',
  'no-answer',
  'ok',
  'left-out',
  'undone',
  'edited',
  'too-little',
  'no-letter',
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

/** A value that this turn set. */
const NoteSchema = z.object({ slot: z.string(), figure: z.string().nullable() });
export type Note = z.infer<typeof NoteSchema>;

/** A system that somebody can write about: all of the sheet, the steps and the edits that is about it alone. */
export const StorySchema = SheetSchema.pick({ values: true, figures: true, declined: true, kept: true }).extend({
  done: z.array(z.string()),
  edits: z.array(EditSchema),
});
export type Story = z.infer<typeof StorySchema>;

/** A company that an earlier letter went to, or its team or reader; by the slot that held it. */
const FormerNameSchema = z.object({ slot: z.string(), name: z.string() });
export type FormerName = z.infer<typeof FormerNameSchema>;

/** What the machine keeps of a conversation. */
export const ContextSchema = z.object({
  sheet: SheetSchema,
  /** Systems that the letter is not about now. */
  stories: z.array(StorySchema),
  /** Of earlier applications: no letter holds them by accident. */
  former: z.array(FormerNameSchema).exactOptional(),
  /** Steps that need nothing more, though their slots may be empty. */
  done: z.array(z.string()),
  /** Steps whose slots are asked for one by one. */
  split: z.array(z.string()),
  /** Steps that were answered, oldest first: the way back. */
  trail: z.array(z.string()),
  /** The step of the trail that is asked again; nothing where nobody went back. */
  cursor: z.string().nullable().exactOptional(),
  /** What is asked before the next step; the last comes first. */
  pending: z.array(PendingSchema),
  /** What was noted, newest last; each slot once. */
  recent: z.array(NoteSchema),
  edits: z.array(EditSchema),
  /** Null where no model wrote, or from another sheet. */
  draft: DraftSchema.nullable(),
  /** What the next letter shall change in the draft. */
  wish: WishSchema.nullable(),
  /** Rises with every letter asked for; a letter written for an older sheet is told by it. */
  letters: z.number().int(),
  /** The candidate wants the letter: nothing more is asked. */
  enough: z.boolean(),
  /** A model reads: one question covers a topic. Set when the conversation begins. */
  open: z.boolean(),
  /** What the model wants to know next, in its words; until the next answer. */
  followUp: z.object({ slot: z.string(), question: z.string() }).nullable(),
  /** What reading with a model has cost so far. */
  cost: z.object({ calls: z.number().int(), tokens: z.number().int() }),
  /** Of this turn alone. */
  notes: z.array(NoteSchema),
  remarks: z.array(RemarkSchema),
  /** The model's answer to a question about Foreword. */
  said: z.string().nullable(),
  /** The number of an earlier letter, to be shown again. */
  shown: z.number().int().nullable(),
  /** The form in which the last letter shall be sent again. */
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
