/**
 * Quantities as engineers write them: `8.5k→72k orders/min`, `from 1,8 s to 210ms`, `four nines`, `1 in 10 million`.
 * Reads them, tells before from after, converts, compares, and derives what follows. Pure and linear in the text.
 */
import type { Topic } from './brief.ts';
import type { Amount } from './figures/amount.ts';
import { type FoundFigure, figureOf } from './figures/assemble.ts';
import { derivation } from './figures/derived.ts';
import { itemsOf } from './figures/items.ts';
import { isPrice } from './figures/measure.ts';
import { pairUp } from './figures/pairs.ts';
import type { Percentile } from './figures/percentiles.ts';
import { remembered } from './figures/remembered.ts';
import { replacements } from './figures/repairs.ts';
import { disowned, withoutRetracted } from './figures/retracted.ts';
import { leanings } from './figures/timing.ts';
import { type Told, toldIn } from './figures/told.ts';
import { inBase, kindOf } from './figures/units.ts';
import { zeros } from './figures/zeros.ts';
import type { Quantity } from './quantity.ts';

export type { FoundFigure } from './figures/assemble.ts';
export { sameDigits } from './figures/retracted.ts';
export { cut, factor, inBase, kindOf, remainder, sameQuantity } from './figures/units.ts';

interface Figures {
  readonly found: readonly FoundFigure[];
  /** Quantities that were said and then taken back ("19k, no sorry 9k") or denied ("not 210"). */
  readonly retracted: readonly Quantity[];
  /** Every other quantity: team sizes, windows, mentions. */
  readonly others: readonly Quantity[];
  /** The percentile, if the text names exactly one. */
  readonly percentile: string | null;
}

/** A quantity where it stands, for readers that must match it with one that is known. */
export interface Mention {
  readonly quantity: Quantity;
  readonly bare: boolean;
  readonly approximate: boolean;
  readonly kind: Amount['kind'];
  /** Named only to be denied or explained away. */
  readonly denied: boolean;
  readonly lean: number;
  readonly start: number;
  readonly end: number;
}

/** All quantities of a text in the order told, without asking what they measure. */
export const readMentions = remembered(mentionsIn, { texts: 16, length: Number.POSITIVE_INFINITY });

function mentionsIn(text: string): readonly Mention[] {
  const { speech, amounts, percentiles } = toldIn(text);
  const { list } = speech;
  const told = outside(amounts, percentiles);
  const leans = leanings(speech, told);
  return told.map((amount, index) => ({
    quantity: amount.quantity,
    kind: amount.kind,
    bare: amount.bare,
    approximate: amount.approximate,
    denied: amount.denied || disowned(list, amount),
    lean: leans[index] ?? 0,
    start: amount.start,
    end: amount.end,
  }));
}

/** A number that was taken back, and the one that took its place: "three years. no wait, four". */
interface Repair {
  readonly retracted: { readonly start: number; readonly end: number };
  readonly replacement: { readonly start: number; readonly end: number };
  /** The replacement has no unit of its own. */
  readonly bare: boolean;
}

export function readRepairs(text: string): Repair[] {
  const { speech, amounts: told } = toldIn(text);
  return [...replacements(speech.list, told)].flatMap(([earlier, later]) => {
    const [old, fresh] = [told[earlier], told[later]];
    return old && fresh ? [{ retracted: old, replacement: fresh, bare: fresh.bare }] : [];
  });
}

/** The percentiles that a text names, in order. */
export function readPercentiles(text: string): string[] {
  return toldIn(text).percentiles.map(({ name }) => name);
}

/**
 * Reads the figures of a text. `asked` is the topic that stood asked: it says what a number means where the words
 * don't.
 */
