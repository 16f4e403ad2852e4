/** Text in sentences and in short pieces, all of them verbatim. One pass, no language understood. */

import { wordSet } from './lexer.ts';

const ABBREVIATIONS =
  wordSet(`mr mrs dr st prof inc ltd co vs etc e.g i.e a.m p.m eg ie ca approx no nr mio mrd tsd jr sr dept
  resp incl min max sek std sra srta dra hr fr bzw z z.b d.h u.a usw evtl p.ej ej núm mme env`);
const CLOSERS = new Set([...'"\'”“’)]»']);
const ENDS = new Set([...'.!?…']);

/** The sentences of a text, trimmed, without empty ones. A line break ends one too. */
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
    if (isAside(text, start, end)) continue;
    push(end);
    at = end - 1;
  }
  push(text.length);
  return found;
}

/** "The statutes (1849!) allow it": what ends in the bracket is no sentence, as a small letter follows it. */
function isAside(text: string, start: number, end: number): boolean {
  if (text[end - 1] !== ')' || !text.slice(start, end).includes('(')) return false;
  const next = text.slice(end, end + 2).trim();
  return next !== next.toUpperCase();
}

/** What has fewer words is no sentence of a letter. */
const WORDS_AT_LEAST = 4;
/** A colon that stands no later ends a label: "What I did: …"; in words. */
const LABEL_AT_MOST = 3;

/**
 * The sentences that can stand in a letter as they are: no headings, labels or items of a list, and no halves of a sentence that
 * is broken into lines. Only the last may lack its full stop, behind another one.
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

/** Whether a sentence ends on its sign, which may stand inside of a quotation or a bracket. */
export function isEnded(sentence: string): boolean {
  return ENDS.has([...sentence].findLast((sign) => !CLOSERS.has(sign)) ?? '');
}

/** Whether a text begins with a small letter. */
function isSmall(text: string): boolean {
  return text.charAt(0) !== text.charAt(0).toUpperCase();
}

const BULLETS = new Set([...'*-•–']);

/** "- Rust": the sign that makes it an item of a list is no word of it. */
function withoutBullet(line: string): string {
  return BULLETS.has(line.charAt(0)) && line.charAt(1) === ' ' ? line.slice(2).trimStart() : line;
}

/** Whether a full stop stands at `at` that belongs to an abbreviation. */
export function isAbbreviated(text: string, at: number, start = 0): boolean {
  return text[at] === '.' && ABBREVIATIONS.has(wordBefore(text, at, start));
}

/** The letters and full stops right before `at`, in lower case; never looks further back than a word is long. */
function wordBefore(text: string, at: number, start: number): string {
  let first = at;
  while (first > start && at - first < 12 && !' \n\t(,;:'.includes(text[first - 1] ?? ' ')) first -= 1;
  const word = text.slice(first, at);
  // "Ms. Abernathy", but "down to 80 ms."
  if (word === 'Ms') return 'mr';
  // An initial: "T. Brandvold".
  const isInitial = word.length === 1 && word !== 'I' && word !== word.toLowerCase();
  return isInitial ? 'mr' : word.toLowerCase();
}

export function countWords(text: string): number {
  return text.split(' ').filter((word) => word.trim() !== '').length;
}

const SEPARATORS = new Set([...',;/|·•\n\t']);
/** Words around a name in what people write about a role: "at Harbour Grid", "team Metering", "to Ms Abernathy". */
const AROUND = wordSet(`at in on to for from by with the a an and is its our their team job position role called
  company`);
/** Those of them that part two names. */
const BETWEEN = wordSet('at @ to in on');

/** At most so many pieces of a text are offered. */
const NAMES_AT_MOST = 40;
const NAME_WORDS = 7;

/** Short pieces that may be names: what stands between separators, and runs of capitalised words in longer ones. */
export function namesIn(text: string): string[] {
  const names = sentencesIn(text)
    .flatMap(piecesOf)
    .flatMap((piece) => {
      const parts = splitAround(piece);
      const isWhole = parts.length === 1 && countWords(piece) <= NAME_WORDS;
      return [...parts.filter((part) => countWords(part) <= NAME_WORDS), ...(isWhole ? [] : capitalRuns(piece))];
    });
  return [...new Set(names)].slice(0, NAMES_AT_MOST);
}

/** The text between its separators, trimmed, with brackets kept whole. */
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
    const piece = trimEnds(text.slice(start, at));
    if (piece !== '') pieces.push(piece);
    start = at + 1;
    depth = 0;
  }
  return pieces;
}

/** Whether it is one of the digits from 0 to 9. */
export function isDigit(sign = ''): boolean {
  return sign.length === 1 && sign >= '0' && sign <= '9';
}

/** "Backend Engineer at Ferrox Games" in two: at small words that stand alone between capitals. */
function splitAround(piece: string): string[] {
  const isName = (word: string) => !AROUND.has(word.toLowerCase());
  return runs(piece, (word) => !BETWEEN.has(word))
    .map((words) => trimEnds(words.slice(words.findIndex(isName), words.findLastIndex(isName) + 1).join(' ')))
    .filter((name) => name !== '');
}

/** The runs of capitalised words in a piece, which may be names. */
export function capitalRuns(piece: string): string[] {
  const isCapital = (word: string) => word.charAt(0) !== word.charAt(0).toLowerCase();
  const isOfName = (word: string) => isCapital(word) && word !== 'I' && !word.startsWith("I'");
  return runs(piece, isOfName)
    .map((words) => trimEnds(words.join(' ')))
    .filter((name) => name !== '');
}

/** The words of a piece in runs, without those that do not belong. */
function runs(piece: string, belongs: (word: string) => boolean): string[][] {
  const found: string[][] = [[]];
  for (const word of piece.split(' ')) {
    if (belongs(word)) found.at(-1)?.push(word);
    else found.push([]);
  }
  return found;
}

const TRIMMED = new Set([...' .,;:!?…-–—"\'“”']);

/** Without the spaces and punctuation at both ends. */
export function trimEnds(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && TRIMMED.has(text[start] ?? '')) start += 1;
  while (end > start && TRIMMED.has(text[end - 1] ?? '')) end -= 1;
  return text.slice(start, end);
}

const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/;

/** Whether a text is one e-mail address. */
export function isEmail(text: string): boolean {
  return EMAIL.test(text);
}

/** Without any of `characters`, and without spaces, at the end. */
export function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end).trimEnd();
}

/** In lower case and without accents, for comparing. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
