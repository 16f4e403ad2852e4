/** Quantities of a text with their context: percentile, unit, and side of a change. */
import { comparable, isClose, kindOf, type Quantity, sameQuantity } from '../machine/quantity.ts';
import { markedSide, type Side, timeOrder } from '../text/before-after.ts';
import { type Span, wordSet } from '../text/lexer.ts';
import { type Mention, numbersIn, type PercentileMention } from '../text/quantities.ts';
import { sentencesIn } from '../text/sentences.ts';
import { cached } from './cache.ts';
import { stemsOf, wordsIn } from './draft-words.ts';
import type { Fact } from './facts.ts';
import { readingsOf } from './render.ts';

/** A quantity that the facts don't support, and why. */
export interface QuantityFault extends Span {
  readonly kind: 'number' | 'order' | 'percentile' | 'derived';
}

/** A quantity that a text states. */
export interface QuantityInContext {
  readonly mention: Mention;
  readonly readings: readonly Quantity[];
  readonly percentile: string | null;
  /** Position of the percentile. */
  readonly at: PercentileMention | null;
  readonly side: Side | null;
}

/** A quantity of a fact, with its sentence. */
export interface FactQuantity extends Omit<QuantityInContext, 'mention' | 'at'> {
  readonly fact: string;
  /** Stems of the sentence. */
  readonly stems: ReadonlySet<string>;
  readonly text: string;
}

/** Up to this value, counts must have the same noun: "three regions" is not "three of us". */
export const SMALL = 12;

/** Quantities of a fact: those of its figure, then the others of its text. @param stated quantities of the text */
export function quantitiesInFact(
  { id, text, figure }: Pick<Fact, 'id' | 'text' | 'figure'>,
  { stated }: ReturnType<typeof quantitiesInText>,
): FactQuantity[] {
  const ofFigure = (['before', 'now'] as const).flatMap((side): FactQuantity[] => {
    const amount = figure?.[side];
    if (!amount) return [];
    const readings = [amount.quantity];
    const { percentile } = figure;
    return [{ fact: id, readings, percentile, side, stems: new Set(stemsOf(text)), text }];
  });
  // "85,000" in the answer is the figure's "85,000 players per minute".
  const isTold = ({ readings }: QuantityInContext) =>
    ofFigure.some((one) =>
      one.readings.some((a) =>
        readings.some((b) => sameQuantity(a, b) || (kindOf(b) === 'bare' && isClose(a.value, b.value, 1e-9))),
      ),
    );
  const sentences = sentencesIn(text);
  let end = 0;
  const ends = sentences.map((one) => {
    end = text.indexOf(one, end) + one.length;
    return end;
  });
  const around = ({ mention }: QuantityInContext) => sentences[ends.findIndex((one) => one >= mention.end)] ?? text;
  const stems = new Map<string, ReadonlySet<string>>();
  const stemsIn = (sentence: string) => cached(stems, sentence, () => new Set(stemsOf(sentence)));
  const rest = stated
    // The figure already has the side and percentile of its own numbers.
    .filter((one) => !isTold(one))
    .map((one) => ({ ...one, fact: id, stems: stemsIn(around(one)), text: around(one) }));
  return [...ofFigure, ...rest];
}

/** Maximum numbers that are used of a text: one with more is a log or a table. */
const STATED_AT_MOST = 100;

export function quantitiesInText(text: string) {
  const numbers = numbersIn(text);
  const mentions = numbers.mentions.slice(0, STATED_AT_MOST);
  const { percentiles } = numbers;
  const sides = sidesOf(text, mentions);
  const used = new Set<PercentileMention>();
  const stated = mentions.map((mention, at): QuantityInContext => {
    const percentile =
      kindOf(mention.quantity) === 'share' ? null : percentileAt(text, mention, percentiles, mentions[at + 1]);
    if (percentile) used.add(percentile);
    // "Crashed nine times" counts, "nine times faster" compares.
    const events = isEvents(text, mention) ? [{ value: mention.quantity.value, unit: '' }] : [];
    const readings = [...readingsOf(mention), ...events];
    return {
      mention,
      readings,
      percentile: percentile?.name ?? null,
      at: percentile,
      side: sides.get(mention) ?? null,
    };
  });
  return {
    numbers,
    stated: stated.map((one, at) => withUnitOf(one, stated[at - 1])),
    loose: percentiles.filter((one) => !used.has(one)),
  };
}

/** "Within 4 seconds; it used to take 90": a bare number may take the unit of the duration before it. */
function withUnitOf(one: QuantityInContext, before: QuantityInContext | undefined): QuantityInContext {
  const { quantity } = one.mention;
  const lender = before?.mention.quantity;
  if (kindOf(quantity) !== 'bare' || lender === undefined || kindOf(lender) !== 'duration') return one;
  const readings = [...one.readings, { value: quantity.value, unit: lender.unit }];
  return { ...one, readings };
}

