/** Corrects the misspelt words of a text. Nothing is corrected without asking: the review offers it. */
import { kindOf, type Quantity } from '../machine/quantity.ts';
import type { Correction } from '../machine/question.ts';
import { capital } from '../text/capitals.ts';
import { type Span, type Token, tokens } from '../text/lexer.ts';
import { numbersIn } from '../text/quantities.ts';
import { correctionOf, LETTERS_AT_LEAST } from './misspellings.ts';
import type { NameFinder } from './name-capitals.ts';
import { type Around, isShorthand, shorthandOf } from './shorthand.ts';

/** The words to replace. For laughter, with the mark and space beside it. */
interface Misspelling extends Span {
  readonly correction: Correction;
  /** The correction as it is spelled in the text, with its capital. */
  readonly by: string;
  /** The words around it that may belong to the same number. */
  readonly around: Span;
}

/** Maximum corrections in a text. A text with more is no prose. */
const WORDS_AT_MOST = 50;

/** Number of words on each side that may belong to a number. */
const NEAR = 10;

/** Marks that may touch a word. With any other, it is part of a path, a name or code. */
const PUNCTUATION = new Set([...'()[],.;:!?…']);
const ENDS_SENTENCE = new Set([...'.!?…']);
/** Quotations and code stay as they are. By opening mark. */
const CLOSING_QUOTES = new Map([
  ['"', '"'],
  ['“', '”'],
  ['`', '`'],
]);

/** All words of a text in lower case. */
export function wordsIn(text: string): string[] {
  return tokens(text).flatMap(({ kind, low }) => (kind === 'word' ? [low] : []));
}

/** Returns the correction to use for a listed one; null for none. */
type Offer = (correction: Correction) => Correction | null;

interface Options {
  /** A sentence that is only laughter stays. */
  readonly isWhole?: boolean;
  /** Names get their capitals. */
  readonly names?: NameFinder;
}

/** @returns the corrected text, and the corrections that it used */
export function correctSpelling(text: string, offer: Offer, options: Options = {}) {
  const corrections: Correction[] = [];
  let [corrected, end] = ['', 0];
  for (const { by, correction, around, ...word } of misspellingsIn(text, offer, options).slice(0, WORDS_AT_MOST)) {
    const [before, after] = [text.slice(around.start, word.start), text.slice(word.end, around.end)];
    if (!haveSameNumbers(before + text.slice(word.start, word.end) + after, before + by + after)) continue;
    corrected += text.slice(end, word.start) + by;
    end = word.end;
    corrections.push(correction);
  }
  const next = corrected + text.slice(end);
  // Nothing but laughter.
  return next.trim() === '' ? { text, corrections: [] } : { text: next, corrections };
}

function misspellingsIn(text: string, offer: Offer, { isWhole = false, names }: Options): Misspelling[] {
  const chunks = chunksOf(tokens(text));
  let closing: string | null = null;
  let isFirst = true;
  return chunks.flatMap((chunk, at): Misspelling[] => {
    const begins = isFirst || chunk[0]?.newLine === true;
    const wasQuoted = closing !== null;
    for (const { text: mark } of chunk)
      closing = closing === null ? (CLOSING_QUOTES.get(mark) ?? null) : mark === closing ? null : closing;
    isFirst = ENDS_SENTENCE.has(chunk.at(-1)?.text ?? '');
    const word = wordOf(chunk);
    if (wasQuoted || word === null) return [];
    const low = word.text.toLowerCase().replaceAll('’', "'");
    const beside = wordsAround(chunks, at, begins);
    const isCapital = word.text !== word.text.toLowerCase();
    const known = shorthandOf(low, beside) ?? (word.isSlashed ? null : correctionOf(low));
    const name = known === null && !isCapital ? (names?.(low, beside) ?? null) : null;
    const correct = known ?? name;
    if (correct === null || (isCapital && !(begins && word.text === withCapital(word.text.toLowerCase())))) return [];
    const correction = name === null ? offer({ typed: low, correct }) : { typed: low, correct: name };
    if (correction === null) return [];
    const around = {
      start: chunks[Math.max(0, at - NEAR)]?.[0]?.start ?? 0,
      end: chunks[at + NEAR]?.at(-1)?.end ?? text.length,
    };
    if (correct === '') {
      const removed = laughterAt(text, chunks, at, begins, isWhole);
      // The next word begins the sentence.
      if (removed !== null && begins) isFirst = true;
      return removed === null ? [] : [{ ...removed, around, correction }];
    }
    const by = isCapital ? capital(correction.correct) : correction.correct;
    // A name that begins a sentence.
    if (by === word.text) return [];
    return [{ start: word.start, end: word.end, around, by, correction }];
  });
}

