/** Finds hidden values in a text: numbers in every notation, names with their parts and spellings. */

import type { Quantity } from '../machine/quantity.ts';
import type { Hidden } from '../machine/sheet.ts';
import { isCapital } from '../text/capitals.ts';
import type { Span } from '../text/lexer.ts';
import { isFunctionWord, needsCapitals } from '../text/naming.ts';
import { foldAccents } from '../text/sentences.ts';
import { cached } from './cache.ts';
import { hiddenNumberFinder, IDENTIFYING_FROM, mentionsIn } from './redact-numbers.ts';
import { isCounted, readingsOf } from './render.ts';
import { COMMON_WORDS, EVERYDAY_NAMES } from './word-lists.ts';
import { lastWord, singular } from './wording.ts';

/** A hidden value, prepared for matching. */
interface Pattern {
  readonly value: string;
  /** Spellings without spaces ("kestrelhealth", "kestrel"), each with the casing required for a match. */
  readonly spellings: ReadonlyMap<string, Casing>;
  /** The long words of the value, or all words of a long value. A match is extended over adjacent ones. */
  readonly words: ReadonlySet<string>;
  readonly numbers: readonly Quantity[];
  /** The value as typed and its digits, for notations that are not parsed as a number: "1930", "1-2k". */
  readonly literals: readonly RegExp[];
  /** The stand-in; null or empty to remove the value. */
  readonly say: string | null;
}

/** The casing that a word needs to match as a part of a name. */
type Casing = 'any' | 'capital' | 'upper';

/** A hidden part of a text. */
export interface Match extends Span {
  /** The stand-in; null to remove the sentence. */
  readonly say: string | null;
}

/** Maximum cached texts for each list of hidden values: the sentences of a long letter, and of its topics. */
const TEXTS_KNOWN = 1_000;

/** Caches that live as long as the list: its patterns, and texts, as a turn searches the same text many times. */
const preparations = new WeakMap<readonly Hidden[], readonly Pattern[]>();
const searches = new WeakMap<readonly Hidden[], Map<string, readonly Match[]>>();

/** @returns matches in text order, without overlaps */
export function findHidden(text: string, hidden: readonly Hidden[]): readonly Match[] {
  if (text === '' || hidden.length === 0) return [];
  const patterns = cached(preparations, hidden, () => patternsOf(hidden));
  const known = cached(searches, hidden, () => new Map());
  if (known.size >= TEXTS_KNOWN) known.clear();
  return cached(known, text, () => matchesOf(text, patterns));
}

function matchesOf(text: string, patterns: readonly Pattern[]): readonly Match[] {
  const nameMatches = namesIn(text);
  const numberMatches = patterns.some(({ numbers }) => numbers.length > 0) ? hiddenNumberFinder(text) : () => [];
  const all = patterns.flatMap((pattern) => {
    const found = [...numberMatches(pattern.numbers), ...literalMatches(text, pattern), ...nameMatches(pattern)];
    if (found.length === 0) return [];
    // A match inside the stand-in itself is ignored: "a chain of clinics" may stand for "Cobalt Clinics".
    const stands = placesOf(pattern.say, text);
    const spans = found.filter((one) => !stands.some(({ start, end }) => one.start >= start && one.end <= end));
    return spans.map(({ start, end }) => ({ start, end: endWith(text, end, pattern.say), say: pattern.say }));
  });
  all.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: typeof all = [];
  for (const match of all) {
    const last = kept.at(-1);
    if (last === undefined || match.start >= last.end) kept.push(match);
    else if (match.end > last.end) kept[kept.length - 1] = { ...last, end: match.end };
  }
  return kept;
}

/** Occurrences of the stand-in, ignoring case. */
function placesOf(say: string | null, text: string): readonly Span[] {
  if (!say) return [];
  const places = text.matchAll(new RegExp(RegExp.escape(say), 'giu'));
  return [...places].map(({ 0: typed, index }) => ({ start: index, end: index + typed.length }));
}

