/** What must not leave in a letter: numbers nobody said, hidden values, and placeholders that were left over. */
import type { Sheet } from '../machine/sheet.ts';
import { numbersIn } from '../text/quantities.ts';
import { binderOf } from './bind.ts';
import { type Letter, sentencesOf } from './letter.ts';
import { hides } from './redact.ts';

export interface Fault {
  readonly kind: 'number' | 'hidden' | 'placeholder';
  /** The key of the sentence, or `greeting`, `heading` or `sign-off`. */
  readonly key: string;
  /** Offsets in the text of that sentence. */
  readonly span: { readonly start: number; readonly end: number };
}

/** Always left over, whoever typed it. */
const TEMPLATE_MARKS =
  /\[(?:your|my|insert|company|employer|hiring|name|city|email|phone|date)\b[^\]]{0,40}\]|\b(?:TODO|TBD|XXX)\b/gi;

/** Left over unless the candidate writes about it: "/orders/{id}", "undefined behaviour". */
const CODE_MARKS = /\{[a-z][\w. ]{0,40}\}|\b(?:undefined|null|NaN)\b|\[object Object\]/g;

/** Pure: the same letter and sheet give the same faults. */
export function faultsOf(letter: Letter, sheet: Sheet): Fault[] {
  const bound = binderOf(sheet);
  const percentiles = percentilesOn(sheet);
  const frame = [
    { key: 'greeting', text: letter.greeting },
    ...letter.heading.slice(1).map((text) => ({ key: 'heading', text })),
  ].map((part) => ({ ...part, edited: true }));
  return [...frame, ...sentencesOf(letter)].flatMap(({ key, text, edited }) => {
    const whole = { start: 0, end: text.length };
    const hidden: Fault[] = hides(text, sheet.hidden) ? [{ kind: 'hidden', key, span: whole }] : [];
    return [...hidden, ...placeholders(key, text, sheet), ...(edited ? [] : numbers(key, text))];
  });

  function numbers(key: string, text: string): Fault[] {
    const found = numbersIn(text);
    // "One of the reasons" is no figure.
    const told = found.mentions.filter(({ spelled, quantity }) => !(spelled && quantity.value === 1));
    const unbound = told.filter((mention) => bound(mention) === null);
    const unknown = found.percentiles.filter(({ name }) => !percentiles.has(name));
    return [...unbound, ...unknown].map(({ start, end }) => ({ kind: 'number', key, span: { start, end } }));
  }
}

function placeholders(key: string, text: string, sheet: Sheet): Fault[] {
  const marks = [...text.matchAll(CODE_MARKS)].filter(({ 0: mark }) => !isTyped(mark, sheet));
  return [...text.matchAll(TEMPLATE_MARKS), ...marks].map(({ 0: mark, index }) => ({
    kind: 'placeholder',
    key,
    span: { start: index, end: index + mark.length },
  }));
}

function isTyped(mark: string, { values, figures }: Sheet): boolean {
  const texts = [...Object.values(values).map(({ text }) => text), ...figures.flatMap(figureTexts)];
  return texts.some((text) => text.includes(mark));
}

function figureTexts({ measure, sentence, now, before }: Sheet['figures'][number]): readonly string[] {
  return [measure, sentence, now?.tail, before?.tail].filter((text) => typeof text === 'string');
}

function percentilesOn(sheet: Sheet): ReadonlySet<string> {
  const texts = [...Object.values(sheet.values).map(({ text }) => text), ...sheet.figures.flatMap(figureTexts)];
  const typed = texts.flatMap((text) => numbersIn(text).percentiles.map(({ name }) => name));
  return new Set([...typed, ...sheet.figures.flatMap(({ percentile }) => percentile ?? [])]);
}