export function readFigures(text: string, asked: Topic | null = null): Figures {
  const all = toldIn(text);
  const { speech, percentiles: named } = all;
  const { list } = speech;
  const { kept, retracted } = standingIn(all, asked);
  const items = itemsOf(speech, kept, named, asked);
  const { pairs, singles } = pairUp(list, items, asked);
  const derived = derivation(speech, items);
  const whole = [...pairs, ...singles]
    .map((part) => figureOf(speech, derived(part), asked))
    .filter((figure) => figure !== null)
    .sort((one, other) => one.start - other.start);
  const used = new Set([...pairs, ...singles].flatMap(({ before, after }) => [before, after]));
  const others = items.filter((item) => !used.has(item)).map(({ amount }) => amount.quantity);
  const names = new Set(named.map(({ name }) => name));
  return {
    found: withoutRepeats(lendUnits(whole)),
    retracted,
    others,
    percentile: names.size === 1 ? (named[0]?.name ?? null) : null,
  };
}

/** What was said and taken back in the same text. */
export function readRetracted(text: string, asked: Topic | null): readonly Quantity[] {
  return standingIn(toldIn(text), asked).retracted;
}

function standingIn(
  { speech: { list }, amounts: said, percentiles: named }: Told,
  asked: Topic | null,
): { kept: Amount[]; retracted: Quantity[] } {
  const all = [...said, ...zeros(list, said, asked)].sort((one, other) => one.first - other.first);
  const told = all.filter(
    (amount, index) => (index === 0 || amount.first >= (all[index - 1]?.next ?? 0)) && !isPrice(list, amount),
  );
  return withoutRetracted(list, outside(told, named));
}

/** The amounts that are no part of a percentile's name; both lists are in the order told. */
function outside(told: readonly Amount[], named: readonly Percentile[]): Amount[] {
  let index = 0;
  return told.filter((amount) => {
    while ((named[index]?.next ?? Number.POSITIVE_INFINITY) <= amount.first) index += 1;
    return amount.next <= (named[index]?.at ?? Number.POSITIVE_INFINITY);
  });
}

/** "p50 3 seconds → 0.2, p95 11 → 0.7": percentiles told in one breath have one unit, where the sizes agree with it. */
function lendUnits(found: readonly FoundFigure[]): FoundFigure[] {
  return found.map((each, index) => {
    const { before, after, topic, percentile } = each.figure;
    const previous = found[index - 1]?.figure;
    if (topic !== 'latency' || !percentile || !each.lacks.includes('unit') || !before || !after) return each;
    const unit = previous?.topic === 'latency' && previous.percentile ? previous.before?.unit : undefined;
    if (!previous?.before || !previous.after || !unit || previous.after.unit !== unit || before.unit || after.unit)
      return each;
    const alike = [before.value / previous.before.value, after.value / previous.after.value];
    if (alike.some((ratio) => ratio < 0.1 || ratio > 30)) return each;
    const figure = { ...each.figure, before: { ...before, unit }, after: { ...after, unit } };
    return { ...each, figure, lacks: each.lacks.filter((lack) => lack !== 'unit') };
  });
}

/** Drops levels that only say again what another figure says. */
function withoutRepeats(found: readonly FoundFigure[]): FoundFigure[] {
  const isWhole = ({ figure }: FoundFigure) => figure.before !== undefined && figure.after !== undefined;
  const keys = ({ figure: { topic, before, after } }: FoundFigure) =>
    [before, after].flatMap((side) => (side ? [`${topic} ${kindOf(side)} ${inBase(side).toPrecision(13)}`] : []));
  const told = new Set(found.filter(isWhole).flatMap(keys));
  /** Of each level that is kept, the percentile that it was told at. */
  const levels = new Map<string, string | undefined>();
  return found.filter((each) => {
    if (isWhole(each)) return true;
    const [key = ''] = keys(each);
    const { percentile } = each.figure;
    const known = levels.get(key);
    if (told.has(key) || (levels.has(key) && (!percentile || percentile === known))) return false;
    levels.set(key, percentile);
    return true;
  });
}