/** Extends a match over a word that the stand-in repeats: "Kestrel Bank" → "a bank", not "a bank Bank". */
function endWith(text: string, end: number, say: string | null): number {
  if (!say) return /^['’]s\b/.test(text.slice(end, end + 3)) ? end + 2 : end;
  const repeated = ` ${lastWord(say)}`;
  const after = end + repeated.length;
  const isRepeated = text.slice(end, after).toLowerCase() === repeated.toLowerCase();
  return isRepeated && !isInside(text, end + 1, after) ? after : end;
}

interface Token extends Span {
  /** In lower case and without accents, for comparison. */
  readonly folded: string;
  /** Directly after the previous token: "API" in "KestrelAPI". */
  readonly isGlued: boolean;
  /** At most three spaces, hyphens or similar characters after the previous token. */
  readonly isNext: boolean;
}

/** Splits a text into words, and "KestrelAPI" into two. */
function tokensIn(text: string): readonly Token[] {
  let before = -1;
  return [...text.matchAll(/\p{Lu}?[\p{Ll}\p{M}\p{N}]+|[\p{Lu}\p{N}]+\p{M}*(?!\p{Ll})|\p{L}\p{M}*/gu)].map(
    ({ 0: typed, index: start }) => {
      const isNear = before >= 0 && start - before <= 3;
      const isNext = isNear && [...text.slice(before, start)].every((sign) => " -_.'’&/\n".includes(sign));
      const token = { start, end: start + typed.length, folded: foldAccents(typed), isGlued: before === start, isNext };
      before = token.end;
      return token;
    },
  );
}

function patternsOf(hidden: readonly Hidden[]): readonly Pattern[] {
  const all = hidden.map(({ value, say }) => ({ ...patternOf(value), say: say?.trim() ?? null }));
  // A stand-in that contains a hidden value is not used.
  return all.map((pattern) => {
    if (!pattern.say) return pattern;
    const patterns = all.map((other) => (other === pattern ? ownOf(pattern) : other));
    return matchesOf(pattern.say, patterns).length > 0 ? { ...pattern, say: null } : pattern;
  });
}

/** The pattern that a value's own stand-in must not match: the whole value, or a part written as a name. */
function ownOf(pattern: Pattern): Pattern {
  const [whole, ...parts] = [...pattern.spellings].toReversed();
  const isNamed = pattern.value.split(/\s+/u).some(isCapital);
  const names = parts.map(([name, casing]) => [name, casing === 'any' ? 'capital' : casing] as const);
  const spellings = new Map([...(isNamed ? names : []), ...(whole ? [whole] : [])]);
  return { ...pattern, spellings, say: null };
}

/** Builds the pattern of a value: a number, a name, or a phrase with both. */
function patternOf(value: string): Omit<Pattern, 'say'> {
  const words = wordsOf(value);
  const told = mentionsIn(value);
  // "A450" is parsed as a name, but its number is hidden, too.
  const apart = told.length > 0 ? value : value.replace(/(?<=\p{L})(?=\d)/gu, ' ');
  const large = mentionsIn(apart).filter(({ readings }) => readings.some((one) => one.value >= IDENTIFYING_FROM));
  const mentions = told.length > 0 ? told : large;
  // "about 430k users" is a number, "Kestrel 2" is not.
  const before = wordsOf(apart.slice(0, mentions[0]?.start ?? value.length));
  const isNumber = mentions.length > 0 && !before.some((word) => isCapital(word) && isTelling(word));
  // "1900" is parsed as a year, but is hidden in every notation.
  const plain = value.trim() === '' ? Number.NaN : Number(value);
  const bare = mentions.length === 0 && Number.isInteger(plain) ? [{ value: plain, unit: '' }] : [];
  const least = value.length > BEGINNING ? 0 : 4;
  const long = tokensIn(value).flatMap((token) => (token.folded.length >= least ? [token.folded] : []));
  const numbers = isNumber || !isName(words) ? [...mentions.flatMap(readingsOf), ...bare] : bare;
  const spellings: Pattern['spellings'] = isNumber ? new Map() : spellingsOf(words);
  return {
    value: value.trim(),
    literals: literalsOf(value.trim(), numbers),
    spellings,
    words: new Set(isNumber ? [] : long),
    numbers,
  };
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/u).filter((word) => spelling(word) !== '');
}

function spelling(text: string): string {
  return Array.from(tokensIn(text), (token) => token.folded).join('');
}

function spellingsOf(words: readonly string[]): ReadonlyMap<string, Casing> {
  const spellings = new Map<string, Casing>();
  const isShort = words.length <= 2 || (words.length <= 4 && words.filter(isTelling).length === 1);
  const isWholeName = isName(words);
  // In a phrase ("the outage at Sorrel in March") only the names are identifying.
  const isPart = (word: string, at: number) =>
    isCapital(word) && (isWholeName || (at > 0 && !EVERYDAY_NAMES.has(spelling(word))));
  const telling = words.filter((each, at) => isTelling(each) && (isShort || isPart(each, at)));
  for (const word of telling) {
    const name = spelling(word);
    // Companies are mostly called by their first word. The last needs a capital: "reclaim" is not "Helvor Reclaim".
    const isKind = EVERYDAY_NAMES.has(name) || (telling.length > 1 && word === words.at(-1));
    spellings.set(name, name.length < 3 ? 'upper' : isKind && isCapital(word) ? 'capital' : 'any');
  }
  const capitals = words.filter(isCapital).map((word) => spelling(word).charAt(0));
  if (capitals.length >= 3) spellings.set(capitals.join(''), 'upper');
  const whole = spelling(words.join(' ')).slice(0, BEGINNING);
  const [name = '', ...others] = words;
  if (whole === '') return spellings;
  if (others.length > 0 || !needsCapitals(name)) return spellings.set(whole, 'any');
  // "IT" hides no "it", and "it" hides nothing.
  return isCapital(name) ? spellings.set(whole, name === name.toUpperCase() ? 'upper' : 'capital') : new Map();
}

