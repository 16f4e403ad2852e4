/** Parses numbers: digits with the separators of four conventions, multipliers, and number words. */
import { lowAt, lowBefore, parseNumberTable, type Token, wordSet } from './lexer.ts';
import { DURATION_WORDS, dataUnit, PERCENT_WORDS, periodAt, rateAt } from './units.ts';

/** A number that spans the tokens `first` to `next` (exclusive). */
export interface Numeral {
  /** All readings, the most plausible first. */
  readonly values: readonly number[];
  readonly first: number;
  readonly next: number;
  /** Written in words only. */
  readonly spelled: boolean;
  /** "12M+", "40k-ish", "30ish" */
  readonly bound: 'over' | 'about' | null;
  /** The multiplier of "k" or "million"; 1 without. */
  readonly scale: number;
}

type Part = Pick<Numeral, 'next'> & { readonly value: number };

export const ONES =
  parseNumberTable(`0: zero nought; 1: one; 2: two; 3: three; 4: four; 5: five; 6: six; 7: seven; 8: eight; 9: nine;
  10: ten; 11: eleven; 12: twelve; 13: thirteen; 14: fourteen; 15: fifteen; 16: sixteen; 17: seventeen; 18: eighteen;
  19: nineteen; 20: twenty; 30: thirty; 40: forty; 50: fifty; 60: sixty; 70: seventy; 80: eighty; 90: ninety`);

export const MULTIPLIERS =
  parseNumberTable(`12: dozen; 100: hundred; 1e3: k thousand thousands tsd thsd tys; 1e4: 万; 1e5: lakh lakhs; 1e7: crore crores;
  1e6: m mm mn mio mln mil million millions; 1e9: b bn mrd billion billions milliard milliards; 1e12: t trillion`);
/** Written with a full stop: "9 Mio. requests". */
const ABBREVIATED = wordSet('mio mrd tsd thsd tys mln');

const FRACTIONS = parseNumberTable(
  `0.5: half ½; 0.25: quarter quarters ¼; 0.75: ¾; 0.1: tenth tenths; 0.2: fifth fifths; 0.125: eighth eighths; 0.333333333333333: third thirds`,
);

/** Rounds away binary floating-point errors. */
export function exact(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}

