/** The noted values that a person can choose from to change one. */
import type { InterviewContext, Note } from './context.ts';
import type { PendingOf } from './pending.ts';
import { figureOf, type Sheet } from './sheet.ts';
import { NAMED_TOPICS, orderOf, SLOTS, slotKind, TOPICS, topicOf } from './slots.ts';

/** Maximum noted values offered for a message that may correct one. */
const CORRECTIONS_AT_MOST = 8;
/** Maximum noted values offered otherwise, and maximum including declined slots. */
const NOTES_AT_MOST = 21;
const LISTED_AT_MOST = 22;

/** @returns the values to choose from: newest first if a message may correct one, else in the order of the letter */
export function notesToChange(
  { text, only, likely = [] }: PendingOf<'which'>,
  { recent, sheet }: InterviewContext,
): Note[] {
  const noted = only ? partsOf(only, sheet) : withBefore(recent.toReversed(), sheet);
  const keyOf = ({ slot, figure }: Note) => `${slot.replace('.more', '.now')} ${figure}`;
  const keyed = [...noted.slice(0, 1), ...likely, ...noted].map((note) => [keyOf(note), note] as const);
  if (text) return [...new Map(keyed).values()].slice(0, CORRECTIONS_AT_MOST);
  // If the list is too long, "before" values are left out; they can be changed through their "now" value.
  const notes = only || noted.length <= NOTES_AT_MOST ? noted : recent.toReversed();
  const empty = SLOTS.filter(({ id }) => sheet.values[id] === undefined && mayBeFilled(id, only, sheet));
  const left = empty.map(({ id }) => ({ slot: id, figure: null }));
  return inOrder([...notes.slice(0, NOTES_AT_MOST), ...left].slice(0, LISTED_AT_MOST));
}

/** Whether to offer an empty slot: one that was declined, or of the topic with names that is to be changed. */
function mayBeFilled(slot: string, only: string | null, { declined }: Sheet): boolean {
  if (only === null) return declined.includes(slot) && slotKind(slot) !== 'figure';
  return NAMED_TOPICS.includes(only) && topicOf(slot) === only;
}

/** Sorts by topic, then slot. Parts that are no slot, such as a figure's sentence, come last in their topic. */
function inOrder(notes: readonly Note[]): Note[] {
  const topicAt = ({ slot }: Note) => TOPICS.indexOf(topicOf(slot));
  const slotAt = ({ slot }: Note) => {
    const at = orderOf(slot);
    return at < 0 ? SLOTS.length : at;
  };
  const figureAt = ({ figure }: Note) => Number(figure?.split('.')[1] ?? 0);
  return notes.toSorted(
    (one, other) => topicAt(one) - topicAt(other) || slotAt(one) - slotAt(other) || figureAt(one) - figureAt(other),
  );
}

/** Adds an entry for each "before" value that was noted together with its "now" value. */
function withBefore(notes: readonly Note[], sheet: Sheet): Note[] {
  return notes.flatMap((note): Note[] => {
    const told = note.slot.endsWith('.now') ? figureOf(sheet, note.figure ?? '') : null;
    const slot = `${told?.topic}.before`;
    const isNoted = notes.some((one) => one.slot === slot && one.figure === note.figure);
    return told?.before && !isNoted ? [note, { slot, figure: note.figure }] : [note];
  });
}

/** Changeable parts of a figure or a topic. @param id of either */
function partsOf(id: string, sheet: Sheet): Note[] {
  const figure = figureOf(sheet, id);
  if (!figure) {
    const told = Object.keys(sheet.values).filter((slot) => topicOf(slot) === id);
    return told.map((slot) => ({ slot, figure: null }));
  }
  const parts = ['now', 'before', 'measure', ...(figure.topic === 'latency' ? ['percentile'] : []), 'sentence'];
  return parts.map((part) => ({ slot: `${figure.topic}.${part}`, figure: id }));
}
