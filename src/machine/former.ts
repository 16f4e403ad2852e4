/** Names of earlier applications: a sentence that may hold one is asked about before the next letter is written. */
import { type Command, editLetter, setValue } from './commands.ts';
import type { FormerName, InterviewContext } from './context.ts';
import type { Pending } from './pending.ts';
import { type Sheet, typedValue, type Value } from './sheet.ts';
import { OPTIONAL } from './slots.ts';

/** A bound on the row: three for each application. */
const NAMES_AT_MOST = 30;

/** What names an application, beside the position. */
const NAMING = ['role.company', 'role.team', 'role.addressee'];

/** The names of the applications up to now, each once. */
export function formerNames({ sheet, former = [] }: InterviewContext): FormerName[] {
  const told = NAMING.flatMap((slot): FormerName[] => {
    const value = sheet.values[slot];
    return value && !value.ours ? [{ slot, name: value.text.trim() }] : [];
  });
  const isNew = ({ name }: FormerName, at: number, all: readonly FormerName[]) =>
    name !== '' && all.findIndex((one) => one.name === name) === at;
  return [...told, ...former].filter(isNew).slice(0, NAMES_AT_MOST);
}

/** The step that is done once somebody said that a sentence stays as it is. */
export function formerStep(text: string): string {
  return `former:${text}`;
}

type Named = Extract<Pending, { kind: 'former' }>;

/**
 * What puts other words in the place of a sentence, or takes it out. Its words in the sheet change with it: nothing of them
 * may come into a letter again.
 *
 * @param value null: it is left out; what a letter can't do without is then asked again
 */
export function reworded({ key, typed }: Named, value: Value | null, { values }: Sheet): Command[] {
  const [slot = ''] = key.split('#');
  const old = values[slot];
  if (key === 'greeting' || key === 'sign-off') return value ? [editLetter({ type: key, text: value.text })] : [];
  if (!old || typed === null || !old.text.includes(typed)) {
    const text = value && { text: value.text, source: value.source };
    return [editLetter(text ? { type: 'rewrite', key, ...text } : { type: 'cut', key })];
  }
  const text = old.text.replace(typed, () => value?.text ?? '').trim();
  if (text !== '')
    return [setValue(slot, typedValue(text, value?.source ?? old.source, old.sentences - 1 + (value?.sentences ?? 0)))];
  const clear = { type: 'clear', slot, figure: null } as const;
  return OPTIONAL.includes(slot) ? [clear, { type: 'decline', slot }] : [clear];
}
