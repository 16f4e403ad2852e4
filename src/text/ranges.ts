/** Bounds ("under 200 ms"), ranges ("200–300 ms"), and units borrowed from a neighbour ("8.5 → 72k/min"). */
import { kindOf, type Quantity, toBaseUnit } from '../machine/quantity.ts';
import { lowAt, lowBefore, spellingMap, type Token, wordSet } from './lexer.ts';
import { inUnit, largeFirst, type Measure, measureAt, NINES_AT_MOST, nines } from './measure.ts';
import { exact, type Numeral } from './numerals.ts';
import { negates } from './phrases.ts';
import { periodAt } from './units.ts';

type Bound = 'about' | 'under' | 'up to' | 'over';

const BOUND_WORDS = spellingMap<Bound>([
  ['about', '~ ≈ about around roughly approximately approx ca circa almost nearly some maybe perhaps close_to'],
  ['under', '< sub under below less_than fewer_than lower_than faster_than'],
  ['up to', '<= ≤ at_most up_to until bis_to no_more_than'],
  ['over', '> >= ≥ over above more_than at_least upwards_of north_of in_excess_of no_less_than'],
]);
const BOUNDS = new Map([...BOUND_WORDS].map(([words, bound]) => [words.replaceAll('_', ' '), bound]));
const IN_BOUNDS = new Set([...BOUNDS.keys()].flatMap((words) => words.split(' ')));

/** What a negation in the same clause makes of a bound: "could not do more than 9,000" is a maximum. */
const NEGATED: Readonly<Partial<Record<Bound, Bound>>> = { over: 'up to', under: 'over' };
/** Words where another clause begins, and "not only". */
const CLAUSE_STARTS = wordSet(
  'and or but that which who because so if when only aber dass weil mais qui pero mas que porque',
);
/** Maximum words between a negation and its bound. */
const NEGATION_WITHIN = 10;

/** Whether a negation stands in the clause that ends before token `end`, the last one of a bound. */
function isNegated(list: readonly Token[], end: number, floor: number): boolean {
  // Spanish "no", which begins an answer in English: "no it was more than 40".
  const isForeign = list[end]?.text.toLowerCase() !== list[end]?.low;
  for (let at = end - 1; at >= Math.max(floor, end - NEGATION_WITHIN); at -= 1) {
    const low = lowBefore(list, at);
    if (list[at]?.kind !== 'word' || low === '' || CLAUSE_STARTS.has(low)) return false;
    if (low === 'no' ? isForeign : low === 'cannot' || negates(low)) return true;
  }
  return false;
}

/** The bound before token `at`; `first` is the first token of it that is glued to the number, else `at`. */
export function boundBefore(list: readonly Token[], at: number, floor: number): { bound: Bound | null; first: number } {
  const none = { bound: null, first: at };
  const low = at > floor ? lowBefore(list, at - 1) : '';
  const isGlued = list[at]?.glued === true;
  if (low === '-' && isGlued && lowBefore(list, at - 2) === 'sub') return { bound: 'under', first: at - 2 };
  // "0.2% > 0.01%": an arrow, not a bound.
  if (low === '>' && at - 1 === floor && floor > 0) return none;
  const isStopped = low === '.' && list[at - 1]?.glued === true;
  const end = isStopped ? at - 2 : at - 1;
  if (at <= floor || end < floor) return none;
  const last = lowBefore(list, end);
  if (!IN_BOUNDS.has(last)) return none;
  const two = `${lowBefore(list, end - 1)} ${last}`;
  const bound = BOUNDS.get(`${lowBefore(list, end - 2)} ${two}`) ?? BOUNDS.get(two) ?? BOUNDS.get(last) ?? null;
  if (!bound || (isStopped && bound !== 'about')) return none;
  // "From 40 up to 150": the end of a change, not a bound.
  const isChange = bound === 'up to' && floor > 0 && end - (last === 'to' ? 1 : 0) === floor;
  if (isChange) return none;
  const negated = list[end]?.kind === 'word' && isNegated(list, end, floor) ? NEGATED[bound] : undefined;
  return { bound: negated ?? bound, first: isGlued && list[end]?.kind === 'mark' ? at - 1 : at };
}

