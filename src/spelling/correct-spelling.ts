/** Corrects the misspelt words of a text. Nothing is corrected without asking: the review offers it. */
import { kindOf, type Quantity } from '../machine/quantity.ts';
import type { Correction } from '../machine/question.ts';
import { capital } from '../text/capitals.ts';
import { type Span, type Token, tokens } from '../text/lexer.ts';
import { numbersIn } from '../text/quantities.ts';
import { correctionOf, LETTERS_AT_LEAST } from './misspellings.ts';

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

/** @returns the corrected text, and the corrections that it used */
export function correctSpelling(text: string, offer: Offer) {
  const corrections: Correction[] = [];
  let [corrected, end] = ['', 0];
  for (const { by, correction, around, ...word } of misspellingsIn(text, offer).slice(0, WORDS_AT_MOST)) {
    const [before, after] = [text.slice(around.start, word.start), text.slice(word.end, around.end)];
    if (!haveSameNumbers(before + text.slice(word.start, word.end) + after, before + by + after)) continue;
    corrected += text.slice(end, word.start) + by;
    end = word.end;
    corrections.push(correction);
  }
  return { text: corrected + text.slice(end), corrections };
}

function misspellingsIn(text: string, offer: Offer): Misspelling[] {
  const chunks = chunksOf(tokens(text));
  let closing: string | null = null;
  let isFirst = true;
  return chunks.flatMap((chunk, at): Misspelling[] => {
    const begins = isFirst || chunk[0]?.newLine === true;
    const wasQuoted = closing !== null;
    for (const { text: mark } of chunk)
      closing = closing === null ? (CLOSING_QUOTES.get(mark) ?? null) : mark === closing ? null : closing;
    isFirst = ENDS_SENTENCE.has(chunk.at(-1)?.text ?? '');
    const [word, another] = chunk.filter(({ text: mark }) => !PUNCTUATION.has(mark));
    if (wasQuoted || word?.kind !== 'word' || another) return [];
    const correct = correctionOf(word.low);
    const isCapital = word.text !== word.text.toLowerCase();
    if (correct === null || (isCapital && !(begins && word.text === capital(word.text.toLowerCase())))) return [];
    const correction = offer({ typed: word.low, correct });
    if (correction === null) return [];
    const by = isCapital ? capital(correction.correct) : correction.correct;
    // A name that begins a sentence.
    if (by === word.text) return [];
    const around = {
      start: chunks[Math.max(0, at - NEAR)]?.[0]?.start ?? 0,
      end: chunks[at + NEAR]?.at(-1)?.end ?? text.length,
    };
    return [{ start: word.start, end: word.end, around, by, correction }];
  });
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

/** Whether a unit is a noun that may be corrected, unlike "s" or the "u" of a rack. */
export function isNoun(unit: string): boolean {
  return unit.length >= LETTERS_AT_LEAST && kindOf({ value: 1, unit }) === 'count';
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
