/** Where words stand: in the letter that would be written now, or in a slot. */
import { composeLetter } from '../letter/compose.ts';
import { letterText } from '../letter/letter.ts';
import { hides } from '../letter/redact.ts';
import type { Interview } from '../machine/interview.ts';
import { orderOf } from '../machine/slots.ts';
import { SLOT_AT_MOST } from '../reader/kept.ts';

/** Words as they stand in the letter that would be written now; null where it holds none of them. */
export function foundIn({ context: { sheet, edits, draft } }: Interview, value: string, date: Date): string | null {
  // No slot holds more.
  if (value.length > SLOT_AT_MOST) return null;
  const letter = letterText(composeLetter({ sheet, edits, draft, date }));
  const at = letter.toLowerCase().indexOf(value.toLowerCase());
  if (at >= 0 && value !== '') return letter.slice(at, at + value.length);
  return hides(letter, [{ value, say: null }]) ? value : null;
}

/** The slot that holds what a message said; null where there is none. */
export function slotOf(source: string, { context }: Interview): { slot: string; figure: string | null } | null {
  const { values, figures } = context.sheet;
  const figure = figures.find(({ now, before }) => now?.source === source || before?.source === source);
  if (figure) return { slot: `${figure.topic}.${figure.now?.source === source ? 'now' : 'before'}`, figure: figure.id };
  // The first one in the order of the interview, in whatever order they were told.
  const [slot] = Object.keys(values)
    .filter((each) => values[each]?.source === source)
    .toSorted((one, other) => orderOf(one) - orderOf(other));
  return slot === undefined ? null : { slot, figure: null };
}
