/** Quantities and words that follow from a change between two quantities: multiples, shares and differences. */
import { isClose, kindOf, type Quantity, type QuantityKind, sameQuantity, toBaseUnit } from '../machine/quantity.ts';
import type { Span } from '../text/lexer.ts';
import type { Mention } from '../text/quantities.ts';
import { type QuantityInContext, ROUNDING } from './draft-quantities.ts';
import type { Fact } from './facts.ts';

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
  if (bound === 'under') return told >= exact * 0.999 && told <= exact * 1.35;
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
  /\b(?:in half|(?:by|to) (?:half|a third|two[- ]thirds|a quarter))\b(?! (?:an?|of|past)\b)/giu,
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
