/** Quantities of a draft and of the facts, with their side of a change, and whether two of them are the same. */
import { comparable, isClose, kindOf, type Quantity, sameQuantity, toBaseUnit } from '../machine/quantity.ts';
import { markedSide, type Side, timeOrder } from '../text/before-after.ts';
import type { Span } from '../text/lexer.ts';
import { type Mention, type Numbers, numbersIn } from '../text/quantities.ts';
import { sentencesIn } from '../text/sentences.ts';
import { wordsOfPeriod } from '../text/units.ts';
import { stem, stemsOf } from './draft-words.ts';
import type { Fact } from './facts.ts';
import { readingsOf, withoutPeriod } from './render.ts';

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
    return { end, stems: new Set(stemsOf(sentence)), percentiles: namesIn(numbers, start, end) };
  });
  const whole = { stems: new Set(stemsOf(text)), percentiles: namesIn(numbers, 0, text.length) };
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
      return { readings, side: side ?? markedSide(text, mention), stems, percentiles };
    });
  return [...ofFigure, ...rest];
}

function namesIn({ percentiles }: Numbers, from: number, to: number): readonly string[] {
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
  const order = timeOrder(text, first, second);
  // "900 a second; after the rebuild it was 6,400": the past tense alone doesn't mark the side before.
  if (order !== null) return order.id === 'second-was' ? null : order.before;
  return text.slice(first.end, second.start).endsWith(', from ') ? 'second' : null;
}

/** A side may lack its unit: "6,400 per second, and 900 after". Equal quantities are no change: "one in 80 (1.25%)". */
function isComparable({ quantity: one }: Mention, { quantity: other }: Mention): boolean {
  if (sameQuantity(one, other)) return false;
  return comparable(one, other) || kindOf(one) === 'bare' || kindOf(other) === 'bare';
}

/** Relative tolerance: "about 40" may stand for 41.3. */
export const ROUNDING = 0.05;

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
