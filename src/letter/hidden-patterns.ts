/** Hidden values, prepared for matching: spellings of names, and numbers. `redact.ts` looks for them. */
import type { Quantity } from '../machine/quantity.ts';
import { numbersIn } from '../text/quantities.ts';
import { COMMON_WORDS, EVERYDAY_NAMES } from './common-words.ts';
import { readingsOf } from './readings.ts';

export interface Token {
  readonly start: number;
  readonly end: number;
  readonly typed: string;
  /** Lower case and without accents, for comparing. */
  readonly folded: string;
}

/** How a word must be typed to count as a part of a name. */
type Casing = 'any' | 'capital' | 'upper';

/** A hidden value, prepared for matching. */
export interface Pattern {
  readonly value: string;
  /** Spellings run together ("kestrelhealth", "kestrel"), each with the casing that it needs. */
  readonly spellings: ReadonlyMap<string, Casing>;
  /** All words of the value: a match is widened over them. */
  readonly words: ReadonlySet<string>;
  readonly numbers: readonly Quantity[];
}

/** Words, also those inside of "KestrelAPI". */
export function tokensIn(text: string): readonly Token[] {
  return [...text.matchAll(/\p{Lu}?[\p{Ll}\p{M}\p{N}]+|[\p{Lu}\p{N}]+(?!\p{Ll})|\p{L}/gu)].map(
    ({ 0: typed, index }) => ({
      start: index,
      end: index + typed.length,
      typed,
      folded: folded(typed),
    }),
  );
}

export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** What to look for; a value is a number, a name, or a phrase with both in it. */
export function patternOf(value: string): Pattern {
  const words = value
    .split(/\s+/u)
    .map((typed) => ({ typed, joined: joinedText(typed) }))
    .filter(({ joined }) => joined !== '');
  const { mentions } = numbersIn(value);
  const before = value.slice(0, mentions[0]?.start ?? value.length).split(/\s+/u);
  // "about 430k users", but not "Kestrel 2".
  const isNumber =
    mentions.length > 0 && !before.some((typed) => isCapital(typed) && isTelling({ typed, joined: joinedText(typed) }));
  const long = tokensIn(value).filter((token) => token.folded.length > 3);
  return {
    value: value.trim(),
    spellings: isNumber ? new Map() : spellingsOf(words),
    words: new Set(isNumber ? [] : long.map((token) => token.folded)),
    numbers: isNumber || !isName(words) ? mentions.flatMap(readingsOf) : [],
  };
}

function joinedText(text: string): string {
  return tokensIn(text)
    .map((token) => token.folded)
    .join('');
}

interface Word {
  readonly typed: string;
  readonly joined: string;
}

function spellingsOf(words: readonly Word[]): Map<string, Casing> {
  const spellings = new Map<string, Casing>();
  const whole = words.map(({ joined }) => joined).join('');
  if (whole === '') return spellings;
  const isShort = words.length <= 2 || (words.length <= 4 && words.filter(isTelling).length === 1);
  // Of a phrase ("the outage at Sorrel in March") only its names give it away.
  const isPart = (word: Word, at: number) =>
    isName(words) ? isCapital(word.typed) : at > 0 && isCapital(word.typed) && !EVERYDAY_NAMES.has(word.joined);
  const telling = words.filter((word, at) => isTelling(word) && (isShort || isPart(word, at)));
  for (const { joined, typed } of telling) {
    const isEveryday = EVERYDAY_NAMES.has(joined);
    spellings.set(joined, joined.length < 3 ? 'upper' : isEveryday && isCapital(typed) ? 'capital' : 'any');
  }
  // "Kestrel Health" of "Kestrel Health GmbH"; "Kestrel" of "The Kestrel".
  for (let end = 2; end < words.length; end += 1) {
    const start = words.slice(0, end);
    if (start.some((word) => telling.includes(word))) spellings.set(start.map(({ joined }) => joined).join(''), 'any');
  }
  const initials = words
    .filter(({ typed }) => isCapital(typed))
    .map(({ joined }) => joined.charAt(0))
    .join('');
  if (initials.length >= 3) spellings.set(initials, 'upper');
  return spellings.set(whole, 'any');
}

function isTelling({ typed, joined }: Word): boolean {
  if (COMMON_WORDS.has(joined) || Number.isFinite(Number(joined))) return false;
  return joined.length >= 3 || (joined.length === 2 && typed === typed.toUpperCase());
}

export function isCapital(word: string): boolean {
  return /^\P{L}*\p{Lu}/u.test(word);
}

/** A name has a capital on every word but the small ones. */
function isName(words: readonly Word[]): boolean {
  return words.every(({ typed, joined }) => joined.length <= 3 || isCapital(typed));
}
