/** What reads badly or was left over: placeholders, banned and weak phrases, lists of tools. */
import { BANNED, EVERYDAY_PRODUCTS, PRAISE, PRODUCTS, WEAK, WORN } from './draft-words.ts';
import { CODE_MARKS, TEMPLATE_MARKS } from './gate.ts';

export interface StyleFault {
  readonly kind: 'placeholder' | 'phrase' | 'worn' | 'soup' | 'praise';
  readonly start: number;
  readonly end: number;
}

/** A sentence with so many names in a row is a list of tools. */
const TOOLS_AT_LEAST = 5;

/** More than the gate's: a candidate may type brackets, a model has no reason to. */
const MARKS: readonly RegExp[] = [
  TEMPLATE_MARKS,
  CODE_MARKS,
  /\[[^\]\d][^\]]{0,60}\]/gu,
  /\{\{?[a-z][^{}]{0,40}\}?\}/giu,
  /<[a-z][a-z _-]{1,40}>/giu,
  /\b(?:TBC|FIXME)\b|\bXX%|_{3,}|\bf\d{1,2}\b(?=\]|\))/gu,
  /\b(?:lorem ipsum|insert (?:name|company|figure|number|here)|your name here|company name)\b/giu,
];

/** @param said everything the candidate said; a mark or a phrase of theirs is not left over */
export function styleFrom(said: string): (sentence: string) => readonly StyleFault[] {
  const own = straight(said);
  return (sentence) => faultsIn(sentence, said, own);
}

/** @param own what was said, for comparing */
function faultsIn(sentence: string, said: string, own: string): readonly StyleFault[] {
  const lower = straight(sentence);
  const marks = MARKS.flatMap((pattern) => [...sentence.matchAll(pattern)])
    .filter(({ 0: mark }) => !said.includes(mark))
    .map(({ 0: mark, index }) => ({ kind: 'placeholder' as const, start: index, end: index + mark.length }));
  const phrases = phrasesIn(lower, own, BANNED, 'phrase');
  const worn = phrasesIn(lower, own, WORN, 'worn');
  const dashes = [...sentence.matchAll(/—/gu)].map(({ index }) => ({
    kind: 'worn' as const,
    start: index,
    end: index + 1,
  }));
  const whole = { start: 0, end: sentence.length };
  const words = wordsIn(lower);
  const isNumbered = /\d/u.test(sentence);
  const isWeak = !isNumbered && WEAK.some((row) => row.every((set) => words.some((word) => set.has(word))));
  const praise = words.filter((word) => PRAISE.has(word)).length;
  return [
    ...marks,
    ...phrases,
    ...worn,
    ...dashes,
    ...(isWeak && phrases.length === 0 ? [{ kind: 'phrase' as const, ...whole }] : []),
    ...(praise >= 2 && !isNumbered ? [{ kind: 'praise' as const, ...whole }] : []),
    ...soup(sentence),
  ];
}

function phrasesIn(
  lower: string,
  own: string,
  list: readonly string[],
  kind: 'phrase' | 'worn',
): readonly StyleFault[] {
  return list.flatMap((phrase): StyleFault[] => {
    const start = lower.indexOf(phrase);
    const isInside = start > 0 && /\p{L}/u.test(lower[start - 1] ?? '');
    return start < 0 || isInside || own.includes(phrase) ? [] : [{ kind, start, end: start + phrase.length }];
  });
}

/** A run of items, parted by commas and "and", of which each ends on a name. */
function soup(sentence: string): readonly StyleFault[] {
  const items = [...sentence.matchAll(ITEM)];
  let run: typeof items = [];
  for (const item of [...items, undefined]) {
    if (item && isTool(item[0])) run.push(item);
    else if (run.length >= TOOLS_AT_LEAST - 1 && namesIn(sentence) >= TOOLS_AT_LEAST) break;
    else run = [];
  }
  const [first, last] = [run[0], run.at(-1)];
  return first && last ? [{ kind: 'soup', start: first.index, end: last.index + last[0].length }] : [];
}

const ITEM = /(?!\s|(?:and|or|plus)\s)[^,;/]+?(?=\s(?:and|or|plus)\s|[,;/]|$)/gu;

/** Up to three words of which the last is a name. */
function isTool(text: string): boolean {
  const words = text
    .replace(/[.!?]$/u, '')
    .trim()
    .split(/\s+/u);
  const last = words.at(-1) ?? '';
  return words.length <= 3 && (/\p{Lu}/u.test(last) || PRODUCTS.has(last) || EVERYDAY_PRODUCTS.has(last));
}

function namesIn(sentence: string): number {
  return sentence.split(/[\s,;/]+/u).filter((word) => /\p{Lu}/u.test(word.slice(0, 2)) || PRODUCTS.has(word)).length;
}

function straight(text: string): string {
  return text.toLowerCase().replaceAll('’', "'");
}

function wordsIn(lower: string): readonly string[] {
  return lower.match(/[\p{L}'-]+/gu) ?? [];
}
