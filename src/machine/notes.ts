/** What is noted, in lists of what can be changed. */
import type { InterviewContext, Note } from './context.ts';
import type { Pending } from './pending.ts';
import { figureOf, type Sheet } from './sheet.ts';
import { SLOTS, TOPICS, topicOf } from './slots.ts';

/** At most so many noted values are offered where a message may correct one. */
const CORRECTIONS_AT_MOST = 8;
/** At most so many elsewhere, where what was left out is offered, too. */
const NOTES_AT_MOST = 21;
const LISTED_AT_MOST = 22;

/** @returns what `pending` asks about: what was said last for a message that may correct it, else in the letter's order */
export function notesToChange(
  { text, only }: Extract<Pending, { kind: 'which' }>,
  { recent, sheet }: InterviewContext,
): Note[] {
  const told = only ? partsOf(only, sheet) : recent.toReversed();
  const all = only ? told : withBefore(told, sheet);
  // Where there is no room for all, a value from before is reached by the one of now.
  const notes = text || all.length <= NOTES_AT_MOST ? all : told;
  if (text) return notes.slice(0, CORRECTIONS_AT_MOST);
  const left = only ? [] : leftOut(sheet);
  return inOrder([...notes.slice(0, NOTES_AT_MOST), ...left].slice(0, LISTED_AT_MOST));
}

/** By the letter's topics, whenever it was noted. What is no slot, such as a sentence of a figure, comes last of them. */
function inOrder(notes: readonly Note[]): Note[] {
  const topicAt = ({ slot }: Note) => TOPICS.indexOf(topicOf(slot));
  const slotAt = ({ slot }: Note) => {
    const at = SLOTS.findIndex(({ id }) => id === slot.split('+')[0]);
    return at < 0 ? SLOTS.length : at;
  };
  const figureAt = ({ figure }: Note) => Number(figure?.split('.')[1] ?? 0);
  return notes.toSorted(
    (one, other) => topicAt(one) - topicAt(other) || slotAt(one) - slotAt(other) || figureAt(one) - figureAt(other),
  );
}

/** What the candidate left out can be told after all. */
function leftOut({ declined, values }: Sheet): Note[] {
  return SLOTS.filter(({ id, kind }) => kind !== 'figure' && declined.includes(id) && values[id] === undefined).map(
    ({ id }) => ({ slot: id, figure: null }),
  );
}

/** A value from before that was told along with the one of now is offered by itself, too. */
function withBefore(notes: readonly Note[], sheet: Sheet): Note[] {
  return notes.flatMap((note): Note[] => {
    const told = note.slot.endsWith('.now') ? figureOf(sheet, note.figure ?? '') : null;
    const slot = `${told?.topic}.before`;
    const isNoted = notes.some((one) => one.slot === slot && one.figure === note.figure);
    return told?.before && !isNoted ? [note, { slot, figure: note.figure }] : [note];
  });
}

/** What can be said anew of one figure, or of a topic. */
function partsOf(id: string, sheet: Sheet): Note[] {
  const figure = figureOf(sheet, id);
  if (!figure) {
    const told = Object.keys(sheet.values).filter((slot) => topicOf(slot) === id);
    return told.map((slot) => ({ slot, figure: null }));
  }
  const parts = ['now', 'before', 'measure', ...(figure.topic === 'latency' ? ['percentile'] : []), 'sentence'];
  return parts.map((part) => ({ slot: `${figure.topic}.${part}`, figure: id }));
}
