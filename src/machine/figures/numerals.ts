/** Numbers as people write them: separators of four conventions, multipliers, and words. */
import type { Token } from './lexer.ts';
import { decimalsAt, MULTIPLIERS, ONES } from './number-words.ts';
import { durationUnit } from './units.ts';

/** A number as it was written, over the tokens `first` to `next` (exclusive). */
export interface Numeral {
  readonly value: number;
  readonly first: number;
  readonly next: number;
  /** Written with words only, such as "two" or "a dozen". */
  readonly spelled: boolean;
  /** "12M+", "a couple of hundred": not meant to the digit. */
  readonly loose: boolean;
  /** What "k" or "million" multiplied it by. */
  readonly scale?: number;
  /** A dotted or comma'd group of three that could be thousands or decimals: "8.500". */
  readonly alternative?: number;
}

/** Reads the digits of one number token; null for what is no single number, such as a version. */
export function digits(text: string): { value: number; alternative?: number } | null {
  if (/^\d+$/.test(text)) return { value: Number(text) };
  if (text.startsWith('.')) return Number.isFinite(Number(text)) ? { value: Number(text) } : null;
  const groups = text.split(/[.,'’\u00a0\u202f]/);
  const separators = [...text.replace(/\d/g, '')];
  const [head = '', ...tail] = groups;
  const threes = tail.every((group) => group.length === 3);
  const indian =
    tail.length > 1 && separators.every((s) => s === ',') && tail.slice(0, -1).every((group) => group.length === 2);
  const last = tail.at(-1) ?? '';
  const lastSeparator = separators.at(-1);
  const same = separators.every((separator) => separator === separators[0]);
  const whole = Number(groups.join(''));
  if (tail.length === 1) {
    const decimal = Number(`${head}.${last}`);
    if (!threes || head === '0' || head.length > 3) {
      return lastSeparator === '.' || lastSeparator === ',' ? { value: decimal } : null;
    }
    // "1,250" is thousands to most who write English, "1.250" decimals; the other reading is kept.
    if (lastSeparator === '.') return { value: decimal, alternative: whole };
    return { value: whole, ...(lastSeparator === ',' ? { alternative: decimal } : {}) };
  }
  if (same && head.length <= 3 && threes) return { value: whole };
  if (indian && last.length === 3 && head.length <= 2) return { value: whole };
  // 1.250.000,5 and 1,250,000.5
  const thousandsPart = tail.slice(0, -1);
  const mixed = separators.slice(0, -1).every((s) => s === separators[0]) && lastSeparator !== separators[0];
  if (mixed && head.length <= 3 && thousandsPart.every((group) => group.length === 3)) {
    return { value: Number(`${head}${thousandsPart.join('')}.${last}`) };
  }
  return null;
}

/** The multiplier that a token is, with "m" told apart from minutes by its case and by what follows. */
function multiplier(list: readonly Token[], at: number): number | null {
  const [token, following, beyond] = [list[at], list[at + 1], list[at + 2]];
  const glued = token?.spaced === false;
  if (token?.kind !== 'word') return null;
  if (token.low === 'm') {
    if (token.text === 'M') return 1e6;
    // "3m rps", "3m rows" and "22m a day" count millions, "3m" is three minutes.
    const counted =
      following?.kind === 'word' &&
      following.spaced &&
      /^(?:[a-z]{1,2}ps|req|rows|jobs|hits|runs|\p{L}{4,}s)$/u.test(following.low);
    const often =
      /^(?:an?|per|each|every|\/)$/.test(following?.low ?? '') &&
      /^(?:second|sec|minute|min|hour|day)$/.test(beyond?.low ?? '');
    return counted || often ? 1e6 : null;
  }
  if (
    ['k', 'b', 'cr'].includes(token.low) &&
    !glued &&
    token.text.length === 1 &&
    token.text !== 'K' &&
    token.low !== 'k'
  ) {
    return null;
  }
  return MULTIPLIERS.get(token.low) ?? null;
}

/** "per million": one of what multiplies elsewhere. */
export function scaleAlone(list: readonly Token[], at: number): Numeral | null {
  const value =
    /^(?:hundred|thousand|million|billion)$/.test(list[at]?.low ?? '') && MULTIPLIERS.get(list[at]?.low ?? '');
  return value ? { value, first: at, next: at + 1, spelled: true, loose: false } : null;
}

/** Reads the numeral that begins at token `at`, if one does. */
export function numeral(list: readonly Token[], at: number): Numeral | null {
  if (list[at]?.kind === 'number') return inDigits(list, at);
  return isOpening(list[at]?.low ?? '') ? (inWords(list, at) ?? withoutWhole(list, at)) : null;
}

function inDigits(list: readonly Token[], at: number): Numeral | null {
  const token = list[at];
  if (token?.kind !== 'number') return null;
  const read = digits(token.text);
  if (!read) return null;
  let { value } = read;
  let alternative = read.alternative;
  let next = at + 1;
  // 1 250 000: groups of exactly three, one space apart.
  if (/^\d{1,3}$/.test(token.text)) {
    for (let group = list[next]; group?.kind === 'number' && /^\d{3}$/.test(group.text) && group.spaced; ) {
      if (group.start - (list[next - 1]?.end ?? 0) !== 1 || group.newLine) break;
      value = value * 1000 + Number(group.text);
      next += 1;
      group = list[next];
    }
  }
  let loose = false;
  let scale = 1;
  const power = powerOfTen(list, at);
  if (power) {
    value = power.value;
    next = power.next;
  }
  // "1 point 4 seconds", as dictation writes it
  const spoken = /^\d+$/.test(token.text) ? decimalsAt(list, next) : null;
  if (spoken) {
    value = exact(value + spoken.part);
    alternative = undefined;
    next = spoken.next;
  }
  for (;;) {
    const factor = multiplier(list, next);
    if (factor === null) break;
    scale *= factor;
    next += 1;
  }
  if (list[next]?.low === '+' && list[next]?.spaced === false) {
    loose = true;
    next += 1;
  }
  const whole = scale === 1 ? value : exact(value * scale);
  // "1.234 million" is more than a million, and no thousand of them.
  if (scale !== 1) alternative = undefined;
  return {
    value: whole,
    first: at,
    next,
    spelled: false,
    loose,
    scale,
    ...(alternative === undefined ? {} : { alternative }),
  };
}

/** 4.1 billion without the dust of binary fractions; what was not multiplied has none. */
function exact(value: number): number {
  return Number(value.toPrecision(15));
}

/** 1e6, 10^6 */
function powerOfTen(list: readonly Token[], at: number): { value: number; next: number } | null {
  const [number, sign, exponent] = [list[at], list[at + 1], list[at + 2]];
  if (!number || !sign || sign.spaced) return null;
  const scientific = /^e(\d{1,2})$/.exec(sign.low);
  if (scientific) return { value: Number(`${number.text.replace(',', '.')}e${scientific[1]}`), next: at + 2 };
  if (number.text !== '10' || sign.text !== '^' || exponent?.spaced || !/^\d{1,2}$/.test(exponent?.text ?? ''))
    return null;
  return { value: Number(`1e${exponent?.text}`), next: at + 3 };
}

const FRACTIONS = new Map([
  ['half', 0.5],
  ['quarter', 0.25],
  ['third', 1 / 3],
]);

/** What makes a pronoun of the "one" behind it. */
const PRONOUN_BEFORE =
  /^(?:new|newer|old|older|other|latter|former|previous|current|first|second|last|big|bigger|small|smaller|good|bad|right|wrong|this|that|which)$/;

/** With which words a number can begin: with any other there is nothing to look for. */
const OPENINGS = new Set([...ONES.keys(), ...FRACTIONS.keys(), 'a', 'an', 'oh', 'nought', 'naught', 'point']);

export function isOpening(word: string): boolean {
  return OPENINGS.has(word);
}

function inWords(list: readonly Token[], at: number): Numeral | null {
  const low = (index: number) => (list[index]?.kind === 'word' ? (list[index]?.low ?? '') : '');
  let next = at;
  let total: number | null = null;
  let current: number | null = null;
  let thousands = 1;
  let loose = false;

  if (low(at) === 'half' && (low(at + 1) === 'a' || low(at + 1) === 'an')) {
    const scale = MULTIPLIERS.get(low(at + 2));
    return { value: 0.5 * (scale ?? 1), first: at, next: at + (scale ? 3 : 2), spelled: true, loose: false };
  }
  if (low(at) === 'a' && FRACTIONS.has(low(at + 1)) && low(at + 2) === 'of' && /^an?$/.test(low(at + 3))) {
    // "a quarter of a million"
    const scale = low(at + 4).length > 2 ? MULTIPLIERS.get(low(at + 4)) : undefined;
    const value = (FRACTIONS.get(low(at + 1)) ?? 0) * (scale ?? 1);
    return { value, first: at, next: at + (scale ? 5 : 4), spelled: true, loose: false };
  }
  // "quarter of an hour", "half of minute", "half second": told without one article or both
  const fraction = FRACTIONS.get(low(at));
  if (fraction !== undefined) {
    const of = low(at + 1) === 'of' ? at + 2 : at + 1;
    const unit = of > at + 1 && /^an?$/.test(low(of)) ? of + 1 : of;
    const named = durationUnit(low(unit));
    if (named && low(unit).length > 2 && (of > at + 1 || fraction === 0.5))
      return { value: fraction, first: at, next: unit, spelled: true, loose: false };
  }
  // "The new one places nine hundred": a pronoun.
  if (low(at) === 'one' && PRONOUN_BEFORE.test(low(at - 1)) && !MULTIPLIERS.has(low(at + 1))) return null;
  // "three quarters of a second", "two thirds of a minute"
  const parts = ONES.get(low(at));
  const part = FRACTIONS.get(low(at + 1).replace(/s$/, ''));
  const whole = low(at + 4);
  if (
    parts !== undefined &&
    part !== undefined &&
    low(at + 2) === 'of' &&
    /^an?$/.test(low(at + 3)) &&
    (durationUnit(whole) || MULTIPLIERS.has(whole))
  ) {
    return { value: parts * part, first: at, next: at + 4, spelled: true, loose: false };
  }
  if (low(at) === 'a' && low(at + 1) === 'couple') {
    const scale = low(at + 2) === 'of' ? MULTIPLIERS.get(low(at + 3)) : undefined;
    return scale ? { value: 2 * scale, first: at, next: at + 4, spelled: true, loose: true } : null;
  }
  if (/^an?$/.test(low(at))) {
    const scale = MULTIPLIERS.get(low(at + 1));
    if (scale === undefined || low(at + 1).length < 3) return null;
    total = scale;
    next = at + 2;
  }
  while (total === null || next < at + 8) {
    const word = low(next);
    const [left = '', right] = word.split('-');
    const one = ONES.get(word) ?? (right && ONES.has(left) && ONES.has(right) ? sum(left, right) : undefined);
    if (one !== undefined && !(list[next]?.newLine && next > at)) {
      current = (current ?? 0) + one;
      next += 1;
      // "twenty-five" is three tokens: word, mark, word.
      if (list[next]?.low === '-' && ONES.has(low(next + 1))) next += 1;
      continue;
    }
    const scale = word.length > 2 ? MULTIPLIERS.get(word) : undefined;
    if (scale !== undefined && (current !== null || total !== null)) {
      if (scale === 100 || scale === 12) current = (current ?? 1) * scale;
      else {
        thousands = scale;
        total = ((total ?? 0) + (current ?? (total === null ? 1 : 0))) * scale;
        current = null;
      }
      next += 1;
      continue;
    }
    if (
      word === 'and' &&
      low(next + 1) === 'a' &&
      FRACTIONS.has(low(next + 2)) &&
      (current !== null || total !== null)
    ) {
      current = (current ?? 0) + (FRACTIONS.get(low(next + 2)) ?? 0);
      next += 3;
      continue;
    }
    // "one point four", "ninety nine point nine five", "two point five million"
    const spoken = current === null ? null : decimalsAt(list, next);
    if (spoken) {
      current = exact((current ?? 0) + spoken.part);
      next = spoken.next;
      continue;
    }
    // "two hundred and fifty", "two thousand and one"
    const open = current ?? total ?? 0;
    if (word === 'and' && open >= 100 && ONES.has(low(next + 1))) {
      next += 1;
      continue;
    }
    break;
  }
  if (total === null && current === null) return null;
  if (list[next]?.low === '+' && list[next]?.spaced === false) {
    loose = true;
    next += 1;
  }
  return { value: exact((total ?? 0) + (current ?? 0)), first: at, next, spelled: true, loose, scale: thousands };
}

/** "point five percent", "nought point two seconds"; but not "at that point five of them". */
function withoutWhole(list: readonly Token[], at: number): Numeral | null {
  const low = list[at]?.low ?? '';
  const isNought = /^(?:oh|nought|naught)$/.test(low);
  if (
    !isNought &&
    (low !== 'point' ||
      /^(?:this|that|the|a|one|some|which|what|no|any|each|my|first|last)$/.test(list[at - 1]?.low ?? ''))
  )
    return null;
  const spoken = decimalsAt(list, isNought ? at + 1 : at);
  if (!spoken) return null;
  const unit = list[spoken.next]?.low ?? '';
  const measures = /^(?:percent|per|%|pct)$/.test(unit) || durationUnit(unit) !== undefined || MULTIPLIERS.has(unit);
  if (!isNought && !measures) return null;
  const scale = measures ? (MULTIPLIERS.get(unit) ?? 1) : 1;
  const next = scale > 1 ? spoken.next + 1 : spoken.next;
  return { value: exact(spoken.part * scale), first: at, next, spelled: true, loose: false, scale };
}

function sum(left: string, right: string): number {
  return (ONES.get(left) ?? 0) + (ONES.get(right) ?? 0);
}
