/**
 * The number grammar: text → quantities and percentiles with offsets and all plausible readings. It doesn't interpret
 * them: which came before, what is corrected, or which belong together.
 */
import type { Quantity } from '../machine/quantity.ts';
import { lowAt, lowBefore, type Span, type Token, tokens, wordSet } from './lexer.ts';
import { compound, endsNoun, inUnit, inWholeUnits, measureAt } from './measure.ts';
import { identifierEnd, isNumberName } from './not-quantities.ts';
import { belowHundred, exact, fractionAt, type Numeral, numberReadings, numeral, ONES, partAt } from './numerals.ts';
import { boundBefore, type Item, join, type Measured } from './ranges.ts';
import { everyNth, ORDINALS, shareOf } from './shares.ts';
import { CURRENCY_NAMES, DURATION_WORDS, periodAt } from './units.ts';
import { type Hint, translated } from './vocabulary.ts';

export interface PercentileMention extends Span {
  /** `p99`, `p99.9`; `p50` for a median; `average` for a mean. */
  readonly name: string;
}

export interface Mention extends Span, Pick<Item, 'bound' | 'range' | 'borrowed'> {
  /** The number, its unit, period and glued signs (`~`, `<`, `sub-`, `+`). */
  readonly text: string;
  /** The most plausible reading; the high end of a range. A factor ("3x", "eightfold") has the unit `times`. */
  readonly quantity: Quantity;
  /** All plausible readings, the most plausible first. */
  readonly readings: readonly Quantity[];
  /** Written in words only. */
  readonly spelled: boolean;
}

export interface Numbers {
  /** In text order, without overlaps. */
  readonly mentions: readonly Mention[];
  readonly percentiles: readonly PercentileMention[];
}

/** Maximum numbers read from a text; more are a log or a table. */
const MENTIONS_AT_MOST = 2000;

/**
 * Parses all quantities and percentiles of a text, without dates, versions, ports and ids.
 * @param hint the language of number words and notation
 */
export function numbersIn(text: string, hint: Hint = 'en'): Numbers {
  return numbersOf(text, translated(tokens(text), hint));
}

/** Parses the numbers as English, and again as any other language if that reads a word differently. */
export function numbersInAny(text: string): readonly Numbers[] {
  const list = tokens(text);
  const foreign = translated(list, 'any');
  const isSame = foreign.every((token, at) => token.low === list[at]?.low);
  return [numbersOf(text, list), ...(isSame ? [] : [numbersOf(text, foreign)])];
}

function numbersOf(text: string, read: readonly Token[]): Numbers {
  const list = [...read];
  const named = percentilesIn(list).map((read) => ({ ...read, ...place(list, read.first, read.next) }));
  // Numbers inside a percentile aren't quantities.
  for (const { name, first, next } of named) {
    const token = list[first];
    if (token) list.fill({ ...token, kind: 'opaque', low: name }, first, next);
  }
  const items: Item[] = [];
  for (let at = 0; at < list.length && items.length < MENTIONS_AT_MOST; ) {
    const read = readAt(list, at, items.at(-1)?.next ?? 0);
    if (typeof read !== 'number') items.push(read);
    at = typeof read === 'number' ? read : read.next;
  }
  return {
    mentions: join(list, items).map((item) => mention(text, list, item)),
    percentiles: named.map(({ name, start, end }) => ({ name, start, end })),
  };
}

function place(list: readonly Token[], first: number, next: number): Span {
  return { start: list[first]?.start ?? 0, end: list[next - 1]?.end ?? 0 };
}

