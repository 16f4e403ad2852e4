/** What the machine keeps of a conversation. */
import { z } from 'zod';
import { BriefSchema, EMPTY_BRIEF, TopicSchema } from './brief.ts';
import { FigureSchema } from './quantity.ts';
import { DigressionSchema, ReadingSchema } from './reading.ts';
import { AskingSchema } from './topics.ts';

/** Something to be said besides the question; its words are in `prompts/`. */
const RemarkSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('welcome') }),
  z.object({ kind: z.literal('job-post') }),
  z.object({ kind: z.literal('answered'), digression: DigressionSchema }),
  /** What changed, where it was a figure. */
  z.object({ kind: z.literal('corrected'), figure: FigureSchema.nullable() }),
  z.object({ kind: z.literal('confidential'), says: z.array(z.string()) }),
  z.object({ kind: z.literal('orders') }),
  /** Nobody said which side of a figure was before: it is told in no letter. */
  z.object({ kind: z.literal('left-open') }),
  z.object({ kind: z.literal('nothing-before') }),
  z.object({ kind: z.literal('too-little') }),
  /** Said to the brief or to the letter, and no change that could be made out. */
  z.object({ kind: z.literal('unclear') }),
  z.object({ kind: z.literal('thanked') }),
  /** Thanks for the letter, or that it is right: nothing is left to ask. */
  z.object({ kind: z.literal('farewell') }),
  z.object({ kind: z.literal('brief') }),
  z.object({ kind: z.literal('help') }),
  z.object({ kind: z.literal('why') }),
  z.object({ kind: z.literal('being-written') }),
  z.object({ kind: z.literal('failed') }),
  z.object({ kind: z.literal('restarted') }),
  /** Asked of a letter where there is none yet. */
  z.object({ kind: z.literal('no-letter') }),
  z.object({ kind: z.literal('another') }),
]);
export type Remark = z.infer<typeof RemarkSchema>;

/** One message as it was read, with what stood asked: enough to compute the brief again when a message is edited. */
const StatementSchema = z.object({
  reading: ReadingSchema,
  asked: TopicSchema.nullable(),
  settles: TopicSchema.nullable(),
});
export type Statement = z.infer<typeof StatementSchema>;

export const ContextSchema = z.object({
  statements: z.array(StatementSchema),
  brief: BriefSchema,
  asking: AskingSchema.nullable(),
  /** Topics that were asked and are done with, in that order; `/back` walks it. */
  closed: z.array(TopicSchema),
  followUps: z.partialRecord(TopicSchema, z.number()),
  conflicts: z.array(z.object({ topic: TopicSchema, earlier: z.string(), later: z.string() })),
  /** The candidate began by telling everything at once. */
  opened: z.boolean(),
  /** Rises with every letter asked for; a letter written for an older brief is told by it. */
  letters: z.number().int(),
  short: z.boolean(),
  /** The candidate asked for the letter: nothing more is asked, but contradictions. */
  enough: z.boolean(),
  remarks: z.array(RemarkSchema),
});
export type InterviewContext = z.infer<typeof ContextSchema>;

export const EMPTY: InterviewContext = {
  statements: [],
  brief: EMPTY_BRIEF,
  asking: null,
  closed: [],
  followUps: {},
  conflicts: [],
  opened: false,
  letters: 0,
  short: false,
  enough: false,
  remarks: [],
};
