/** Corrects the misspelt words of a text. Nothing is corrected without asking: the review offers it. */
import type { Language } from '../machine/language.ts';
import { kindOf, type Quantity } from '../machine/quantity.ts';
import type { Correction } from '../machine/question.ts';
import { capital, isCapital, straight } from '../text/capitals.ts';
import { tokens, wordSet } from '../text/lexer.ts';
import { numbersIn } from '../text/quantities.ts';
import { trimPunctuation } from '../text/sentences.ts';
import { correctionOf } from './misspellings.ts';

/** Maximum corrections in a text. A text with more is no prose. */
const WORDS_AT_MOST = 50;

/** Number of words on each side that may belong to a number, with the spaces between them. */
const NEAR = 20;

/** Quotations and code stay as they are. */
const QUOTES = new Set([...'"“”„«»`']);
const ENDS_SENTENCE = new Set([...'.!?…']);
const BRACKETS = new Set([...'()[]']);

/** All words of a text in lower case. */
export function lowerWords(text: string): string[] {
  return tokens(text).flatMap(({ kind, low }) => (kind === 'word' ? [low] : []));
}

/**
 * @param isWanted whether to make a correction
 * @param nameOf finds names in lower case
 * @returns the corrected text, and its corrections
 */
export function correctSpelling(text: string, isWanted: (correction: Correction) => boolean, nameOf?: NameFinder) {
  const corrections: Correction[] = [];
  // Words, and the spaces between them.
  const chunks = text.split(/(\s+)/u);
  let [isQuoted, begins] = [false, true];
  const corrected = chunks.map((chunk, at) => {
    if (chunk.trim() === '') {
      begins ||= chunk.includes('\n');
      return chunk;
    }
    const quotes = [...chunk].filter((sign) => QUOTES.has(sign)).length;
    const isOpen = quotes === 0 && !isQuoted;
    const isFirst = begins;
    isQuoted = isQuoted !== (quotes % 2 === 1);
    begins = ENDS_SENTENCE.has(chunk.slice(-1));
    const typed = bare(chunk);
    const word = straight(typed);
    const isUpper = isCapital(typed);
    // Any other capital is one of a name.
    const isPlain = typed.slice(1) === typed.slice(1).toLowerCase() && (isFirst || !isUpper);
    if (!isOpen || !isPlain || corrections.length === WORDS_AT_MOST) return chunk;
    const [before = '', after = ''] = [chunks[at - 2], chunks[at + 2]].map((one = '') => straight(bare(one)));
    const correct = correctionOf(word) ?? (isUpper ? null : nameOf?.(word, before, after));
    if (!correct || !isWanted({ typed: word, correct })) return chunk;
    const next = chunk.replace(typed, () => (isUpper ? capital(correct) : correct));
    const around = (middle: string) =>
      [...chunks.slice(Math.max(0, at - NEAR), at), middle, ...chunks.slice(at + 1, at + NEAR + 1)].join('');
    if (!haveSameNumbers(around(chunk), around(next))) return chunk;
    corrections.push({ typed: word, correct });
    return next;
  });
  return { text: corrected.join(''), corrections };
}

/** A word without the marks that may touch it. With any other, it is part of a path, a name or code. */
function bare(chunk: string): string {
  const word = trimPunctuation(chunk);
  const [start, end] = [word.charAt(0), word.slice(-1)].map((sign) => (BRACKETS.has(sign) ? 1 : 0));
  return trimPunctuation(word.slice(start, word.length - (end ?? 0)));
}

/** Words of which one has to stand before a name of one word: "at orange". */
const BEFORE_NAME: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: wordSet('at for from in of to'),
  de: wordSet('bei beim in für aus nach'),
  fr: wordSet('chez à en'),
  es: wordSet('en de para'),
  pt: wordSet('na no em da do para'),
};

/** Returns a word as it is written in a name; null if it isn't certain to be part of one. In lower case. */
export type NameFinder = (word: string, before: string, after: string) => string | null;

/** @param names as the letter writes them, of one or more words */
export function nameFinder(names: readonly string[], language: Language): NameFinder {
  const parts = names.flatMap((name) => {
    const words = name.split(' ');
    return words.map((written, at) => ({ written, before: words[at - 1], after: words[at + 1] }));
  });
  const byWord = new Map(parts.map((part) => [part.written.toLowerCase(), part]));
  return (word, before, after) => {
    const part = byWord.get(word);
    if (part === undefined || part.written === word) return null;
    const isBeside = (wanted: string | undefined, found: string) => !wanted || wanted.toLowerCase() === found;
    const isAlone = part.before === undefined && part.after === undefined;
    const isName = isAlone
      ? BEFORE_NAME[language].has(before)
      : isBeside(part.before, before) && isBeside(part.after, after);
    return isName ? part.written : null;
  };
}

/** Whether a unit is a noun that may be corrected, such as "ppl", unlike "s" or the "u" of a rack. */
export function isNoun(unit: string): boolean {
  return unit.length > 1 && kindOf({ value: 1, unit }) === 'count';
}

/** The quantity without its counted noun, which may be misspelt: "two collegues". */
const withoutNoun = (quantity: Quantity) => (isNoun(quantity.unit) ? { ...quantity, unit: '' } : quantity);

/** Numbers are noted as they were read, so no correction changes one, its unit or its bound, or adds one. */
function haveSameNumbers(one: string, other: string): boolean {
  const [told, corrected] = [one, other].map((text) => {
    const { mentions, percentiles } = numbersIn(text);
    const read = mentions.map(({ readings, bound }) => ({ readings: readings.map(withoutNoun), bound }));
    return JSON.stringify([read, percentiles.map(({ name }) => name)]);
  });
  return told === corrected;
}