function mention(text: string, list: readonly Token[], { first, next, number, measure, ...item }: Item): Mention {
  const all = number.spelled ? measure.quantities.map(inWholeUnits) : measure.quantities;
  const { start, end } = place(list, first, next);
  const readings = all.length === 1 ? all : [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
  const quantity = readings[0] ?? { value: 0, unit: '' };
  return { ...item, start, end, text: text.slice(start, end), quantity, readings, spelled: number.spelled };
}

/**
 * @param floor the first token that no earlier quantity uses
 * @returns the quantity at a token, or the index of the token to continue at
 */
function readAt(list: readonly Token[], at: number, floor: number): Item | number {
  const token = list[at];
  const fraction = fractionAt(list, at);
  if (!fraction && token?.kind !== 'number' && token?.kind !== 'word') return at + 1;
  const name = fraction || isRand(list, at) ? null : identifierEnd(list, at);
  if (name !== null) return name;
  const number = fraction ?? numeral(list, at);
  const phrase = token?.kind === 'word' ? (timesAt(list, at) ?? unitAlone(list, at)) : primesAt(list, at);
  if (phrase) return build(list, phrase, floor);
  if (!number?.values.every(Number.isFinite)) return at + 1;
  const known = shareOf(list, number) ?? signBefore(list, number, floor);
  if (known) return build(list, known, floor);
  const measure = measureAt(list, number);
  return isNumberName(list, number, measure) ? number.next : build(list, { number, measure }, floor);
}

function build(list: readonly Token[], { number, measure }: Measured, floor: number): Item {
  const before = boundBefore(list, number.first, floor);
  const isLoose = lowAt(list, measure.next) === 'or' && lowAt(list, measure.next + 1) === 'so';
  const bound = before.bound ?? number.bound ?? (isLoose ? 'about' : null);
  return { first: before.first, next: measure.next, number, measure, bound, borrowed: false, range: null };
}

function spelledOut(first: number, next: number, quantities: readonly Quantity[]): Measured {
  const values = quantities.map(({ value }) => value);
  const number = { values, first, next, spelled: true, bound: null, scale: 1 };
  return { number, measure: { quantities, next } };
}

/** South African rand: "R64 billion", "R450k"; but "R2" is a product name. */
function isRand(list: readonly Token[], at: number): boolean {
  return list[at - 1]?.text === 'R' && list[at]?.glued === true && (numeral(list, at)?.scale ?? 1) >= 1000;
}

/** A currency or percent sign before the number: "$4.2M", "EUR 1,200 a month", and Turkish "%98,6". */
function signBefore(list: readonly Token[], number: Numeral, floor: number): Measured | null {
  const at = number.first - 1;
  const sign = list[at];
  const isShare = sign?.text === '%' && list[number.first]?.glued === true && lowAt(list, number.next) !== '%';
  const currency = isRand(list, number.first) ? 'ZAR' : CURRENCY_NAMES.get(sign?.low ?? '');
  const unit = isShare ? '%' : currency;
  if (!sign || sign.text.length > 3 || !unit || at < floor || list[number.first]?.newLine) return null;
  const per = periodAt(list, number.next);
  const quantities = inUnit(number.values, unit, per?.per);
  return { number: { ...number, first: at }, measure: { quantities, next: per?.next ?? number.next } };
}

/** Stopwatch notation: 1'40" */
function primesAt(list: readonly Token[], at: number): Measured | null {
  const isClosed = list[at + 1]?.glued === true && ['"', '”', '″'].includes(list[at + 1]?.text ?? '');
  const [, minutes, seconds] = (isClosed && /^(\d{1,2})['’](\d\d)$/.exec(list[at]?.text ?? '')) || [];
  if (minutes === undefined || Number(seconds) >= 60) return null;
  return spelledOut(at, at + 2, inUnit([Number(minutes) * 60 + Number(seconds)], 's'));
}

/** Shares, frequencies and factors in words: "every fifth sled", "twice a week", "eightfold". */
function timesAt(list: readonly Token[], at: number): Measured | null {
  const low = list[at]?.low ?? '';
  if (low === 'every') return everyNth(list, at);
  const per = low === 'once' || low === 'twice' ? periodAt(list, at + 1) : null;
  if (per) return spelledOut(at, per.next, inUnit([low === 'once' ? 1 : 2], 'times', per.per));
  const factor = low.endsWith('fold') ? (ONES.get(low.slice(0, -4)) ?? 0) : 0;
  return factor > 1 ? spelledOut(at, at + 1, inUnit([factor], 'times')) : null;
}

/** Words before "an hour" that mark it as measured. */
const BEFORE_ARTICLE = wordSet(`took take takes taking from to under below over than about around nearly almost roughly
  within lasted was is until → ->`);

/** A unit without a number: "took an hour", "under a second", "a second and a half", "sub-millisecond". */
function unitAlone(list: readonly Token[], at: number): Measured | null {
  const low = list[at]?.low ?? '';
  const isSub = low === 'sub' && lowAt(list, at + 1) === '-' && list[at + 2]?.glued;
  // "min and a half"
  const own = at === 0 || BEFORE_ARTICLE.has(lowBefore(list, at - 1)) ? DURATION_WORDS.get(low) : undefined;
  const part = own && low.length > 2 ? partAt(list, at + 1) : null;
  if (own && part) return spelledOut(at, part.next, inUnit([exact(1 + part.value)], own));
  const place = isSub ? at + 2 : at + 1;
  const unit = DURATION_WORDS.get(lowAt(list, place));
  if (!unit || lowAt(list, place).length < 3) return null;
  if (isSub) return spelledOut(place, place + 1, inUnit([1], unit));
  if (low !== 'a' && low !== 'an') return null;
  const more = compound(list, 1, unit, at + 2);
  if (more) return spelledOut(at, more.next, more.quantities);
  const half = partAt(list, at + 2);
  if (half) return spelledOut(at, half.next, inUnit([exact(1 + half.value)], unit));
  const isLast = list[at + 2]?.kind !== 'word' || endsNoun(lowAt(list, at + 2));
  return isLast && BEFORE_ARTICLE.has(lowBefore(list, at - 1)) ? spelledOut(at, at + 2, inUnit([1], unit)) : null;
}

/** A percentile that spans the tokens `first` to `next` (exclusive). */
type PercentileTokens = Pick<PercentileMention, 'name'> & Pick<Item, 'first' | 'next'>;

const SHORT = /^t?p(\d{2,3}(?:[.,]\d{1,3})?)$/u;
const PERCENTILE = wordSet('percentile percentiles percentil perzentil pctl ile');
const AVERAGE = wordSet('average averages avg mean');
/** Words before "mean" as a verb: "I mean", "doesn't mean". */
const VERB_BEFORE = wordSet(`i you we they that which this it to not don't doesn't didn't do does did would could can`);
const SUFFIXES = wordSet('th st nd rd % -');

/** All percentiles in text order: p50, P 99, p99.9, "95th percentile", "the median", "average". */
function percentilesIn(list: readonly Token[]): PercentileTokens[] {
  const found: PercentileTokens[] = [];
  for (const at of list.keys()) {
    const read = percentileAt(list, at);
    if (read && read.first >= (found.at(-1)?.next ?? 0)) found.push(read);
  }
  return found;
}

function percentileAt(list: readonly Token[], at: number): PercentileTokens | null {
  const token = list[at];
  if (token?.kind !== 'word') return null;
  const [, short = ''] = SHORT.exec(token.low) ?? [];
  // Some write p999 for p99.9.
  const value = Number(short.replace(',', '.')) / (short.length === 3 && short.startsWith('99') ? 10 : 1);
  const isVerb = token.low === 'mean' && VERB_BEFORE.has(lowBefore(list, at - 1));
  const middle = token.low === 'median' ? 'p50' : AVERAGE.has(token.low) && !isVerb ? 'average' : null;
  const name = short === '' ? middle : `p${value}`;
  if (name !== null) return { name, first: at, next: at + 1 };
  if (token.low === 'p') {
    const place = lowAt(list, at + 1) === '-' ? at + 2 : at + 1;
    const { value: told = 0, next = place } = belowHundred(list, place) ?? {};
    if (told >= 50) return { name: `p${told}`, first: at, next };
    return list[place]?.newLine ? null : percentileOf(list[place], 50, at, place + 1);
  }
  if (!PERCENTILE.has(token.low)) return null;
  return (token.newLine ? null : ordinalBefore(list, at)) ?? percentileOf(list[at + 1], 50, at, at + 2);
}

function percentileOf(token: Token | undefined, least: number, first: number, next: number): PercentileTokens | null {
  const [value = 0] = token?.kind === 'number' ? numberReadings(token.text) : [];
  return value >= least && value < 100 ? { name: `p${value}`, first, next } : null;
}

/** "99.9th percentile", "95. percentile", "99%ile", "95 percentile", "ninety-fifth percentile" */
function ordinalBefore(list: readonly Token[], at: number): PercentileTokens | null {
  const low = lowBefore(list, at - 1);
  const place = SUFFIXES.has(low) || low === '.' ? at - 2 : at - 1;
  if (list[place]?.kind === 'number') return percentileOf(list[place], 1, place, at + 1);
  const first = lowBefore(list, at - 2) === '-' ? at - 3 : at - 2;
  const tens = ONES.get(list[first]?.low ?? '') ?? 0;
  const ordinal = ORDINALS.indexOf(low);
  return ordinal > 0 && tens >= 20 ? { name: `p${tens + ordinal}`, first, next: at + 1 } : null;
}

/** Whether a text has neither a number nor a percentile. */
export function isNumberless(text: string): boolean {
  const { mentions, percentiles } = numbersIn(text);
  return mentions.length === 0 && percentiles.length === 0;
}

const valuesOf = ({ mentions }: Numbers) => mentions.flatMap(({ readings }) => readings.map(({ value }) => value));

/** Numbers up to this one may be spelled out in the translation. */
const WORDS_UP_TO = 12;

/**
 * Compares the numbers of a translation with those of the original sentence, in any notation.
 * @returns the first number that only one of the two has; null if all agree
 */
export function numberChangedIn(translation: string, sentence: string): string | null {
  const [told, said] = [valuesIn(translation), valuesIn(sentence)];
  const allTold = new Set(told.flatMap(({ values }) => values));
  const allSaid = new Set([...said.flatMap(({ values }) => values), ...valuesOf(numbersIn(sentence))]);
  const added = told.find(({ values }) => !values.some((value) => allSaid.has(value)));
  const lost = said.find(({ values }) => values.every((value) => value > WORDS_UP_TO && !allTold.has(value)));
  return (added ?? lost)?.text ?? null;
}

/** A number as written, with all its readings: 1.250 is 1.25 or 1250. */
type Told = { readonly text: string; readonly values: readonly number[] };

function valuesIn(text: string): readonly Told[] {
  const all = text.match(/\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d(?:[\d.,'’]*\d)?/gu) ?? [];
  return [...new Set(all)].map((written) => {
    const plain = written.split(' ').join('').replaceAll('\u00a0', '').replaceAll('\u202f', '');
    const read = numberReadings(plain);
    const values = read.length > 0 ? read : valuesOf(numbersIn(plain));
    return { text: written, values: values.length > 0 ? values : [Number(plain.replace(',', '.'))] };
  });
}
