/** Figures as candidates have them, made up, and how they are written down. */
import type { Metric } from '../../../src/machine/brief.ts';
import { inBase, kindOf } from '../../../src/machine/figures.ts';
import type { Period, Quantity } from '../../../src/machine/quantity.ts';
import type { Random } from './random.ts';

export interface Told {
  readonly metric: Metric;
  readonly kind: 'rate' | 'duration' | 'share' | 'count';
  readonly percentile: string | null;
  /** Of faults: what went wrong, as an adjective. */
  readonly state: string;
  readonly before: Quantity;
  readonly after: Quantity;
}

const NOUNS = ['jobs', 'orders', 'messages', 'invoices', 'lookups', 'readings', 'bookings', 'payments'] as const;
const FAULTS = [
  ['lost', 'parcels'],
  ['failed', 'pushes'],
  ['duplicate', 'charges'],
  ['rejected', 'files'],
] as const;
const PERIODS = ['second', 'minute', 'hour', 'day'] as const satisfies readonly Period[];

/** Two or three digits that count, as measured numbers have them, and no more zeros than engineers say. */
function measured(random: Random, least: number, most: number): number {
  for (;;) {
    const value = random.whole(least, most);
    const step = value >= 10_000 ? 1000 : value >= 1000 ? 100 : value >= 200 ? 10 : 1;
    const rounded = Math.round(value / step) * step;
    if (rounded >= least && rounded <= most) return rounded;
  }
}

function throughput(random: Random): Told {
  const unit = random.one(NOUNS);
  const per = random.one(PERIODS);
  const before = measured(random, 20, 4000);
  const after = measured(random, before * 3, before * 30);
  return {
    metric: 'throughput',
    kind: 'rate',
    percentile: null,
    state: '',
    before: { value: before, unit, per },
    after: { value: after, unit, per },
  };
}

/** In milliseconds, or in seconds from one second on. */
function duration(milliseconds: number): Quantity {
  return milliseconds >= 1000 && milliseconds % 100 === 0
    ? { value: milliseconds / 1000, unit: 's' }
    : { value: milliseconds, unit: 'ms' };
}

function latency(random: Random, percentile: string, least: number): Told {
  const before = measured(random, least * 4, least * 12);
  const after = measured(random, Math.ceil(before / 20), Math.floor(before / 2));
  return {
    metric: 'latency',
    kind: 'duration',
    percentile,
    state: '',
    before: duration(before),
    after: duration(after),
  };
}

function availability(random: Random): Told {
  const before = random.one([98.7, 99.1, 99.2, 99.4, 99.5]);
  const after = random.one([99.92, 99.95, 99.97, 99.98, 99.99, 99.9999, 99.999999, 99.999999999]);
  return {
    metric: 'reliability',
    kind: 'share',
    percentile: null,
    state: 'availability',
    before: { value: before, unit: '%' },
    after: { value: after, unit: '%' },
  };
}

function faults(random: Random): Told {
  const [state, unit] = random.one(FAULTS);
  const per = random.one(['day', 'week', 'month'] as const);
  const before = random.whole(24, 180);
  const after = random.whole(4, Math.floor(before / 3));
  return {
    metric: 'reliability',
    kind: 'count',
    percentile: null,
    state,
    before: { value: before, unit, per },
    after: { value: after, unit, per },
  };
}

/** One figure of each metric; of latency sometimes two. No two values are alike, so that a lie can't be true by chance. */
export function figures(random: Random): Told[] {
  for (;;) {
    const two = random.chance(0.3);
    const [low, high] = two ? ['p50', random.one(['p95', 'p99'])] : [null, random.one(['p90', 'p95', 'p99', 'p99.9'])];
    const told = [
      throughput(random),
      ...(low ? [latency(random, low, 12)] : []),
      latency(random, high, low ? 150 : random.one([20, 60, 250])),
      random.chance(0.5) ? availability(random) : faults(random),
    ];
    const values = told.flatMap(({ before, after }) => [before, after]);
    if (values.every((value, index) => !values.slice(index + 1).some((other) => areAlike(value, other)))) return told;
  }
}

/** In their digits, or as two roundings of one thing would be. */
function areAlike(one: Quantity, other: Quantity): boolean {
  const [a, b] = [inBase(one), inBase(other)];
  const near = kindOf(one) === 'duration' && kindOf(other) === 'duration' && Math.abs(a - b) <= 0.15 * Math.max(a, b);
  return near || significant(one.value) === significant(other.value);
}

/** The digits of a number, without point and zeros around them: 4,500 and 45 and 0.45 are alike. */
export function significant(value: number): string {
  return String(Number(value.toPrecision(12)))
    .replace('.', '')
    .replace(/^0+|0+$/g, '');
}

export function number(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 12 });
}

export function quantity({ value, unit, per }: Quantity): string {
  if (unit === '%') return `${number(value)}%`;
  return `${number(value)} ${unit}${per ? ` per ${per}` : ''}`;
}
