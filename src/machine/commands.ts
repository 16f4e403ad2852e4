/** What a message asks for, as data, and what it does to the interview. A reader gives commands; `apply` carries them out. */
import { z } from 'zod';
import { type Edit, EditSchema } from './edits.ts';
import {
  EMPTY_SHEET,
  type Figure,
  type FigurePatch,
  FigurePatchSchema,
  KeptSchema,
  mainFigureId,
  type Sheet,
  SheetSchema,
  ValueSchema,
} from './sheet.ts';
import { type Metric, MetricSchema } from './slots.ts';

/** Why an answer was not taken and the slot is asked again. */
export const ProblemSchema = z.enum([
  'no-number',
  'bare-number',
  'share-is-no-load',
  'count-is-no-rate',
  'no-duration',
  'no-measure',
  'other-kind',
  'short',
  'not-a-name',
  'no-numbers-here',
  'too-long',
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

/** Something that has to be asked before the interview goes on: an ask-back, a change, a sentence to edit. */
export const PendingSchema = z.discriminatedUnion('kind', [
  /** The slot once more: the answer was of the wrong kind. `offers` are values that could be meant. */
  z.object({
    kind: z.literal('again'),
    slot: z.string(),
    figure: z.string().nullable(),
    problem: ProblemSchema,
    offers: z.array(OfferSchema),
  }),
  /** A noted value is said anew. */
  z.object({ kind: z.literal('revise'), slot: z.string(), figure: z.string().nullable() }),
  /** Which of several figures is meant; `text` is the whole answer, which may stand in the letter as it is. */
  z.object({
    kind: z.literal('order'),
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
    about: z.enum(['question', 'chat', 'confidential']),
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
  z.object({ kind: z.literal('describe'), value: z.string() }),
  /** Which sentence of the letter, and then what about it. */
  z.object({ kind: z.literal('sentence'), action: z.enum(['rewrite', 'cut', 'move', 'add', 'hide']) }),
  z.object({ kind: z.literal('wording'), action: z.enum(['rewrite', 'add', 'greeting', 'sign-off']), key: z.string() }),
  z.object({ kind: z.literal('place'), key: z.string() }),
]);
export type Pending = z.infer<typeof PendingSchema>;

/** Something said besides the question; its words are in `prompts/remarks.ts`. */
export const REMARKS = [
  'welcome',
  'greeted',
  'help',
  'paused',
  'thanked',
  'laughed',
  'example',
  'why-asked',
  'pick-or-type',
  'nothing-said-yet',
  'cannot-skip',
  'unclear',
  'unclear-letter',
  'nothing-to-change',
  'nothing-to-undo',
  'nothing-before',
  'no-such-sentence',
  'not-numbered',
  'hidden',
  'hidden-nowhere',
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
  'restarted',
  'another',
  'brief',
  'why',
  'post-taken',
] as const;
export const RemarkSchema = z.enum(REMARKS);
export type Remark = z.infer<typeof RemarkSchema>;

export type Command =
  | { readonly type: 'set'; readonly slot: string; readonly value: z.infer<typeof ValueSchema> }
  /** Sets parts of a figure; for a null id it is one more figure of the topic. */
  | {
      readonly type: 'set-figure';
      readonly topic: Metric;
      readonly id: string | null;
      readonly patch: FigurePatch;
      readonly slot: string;
    }
  | { readonly type: 'clear'; readonly slot: string; readonly figure: string | null }
  /** Left out by the candidate's own decision; it is not asked again. */
  | { readonly type: 'decline'; readonly slot: string }
  /** The step needs nothing more: it was confirmed, or an earlier answer holds it. */
  | { readonly type: 'finish'; readonly step: string }
  /** The slots of a step are asked for one by one from now on. */
  | { readonly type: 'split'; readonly step: string }
  | { readonly type: 'hide'; readonly value: string; readonly say: string | null }
  | { readonly type: 'unhide'; readonly value: string }
  | { readonly type: 'keep'; readonly kept: z.infer<typeof KeptSchema> }
  | { readonly type: 'ask-back'; readonly pending: Pending }
  | { readonly type: 'edit-letter'; readonly edit: z.infer<typeof EditSchema> }
  | { readonly type: 'undo' }
  /** What is pending needs no answer; the interview goes on. */
  | { readonly type: 'dismiss' }
  | { readonly type: 'control'; readonly control: Control }
  | { readonly type: 'remark'; readonly remark: Remark };

/** Orders that move the interview itself; the chart takes them as events. */
export const CONTROLS = ['back', 'fix', 'undo', 'write', 'help', 'brief', 'why', 'another', 'restart', 'edit'] as const;
export type Control = (typeof CONTROLS)[number];

/** A value that this turn set. */
const NoteSchema = z.object({ slot: z.string(), figure: z.string().nullable() });
export type Note = z.infer<typeof NoteSchema>;

/** What the machine keeps of a conversation. */
export const ContextSchema = z.object({
  sheet: SheetSchema,
  /** Steps that need nothing more, though their slots may be empty. */
  done: z.array(z.string()),
  /** Steps whose slots are asked for one by one. */
  split: z.array(z.string()),
  /** Steps that were answered, oldest first: the way back. */
  trail: z.array(z.string()),
  /** What is asked before the next step; the last comes first. */
  pending: z.array(PendingSchema),
  /** What was noted, newest last; each slot once. */
  recent: z.array(NoteSchema),
  edits: z.array(EditSchema),
  /** Rises with every letter asked for; a letter written for an older sheet is told by it. */
  letters: z.number().int(),
  /** The candidate wants the letter: nothing more is asked. */
  enough: z.boolean(),
  /** Of this turn alone. */
  notes: z.array(NoteSchema),
  remarks: z.array(RemarkSchema),
});
export type InterviewContext = z.infer<typeof ContextSchema>;

export const EMPTY: InterviewContext = {
  sheet: EMPTY_SHEET,
  done: [],
  split: [],
  trail: [],
  pending: [],
  recent: [],
  edits: [],
  letters: 0,
  enough: false,
  notes: [],
  remarks: [],
};

/** Texts that are kept for later questions; a bound on the row. */
const KEPT_AT_MOST = 6;

/** The next context. Controls are the chart's business and change nothing here. */
export function apply(context: InterviewContext, command: Command): InterviewContext {
  const { sheet } = context;
  switch (command.type) {
    case 'set':
      return noted(
        withoutEdits(withSheet(context, { values: { ...sheet.values, [command.slot]: command.value } }), command.slot),
        command.slot,
        null,
      );
    case 'set-figure': {
      const id = command.id ?? nextFigureId(sheet, command.topic);
      const figures = patched(sheet.figures, id, command.topic, command.patch);
      return noted(withoutEdits(withSheet(context, { figures }), id), command.slot, id);
    }
    case 'clear':
      return cleared(context, command.slot, command.figure);
    case 'decline':
      return withSheet(finished(context, command.slot), { declined: added(sheet.declined, command.slot) });
    case 'finish':
      return finished(context, command.step);
    case 'split':
      return { ...context, split: added(context.split, command.step) };
    case 'hide': {
      const others = sheet.hidden.filter(({ value }) => value !== command.value);
      return withSheet(context, { hidden: [...others, { value: command.value, say: command.say }] });
    }
    case 'unhide':
      return {
        ...withSheet(context, { hidden: sheet.hidden.filter(({ value }) => value !== command.value) }),
        remarks: added(context.remarks, 'unhidden'),
      };
    case 'keep':
      return withSheet(context, { kept: [...sheet.kept, command.kept].slice(-KEPT_AT_MOST) });
    case 'ask-back':
      return { ...context, pending: [...context.pending, command.pending] };
    case 'edit-letter':
      return { ...context, edits: [...context.edits, command.edit], remarks: added(context.remarks, 'edited') };
    case 'undo':
      return undone(context);
    case 'dismiss':
    case 'control':
      return context;
    case 'remark':
      return { ...context, remarks: added(context.remarks, command.remark) };
  }
}

/** The last change is taken back: to a sentence of the letter, or to the sheet. */
function undone(context: InterviewContext): InterviewContext {
  const last = context.edits.at(-1);
  if (!last) return { ...context, remarks: ['nothing-to-undo'] };
  const edits = context.edits.slice(0, -1);
  return { ...context, edits, remarks: ['undone'], ...(last.type === 'restore' && { sheet: last.sheet }) };
}

/** What is said anew has sentences of its own: changes to the old ones are over. */
function withoutEdits(context: InterviewContext, key: string): InterviewContext {
  const isOf = (edit: Edit) =>
    'key' in edit && edit.type !== 'add' && (edit.key === key || edit.key.startsWith(`${key}#`));
  return { ...context, edits: context.edits.filter((edit) => !isOf(edit)) };
}

function withSheet(context: InterviewContext, change: Partial<Sheet>): InterviewContext {
  return { ...context, sheet: { ...context.sheet, ...change } };
}

function noted(context: InterviewContext, slot: string, figure: string | null): InterviewContext {
  const isSame = (note: Note) => note.slot === slot && note.figure === figure;
  const note: Note = { slot, figure };
  return {
    ...withSheet(context, { declined: context.sheet.declined.filter((each) => each !== slot) }),
    notes: [...context.notes.filter((each) => !isSame(each)), note],
    recent: [...context.recent.filter((each) => !isSame(each)), note],
  };
}

function finished(context: InterviewContext, step: string): InterviewContext {
  return { ...context, done: added(context.done, step) };
}

function cleared(context: InterviewContext, slot: string, figure: string | null): InterviewContext {
  const { [slot]: _, ...values } = context.sheet.values;
  const figures = figure === null ? context.sheet.figures : context.sheet.figures.filter(({ id }) => id !== figure);
  return {
    ...withSheet(context, { values, figures }),
    recent: context.recent.filter((note) => (figure === null ? note.slot !== slot : note.figure !== figure)),
    remarks: added(context.remarks, 'left-out'),
  };
}

function nextFigureId(sheet: Sheet, topic: Metric): string {
  const main = mainFigureId(topic);
  if (!sheet.figures.some(({ id }) => id === main)) return main;
  const numbers = sheet.figures
    .filter((figure) => figure.topic === topic)
    .map(({ id }) => Number(id.split('.')[1] ?? 1));
  return `${topic}.${Math.max(...numbers) + 1}`;
}

function patched(figures: readonly Figure[], id: string, topic: Metric, patch: FigurePatch): Figure[] {
  const fresh: Figure = {
    id,
    topic,
    measure: null,
    percentile: null,
    now: null,
    before: null,
    sentence: null,
    typed: null,
  };
  const known = figures.find((figure) => figure.id === id);
  // Said anew, a figure is told by its parts again.
  const sentence = patch.sentence ?? (patch.now || patch.before ? null : (known?.sentence ?? null));
  const next: Figure = { ...(known ?? fresh), ...withoutUndefined(patch), sentence };
  return known ? figures.map((figure) => (figure.id === id ? next : figure)) : [...figures, next];
}

function withoutUndefined(patch: FigurePatch): Partial<Figure> {
  const { measure, percentile, now, before, typed } = patch;
  return {
    ...(measure !== undefined && { measure }),
    ...(percentile !== undefined && { percentile }),
    ...(now !== undefined && { now }),
    ...(before !== undefined && { before }),
    ...(typed !== undefined && { typed }),
  };
}

function added<T>(list: readonly T[], item: T): T[] {
  return list.includes(item) ? [...list] : [...list, item];
}