/** A quantity that spans the tokens `first` to `next` (exclusive). */
export interface Item {
  readonly first: number;
  readonly next: number;
  readonly number: Numeral;
  readonly measure: Measure;
  readonly bound: Bound | null;
  /** Unit, period or scale is borrowed from a neighbour. */
  readonly borrowed: boolean;
  readonly range: { readonly low: Quantity; readonly high: Quantity } | null;
}

export type Measured = Pick<Item, 'number' | 'measure'>;

/** Lets neighbours borrow units and scales, then joins ranges. Linear in the number of items. */
export function join(list: readonly Token[], items: readonly Item[]): Item[] {
  const lent = [...items];
  const lend = (index: number, from: number, direction: Link) => {
    const [item, lender] = [lent[index], lent[from]];
    if (!item || !lender) return;
    const link = index < from ? linkBetween(list, item, lender) : linkBetween(list, lender, item);
    if (link !== 'both' && link !== direction) return;
    lent[index] = borrow(direction === 'forward' ? scaled(item, lender) : item, lender);
  };
  for (let index = lent.length - 2; index >= 0; index -= 1) lend(index, index + 1, 'forward');
  for (let index = 1; index < lent.length; index += 1) lend(index, index - 1, 'backward');
  const joined: Item[] = [];
  for (const item of lent) {
    const last = joined.at(-1);
    const one = last ? (rangeOf(list, last, item) ?? restated(list, last, item)) : null;
    if (one) joined.splice(-1, 1, one);
    else joined.push(item);
  }
  return joined;
}

/** `forward`: the first of two neighbours may borrow from the second; `backward`: the reverse. */
type Link = 'forward' | 'backward' | 'both';

const LINKS = wordSet('to into auf bis until');
const DASHES = wordSet('- – —');
const BETWEEN = wordSet('down up now all the way , ( just only');

function linkBetween(list: readonly Token[], one: Item, other: Item): Link | null {
  const distance = other.first - one.next;
  if (distance === 0 || distance > 6) return null;
  const between = list.slice(one.next, other.first);
  if (between.some(({ newLine }) => newLine) || list[other.first]?.newLine) return null;
  let link: Link | null = null;
  for (const [index, { kind, low }] of between.entries()) {
    if (kind === 'arrow' || LINKS.has(low) || (low === '>' && index === 0)) link = 'both';
    else if (low === 'from') link = 'backward';
    else if (between.length === 1 && (low === 'and' || low === 'or' || DASHES.has(low))) link = 'forward';
    else if (!BETWEEN.has(low) && !IN_BOUNDS.has(low)) return null;
  }
  return link;
}

/** Borrows the scale: "8.5 to 72k". */
function scaled(one: Item, other: Item): Item {
  const { scale } = other.number;
  const [value = 0] = one.number.values;
  const ratio = (other.number.values[0] ?? 0) / scale / value;
  if (scale === 1 || one.number.scale !== 1 || one.measure.form !== 'bare' || !(ratio >= 1 && ratio <= 20)) return one;
  if (value >= 1000 || other.first - one.next !== 1) return one;
  const values = [exact(value * scale), ...one.number.values];
  const measure = { ...one.measure, quantities: inUnit(values, ''), shaped: false };
  return { ...one, number: { ...one.number, values, scale }, measure, borrowed: true };
}

