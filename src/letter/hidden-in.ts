/** Where a hidden value stands in a text: numbers in every notation, names with their parts and spellings. */

import type { Quantity } from '../machine/quantity.ts';
import type { Hidden } from '../machine/sheet.ts';
import { folded } from '../text/sentences.ts';
import { hiddenNumbersIn, mentionsIn, TELLING_NUMBER } from './redact-numbers.ts';
import { isCounted, readingsOf } from './render.ts';
import { lastWord, singular } from './wording.ts';
import { COMMON_WORDS, EVERYDAY_NAMES } from './words.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A hidden value, prepared for matching. */
interface Pattern {
  readonly value: string;
  /** Spellings run together ("kestrelhealth", "kestrel"), each with the casing that it needs. */
  readonly spellings: ReadonlyMap<string, Casing>;
  /** All long words of the value, and all words of a long value: a match is widened over them. */
  readonly words: ReadonlySet<string>;
  readonly numbers: readonly Quantity[];
  /** What nobody reads as a number ("1930", "1-2k"): the value as it was typed, and its digits. */
  readonly literals: readonly RegExp[];
  /** Null where nothing may stand in its place. */
  readonly say: string | null;
}

/** How a word must be typed to count as a part of a name. */
type Casing = 'any' | 'capital' | 'upper';

/** A part of a text that is hidden. */
export interface Match extends Span {
  /** What stands in its place; null for nothing. */
  readonly say: string | null;
}

/** Hidden values, prepared for matching, and the texts that they were looked for in: a turn has each of them many times. */
interface Prepared {
  readonly patterns: readonly Pattern[];
  readonly known: Map<string, readonly Match[]>;
}

/** Texts of which the matches are kept, for each list of hidden values. */
const TEXTS_KNOWN = 200;

/** @returns what is hidden in the text, in its order, none over another */
export function matchesIn(text: string, hidden: readonly Hidden[]): readonly Match[] {
  if (text === '' || hidden.length === 0) return [];
  const { patterns, known } = preparedFor(hidden);
  const matches = known.get(text) ?? matchesOf(text, patterns);
  if (known.size >= TEXTS_KNOWN) known.clear();
  known.set(text, matches);
  return matches;
}