/** "B4" for "b4": `capital` leaves words with digits alone. */
const withCapital = (low: string) => low.charAt(0).toUpperCase() + low.slice(1);

/** The only word of a chunk, or two with a slash such as "w/o"; null for anything else. */
function wordOf(chunk: readonly Token[]): (Span & { readonly text: string; readonly isSlashed: boolean }) | null {
  const [word, slash, another, ...others] = chunk.filter(({ text: mark }) => !PUNCTUATION.has(mark));
  if (word?.kind !== 'word' || others.length > 0) return null;
  if (slash === undefined) return { start: word.start, end: word.end, text: word.text, isSlashed: false };
  const text = `${word.text}/${another?.text ?? ''}`;
  const end = word.start + text.length;
  const isSlashed = slash.text === '/' && (another ?? slash).end === end && isShorthand(text.toLowerCase());
  return isSlashed ? { start: word.start, end, text, isSlashed } : null;
}

/** The words beside a chunk, within its clause. */
function wordsAround(chunks: readonly (readonly Token[])[], at: number, begins: boolean): Around {
  const [previous, chunk, next, second] = [chunks[at - 1], chunks[at], chunks[at + 1], chunks[at + 2]];
  const last = begins ? undefined : previous?.at(-1);
  // A mark behind a word ends the clause.
  const isOpen = (one?: readonly Token[]) => one?.at(-1)?.kind === 'word';
  const first = isOpen(chunk) || chunk?.at(-1)?.text === '/' ? onLine(next) : undefined;
  const then = first && isOpen(next) ? onLine(second) : undefined;
  return {
    before: last?.kind === 'word' ? last.low : '',
    after: first?.kind === 'word' ? first.low : '',
    second: then?.kind === 'word' ? then.low : '',
    isCounted: previous?.at(-1)?.kind === 'number',
    isCounting: next?.[0]?.kind === 'number',
    begins: last === undefined || last.text === ',',
  };
}

const onLine = (chunk?: readonly Token[]) => (chunk?.[0]?.newLine === false ? chunk[0] : undefined);

/** What to cut so that a sentence reads without its laughter; null if it can't be cut. */
function laughterAt(
  text: string,
  chunks: readonly (readonly Token[])[],
  at: number,
  begins: boolean,
  isWhole: boolean,
): (Span & { readonly by: string }) | null {
  const [first, ...marks] = chunks[at] ?? [];
  const next = onLine(chunks[at + 1]);
  if (first?.kind !== 'word') return null;
  const [chunkEnd, end] = [marks.at(-1)?.end ?? first.end, first.end];
  const gap = chunks[at - 1]?.at(-1)?.end ?? 0;
  if (!begins) {
    const hasComma = text.charAt(gap - 1) === ',';
    return { start: hasComma ? gap - 1 : gap, end, by: '' };
  }
  const isAlone = next === undefined || marks.some(({ text: mark }) => ENDS_SENTENCE.has(mark));
  if (isAlone) return isWhole ? null : { start: gap, end: chunkEnd, by: '' };
  const isCut = first.text !== first.low && next.kind === 'word';
  const by = isCut ? text.charAt(next.start).toUpperCase() : '';
  return { start: first.start, end: next.start + by.length, by };
}

/** Groups the tokens that no white space separates. */
function chunksOf(list: readonly Token[]): Token[][] {
  const chunks: Token[][] = [];
  for (const token of list) {
    if (token.glued) chunks.at(-1)?.push(token);
    else chunks.push([token]);
  }
  return chunks;
}

/** The quantity without its counted noun, which may be misspelt: "two collegues". */
const withoutNoun = (quantity: Quantity) => (isNoun(quantity.unit) ? { ...quantity, unit: '' } : quantity);

/** Whether a unit is a noun that may be corrected, such as "ppl", unlike "s" or the "u" of a rack. */
export function isNoun(unit: string): boolean {
  const isLong = unit.length >= LETTERS_AT_LEAST || (unit.length > 1 && isShorthand(unit));
  return isLong && kindOf({ value: 1, unit }) === 'count';
}

/** Numbers are noted as they were read, so no correction changes one, its unit or its bound, or adds one. */
function haveSameNumbers(one: string, other: string): boolean {
  const [told, corrected] = [one, other].map((text) => {
    const { mentions, percentiles } = numbersIn(text);
    const read = mentions.map(({ readings, bound }) => ({ readings: readings.map(withoutNoun), bound }));
    return JSON.stringify([read, percentiles.map(({ name }) => name)]);
  });
  return told === corrected;
}
