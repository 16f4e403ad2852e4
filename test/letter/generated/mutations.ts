/** Lies about one figure: what a model that is almost right would write. */
import { inBase, kindOf, sameQuantity } from '../../../src/machine/figures.ts';
import type { Period, Quantity } from '../../../src/machine/quantity.ts';
import { number, significant, type Told } from './figures.ts';
import type { Random } from './random.ts';

export type Lie = 'digit' | 'nines' | 'unit' | 'swap' | 'percentile';

/** More than this a number is off when nobody would call it a rounding. */
const BEYOND_ROUNDING = 0.12;

/** The lies that can be told of a figure, each as another figure; `loosely`: where it is told with an "about". */
export function lies(told: Told, all: readonly Told[], loosely: boolean, random: Random): (readonly [Lie, Told])[] {
  const known = all.flatMap(({ before, after }) => [before, after]);
  const side = random.one(['before', 'after'] as const);
  return [
    ['digit', { ...told, [side]: withDigit(told[side], known, loosely ? BEYOND_ROUNDING : 0, random) }],
    ...(/^99\.9{4,}$/.test(number(told.after.value))
      ? [['nines', { ...told, after: withOtherNines(told.after, random) }] as const]
      : []),
    ['unit', inOtherUnit(told, known, random)],
    ['swap', { ...told, before: told.after, after: told.before }],
    ...(told.percentile
      ? [['percentile', { ...told, percentile: otherPercentile(told.percentile, random) }] as const]
      : []),
  ];
}

/** A nine more or one less, of which nobody sees at a glance that it is ten times as much that fails. */
function withOtherNines(quantity: Quantity, random: Random): Quantity {
  const written = number(quantity.value);
  return { ...quantity, value: Number(random.chance(0.5) ? `${written}9` : written.slice(0, -1)) };
}

/** One digit of the number as it is written, another one in its place; never by chance what is known besides. */
function withDigit(quantity: Quantity, known: readonly Quantity[], least: number, random: Random): Quantity {
  const written = number(quantity.value);
  const places = [...written.matchAll(/\d/g)].map(({ index }) => index);
  for (;;) {
    const at = random.one(places);
    const digit = String(random.whole(at === 0 ? 1 : 0, 9));
    const value = Number(`${written.slice(0, at)}${digit}${written.slice(at + 1)}`.replaceAll(',', ''));
    const changed = { ...quantity, value };
    const isNew = known.every(
      (other) =>
        significant(other.value) !== significant(value) &&
        !isNearly(other, changed, least) &&
        !sameQuantity(other, changed),
    );
    // More than everything is not available, and is caught by no comparison.
    if (value > 0 && isNew && !(quantity.unit === '%' && value > 100)) return changed;
  }
}

const DURATIONS = ['ms', 's', 'min'] as const;
const PERIODS = ['second', 'minute', 'hour', 'day', 'week', 'month'] as const satisfies readonly Period[];

/** In another unit, in which it does not by chance say nearly what is known: 124 a month are 29 a week. */
function inOtherUnit(told: Told, known: readonly Quantity[], random: Random): Told {
  const isTrue = (side: Quantity) => known.some((quantity) => isNearly(quantity, side, 0.01));
  for (;;) {
    const other = otherUnit(told, random);
    if ([other.before, other.after].every((side) => side === told.before || side === told.after || !isTrue(side)))
      return other;
  }
}

function isNearly(one: Quantity, other: Quantity, within: number): boolean {
  const [a, b] = [inBase(one), inBase(other)];
  return kindOf(one) === kindOf(other) && Math.abs(a - b) <= within * Math.max(a, b);
}

/** The number stays, and what it counts, or over which time, is another. */
function otherUnit(told: Told, random: Random): Told {
  const { kind, before, after } = told;
  switch (kind) {
    case 'rate':
    case 'count': {
      const per = random.one(PERIODS.filter((period) => period !== after.per));
      return { ...told, before: { ...before, per }, after: { ...after, per } };
    }
    case 'duration': {
      const side = random.one(['before', 'after'] as const);
      return {
        ...told,
        [side]: { ...told[side], unit: random.one(DURATIONS.filter((unit) => unit !== told[side].unit)) },
      };
    }
    case 'share':
      return { ...told, after: { value: after.value, unit: random.one(['seconds', 'hours', 'requests']) } };
  }
}

function otherPercentile(percentile: string, random: Random): string {
  return random.one(['p50', 'p90', 'p95', 'p99', 'p99.9'].filter((other) => other !== percentile));
}
