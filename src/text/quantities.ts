/**
 * The one number grammar: text → quantities and percentiles with their offsets and all plausible readings. It decides
 * nothing about meaning: not what came before, what is corrected, or what belongs to what.
 */
import type { Quantity } from '../machine/quantity.ts';
import { type Bound, boundBefore, isLooseAfter } from './bounds.ts';
import { andFraction } from './fractions.ts';
import { type Item, join } from './joins.ts';
import { ahead, behind, type Token, tokens, wordSet } from './lexer.ts';
import { inUnit, type Measure, measureAt } from './measure.ts';
import { identifierEnd, isName } from './names.ts';
import { isStop } from './nouns.ts';
import { exact, ONES } from './number-words.ts';
import { type Numeral, numeral } from './numerals.ts';
import { type PercentileMention, type PercentileTokens, percentiles } from './percentiles.ts';
import { currency, DURATION_WORDS, periodAt } from './units.ts';

export type { PercentileMention } from './percentiles.ts';

/** One way to read a mention. */
export interface Reading {
  readonly quantity: Quantity;
}

export interface Mention {
  /** UTF-16 offsets of the number, its unit, period and glued signs (`~`, `<`, `sub-`, `+`). */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The most plausible reading. Of a range, the high end. A factor ("3x", "eightfold") has the unit `times`. */
  readonly quantity: Quantity;
  /** All plausible readings, the most plausible first. */
  readonly readings: readonly Quantity[];
  readonly bound: Bound | null;
  readonly range: { readonly low: Quantity; readonly high: Quantity } | null;
  /** Unit, period or scale came from a neighbour. */
  readonly borrowed: boolean;
  /** Written with words only. */
  readonly spelled: boolean;
}

export interface Numbers {
  /** Ascending, without overlaps. */
  readonly mentions: readonly Mention[];
  readonly percentiles: readonly PercentileMention[];
}

/** A text with more numbers is a log or a table; the rest of it is not read. */
const MENTIONS_AT_MOST = 2000;

/** Reads all quantities and percentiles of a text. Dates, versions, ports and ids are left out. */
export function numbersIn(text: string): Numbers {
  const plain = tokens(text);
  const named = percentiles(plain);
  const list = withoutPercentiles(plain, named);
  const items: Item[] = [];
  for (let at = 0, floor = 0; at < list.length && items.length < MENTIONS_AT_MOST; ) {
    const read = itemAt(list, at, floor);
    if (read?.item) items.push(read.item);
    at = Math.max(at + 1, read?.next ?? 0);
    if (read?.item) floor = at;
  }
  return {
    mentions: join(list, items).map((item) => mention(text, list, item)),
    percentiles: named.map(({ name, first, next }) => ({ name, ...place(plain, first, next) })),
  };
}

function place(list: readonly Token[], first: number, next: number): { start: number; end: number } {
  return { start: list[first]?.start ?? 0, end: list[next - 1]?.end ?? 0 };
}

/** Numbers inside a percentile are no quantities. */
function withoutPercentiles(list: readonly Token[], named: readonly PercentileTokens[]): readonly Token[] {
  const masked = [...list];
  for (const { name, first, next } of named) {
    for (let at = first; at < next; at += 1) {
      const token = list[at];
      if (token) masked[at] = { ...token, kind: 'opaque', low: name };
    }
  }
  return masked;
}

function mention(text: string, list: readonly Token[], item: Item): Mention {
  const { start, end } = place(list, item.first, item.next);
  const readings = item.measure.quantities.filter(
    (one, index, all) =>
      all.findIndex(({ value, unit, per }) => value === one.value && unit === one.unit && per === one.per) === index,
  );
  return {
    start,
    end,
    text: text.slice(start, end),
    quantity: readings[0] ?? { value: 0, unit: '' },
    readings,
    bound: item.bound,
    range: item.range,
    borrowed: item.borrowed,
    spelled: item.number.spelled,
  };
}

interface Read {
  readonly item: Item | null;
  readonly next: number;
}

/** @param floor the first token that no earlier quantity has taken */
function itemAt(list: readonly Token[], at: number, floor: number): Read | null {
  const token = list[at];
  if (token?.kind !== 'number' && token?.kind !== 'word') return null;
  const name = identifierEnd(list, at);
  if (name !== null) return { item: null, next: name };
  const number = numeral(list, at);
  const phrase =
    token.kind === 'word' ? (often(list, at) ?? fold(list, at) ?? article(list, at) ?? subUnit(list, at)) : null;
  const ratio = (number ? oneIn(list, number) : null) ?? phrase;
  if (ratio) return { item: build(list, ratio.number, ratio.measure, floor), next: ratio.measure.next };
  if (!number?.values.every(Number.isFinite)) return token.kind === 'number' ? { item: null, next: at + 1 } : null;
  const money = moneyBefore(list, number, floor) ?? percentBefore(list, number, floor);
  if (money) return { item: build(list, money.number, money.measure, floor), next: money.measure.next };
  const measure = measureAt(list, number);
  if (isName(list, number, measure)) return { item: null, next: number.next };
  return { item: build(list, number, measure, floor), next: measure.next };
}

function build(list: readonly Token[], number: Numeral, measure: Measure, floor: number): Item {
  const before = boundBefore(list, number.first, floor);
  const loose = number.loose || measure.ish || isLooseAfter(list, measure.next);
  const bound = before.bound ?? (number.plus ? 'over' : loose ? 'about' : null);
  return { first: before.first, next: measure.next, number, measure, bound, borrowed: false, range: null };
}

interface Measured {
  readonly number: Numeral;
  readonly measure: Measure;
}

