/** Splits text into sentences and short pieces, all verbatim. One pass, without any grammar. */

import { typedValue, type Value } from '../machine/sheet.ts';
import { isCapital } from './capitals.ts';
import { wordSet } from './lexer.ts';

const ABBREVIATIONS =
  wordSet(`mr mrs dr st prof inc ltd co vs etc e.g i.e a.m p.m eg ie ca approx no nr mio mrd tsd tys jr sr dept
  resp incl min max sek std sra srta dra hr fr bzw z z.b d.h u.a usw evtl p.ej ej núm mme env fig ph.d`);
const CLOSERS = new Set([...'"\'”“’)]»']);
const ENDS = new Set([...'.!?…']);

/** Splits a text into trimmed, non-empty sentences. A line break ends a sentence. */
export function sentencesIn(text: string): string[] {
  const found: string[] = [];
  let start = 0;
  const push = (end: number) => {
    const sentence = withoutBullet(text.slice(start, end).trim());
    if (sentence !== '') found.push(sentence);
    start = end;
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '\n') push(at);
    if (!ENDS.has(sign)) continue;
    let end = at + 1;
    while (ENDS.has(text[end] ?? '') || CLOSERS.has(text[end] ?? '')) end += 1;
    const next = text[end];
    if (next !== undefined && next !== ' ' && next !== '\n' && next !== '\t') continue;
    if (end === at + 1 && isAbbreviated(text, at, start)) continue;
    push(end);
    at = end - 1;
  }
  push(text.length);
  return found;
}

/** Makes a value of the sentences that a person typed. */
export function textValue(text: string, source: string): Value {
  return typedValue(text.trim(), source, sentencesIn(text).length);
}

/** Minimum words of a letter sentence. */
const WORDS_AT_LEAST = 4;
/** Maximum words of a label in front of a colon: "What I did: …". */
const LABEL_AT_MOST = 3;

/**
 * The sentences that can go into a letter verbatim: no headings, labels, list items, or parts of a sentence split into
 * lines. Only the last may lack its full stop, if it follows another on the same line.
 */
export function wholeSentencesIn(text: string): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.flatMap((line, at) => {
    const found = sentencesIn(line);
    const isOpen = !isEnded(lines[at - 1]?.trim() ?? '.');
    return found.filter((sentence, place) => {
      const isLast = at === lines.length - 1 && place > 0;
      const isRest = place === 0 && isOpen && isSmall(sentence);
      const isLabelled = sentence.split(' ', LABEL_AT_MOST).some((word) => word.endsWith(':'));
      const isItem = place === 0 && withoutBullet(line.trim()) !== line.trim();
      const isWhole = (isEnded(sentence) || isLast) && countWords(sentence) >= WORDS_AT_LEAST;
      // "2010 – 2015 TU München, M.Sc."
      const isDegree = sentence.slice(sentence.lastIndexOf(' ') + 1, -1).includes('.');
      return isWhole && !isRest && !isLabelled && !isItem && !isDegree;
    });
  });
}

/** Whether a sentence has final punctuation, possibly inside a quotation or a bracket. */
export function isEnded(sentence: string): boolean {
  let last = sentence.length - 1;
  while (CLOSERS.has(sentence.charAt(last))) last -= 1;
  return ENDS.has(sentence.charAt(last));
}

function isSmall(text: string): boolean {
  return text.charAt(0) !== text.charAt(0).toUpperCase();
}

const BULLETS = new Set([...'*-•–']);

/** Removes a list bullet: "- Rust". */
export function withoutBullet(line: string): string {
  return BULLETS.has(line.charAt(0)) && line.charAt(1) === ' ' ? line.slice(2).trimStart() : line;
}

/** Removes the bullets of a list. One before a small letter stays: it tells that a sentence begins. */
export function withoutBullets(text: string): string {
  const bare = (line: string) => {
    const rest = withoutBullet(line);
    return isSmall(rest) && !rest.includes('@') ? line : rest;
  };
  return withoutBullet(text).split('\n').map(bare).join('\n');
}

/** Whether the sign at `at` is the full stop of an abbreviation. */
export function isAbbreviated(text: string, at: number, start = 0): boolean {
  if (text[at] !== '.') return false;
  const word = wordBefore(text, at, start);
  // "Ms. Abernathy", but "down to 80 ms."
  return word === 'Ms' || (isInitials(word) && !isLanguageEnd(word, text, at)) || ABBREVIATIONS.has(word.toLowerCase());
}

/** Programming languages that look like initials. */
const LETTER_LANGUAGES = new Set(['C', 'D', 'R']);
const SENTENCE_STARTS =
  wordSet(`the a an this that these those it its i we they he she there my our their your before after until since now
  then so but and when if all no every each one in on at for from with`);

/** "Python and C. Before it, …" */
function isLanguageEnd(word: string, text: string, at: number): boolean {
  const [next = ''] = text
    .slice(at + 1, at + 12)
    .trimStart()
    .split(/[ ,]/u);
  return LETTER_LANGUAGES.has(word) && SENTENCE_STARTS.has(next.toLowerCase());
}

/** "T" of "T. Brandvold", "U.S" of "U.S. billing"; but "I" may end a sentence. */
function isInitials(word: string): boolean {
  return word !== 'I' && word.split('.').every((letter) => letter.length === 1 && isCapital(letter));
}