/** Matches in their order, none over another. */
function matchesOf(text: string, patterns: readonly Pattern[]): readonly Match[] {
  const nameMatches = namesIn(text);
  const numberMatches = patterns.some(({ numbers }) => numbers.length > 0) ? hiddenNumbersIn(text) : () => [];
  const all = patterns.flatMap((pattern) => {
    const found = [...numberMatches(pattern.numbers), ...literalMatches(text, pattern), ...nameMatches(pattern)];
    if (found.length === 0) return [];
    // "A chain of clinics" may stand for "Cobalt Clinics".
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

/** Where the stand-in stands, in any case. */
function placesOf(say: string | null, text: string): readonly Span[] {
  if (say === null) return [];
  const places = text.matchAll(new RegExp(RegExp.escape(say), 'giu'));
  return [...places].map(({ 0: typed, index }) => ({ start: index, end: index + typed.length }));
}

/** Where the match ends with what makes no sense behind the stand-in: "Kestrel Bank" → "a bank", not "a bank Bank". */
function endWith(text: string, end: number, say: string | null): number {
  if (say === null) return /^['’]s\b/.test(text.slice(end, end + 3)) ? end + 2 : end;
  const repeated = ` ${lastWord(say)}`;
  const after = end + repeated.length;
  const isRepeated = text.slice(end, after).toLowerCase() === repeated.toLowerCase();
  return isRepeated && !isInside(text, end + 1, after) ? after : end;
}

interface Token extends Span {
  /** Lower case and without accents, for comparing. */
  readonly folded: string;
  /** Nothing between it and the token before: "API" in "KestrelAPI". */
  readonly isGlued: boolean;
  /** At most three spaces, hyphens or the like between it and the token before. */
  readonly isNext: boolean;
}

/** Words, also those inside of "KestrelAPI". */
function tokensIn(text: string): readonly Token[] {
  let before = -1;
  return [...text.matchAll(/\p{Lu}?[\p{Ll}\p{M}\p{N}]+|[\p{Lu}\p{N}]+\p{M}*(?!\p{Ll})|\p{L}\p{M}*/gu)].map(
    ({ 0: typed, index: start }) => {
      const isNear = before >= 0 && start - before <= 3;
      const isNext = isNear && [...text.slice(before, start)].every((sign) => " -_.'’&/\n".includes(sign));
      const token = { start, end: start + typed.length, folded: folded(typed), isGlued: before === start, isNext };
      before = token.end;
      return token;
    },
  );
}

/** As long as the list of them. */
const preparations = new WeakMap<readonly Hidden[], Prepared>();

function preparedFor(hidden: readonly Hidden[]): Prepared {
  const before = preparations.get(hidden);
  if (before !== undefined) return before;
  const prepared = { patterns: patternsOf(hidden), known: new Map() };
  preparations.set(hidden, prepared);
  return prepared;
}

function patternsOf(hidden: readonly Hidden[]): readonly Pattern[] {
  const all = hidden.map((one) => ({ ...knownPattern(one), say: one.say?.trim() || null }));
  // A stand-in that gives something away is none.
  return all.map((pattern) => {
    if (pattern.say === null) return pattern;
    const patterns = all.map((other) => (other === pattern ? ownOf(pattern) : other));
    return matchesOf(pattern.say, patterns).length > 0 ? { ...pattern, say: null } : pattern;
  });
}

/** What gives a value away in its own stand-in: the whole of it, or a part that is written as a name. */
function ownOf(pattern: Pattern): Pattern {
  const [whole, ...parts] = [...pattern.spellings].toReversed();
  const isNamed = pattern.value.split(/\s+/u).some(isCapital);
  const names = parts.map(([name, casing]) => [name, casing === 'any' ? 'capital' : casing] as const);
  const spellings = new Map([...(isNamed ? names : []), ...(whole ? [whole] : [])]);
  return { ...pattern, spellings, say: null };
}

/** A list without one of its values has the others still. */
const knownPatterns = new WeakMap<Hidden, Omit<Pattern, 'say'>>();

function knownPattern(hidden: Hidden): Omit<Pattern, 'say'> {
  const pattern = knownPatterns.get(hidden) ?? patternOf(hidden.value);
  knownPatterns.set(hidden, pattern);
  return pattern;
}

/** What to look for; a value is a number, a name, or a phrase with both in it. */
function patternOf(value: string): Omit<Pattern, 'say'> {
  const words = wordsOf(value);
  const told = mentionsIn(value);
  // "A450" is read as a name: what is hidden with it is the number, too.
  const apart = told.length > 0 ? value : value.replace(/(?<=\p{L})(?=\d)/gu, ' ');
  const large = mentionsIn(apart).filter(({ readings }) => readings.some((one) => one.value >= TELLING_NUMBER));
  const mentions = told.length > 0 ? told : large;
  // "about 430k users", but not "Kestrel 2".
  const before = wordsOf(apart.slice(0, mentions[0]?.start ?? value.length));
  const isNumber = mentions.length > 0 && !before.some((word) => isCapital(word) && isTelling(word));
  // "1900" is read as a year, and is hidden in every notation all the same.
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
  // Of a phrase ("the outage at Sorrel in March") only its names give it away.
  const isPart = (word: string, at: number) =>
    isCapital(word) && (isWholeName || (at > 0 && !EVERYDAY_NAMES.has(spelling(word))));
  const telling = words.filter((each, at) => isTelling(each) && (isShort || isPart(each, at)));
  for (const word of telling) {
    const name = spelling(word);
    // What a company is called by is mostly its first word: "reclaim" alone is no "Helvor Reclaim".
    const isKind = EVERYDAY_NAMES.has(name) || (telling.length > 1 && word === words.at(-1));
    spellings.set(name, name.length < 3 ? 'upper' : isKind && isCapital(word) ? 'capital' : 'any');
  }
  const capitals = words.filter(isCapital).map((word) => spelling(word).charAt(0));
  if (capitals.length >= 3) spellings.set(capitals.join(''), 'upper');
  const whole = spelling(words.join(' ')).slice(0, BEGINNING);
  return whole === '' ? spellings : spellings.set(whole, 'any');
}

function isTelling(word: string): boolean {
  const name = spelling(word);
  if (COMMON_WORDS.has(singular(name)) || Number.isFinite(Number(name))) return false;
  return name.length >= 3 || (name.length === 2 && word === word.toUpperCase());
}

function isCapital(word: string): boolean {
  return /^\P{L}*\p{Lu}/u.test(word);
}

/** A name has a capital on every word but the small ones. */
function isName(words: readonly string[]): boolean {
  return words.every((word) => spelling(word).length <= 3 || isCapital(word));
}

/** Inside a longer word only spellings of this length match: "KestrelAPI", but not "Hub" in "GitHub". */
const INSIDE_WORDS = 5;
/** Who writes so many characters of a hidden value means it, and what comes behind them. */
const BEGINNING = 80;

/** @returns what finds the names of a hidden value; the text is read once for all of them */
function namesIn(text: string) {
  const tokens = tokensIn(text);
  // The tokens run together, as spellings are; where each begins in it, and the token of each character.
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
    // By the first token, the last one.
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
    // The last token that is hidden already: a run of words is walked once.
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

/** From this value on plain digits count as the number, also where they look like a year. */
const LIKE_A_YEAR = 1000;

function literalsOf(value: string, numbers: readonly Quantity[]): readonly RegExp[] {
  if (numbers.length === 0) return [];
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

/** Whether a longer number or word goes on at one of the ends. */
function isInside(text: string, start: number, end: number): boolean {
  return (
    /[\p{L}\p{N}]$|\d[.,]$/u.test(text.slice(Math.max(0, start - 2), start)) ||
    /^(?:[\p{L}\p{N}]|[.,]\d)/u.test(text.slice(end, end + 2))
  );
}
