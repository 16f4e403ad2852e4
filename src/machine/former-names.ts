/** Names from earlier applications. A sentence that may contain one is asked about before the next letter. */
import { type Command, editLetter, setFigure, setValue } from './commands.ts';
import type { FormerName, InterviewContext } from './context.ts';
import type { PendingOf } from './pending.ts';
import { type Figure, figureOf, slotOfFigure, textOf, typedValue, type Value } from './sheet.ts';
import { keyParts, OPTIONAL } from './slots.ts';

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
 * Returns the commands that replace or remove a sentence. They also change the sheet, so that its words can't return in
 * a later letter.
 * @param value null: removes it; a required slot is then asked for again
 */
export function replacementCommands(
  { key, typed }: PendingOf<'former'>,
  value: Value | null,
  { sheet }: InterviewContext,
): Command[] {
  const { slot } = keyParts(key);
  const figure = figureOf(sheet, slot);
  if (figure?.sentence != null && typed !== null) return figureReworded(figure, typed, value);
  const old = sheet.values[slot];
  const told = textOf(sheet, slot) ?? '';
  if (key === 'greeting' || key === 'sign-off') return value ? [editLetter({ type: key, text: value.text })] : [];
  if (!old || typed === null || !told.includes(typed)) {
    const text = value && { text: value.text, source: value.source };
    return [editLetter(text ? { type: 'rewrite', key, ...text } : { type: 'cut', key })];
  }
  const text = told.replace(typed, () => value?.text ?? '').trim();
  if (text !== '') {
    const sentences = old.sentences + (value?.sentences ?? 0) - 1;
    return [setValue(slot, typedValue(text, value?.source ?? old.source, sentences))];
  }
  const clear = { type: 'clear', slot, figure: null } as const;
  return OPTIONAL.includes(slot) ? [clear, { type: 'decline', slot }] : [clear];
}

/** Replaces or removes a sentence of a figure in the candidate's own words. */
function figureReworded(figure: Figure, typed: string, value: Value | null): Command[] {
  const { id, topic, sentence } = figure;
  const slot = slotOfFigure(figure);
  const text = (sentence ?? '').replace(typed, () => value?.text ?? '').trim();
  if (text !== '') return [setFigure(slot, topic, id, { sentence: text })];
  return [
    { type: 'clear', slot, figure: id },
    { type: 'decline', slot: `${topic}.now` },
  ];
}
