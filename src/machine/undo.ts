/** Undo: every answer and every edit stores what it changed, so that the last one can be taken back. */
import type { InterviewContext } from './context.ts';
import { type Edit, type Restore, sentenceEdits } from './edits.ts';
import { holdsAnswer, isAboutLetter } from './pending.ts';
import { figureOf, isHidden, type Sheet } from './sheet.ts';

/** Maximum changes that can be taken back. Limits the row size. */
const RESTORES_AT_MOST = 5;

/** Adds what a message changed to the edits. @param before the context without what was said in the turn before */
export function undoable(before: InterviewContext, after: InterviewContext, isRecorded: boolean): InterviewContext {
  // No undo for a switch to another system: the previous one is in `stories`.
  if (!isRecorded || after.sheet.language !== before.sheet.language || after.stories !== before.stories) return after;
  // What to say instead of a hidden value belongs to the change that hid it.
  const [last] = before.edits.slice(-1);
  const isDescribed = before.pending.at(-1)?.kind === 'describe' && after.pending.length < before.pending.length;
  if (isDescribed && last?.type === 'restore' && last.sheet.hidden) return after;
  const { declined, hidden, kept } = before.sheet;
  const sheet: Restore['sheet'] = {
    ...replacedContent(before.sheet, after.sheet),
    ...(isOther(declined, after.sheet.declined) && { declined }),
    ...(isOther(hidden, after.sheet.hidden) && { hidden }),
    ...(isOther(kept, after.sheet.kept) && { kept }),
  };
  const { done, split, trail } = before;
  const answered = isOther(trail, after.trail) ? { done, split, trail } : {};
  const isEdited = isOther(sentenceEdits(before.edits), sentenceEdits(after.edits));
  if (!isEdited && Object.keys({ ...sheet, ...answered }).length === 0) return after;
  const restore = { ...restoring(before), ...answered, sheet, asked: after.pending.length };
  return { ...after, edits: bounded([...after.edits, restore]) };
}

type Content = Pick<Sheet, 'values' | 'figures'>;

/** What restores the values and figures. */
export function replacedContent(before: Content, after: Content): Restore['sheet'] {
  const { values, figures } = before;
  const isReplaced = ([slot, value]: [string, unknown]) => after.values[slot] !== value;
  return {
    ...(values !== after.values && {
      values: Object.fromEntries(Object.entries(values).filter(isReplaced)),
      added: Object.keys(after.values).filter((slot) => values[slot] === undefined),
    }),
    ...(figures !== after.figures && {
      figures: figures.map((figure) => (after.figures.includes(figure) ? figure.id : figure)),
    }),
  };
}

/** The sheet before a change. */
export function restoredSheet(sheet: Sheet, { values, added, figures, ...lists }: Restore['sheet']): Sheet {
  const left = added ? Object.entries(sheet.values).filter(([slot]) => !added.includes(slot)) : [];
  return {
    ...sheet,
    ...lists,
    ...(values && { values: { ...Object.fromEntries(left), ...values } }),
    ...(figures && {
      figures: figures.flatMap((figure) => (typeof figure === 'string' ? (figureOf(sheet, figure) ?? []) : figure)),
    }),
  };
}

function isOther(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length !== other.length || one.some((item, at) => item !== other[at]);
}

/** What restores the letter: a draft, and the edits of its sentences. */
export function restoring({ draft, edits }: InterviewContext): Restore {
  return { type: 'restore', sheet: {}, ...(draft !== null && { draft }), edits: sentenceEdits(edits) };
}

export function bounded(edits: readonly Edit[]): Edit[] {
  const oldest = edits.filter(({ type }) => type === 'restore').at(-RESTORES_AT_MOST);
  return edits.filter((edit, at) => edit.type !== 'restore' || !oldest || at >= edits.indexOf(oldest));
}

/** Drops the undo of answers, and of what came before them: after a letter, undo changes only that letter. */
export function withoutAnswers(edits: readonly Edit[]): Edit[] {
  const last = edits.findLastIndex((edit) => edit.type === 'restore' && isAnswer(edit));
  return edits.filter((edit, at) => edit.type !== 'restore' || at > last);
}

/** Whether the last thing that undo would take back is a change of the letter, and no answer. */
export function isEdited({ edits }: Pick<InterviewContext, 'edits'>): boolean {
  const last = edits.findLast((edit) => edit.type === 'restore');
  return last !== undefined && !isAnswer(last);
}

function isAnswer({ trail }: Restore): boolean {
  return trail !== undefined;
}

/**
 * Takes back the last answer or edit; null if there is nothing. A message that was asked about and isn't noted yet comes
 * first. Any other open question is no change, so it goes with the change before it. One about the letter doesn't go with
 * an answer.
 */
export function takenBack(context: InterviewContext): InterviewContext | null {
  const last = context.edits.findLast((edit) => edit.type === 'restore');
  const asked = last?.asked ?? 0;
  const held = context.pending.slice(asked).at(-1);
  const isLetterOnly = isAboutLetter(held) && (!last || isAnswer(last));
  if (held && (holdsAnswer(held) || isLetterOnly)) return { ...context, pending: context.pending.slice(0, -1) };
  if (!last) return null;
  const { sheet: changed, draft = context.draft, edits, done, split, trail } = last;
  const sheet = restoredSheet(context.sheet, changed);
  const isNoted = ({ slot, figure: id }: InterviewContext['recent'][number]) => {
    const figure = figureOf(sheet, id);
    if (id === null || figure === null) return sheet.values[slot] !== undefined;
    return figure.before !== null || !slot.endsWith('.before');
  };
  return {
    ...context,
    sheet,
    draft,
    edits: [...context.edits.filter((edit) => edit.type === 'restore' && edit !== last), ...edits],
    done: done ?? context.done,
    split: split ?? context.split,
    trail: trail ?? context.trail,
    cursor: null,
    // The replacement of a value that is shown again isn't asked for.
    pending: isAnswer(last)
      ? []
      : context.pending.slice(0, asked).filter((one) => one.kind !== 'describe' || isHidden(sheet, one.value)),
    recent: context.recent.filter(isNoted),
  };
}
