/** Neighbouring quantities: ranges, and units that one of them lends to the other. */
import { inBase, kindOf, type Quantity } from '../machine/quantity.ts';
import { type Bound, isBoundWord } from './bounds.ts';
import { behind, type Token, wordSet } from './lexer.ts';
import { inUnit, isMeasured, type Measure, nines } from './measure.ts';
import { exact } from './number-words.ts';
import type { Numeral } from './numerals.ts';

/** A quantity over the tokens `first` to `next` (exclusive). */
export interface Item {
  readonly first: number;
  readonly next: number;
  readonly number: Numeral;
  readonly measure: Measure;
  readonly bound: Bound | null;
  readonly borrowed: boolean;
  readonly range: { readonly low: Quantity; readonly high: Quantity } | null;
}

/** Lends units and scales, then joins ranges. Linear in the number of items. */
export function join(list: readonly Token[], items: readonly Item[]): Item[] {
  const lent = [...items];
  for (let index = lent.length - 2; index >= 0; index -= 1) {
    const [one, other] = [lent[index], lent[index + 1]];
    const link = one && other ? linkBetween(list, one, other) : null;
    if (one && other && link && link !== 'backward') lent[index] = borrow(scaled(one, other), other);
  }
  for (let index = 1; index < lent.length; index += 1) {
    const [one, other] = [lent[index - 1], lent[index]];
    const link = one && other ? linkBetween(list, one, other) : null;
    if (one && other && (link === 'both' || link === 'backward')) lent[index] = borrow(other, one);
  }
  const joined: Item[] = [];
  for (const item of lent) {
    const last = joined.at(-1);
    const range = last ? rangeOf(list, last, item) : null;
    if (range) joined.splice(-1, 1, range);
    else joined.push(item);
  }
  return joined;
}

const LINKS = wordSet('to into auf bis until');
const DASHES = wordSet('- – —');
const BETWEEN = wordSet('down up now all the way , ( just only');

/** How two neighbours are linked; `forward`: the first may borrow from the second, `backward` the reverse. */
function linkBetween(list: readonly Token[], one: Item, other: Item): 'forward' | 'backward' | 'both' | null {
  const distance = other.first - one.next;
  if (distance === 0 || distance > 6) return null;
  const between = list.slice(one.next, other.first);
  if (between.some(({ newLine }) => newLine)) return null;
  if (list[other.first]?.newLine) return null;
  let link: 'forward' | 'backward' | 'both' | null = null;
  for (const [index, { kind, low }] of between.entries()) {
    if (kind === 'arrow' || LINKS.has(low) || (low === '>' && index === 0)) link = 'both';
    else if (low === 'from') link = 'backward';
    else if (between.length === 1 && (low === 'and' || low === 'or' || DASHES.has(low))) link = 'forward';
    else if (!BETWEEN.has(low) && !isBoundWord(low)) return null;
  }
  return link;
}

/** "8.5 to 72k": the first number leaves out what the second says. */
function scaled(one: Item, other: Item): Item {
  const { scale } = other.number;
  const [value = 0] = one.number.values;
  const ratio = (other.number.values[0] ?? 0) / scale / value;
  if (scale === 1 || one.number.scale !== 1 || !one.measure.bare || !(ratio >= 1 && ratio <= 20)) return one;
  if (value >= 1000 || other.first - one.next !== 1) return one;
  const values = [exact(value * scale), ...one.number.values];
  const measure = { ...one.measure, quantities: inUnit(values, ''), shaped: false };
  return { ...one, number: { ...one.number, values, scale }, measure, borrowed: true };
}

/** Fills in what `item` leaves open and `lender` says: unit, period, or both. */
function borrow(item: Item, lender: Item): Item {
  const [own] = item.measure.quantities;
  const [from] = lender.measure.quantities;
  if (!own || !isMeasured(from)) return item;
  // Both are shares by their form: neither borrows.
  if (lender.measure.shaped && (item.measure.shaped || !item.measure.bare)) return item;
  const give = (quantities: readonly Quantity[]): Item => ({
    ...item,
    borrowed: true,
    measure: { ...item.measure, quantities, bare: false, shaped: lender.measure.shaped },
  });
  const { values } = item.number;
  if (item.measure.bare) {
    if (lender.measure.nines && !item.measure.shaped && (values[0] ?? 0) > 0 && (values[0] ?? 0) <= 12) {
      return { ...give([nines(values[0] ?? 0)]), measure: { ...give([nines(values[0] ?? 0)]).measure, nines: true } };
    }
    const whole = isCounted(from) && item.number.scale === 1 && values.some((value) => value >= 1000);
    const ordered = whole ? values.toSorted((a, b) => Number(b >= 1000) - Number(a >= 1000)) : values;
    return give(inUnit(ordered, from.unit, from.per));
  }
  if (own.unit === '' && own.per === from.per && from.unit !== '') return give(inUnit(values, from.unit, from.per));
  const isData = kindOf(own) === 'data' && kindOf(from) === 'data';
  const isSame = isData || own.unit.toLowerCase() === from.unit.toLowerCase();
  if (isSame && own.per === undefined && from.per !== undefined && kindOf(own) !== 'duration') {
    return give(item.measure.quantities.map((quantity) => ({ ...quantity, ...(from.per ? { per: from.per } : {}) })));
  }
  return item;
}

function isCounted(quantity: Quantity): boolean {
  const kind = kindOf(quantity);
  return kind === 'count' || kind === 'rate';
}

/** Numbers further apart than this, with spaces around the dash, are two: "200 - 5k". */
const SPACED_RATIO_AT_MOST = 3;

/** "200-300 ms", "between 2 and 3 seconds", "5–10k/s" */
function rangeOf(list: readonly Token[], one: Item, other: Item): Item | null {
  const sign = list[one.next];
  const [low] = one.measure.quantities;
  const [high] = other.measure.quantities;
  if (!sign || !low || !high || other.first - one.next !== 1 || one.range || sign.newLine) return null;
  const isBetween = sign.low === 'and' && behind(list, one.first - 1) === 'between';
  const isGlued = sign.glued && list[other.first]?.glued === true;
  const isNear = high.value <= low.value * SPACED_RATIO_AT_MOST && (one.borrowed || one.measure.bare);
  if (!isBetween && !(DASHES.has(sign.low) && (isGlued || isNear))) return null;
  const converts = kindOf(low) === 'duration' || kindOf(low) === 'data';
  const isSame = kindOf(low) === kindOf(high) && (converts || low.unit === high.unit) && low.per === high.per;
  if (!isSame || inBase(low) >= inBase(high)) return null;
  const spelled = one.number.spelled && other.number.spelled;
  const number = { ...other.number, spelled };
  return { ...other, number, first: one.first, bound: one.bound, borrowed: false, range: { low, high } };
}