/** The word before `at`; looks back at most 12 characters. */
function wordBefore(text: string, at: number, start: number): string {
  let first = at;
  while (first > start && at - first < 12 && !' \n\t(,;:'.includes(text[first - 1] ?? ' ')) first -= 1;
  return text.slice(first, at);
}

export function countWords(text: string): number {
  return text.split(' ').filter((word) => word.trim() !== '').length;
}

const SEPARATORS = new Set([...',;/|·•\n\t']);
/** Words around names in answers about a role: "at Harbour Grid", "team Metering", "to Ms Abernathy". */
export const AROUND =
  wordSet(`at as in on to for from by with the a an and is its it's our their team job position role called
  company`);
/** Words that separate two names. */
const BETWEEN = wordSet('at @ to in on');

/** Maximum names returned for a text. */
const NAMES_AT_MOST = 40;
const NAME_WORDS = 7;

/** Short pieces that may be names: text between separators, and runs of capitalised words in longer pieces. */
export function namesIn(text: string): string[] {
  const names = sentencesIn(text)
    .flatMap(piecesOf)
    .flatMap((piece) => {
      const words = piece.split(' ').map(trimPunctuation);
      const at = words.findIndex(isEmail);
      // "the e-mail is jo@example.com"
      if (at >= 0)
        return [words.slice(0, at).join(' '), words[at] ?? '', words.slice(at + 1).join(' ')].filter(Boolean);
      const parts = splitAround(piece);
      const isWhole = parts.length === 1 && countWords(piece) <= NAME_WORDS;
      return [...parts.filter((part) => countWords(part) <= NAME_WORDS), ...(isWhole ? [] : capitalizedRuns(piece))];
    });
  return [...new Set(names.map(withoutOpenBracket))].slice(0, NAMES_AT_MOST);
}

/** A piece of "Lisbon (from Recife)" without the bracket that the other piece closes. */
function withoutOpenBracket(name: string): string {
  return name.includes('(') === name.includes(')') ? name : trimPunctuation(name.replace(/[()]/g, ''));
}

/** Splits a text at separators outside brackets, and trims the pieces. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const sign = text[at] ?? '\n';
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (at < text.length && (depth > 0 || !SEPARATORS.has(sign))) continue;
    // "2,4 s" is one piece.
    if (sign === ',' && isDigit(text[at - 1]) && isDigit(text[at + 1])) continue;
    const piece = trimPunctuation(text.slice(start, at));
    if (piece !== '') pieces.push(piece);
    start = at + 1;
    depth = 0;
  }
  return pieces;
}

/** Whether a text is exactly one of the digits 0 to 9. */
export function isDigit(sign = ''): boolean {
  return sign.length === 1 && sign >= '0' && sign <= '9';
}

/** Splits "Backend Engineer at Ferrox Games" at its preposition. */
function splitAround(piece: string): string[] {
  const isName = (word: string) => !AROUND.has(word.toLowerCase());
  return runs(piece, (word) => !BETWEEN.has(word))
    .map((words) => trimPunctuation(words.slice(words.findIndex(isName), words.findLastIndex(isName) + 1).join(' ')))
    .filter((name) => name !== '');
}

/** The runs of capitalised words in a piece, which may be names. */
export function capitalizedRuns(piece: string): string[] {
  const isOfName = (word: string) => isCapital(word) && word !== 'I' && !word.startsWith("I'");
  return runs(piece, isOfName)
    .map((words) => trimPunctuation(words.join(' ')))
    .filter((name) => name !== '');
}

/** Splits a piece into runs of words that belong, without the others. */
function runs(piece: string, belongs: (word: string) => boolean): string[][] {
  const found: string[][] = [[]];
  for (const word of piece.split(' ')) {
    if (belongs(word)) found.at(-1)?.push(word);
    else found.push([]);
  }
  return found;
}

const TRIMMED = new Set([...' .,;:!?…-–—"\'“”']);

/** Trims spaces and punctuation at both ends. */
export function trimPunctuation(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && TRIMMED.has(text[start] ?? '')) start += 1;
  while (end > start && TRIMMED.has(text[end - 1] ?? '')) end -= 1;
  return text.slice(start, end);
}

const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/;

/** Whether the whole text is an e-mail address. */
export function isEmail(text: string): boolean {
  return EMAIL.test(text);
}

const IN_PHONES = new Set('0123456789+-()./ ');
const DIGITS_IN_PHONES = { least: 7, most: 15 };

/** Whether the whole text is a phone number: "+46 70 123 45 67". */
export function isPhone(text: string): boolean {
  const digits = [...text].filter(isDigit).length;
  const isLong = digits >= DIGITS_IN_PHONES.least && digits <= DIGITS_IN_PHONES.most;
  // "2020-2023", "2024-05-01"
  const isYears = ['19', '20'].includes(text.slice(0, 2)) && '-/.'.includes(text.charAt(4));
  return isLong && !isYears && [...text].every((sign) => IN_PHONES.has(sign));
}

/** Trims `characters`, then white space, at the end. */
export function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end).trimEnd();
}

/** Lower case without accents, for comparison. */
export function foldAccents(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Removes the quotation marks around a whole text, but not those of `"Go", not "Rust"`. */
export function unquoted(text: string): string {
  const told = trimEnd(text, '., ');
  const inside = told.slice(1, -1);
  const isQuoted = ['""', "''", '‘’', '“”', '„“', '«»'].includes(told.charAt(0) + told.slice(-1));
  return isQuoted && inside !== '' && !inside.includes(text.charAt(0)) ? inside.trim() : text;
}
