/** Quantities of a draft and of the facts: whether two are the same, or one follows from a change between others. */
import {
  comparable,
  isClose,
  kindOf,
  type Quantity,
  type QuantityKind,
  sameQuantity,
  toBaseUnit,
} from '../machine/quantity.ts';
import { markedSide, type Side, timeOrder } from '../text/before-after.ts';
import type { Span } from '../text/lexer.ts';
import { type Mention, type Numbers, numbersIn } from '../text/quantities.ts';
import { sentencesIn } from '../text/sentences.ts';
import { wordsOfPeriod } from '../text/units.ts';
import type { Fact } from './facts.ts';
import { readingsOf, withoutPeriod } from './render.ts';
import { stem, stemsOf } from './word-lists.ts';

/** A quantity that the facts don't support, and why. */
export interface QuantityFault extends Span {
  readonly kind: 'number' | 'order' | 'percentile' | 'derived';
}

/** A quantity that a text states. */
export interface QuantityInContext {
  readonly mention: Mention;
  readonly readings: readonly Quantity[];
  readonly side: Side | null;
}

/** A quantity of a fact. */
export interface FactQuantity extends Omit<QuantityInContext, 'mention'> {
  /** The percentile of the figure, and those that the sentence names. */
  readonly percentiles: readonly string[];
  /** Stems of the sentence. */
  readonly stems: ReadonlySet<string>;
}

export interface StatedQuantities {
  readonly numbers: Numbers;
  readonly stated: readonly QuantityInContext[];
}

/** Quantities of a fact: those of its figure, then the others of its text. @param stated quantities of the text */
export function quantitiesInFact(
  { text, figure }: Pick<Fact, 'text' | 'figure'>,
  { numbers, stated }: StatedQuantities,
): FactQuantity[] {
  let end = 0;
  const sentences = sentencesIn(text).map((sentence) => {
    const start = end;
    end = text.indexOf(sentence, end) + sentence.length;
    return { end, stems: new Set(stemsOf(sentence)), percentiles: percentilesIn(numbers, start, end) };
  });
  const whole = { stems: new Set(stemsOf(text)), percentiles: percentilesIn(numbers, 0, text.length) };
  const ofFigure = (['before', 'now'] as const).flatMap((side): FactQuantity[] => {
    const amount = figure?.[side];
    if (!amount) return [];
    const { stems, percentiles } = whole;
    return [{ readings: [amount.quantity], side, stems, percentiles: [figure.percentile ?? '', ...percentiles] }];
  });
  // "85,000" in the answer is the figure's "85,000 players per minute".
  const isTold = ({ readings }: QuantityInContext) =>
    ofFigure.some((one) =>
      one.readings.some((a) =>
        readings.some((b) => sameQuantity(a, b) || (kindOf(b) === 'bare' && isClose(a.value, b.value, 1e-9))),
      ),
    );
  const rest = stated
    .filter((one) => !isTold(one))
    .map(({ mention, readings, side }) => {
      const { stems, percentiles } = sentences.find((sentence) => sentence.end >= mention.end) ?? whole;
      const marked = markedSide(text, mention, 'en') ?? markedSide(text, mention, 'any');
      return { readings, side: side ?? marked, stems, percentiles };
    });
  return [...ofFigure, ...rest];
}

function percentilesIn({ percentiles }: Numbers, from: number, to: number): readonly string[] {
  return percentiles.filter(({ start, end }) => start >= from && end <= to).map(({ name }) => name);
}

/** Maximum numbers that are used of a text: one with more is a log or a table. */
const STATED_AT_MOST = 100;

export function quantitiesInText(text: string): StatedQuantities {
  const numbers = numbersIn(text);
  const mentions = numbers.mentions.slice(0, STATED_AT_MOST);
  const sides = sidesOf(text, mentions);
  const stated = mentions.map((mention, at): QuantityInContext => {
    const { quantity } = mention;
    // "Crashed nine times" counts, "nine times faster" compares.
    const events = isEvents(text, mention) ? [{ value: quantity.value, unit: '' }] : [];
    // "Within 4 seconds; it used to take 90": a bare number may take the unit of the duration before it.
    const lender = mentions[at - 1]?.quantity;
    const isLent = kindOf(quantity) === 'bare' && lender !== undefined && kindOf(lender) === 'duration';
    const lent = isLent ? [{ value: quantity.value, unit: lender.unit }] : [];
    return { mention, readings: [...readingsOf(mention), ...events, ...lent], side: sides.get(mention) ?? null };
  });
  return { numbers, stated };
}

const COMPARED = /^\s(?:\p{L}+er|more|as|the|less|over|what)\b/iu;

function isEvents(text: string, { quantity, end }: Mention): boolean {
  return quantity.unit === 'times' && !COMPARED.test(text.slice(end, end + 12));
}