function measured(number: Numeral, quantities: readonly Quantity[], next: number): Measured {
  const measure = { quantities, next, bare: false, counted: false, shaped: false, nines: false, ish: false };
  return { number, measure };
}

function spelledOne(list: readonly Token[], first: number, next: number, value: number): Numeral {
  const spelled = list[first]?.kind === 'word';
  return { values: [value], first, next, spelled, loose: false, plus: false, scale: 1 };
}

/** "$4.2M", "€ 1,200 a month", "Rs 5 lakh" */
function moneyBefore(list: readonly Token[], number: Numeral, floor: number): Measured | null {
  if (list[number.first]?.newLine) return null;
  const dotted = behind(list, number.first - 1) === '.' && list[number.first - 1]?.glued ? 2 : 1;
  const at = number.first - dotted;
  const sign = at < floor ? undefined : list[at];
  const code = currency(sign);
  if (!code || !sign || (sign.kind === 'word' && sign.text.length > 3) || (dotted === 2 && sign.low !== 'rs'))
    return null;
  const per = periodAt(list, number.next);
  return measured({ ...number, first: at }, inUnit(number.values, code, per?.per), per?.next ?? number.next);
}

/** "%1,8", as it is written in Turkish */
function percentBefore(list: readonly Token[], number: Numeral, floor: number): Measured | null {
  const at = number.first - 1;
  const sign = list[at];
  if (at < floor || sign?.text !== '%' || sign.glued || !list[number.first]?.glued) return null;
  return measured({ ...number, first: at }, inUnit(number.values, '%'), number.next);
}

/** "1 in 10 million", "1 failed deploy in 300", "30 per 100,000": a share. */
function oneIn(list: readonly Token[], part: Numeral): Measured | null {
  const [count = 0] = part.values;
  if (count < 0.01 || part.scale > 1) return null;
  let sign = part.next;
  while (sign < part.next + 2 && list[sign]?.kind === 'word' && !isStop(ahead(list, sign))) sign += 1;
  const word = ahead(list, sign);
  const isOutOf = word === 'out' && ahead(list, sign + 1) === 'of';
  if ((word !== 'in' && word !== 'per' && !isOutOf) || (word !== 'per' && !Number.isInteger(count))) return null;
  const from = isOutOf ? sign + 2 : sign + 1;
  const whole = list[from]?.newLine ? null : numeral(list, from);
  const [size = 0] = whole?.values ?? [];
  const isNamed = sign > part.next;
  if (!whole || !Number.isFinite(size) || size < wholeAtLeast(count, word, isNamed)) return null;
  const unit = measureAt(list, whole);
  const isMeasured = !unit.bare && !unit.counted;
  const isPlace = word === 'in' && isNamed && !unit.bare;
  if (isMeasured || isPlace || isName(list, whole, unit) || (count === 1 && size < 10 && !unit.bare)) return null;
  const share = exact((100 * count) / size);
  return measured({ ...part, spelled: part.spelled && whole.spelled }, [{ value: share, unit: '%' }], whole.next);
}

/** How large a whole must be, so that "1 in 12" is a share of it and "3 in 12" only says where. */
function wholeAtLeast(part: number, word: string, isNamed: boolean): number {
  if (word === 'per') return Math.max(100, part * 2);
  if (word === 'out') return Math.max(part === 1 ? 3 : 10, part * 2);
  return part === 1 ? (isNamed ? 20 : 3) : Math.max(1000, part * 2);
}

const TIMES = new Map([
  ['once', 1],
  ['twice', 2],
  ['thrice', 3],
]);

/** "twice a week" */
function often(list: readonly Token[], at: number): Measured | null {
  const value = TIMES.get(list[at]?.low ?? '');
  const per = value === undefined ? null : periodAt(list, at + 1);
  if (value === undefined || !per) return null;
  return measured(spelledOne(list, at, at + 1, value), inUnit([value], 'times', per.per), per.next);
}

/** "eightfold" */
function fold(list: readonly Token[], at: number): Measured | null {
  const low = list[at]?.low ?? '';
  const value = low.endsWith('fold') ? ONES.get(low.slice(0, -4)) : undefined;
  if (value === undefined || value < 2) return null;
  return measured(spelledOne(list, at, at + 1, value), inUnit([value], 'times'), at + 1);
}

/** "sub-millisecond" */
function subUnit(list: readonly Token[], at: number): Measured | null {
  if (list[at]?.low !== 'sub' || ahead(list, at + 1) !== '-' || !list[at + 2]?.glued) return null;
  const unit = DURATION_WORDS.get(ahead(list, at + 2));
  if (!unit) return null;
  const read = measured(spelledOne(list, at + 2, at + 3, 1), inUnit([1], unit), at + 3);
  return { ...read, number: { ...read.number, spelled: true } };
}

/** Words after which "an hour" is one that was measured. */
const BEFORE_ARTICLE =
  wordSet(`took take takes taking from to under below over than about around nearly almost roughly within lasted
  lasts was is used till until → ->`);

/** "took an hour", "under a second", "a second and a half" */
function article(list: readonly Token[], at: number): Measured | null {
  const low = list[at]?.low ?? '';
  const unit = DURATION_WORDS.get(ahead(list, at + 1));
  if ((low !== 'a' && low !== 'an') || !unit || ahead(list, at + 1).length < 3) return null;
  const half = andFraction(list, at + 2);
  const number = spelledOne(list, at, at + 1, 1);
  if (half) return measured(number, inUnit([exact(1 + half.part)], unit), half.next);
  const isMeant = !list[at]?.newLine && BEFORE_ARTICLE.has(behind(list, at - 1));
  if (!isMeant || (list[at + 2]?.kind === 'word' && !isStop(ahead(list, at + 2)))) return null;
  return measured(number, inUnit([1], unit), at + 2);
}
