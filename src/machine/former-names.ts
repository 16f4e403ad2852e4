/** Names from earlier applications. A sentence that may contain one is asked about before the next letter. */
import { type Command, editLetter, setFigure } from './commands.ts';
import type { FormerName, InterviewContext } from './context.ts';
import type { PendingOf } from './pending.ts';
import { figureOf, type Sheet, slotOfFigure, type Value } from './sheet.ts';
import { keyParts } from './slots.ts';

/** Maximum stored names, up to three per application. Limits the row size. */
const NAMES_AT_MOST = 30;

/** Slots that identify an application, except the position. */
const NAMING = ['role.company', 'role.team', 'role.addressee'];

/** Returns the distinct names of all applications so far, newest first. */
export function formerNames({ sheet, former = [] }: InterviewContext): FormerName[] {
  const told = NAMING.flatMap((slot): FormerName[] => {
    const value = sheet.values[slot];
    return value && !value.ours ? [{ slot, name: value.text.trim() }] : [];
  });
  const isNew = ({ name }: FormerName, at: number, all: readonly FormerName[]) =>
    name !== '' && all.findIndex((one) => one.name === name) === at;
  return [...told, ...former].filter(isNew).slice(0, NAMES_AT_MOST);
}

/** Id of the step "this sentence stays as it is". */
export function formerStep(text: string): string {
  return `former:${text}`;
}

/**
 * Returns the commands that replace or remove a sentence.
 * @param value null: removes it
 */
export function replacementCommands({ key }: PendingOf<'former'>, value: Value | null, sheet: Sheet): Command[] {
  if (key === 'greeting' || key === 'sign-off') return value ? [editLetter({ type: key, text: value.text })] : [];
  if (value === null) return [editLetter({ type: 'cut', key })];
  const figure = figureOf(sheet, keyParts(key).slot);
  const { text, source } = value;
  return [
    // A model would be told what was measured.
    ...(figure ? [setFigure(slotOfFigure(figure), figure.topic, figure.id, { measure: null })] : []),
    editLetter({ type: 'rewrite', key, text, source }),
  ];
}