/** The sides of a change that are certain. A mention that is not in the map may be either side. */
function sidesOf(text: string, mentions: readonly Mention[]): ReadonlyMap<Mention, Side> {
  const sides = new Map<Mention, Side>();
  for (const [at, first] of mentions.entries()) {
    const second = mentions[at + 1];
    if (second === undefined || sides.has(first) || !isComparable(first, second)) continue;
    const before = earlierOf(text, first, second);
    if (before === null) continue;
    sides.set(first, before === 'first' ? 'before' : 'now');
    sides.set(second, before === 'first' ? 'now' : 'before');
  }
  return sides;
}

/** Which of the two was before; null if uncertain. Models also write "2 s, from 40 s". */
function earlierOf(text: string, first: Mention, second: Mention): 'first' | 'second' | null {
  const order = timeOrder(text, first, second) ?? timeOrder(text, first, second, 'any');
  // "900 a second; after the rebuild it was 6,400": the past tense alone doesn't mark the side before.
  if (order !== null) return order.before === 'second' && order.by === 'was' ? null : order.before;
  return text.slice(first.end, second.start).endsWith(', from ') ? 'second' : null;
}

/** A side may lack its unit: "6,400 per second, and 900 after". Equal quantities are no change: "one in 80 (1.25%)". */
function isComparable({ quantity: one }: Mention, { quantity: other }: Mention): boolean {
  if (sameQuantity(one, other)) return false;
  return comparable(one, other) || kindOf(one) === 'bare' || kindOf(other) === 'bare';
}

/** Relative tolerance: "about 40" may stand for 41.3. */
const ROUNDING = 0.05;

/** Relative tolerance of a mention: `ROUNDING` with "about", "over" or "under", else only for float errors. */
export function toleranceOf({ bound }: Mention): number {
  return bound === null ? 1e-9 : ROUNDING;
}

/** Whether one of the readings is the fact's quantity, with no period that the fact's sentence doesn't name. */
export function matchesFactQuantity(readings: readonly Quantity[], mention: Mention, other: FactQuantity): boolean {
  const candidates = mention.borrowed ? [...readings, ...readings.map(withoutPeriod)] : readings;
  return candidates.some((reading) =>
    other.readings.some((said) => {
      const period = said.per === undefined && kindOf(said) !== 'bare' ? reading.per : undefined;
      const isTold = period === undefined || wordsOfPeriod(period).some((word) => other.stems.has(stem(word)));
      return isTold && isSame(reading, said, toleranceOf(mention));
    }),
  );
}

export function isSame(reading: Quantity, said: Quantity, slack: number): boolean {
  if (sameQuantity(reading, said)) return true;
  const [kind, other] = [kindOf(reading), kindOf(said)];
  if (kind === 'bare' || other === 'bare') {
    // A bare number in a fact doesn't match a duration, an amount of data or money.
    if (other === 'bare' && (kind === 'duration' || kind === 'data' || kind === 'money')) return false;
    return isClose(reading.value, said.value, slack);
  }
  const isPeriodLess = reading.per === undefined || said.per === undefined;
  const [a, b] = isPeriodLess ? [withoutPeriod(reading), withoutPeriod(said)] : [reading, said];
  if (sameQuantity(a, b)) return true;
  if (isPeriodLess && (a.unit === '' || b.unit === '') && isClose(a.value, b.value, slack)) return true;
  return slack > 1e-6 && kindOf(a) === kindOf(b) && isClose(toBaseUnit(a), toBaseUnit(b), slack);
}

/** A change between two quantities of the same kind, or with one side bare. Values for comparison are precomputed. */
export interface StatedChange {
  /** In the base unit of the kind; unconverted if one side is bare. */
  readonly before: number;
  readonly now: number;
  /** Kind of the quantity now. */
  readonly kind: QuantityKind;
  /** The larger divided by the smaller; 0 unless both are positive. */
  readonly ratio: number;
  /** Stated as a change, not just two numbers in the same text. */
  readonly isTold: boolean;
}

function changeOf(from: Quantity, to: Quantity, isTold: boolean): StatedChange {
  const kind = kindOf(to);
  const isBare = kindOf(from) === 'bare' || kind === 'bare';
  const [before, now] = isBare ? [from.value, to.value] : [toBaseUnit(from), toBaseUnit(to)];
  const ratio = before > 0 && now > 0 ? Math.max(before / now, now / before) : 0;
  return { before, now, kind, ratio, isTold };
}

/** Maximum quantities of one text that are paired into changes. */
const PAIRED_AT_MOST = 12;