const COMPARED = /^\s(?:faster|more|as|the|quicker|higher|lower|fewer|less|smaller|better|larger|bigger|over|what)\b/iu;

function isEvents(text: string, { quantity, end }: Mention): boolean {
  return quantity.unit === 'times' && !COMPARED.test(text.slice(end, end + 12));
}

const TOUCHING: ReadonlySet<string> = new Set(['', 'at', 'at the', 'in the', '(', ',', 'at our', 'for the', 'of']);
/** Words between the two sides of a change. */
const ONWARD: ReadonlySet<string> = new Set(['to', 'down to', 'up to', '→', '->']);
/** Words between a percentile and its number: "a median of 1.5 s". */
const LEADING: ReadonlySet<string> = new Set(['', 'of', 'is', 'was', ':', '=']);

/**
 * Returns the percentile of a number: the one directly after it ("1.8 s at p99", "from 2 s to 15 ms at p50"), else the
 * last one before it in the same sentence, else a near one after it.
 *
 * @param other the next number
 */
function percentileAt(
  text: string,
  { start, end }: Mention,
  all: readonly PercentileMention[],
  other: Mention | undefined,
): PercentileMention | null {
  const between = (from: number, to: number) => text.slice(from, to).trim().toLowerCase();
  const next = all.find((one) => one.start >= end);
  if (next && TOUCHING.has(between(end, next.start))) return next;
  if (other && ONWARD.has(between(end, other.start)) && next && TOUCHING.has(between(other.end, next.start)))
    return next;
  const isApart = (gap: string) => /[.!?](?:\s|$)|[;\n]/u.test(gap);
  const last = all.findLast((one) => one.end <= start);
  if (last && !isApart(text.slice(last.end, start))) return last;
  const isOfOther = next && other && other.start >= next.end && LEADING.has(between(next.end, other.start));
  return next && !isOfOther && !isApart(text.slice(end, next.start)) && next.start - end < 60 ? next : null;
}

/** The sides of a change that are certain. A mention that is not in the map may be either side. */
function sidesOf(text: string, mentions: readonly Mention[]): ReadonlyMap<Mention, Side> {
  const sides = new Map<Mention, Side>();
  for (const [at, first] of mentions.entries()) {
    const second = mentions[at + 1];
    const isPair = second !== undefined && !sides.has(first) && isComparable(first, second);
    const order = isPair ? orderOf(text, first, second, mentions[at - 1]?.end ?? 0) : null;
    if (order !== null && second) {
      sides.set(first, order === 'first' ? 'before' : 'now');
      sides.set(second, order === 'first' ? 'now' : 'before');
    }
    const side = sides.has(first) || isSpan(text, first) ? null : markedSide(text, first);
    const isAfter = side === 'before' && isLater(text.slice(mentions[at - 1]?.end ?? 0, first.start));
    if (side !== null && !isAfter) sides.set(first, side);
  }
  return sides;
}

/** "35 minutes after the last reading" is not a side of a change. */
function isSpan(text: string, { quantity, end }: Mention): boolean {
  const [next = ''] = text
    .slice(end, end + 10)
    .trimStart()
    .split(' ', 1);
  return kindOf(quantity) === 'duration' && ['after', 'before'].includes(next);
}

const LATER: ReadonlySet<string> = wordSet('after since now today then later');

function isLater(text: string): boolean {
  return wordsIn(text).some((word) => LATER.has(word));
}

/**
 * @param from offset from which text before `first` belongs to it, not to an earlier number
 * @returns which of the two was before; null if uncertain. Accepts "2 s, from 40 s" and "used to take 260" of models
 */
function orderOf(text: string, first: Mention, second: Mention, from: number): 'first' | 'second' | null {
  const between = text.slice(first.end, second.start);
  const isTurned = between.endsWith(', from ');
  const relation = timeOrder(text, first, second);
  // "0.8% used to fail, and last year it was 0.04%", "the season before, 11, and last season it was 2"
  const front = text.slice(from, first.start).toLowerCase();
  const isEarlier = front.includes('used to ') || wordsIn(front).includes('before') || between.startsWith(' used to ');
  if (relation?.id === 'second-was' && isEarlier) return 'first';
  // "900 a second; after the rebuild it was 6,400": the past tense doesn't mark the side before.
  if (relation?.id === 'second-was' && isLater(between)) return null;
  return relation?.before ?? (isTurned ? 'second' : null);
}

/** A side may lack its unit: "6,400 per second, and 900 after". Equal quantities are no change: "one in 80 (1.25%)". */
function isComparable({ quantity: one }: Mention, { quantity: other }: Mention): boolean {
  if (sameQuantity(one, other)) return false;
  return comparable(one, other) || kindOf(one) === 'bare' || kindOf(other) === 'bare';
}