/** Borrows the missing unit, period or both of `item` from `lender`. */
function borrow(item: Item, lender: Item): Item {
  const [own] = item.measure.quantities;
  const [from] = lender.measure.quantities;
  if (!own || !from || kindOf(from) === 'bare') return item;
  const isBare = item.measure.form === 'bare';
  // Both look like shares: neither borrows.
  if (lender.measure.shaped && (item.measure.shaped || !isBare)) return item;
  const give = (quantities: readonly Quantity[], isNines = false): Item => ({
    ...item,
    borrowed: true,
    measure: { ...item.measure, quantities, form: undefined, shaped: lender.measure.shaped, nines: isNines },
  });
  const { values, scale } = item.number;
  const [value = 0] = values;
  if (isBare) {
    if (lender.measure.nines && value > 0 && value <= NINES_AT_MOST) return give([nines(value)], true);
    const isCounted = kindOf(from) === 'count' || kindOf(from) === 'rate';
    return give(inUnit(isCounted && scale === 1 ? largeFirst(values) : values, from.unit, from.per));
  }
  // "EUR 3,100 -> 1,250 a month": an amount of money has one currency and one period.
  const isMoney = kindOf(from) === 'money' && kindOf(own) === 'rate';
  if (own.unit === '' && from.unit !== '' && (own.per === from.per || isMoney))
    return give(inUnit(values, from.unit, own.per));
  const isData = kindOf(own) === 'data' && kindOf(from) === 'data';
  const isOfMoney = kindOf(own) === 'money' && from.unit === '';
  const isSame = isData || isOfMoney || own.unit.toLowerCase() === from.unit.toLowerCase();
  const { per } = from;
  if (!isSame || own.per !== undefined || per === undefined || kindOf(own) === 'duration') return item;
  return give(item.measure.quantities.map((quantity) => ({ ...quantity, per })));
}

/**
 * Merges a number repeated in brackets: "120,000 slips (1.2 lakh) per day". The brackets say which of several readings is
 * likely: "30 mil (30 thousand) readings a minute".
 */
function restated(list: readonly Token[], one: Item, other: Item): Item | null {
  const { values } = one.number;
  const [told] = one.measure.quantities;
  const [again] = other.measure.quantities;
  const isInBrackets = lowAt(list, one.next) === '(' && other.first === one.next + 1 && lowAt(list, other.next) === ')';
  if (!told || !again || !isInBrackets || kindOf(again) !== 'bare') return null;
  if (one.measure.form === 'bare' && values.includes(again.value)) {
    const likely = [again.value, ...values.filter((value) => value !== again.value)];
    const number = { ...one.number, values: likely, next: other.next + 1 };
    const measure = measureAt(list, number);
    return { ...one, number, measure, next: measure.next };
  }
  if (told.value !== again.value) return null;
  const per = told.per === undefined ? periodAt(list, other.next + 1) : null;
  if (!per) return { ...one, next: other.next + 1 };
  return { ...one, next: per.next, measure: { ...one.measure, quantities: inUnit([told.value], told.unit, per.per) } };
}

/** Maximum ratio of the ends of a range with spaces around the dash; "200 - 5k" are two numbers. */
const SPACED_RATIO_AT_MOST = 3;

/** "200-300 ms", "between 2 and 3 seconds", "5–10k/s" */
function rangeOf(list: readonly Token[], one: Item, other: Item): Item | null {
  const sign = list[one.next];
  const [low] = one.measure.quantities;
  const [high] = other.measure.quantities;
  if (!sign || !low || !high || other.first !== one.next + 1 || one.range || sign.newLine) return null;
  const isBetween = sign.low === 'and' && lowBefore(list, one.first - 1) === 'between';
  const isGlued = sign.glued && list[other.first]?.glued === true;
  const isNear = high.value <= low.value * SPACED_RATIO_AT_MOST && (one.borrowed || one.measure.form === 'bare');
  if (!isBetween && !(DASHES.has(sign.low) && (isGlued || isNear))) return null;
  const converts = kindOf(low) === 'duration' || kindOf(low) === 'data';
  const isSame = kindOf(low) === kindOf(high) && (converts || low.unit === high.unit) && low.per === high.per;
  if (!isSame || toBaseUnit(low) >= toBaseUnit(high)) return null;
  const number = { ...other.number, spelled: one.number.spelled && other.number.spelled };
  return { ...other, number, first: one.first, bound: one.bound, borrowed: false, range: { low, high } };
}
