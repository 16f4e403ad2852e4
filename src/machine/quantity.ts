/** Quantities: kinds, base units and comparison. `text/quantities.ts` parses them. */
import { z } from 'zod';

export const PERIODS = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export const PeriodSchema = z.enum(PERIODS);
export type Period = z.infer<typeof PeriodSchema>;

export const QuantitySchema = z.object({
  value: z.number(),
  /**
   * A duration unit (`ms`, `s`, `min`, `hours` …), `%`, a data unit (`GB` …), a currency (`EUR` …), the counted noun
   * ("lost orders"), or empty for a bare number.
   */
  unit: z.string(),
  per: PeriodSchema.exactOptional(),
});
export type Quantity = z.infer<typeof QuantitySchema>;

/** Milliseconds per duration unit. A `Quantity` has no other duration units. */
export const DURATIONS = {
  ns: 1e-6,
  µs: 1e-3,
  ms: 1,
  s: 1e3,
  min: 6e4,
  hours: 36e5,
  days: 864e5,
  weeks: 6048e5,
  months: 2592e6,
  years: 31536e6,
} as const;

/** Bytes per data unit. */
const BYTES = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  PB: 1e15,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
  TiB: 1024 ** 4,
} as const;

const SCALES: ReadonlyMap<string, number> = new Map(Object.entries({ ...DURATIONS, ...BYTES }));

/** ISO 4217 codes. */
export const CURRENCIES = ['EUR', 'USD', 'GBP', 'INR', 'CHF', 'JPY', 'CNY', 'BRL', 'PLN', 'SEK'] as const;

const SECONDS: Readonly<Record<Period, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  quarter: 7_776_000,
  year: 31_536_000,
};

/** Words before such a period, in all languages. */
const PER_WORDS = [' a ', ' per ', ' each ', ' pro ', ' par ', ' por '];

/** What a quantity measures. Different kinds can't be compared, except with a zero (see `comparable`). */
export type QuantityKind = 'duration' | 'rate' | 'share' | 'data' | 'money' | 'count' | 'bare';

/** Kind of each unit. A map, because lookups are frequent: each number of a text is compared with all of the sheet. */
const KINDS: ReadonlyMap<string, QuantityKind> = new Map<string, QuantityKind>([
  ['%', 'share'],
  ['', 'bare'],
  ...CURRENCIES.map((unit) => [unit, 'money'] as const),
  ...Object.keys(BYTES).map((unit) => [unit, 'data'] as const),
  ...Object.keys(DURATIONS).map((unit) => [unit, 'duration'] as const),
]);

export function kindOf({ unit, per }: Quantity): QuantityKind {
  const kind = KINDS.get(unit) ?? 'count';
  return per === undefined || kind === 'share' || kind === 'money' || kind === 'data' ? kind : 'rate';
}

/** Whether it is a number of things without a time: "4 people", or a bare "4". */
export function isCount(quantity: Quantity): boolean {
  return ['count', 'bare'].includes(kindOf(quantity));
}

/** What a count or a rate counts; empty for other quantities. */
export function nounOf(quantity: Quantity): string {
  return ['count', 'rate'].includes(kindOf(quantity)) ? quantity.unit : '';
}

/** Whether a count is one per something that has no fixed length: "tag reads a shift". */
export function isPerOther({ unit, per }: Quantity): boolean {
  return per === undefined && PER_WORDS.some((word) => unit.includes(word));
}

/** Converts to the base unit of the kind: milliseconds, things per second, per cent, bytes, or a plain count. */
export function toBaseUnit({ value, unit, per }: Quantity): number {
  return (value * (SCALES.get(unit) ?? 1)) / (per === undefined ? 1 : SECONDS[per]);
}

/** Whether both are the same amount: 1.8 s and 1,800 ms; 72k a minute and 1,200 a second. Counted nouns are ignored. */
export function sameQuantity(one: Quantity, other: Quantity): boolean {
  const a = toBaseUnit(one);
  const b = toBaseUnit(other);
  if (!isClose(a, b, 1e-9)) return false;
  const kind = kindOf(one);
  // 99.999 % and 99.9999 % are near each other, but their remainders differ by a factor of ten.
  return kind === kindOf(other) && (kind !== 'share' || isClose(100 - a, 100 - b, 1e-6));
}

export function isClose(one: number, other: number, slack: number): boolean {
  return Math.abs(one - other) <= Math.max(Math.abs(one), Math.abs(other)) * slack;
}

/** Whether the two can be "before" and "now" of a figure: same kind, or both counted and one of them zero. */
export function comparable(one: Quantity, other: Quantity): boolean {
  const [a, b] = [kindOf(one), kindOf(other)];
  if (a === b) return true;
  const counted = (kind: QuantityKind) => kind === 'count' || kind === 'rate' || kind === 'bare';
  return counted(a) && counted(b) && (one.value === 0 || other.value === 0);
}