function isTelling(word: string): boolean {
  const name = spelling(word);
  const isCommon = COMMON_WORDS.has(name) || COMMON_WORDS.has(singular(name));
  if (isCommon || Number.isFinite(Number(name)) || (!isCapital(word) && isFunctionWord(word))) return false;
  return name.length >= 3 || (name.length === 2 && word === word.toUpperCase());
}

/** Whether every word is capitalised, except for words of up to three letters. */
function isName(words: readonly string[]): boolean {
  return words.every((word) => spelling(word).length <= 3 || isCapital(word));
}

/** Minimum characters to match inside a longer word: "KestrelAPI", but not "Hub" in "GitHub". */
const INSIDE_WORDS = 5;
/** Only the first characters of a long value are compared; the rest counts as hidden, too. */
const BEGINNING = 80;

/** @returns a function that finds the names of a pattern; the text is tokenised only once */
function namesIn(text: string) {
  const tokens = tokensIn(text);
  // The tokens without spaces, like the spellings; the start of each token, and the token of each character.
  let together = '';
  const begins: number[] = [];
  const owners: number[] = [];
  for (const [at, { folded, isNext }] of tokens.entries()) {
    if (!isNext) together += ' ';
    begins.push(together.length);
    together += folded;
    while (owners.length < together.length) owners.push(owners.length < (begins[at] ?? 0) ? -1 : at);
  }
  return ({ spellings, words }: Pattern): readonly Span[] => {
    // First token of a match → last token.
    const lasts: number[] = [];
    for (const [name, casing] of spellings) {
      let at = together.indexOf(name);
      while (at >= 0) {
        const [first = 0, last = 0] = [owners[at], owners[at + name.length - 1]];
        const isWhole = at === begins[first] && (owners[at + name.length] !== last || name.length === BEGINNING);
        if (isWhole && isTyped(first, last, casing) && (name.length >= INSIDE_WORDS || !isPartOfWord(first, last)))
          lasts[first] = Math.max(last, lasts[first] ?? 0);
        at = together.indexOf(name, begins[first + 1] ?? together.length);
      }
    }
    const isWord = (at: number) => words.has(tokens[at]?.folded ?? '');
    // The last token already covered, so that a run of words is walked only once.
    let covered = -1;
    return lasts.flatMap((last, first) => {
      let [from, to] = [first, last];
      if (to <= covered) return [];
      while (isWord(to) && isWord(to + 1) && tokens[to + 1]?.isNext) to += 1;
      while (from > covered + 1 && isWord(from) && isWord(from - 1) && tokens[from]?.isNext) from -= 1;
      covered = to;
      return [{ start: tokens[from]?.start ?? 0, end: tokens[to]?.end ?? 0 }];
    });
  };

  function isTyped(first: number, last: number, casing: Casing): boolean {
    if (casing === 'any') return true;
    const typed = text.slice(tokens[first]?.start, tokens[last]?.end);
    return casing === 'upper' ? typed === typed.toUpperCase() : isCapital(typed);
  }

  function isPartOfWord(first: number, last: number): boolean {
    return tokens[first]?.isGlued === true || tokens[last + 1]?.isGlued === true;
  }
}

/** From this value on, plain digits match even if they look like a year. */
const LIKE_A_YEAR = 1000;

/** Marks that separate words, so that a phrase with them is matched as typed: "Kestris, our biggest customer". */
const SEPARATES = /[,;:()]/u;

function literalsOf(value: string, numbers: readonly Quantity[]): readonly RegExp[] {
  if (numbers.length === 0 && !SEPARATES.test(value)) return [];
  const large = numbers.filter((number) => number.value >= LIKE_A_YEAR && isCounted(number));
  const literals = new Set([value, ...large.map((number) => String(number.value))]);
  return [...literals].map((literal) => new RegExp(RegExp.escape(literal), 'giu'));
}

function literalMatches(text: string, { literals }: Pattern): readonly Span[] {
  return literals
    .filter((literal) => text.search(literal) >= 0)
    .flatMap((literal) => [...text.matchAll(literal)])
    .map(({ 0: typed, index }) => ({ start: index, end: index + typed.length }))
    .filter(({ start, end }) => !isInside(text, start, end));
}

/** Whether the span is part of a longer number or word. */
function isInside(text: string, start: number, end: number): boolean {
  return (
    /[\p{L}\p{N}]$|\d[.,]$/u.test(text.slice(Math.max(0, start - 2), start)) ||
    /^(?:[\p{L}\p{N}]|[.,]\d)/u.test(text.slice(end, end + 2))
  );
}