const DIGITS_AT_MOST = 15;
const SEPARATOR = /[.,'’]/u;

/** The readings of a number token: `1.250` → 1.25 or 1250. Empty for a version, an IP address or a list. */
export function numberReadings(written: string): readonly number[] {
  // 85_000, as in code
  const text = written.replaceAll('_', '');
  if (text.includes('e')) return [Number(text.replace(',', '.'))].filter(Number.isFinite);
  const [head = '', ...tail] = text.split(SEPARATOR);
  const all = head + tail.join('');
  if (all.length > DIGITS_AT_MOST) return [];
  const last = tail.at(-1) ?? '';
  const whole = Number(all);
  // "0171" is a code, no quantity.
  if (tail.length === 0) return head.length > 2 && head.startsWith('0') ? [] : [whole];
  const signs = [...text.replaceAll('’', "'")].filter((sign) => SEPARATOR.test(sign));
  const mark = signs.at(-1);
  const isGrouped = head !== '' && head.length <= 3 && !head.startsWith('0');
  const middle = tail.slice(0, -1);
  const decimal = Number(`${head}${middle.join('')}.${last}`);
  if (tail.length === 1) {
    if (!isGrouped || last.length !== 3) return mark === "'" ? [] : [decimal];
    if (mark === '.') return [decimal, whole];
    // "12,000" has no decimals.
    return mark === "'" || last === '000' ? [whole] : [whole, decimal];
  }
  if (!isGrouped) return [];
  const isThrees = middle.every(({ length }) => length === 3);
  // Indian grouping: 10,00,000
  const isIndian = mark === ',' && head.length <= 2 && middle.every(({ length }) => length === 2);
  if (new Set(signs).size === 1) {
    // An IPv4 address: 192.168.100.200
    const isAddress = mark === '.' && tail.length === 3 && [head, ...tail].every((group) => Number(group) < 256);
    return last.length === 3 && (isThrees || isIndian) && !isAddress ? [whole] : [];
  }
  // 1.250.000,5 and 1,250,000.5
  const isMixed = isThrees && mark !== "'" && mark !== signs[0] && new Set(signs.slice(0, -1)).size === 1;
  return isMixed ? [decimal] : [];
}

/** Whether a word is or begins a number: "two", "half", "million"; not "k" or "millions". */
export function isNumberWord(low: string): boolean {
  return ONES.has(low) || FRACTIONS.has(low) || (low.length > 3 && !low.endsWith('s') && MULTIPLIERS.has(low));
}

/** Parses the numeral at token `at`; null if there is none. */
export function numeral(list: readonly Token[], at: number): Numeral | null {
  const token = list[at];
  if (token?.kind === 'number') return inDigits(list, at, token.text);
  if (token?.low === 'point') return leadingPoint(list, at);
  const part = token?.low === 'oh' && lowAt(list, at + 1) === 'point' ? leadingPoint(list, at + 1) : null;
  if (part) return { ...part, first: at };
  if (token?.kind !== 'word' || !(token.low === 'a' || token.low === 'an' || isNumberWord(token.low))) return null;
  return inFractions(list, at) ?? inWords(list, at);
}

/** Words before "point" that make it a noun: "at that point two servers were down". */
const POINT_IS_NOUN = wordSet('a an the this that which one some any each every no');

/** "point two percent", "point six of a second" */
function leadingPoint(list: readonly Token[], at: number): Numeral | null {
  const part = POINT_IS_NOUN.has(lowBefore(list, at - 1)) ? null : behindPoint(list, at + 1);
  const divides = part && lowAt(list, part.next) === 'of' ? divided(list, at, part.next, part.value) : null;
  if (divides) return divides;
  return part && { values: [part.value], first: at, next: part.next, spelled: true, bound: null, scale: 1 };
}

function finished(list: readonly Token[], read: Omit<Numeral, 'bound'>): Numeral {
  const sign = list[read.next]?.glued ? lowAt(list, read.next) : '';
  if (sign === '+') return { ...read, next: read.next + 1, bound: 'over' };
  const ish = sign === '-' ? read.next + 1 : read.next;
  const isLoose = sign !== '' && lowAt(list, ish) === 'ish';
  return isLoose ? { ...read, next: ish + 1, bound: 'about' } : { ...read, bound: null };
}

const LEADING_GROUP = /^[1-9]\d{0,2}$/u;
const GROUP = /^\d{3}$/u;

function inDigits(list: readonly Token[], at: number, text: string): Numeral | null {
  let values = numberReadings(text);
  if (values.length === 0) return null;
  // 4k7: resistor notation
  const [, tenth] = (list[at + 1]?.glued && /^k(\d)$/.exec(lowAt(list, at + 1))) || [];
  if (tenth !== undefined && !text.includes('.')) {
    values = [Number(`${text}.${tenth}`) * 1000];
    return finished(list, { values, first: at, next: at + 2, spelled: false, scale: 1 });
  }
  let next = at + 1;
  // 1 250 000: at most four groups, separated by one space
  while (LEADING_GROUP.test(text) && next < at + 5 && isGroup(list, next)) next += 1;
  if (next > at + 1) values = [Number(list.slice(at, next).reduce((written, group) => written + group.text, ''))];
  const tail = partAt(list, next);
  if (tail) {
    values = values.map((value) => exact(value + tail.value));
    next = tail.next;
  }
  let scale = 1;
  // At most two: "5 hundred thousand". "mil" is a million in English slang, a thousand in Spanish and Portuguese.
  for (let count = 0; count < 2; count += 1) {
    const factor = multiplierAt(list, next);
    if (factor === undefined) break;
    const factors = lowAt(list, next) === 'mil' ? [1e6, 1e3] : [factor];
    // "85 mil (thousand)"
    const isExplained = lowAt(list, next + 1) === '(' && lowAt(list, next + 3) === ')';
    const told = factors.find((one) => isExplained && one === multiplierAt(list, next + 2));
    scale *= told ?? factor;
    values = values.flatMap((value) => (told === undefined ? factors : [told]).map((one) => exact(value * one)));
    const isStopped = ABBREVIATED.has(lowAt(list, next)) && list[next + 1]?.glued && lowAt(list, next + 2) !== '';
    next += told !== undefined ? 4 : isStopped && lowAt(list, next + 1) === '.' ? 2 : 1;
  }
  return finished(list, { values, first: at, next, spelled: false, scale });
}

function isGroup(list: readonly Token[], at: number): boolean {
  const group = list[at];
  const apart = (group?.start ?? 0) - (list[at - 1]?.end ?? 0);
  return group?.kind === 'number' && !group.newLine && apart === 1 && GROUP.test(group.text);
}

const NOT_COUNTED = wordSet('days hours minutes seconds minus less plus this was previous is has across versus always');

/** The multiplier at a token. A lone `m` means millions only before a counted noun or a period. */
function multiplierAt(list: readonly Token[], at: number): number | undefined {
  const token = list[at];
  if (token?.kind !== 'word' || token.newLine) return undefined;
  const low = lowAt(list, at + 1);
  const isNoun = low === 'req' || rateAt(low) || (low.length > 3 && low.endsWith('s') && !NOT_COUNTED.has(low));
  if (token.text === 'm' && !isNoun && periodAt(list, at + 1) === null) return undefined;
  // "5b" and "5T", but not "5 b" or "5 t".
  if ((token.low === 'b' || token.low === 't') && (!token.glued || token.text === 't')) return undefined;
  return MULTIPLIERS.get(token.low);
}

/** The decimals of "point nine five", from the token behind "point". */
function behindPoint(list: readonly Token[], from: number): Part | null {
  let next = from;
  let written = '0.';
  for (; (ONES.get(lowAt(list, next)) ?? 10) < 10; next += 1) written += ONES.get(lowAt(list, next));
  return next > from ? { value: Number(written), next } : null;
}

/** Parses the fraction after an integer: "and a half", "and three quarters", ½, "point nine five". */
export function partAt(list: readonly Token[], at: number): Part | null {
  const low = lowAt(list, at);
  const sign = list[at]?.glued && list[at]?.kind === 'mark' ? FRACTIONS.get(low) : undefined;
  if (sign !== undefined) return { value: sign, next: at + 1 };
  if (low === 'point') return behindPoint(list, at + 1);
  if (low !== 'and') return null;
  // "3 and half seconds"
  const isShort = lowAt(list, at + 1) === 'half';
  const [count, place] =
    isShort || lowAt(list, at + 1) === 'a' ? [1, at + (isShort ? 1 : 2)] : [ONES.get(lowAt(list, at + 1)), at + 2];
  const part = FRACTIONS.get(lowAt(list, place));
  return count && part !== undefined && lowAt(list, place + 1) !== 'of'
    ? { value: count * part, next: place + 1 }
    : null;
}

/** "half a second", "a quarter of a million", "three quarters of an hour", "half second", "a quarter second". */
function inFractions(list: readonly Token[], at: number): Numeral | null {
  const low = list[at]?.low ?? '';
  const count = low === 'a' ? 1 : ONES.get(low);
  // "three-quarters of a second"
  const behindCount = lowAt(list, at + 1) === '-' && list[at + 1]?.glued ? at + 2 : at + 1;
  const place = count && FRACTIONS.has(lowAt(list, behindCount)) ? behindCount : at;
  const part = FRACTIONS.get(list[place]?.low ?? '');
  if (part === undefined) return null;
  const isOf = ['of', 'a', 'an'].includes(lowAt(list, place + 1));
  // "A third second" may be an ordinal; "half" and "quarter" are none.
  return isOf || part === 1 / 2 || part === 1 / 4
    ? divided(list, at, place + 1, (place > at ? (count ?? 1) : 1) * part)
    : null;
}

/** "¾ of an hour", "1/2 hour", "0.3 of a second", "3 tenths of a second"; not "3/4" alone, which may be a date. */
export function fractionAt(list: readonly Token[], at: number): Numeral | null {
  const [over, sign, under] = [list[at], list[at + 1], list[at + 2]];
  const isOf = sign?.low === 'of' || under?.low === 'of';
  const [count = 0] = isOf && over?.kind === 'number' ? numberReadings(over.text) : [];
  const part = FRACTIONS.get(sign?.low ?? '');
  if (count > 0 && part !== undefined && under?.low === 'of') return divided(list, at, at + 2, count * part);
  if (count > 0 && count < 1 && sign?.low === 'of') return divided(list, at, at + 1, count);
  const glyph = over?.kind === 'mark' ? FRACTIONS.get(over.low) : undefined;
  if (glyph !== undefined) return divided(list, at, at + 1, glyph);
  const isSlashed =
    over?.kind === 'number' && sign?.text === '/' && sign.glued && under?.glued && under.kind === 'number';
  const value = isSlashed ? Number(over.text) / Number(under.text) : 0;
  return isSlashed && value < 1 && under.text.length === 1 ? divided(list, at, at + 3, value) : null;
}

/** Applies a fraction to the unit or multiplier at token `next`: "of an hour", "second", "of a million". */
function divided(list: readonly Token[], at: number, next: number, value: number): Numeral | null {
  const of = lowAt(list, next) === 'of' ? next + 1 : next;
  const unit = ['a', 'an', 'one', '1'].includes(lowAt(list, of)) ? of + 1 : of;
  const name = lowAt(list, unit);
  const scale = longMultiplier(name);
  if (scale !== undefined) return spelledOut(list, at, unit + 1, value * scale, scale);
  const isDuration = DURATION_WORDS.has(name) && name.length > 1;
  const isDivisible = isDuration || PERCENT_WORDS.has(name) || name === 'per' || dataUnit(list[unit]) !== undefined;
  return isDivisible ? spelledOut(list, at, unit, value) : null;
}

function spelledOut(list: readonly Token[], first: number, next: number, value: number, scale = 1): Numeral {
  return finished(list, { values: [exact(value)], first, next, spelled: true, scale });
}

function longMultiplier(low: string): number | undefined {
  return low.length > 2 || low === 'k' ? MULTIPLIERS.get(low) : undefined;
}

const THOUSANDTHS = wordSet('hundredth thousandth millionth');

/** Words before "hundred" that make it inexact. */
const VAGUE_BEFORE = wordSet('few several many some multiple couple of tens hundreds the');

const CENTURIES = parseNumberTable('19: nineteen; 20: twenty');

/** A year in words: "nineteen sixty-two", "twenty twenty-four". "twenty thirty" may be an estimate instead. */
export function spelledYear(list: readonly Token[], at: number): Part | null {
  const century = CENTURIES.get(list[at]?.low ?? '');
  const rest = century === undefined || list[at + 1]?.newLine ? null : belowHundred(list, at + 1);
  if (century === undefined || !rest || rest.value < 10) return null;
  return rest.value === 20 || rest.value === 30 ? null : { value: century * 100 + rest.value, next: rest.next };
}

/** "twelve thousand five hundred", "two thousand and one", "one and a half million", "a million and a half" */
function inWords(list: readonly Token[], first: number): Numeral | null {
  const year = spelledYear(list, first);
  if (year) return spelledOut(list, first, year.next, year.value);
  const low = list[first]?.low ?? '';
  const isArticle = low === 'a' || low === 'an';
  const from = isArticle ? first + 1 : first;
  const isMultiple = longMultiplier(isArticle ? lowAt(list, from) : low) !== undefined;
  const before = lowBefore(list, first - 1);
  if (before === 'point' || (isArticle ? !isMultiple : isMultiple && VAGUE_BEFORE.has(before))) return null;
  let [total, next, scale, last] = [0, from, 1, 0];
  while (last !== 1) {
    const and = next > from && lowAt(list, next) === 'and' ? 1 : 0;
    const group = next > from && list[next + and]?.newLine ? null : belowThousand(list, next + and);
    if (next > from && !group?.value) break;
    const end = group?.next ?? next;
    const factor = longMultiplier(end === from ? (list[end]?.low ?? '') : lowAt(list, end)) ?? 1;
    last = factor <= 100 || (scale > 1 && factor >= scale) ? 1 : factor;
    total += (group?.value ?? 1) * last;
    next = last === 1 ? end : end + 1;
    scale = last === 1 ? scale : last;
  }
  // "Every two hundredth" isn't a 2.
  if (next === from || THOUSANDTHS.has(lowAt(list, next))) return null;
  const tail = partAt(list, next);
  if (!tail) return spelledOut(list, first, next, total, scale);
  const factor = longMultiplier(lowAt(list, tail.next));
  const value = (total + tail.value * last) * (factor ?? 1);
  return spelledOut(list, first, factor ? tail.next + 1 : tail.next, value, factor ?? scale);
}

/** "seven hundred and twenty", "twenty-five hundred", "a dozen", "one-seventy" */
function belowThousand(list: readonly Token[], at: number): Part | null {
  const head = belowHundred(list, at);
  const isHyphened = head?.value && head.value < 10 && lowAt(list, at + 1) === '-' && list[at + 2]?.glued;
  const tens = isHyphened ? belowHundred(list, at + 2) : null;
  if (head && tens && tens.value >= 10) return { value: head.value * 100 + tens.value, next: tens.next };
  const place = head?.next ?? at;
  const size = MULTIPLIERS.get(place === at ? (list[at]?.low ?? '') : lowAt(list, place));
  if (size !== 100 && size !== 12) return head;
  const value = (head?.value ?? 1) * size;
  const from = lowAt(list, place + 1) === 'and' ? place + 2 : place + 1;
  const rest = size === 100 && !list[from]?.newLine ? belowHundred(list, from) : null;
  return rest?.value ? { value: value + rest.value, next: rest.next } : { value, next: place + 1 };
}

/** "seven", "twenty-five", "ninety nine" */
export function belowHundred(list: readonly Token[], at: number): Part | null {
  const tens = ONES.get(list[at]?.low ?? '');
  if (tens === undefined) return null;
  const place = lowAt(list, at + 1) === '-' && list[at + 1]?.glued ? at + 2 : at + 1;
  const one = tens < 20 ? 0 : (ONES.get(lowAt(list, place)) ?? 0);
  return one > 0 && one < 10 ? { value: tens + one, next: place + 1 } : { value: tens, next: at + 1 };
}