/** Changes of a fact: its figure, and every pair of quantities in its text. @param stated quantities of the text */
export function changesIn({ figure }: Fact, stated: readonly QuantityInContext[]): readonly StatedChange[] {
  const own = figure?.before && figure.now ? [changeOf(figure.before.quantity, figure.now.quantity, true)] : [];
  return [...own, ...changesOf(stated, false)];
}

export function changesOf(stated: readonly QuantityInContext[], isTold: boolean): readonly StatedChange[] {
  const few = stated.flatMap(({ readings }) => readings.slice(0, 1)).slice(0, PAIRED_AT_MOST);
  return few.flatMap((before, at) =>
    few.slice(at + 1).flatMap((now) => {
      const isOne = before.unit === 'times' || now.unit === 'times';
      const kinds = [kindOf(before), kindOf(now)];
      const isAlike = kinds[0] === kinds[1] || (kinds.includes('bare') && !kinds.includes('duration'));
      return isAlike && !isOne && !sameQuantity(before, now) ? [changeOf(before, now, isTold)] : [];
    }),
  );
}

/** Whether "between four and five times" spans the ratio of a change. */
export function isWithin(ends: readonly Quantity[], { ratio: exact }: StatedChange): boolean {
  const [low = 0, high = 0] = ends.map(({ value }) => value).toSorted((a, b) => a - b);
  return exact >= low * 0.98 && exact <= high * 1.02;
}

/** Whether a multiple ("8 times") matches the ratio of a change, with tolerance for rounding, "nearly", "more than". */
function isRatio(told: number, bound: Mention['bound'], { ratio: exact }: StatedChange): boolean {
  if (exact === 0) return false;
  if (bound === 'over') return told <= exact * 1.001 && exact <= told * 1.35;
  if (bound === 'under' || bound === 'up to') return told >= exact * 0.999 && told <= exact * 1.35;
  return isClose(told, exact, bound === 'about' ? 0.07 : ROUNDING) || Math.round(exact) === told;
}

/** Tolerance in percentage points: 1, or 3 for "almost 90 %", and less close to 100: 99.999 % is not 99.99 %. */
function shareSlack(share: number, bound: Mention['bound']): number {
  return Math.min(bound === null ? 1 : 3, Math.abs(100 - share) * 0.3 + 0.01);
}

/** Whether the quantity follows from one of the changes: as a share, a multiple or a difference. */
export function isDerived(reading: Quantity, bound: Mention['bound'], changes: readonly StatedChange[]): boolean {
  const [kind, base] = [kindOf(reading), toBaseUnit(reading)];
  return changes.some((change) => {
    const { before: a, now: b, ratio } = change;
    if (kind === 'share') {
      const isPoints = change.kind === 'share' && isClose(reading.value, Math.abs(b - a), 0.01);
      const isPart = change.kind !== 'share' && ratio > 0 && isClose(reading.value, 100 / ratio, 0.02);
      const part = (Math.abs(b - a) / a) * 100;
      return isPoints || isPart || (a > 0 && Math.abs(reading.value - part) <= shareSlack(reading.value, bound));
    }
    if (reading.unit === 'times') return isRatio(reading.value, bound, change);
    const isOfKind = change.isTold && kind === change.kind && a !== b;
    return isOfKind && isClose(base, Math.abs(b - a), bound === null ? 1e-6 : ROUNDING);
  });
}

/** A word for a multiple. */
interface Factor extends Span {
  readonly factor: number;
  /** "By a third", not "to a third". */
  readonly isCut: boolean;
}

/** "Twice a day", "half past" and "a quarter of a second" are no multiples. */
const FACTOR_WORDS: readonly RegExp[] = [
  /\b(?:(?:doubl|halv|tripl|trebl|quadrupl)(?:ed|ing)|(?:twice|half) (?:the|as)|order of magnitude|hundred-?fold)\b/giu,
  /\b(?:in half(?!-)|(?:by|to) (?:half|a third|two[- ]thirds|a quarter))\b(?! (?:an?|of|past)\b)/giu,
];
const FACTORS = { quadrupl: 4, quarter: 4, tripl: 3, trebl: 3, third: 3, magnitude: 10, hundred: 100 };

export function factorsIn(text: string): readonly Factor[] {
  return FACTOR_WORDS.flatMap((pattern) =>
    [...text.toLowerCase().matchAll(pattern)].map(({ 0: word, index: start }) => {
      const [, factor] = Object.entries(FACTORS).find(([part]) => word.includes(part)) ?? ['', 2];
      return { factor, isCut: word.startsWith('by '), start, end: start + word.length };
    }),
  );
}

export function isFactorOf({ factor, isCut }: Factor, { ratio }: StatedChange): boolean {
  const cut = ratio === 0 ? 0 : 1 / (1 - 1 / ratio);
  return isClose(ratio, factor, 0.1) || (isCut && isClose(cut, factor, 0.1));
}
