/** Units that backend engineers measure in, and how they convert. */
import type { Period, Quantity } from '../quantity.ts';

/** Milliseconds of each duration unit, by the name that a quantity carries. */
const MILLISECONDS = {
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
};
type DurationUnit = keyof typeof MILLISECONDS;

const DURATION_NAMES: Record<DurationUnit, string> = {
  ns: 'ns nanosecond nanoseconds nanos',
  µs: 'µs μs us usec usecs microsecond microseconds micros mics',
  ms: 'ms msec msecs milli millis millisec millisecs millisecond milliseconds milisecond miliseconds',
  s: 's sec secs second seconds sek sekunden seg segs segundos',
  min: 'm min mins minute minutes',
  hours: 'h hr hrs hour hours',
  days: 'd day days',
  weeks: 'w wk week weeks',
  months: 'month months',
  years: 'y yr yrs year years',
};

const DURATIONS = new Map<string, DurationUnit>();
for (const unit of Object.keys(MILLISECONDS)) {
  if (isDurationUnit(unit)) for (const name of DURATION_NAMES[unit].split(' ')) DURATIONS.set(name, unit);
}

function isDurationUnit(unit: string): unit is DurationUnit {
  return Object.hasOwn(MILLISECONDS, unit);
}

/** The duration unit that a word names, if it names one. */
export function durationUnit(word: string): DurationUnit | undefined {
  return DURATIONS.get(word);
}

const BYTES: Record<string, number> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  pb: 1e15,
  kbit: 125,
  mbit: 125e3,
  gbit: 125e6,
  tbit: 125e9,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
  tib: 1024 ** 4,
  pib: 1024 ** 5,
};
const LONG_BYTES: Record<string, string> = {
  bytes: 'B',
  kilobytes: 'KB',
  megabytes: 'MB',
  gigabytes: 'GB',
  gigs: 'GB',
  terabytes: 'TB',
  petabytes: 'PB',
};

/** The data unit that a word names ("GB", "terabytes"); a lone "b" is a multiplier, not a byte. */
export function dataUnit(word: string): string | undefined {
  const long = LONG_BYTES[word] ?? LONG_BYTES[`${word}s`];
  if (long) return long;
  return word.length > 1 && Object.hasOwn(BYTES, word)
    ? word.replace(/^[kmgtp]/, (letter) => letter.toUpperCase()).replace(/b$/, 'B')
    : undefined;
}

const PERIODS = new Map<string, Period>(
  Object.entries({
    second: 'second',
    sec: 'second',
    s: 'second',
    sek: 'second',
    minute: 'minute',
    min: 'minute',
    m: 'minute',
    minit: 'minute',
    hour: 'hour',
    hr: 'hour',
    h: 'hour',
    day: 'day',
    d: 'day',
    night: 'day',
    week: 'week',
    wk: 'week',
    month: 'month',
    mo: 'month',
    mth: 'month',
    quarter: 'quarter',
    year: 'year',
    yr: 'year',
    y: 'year',
    annum: 'year',
  } satisfies Record<string, Period>),
);

export function period(word: string): Period | undefined {
  return PERIODS.get(word);
}

export const ADVERBS = new Map<string, Period>([
  ['hourly', 'hour'],
  ['daily', 'day'],
  ['nightly', 'day'],
  ['weekly', 'week'],
  ['monthly', 'month'],
  ['yearly', 'year'],
  ['annually', 'year'],
]);

/** Abbreviations that are a noun and a period at once. */
export const RATES = new Map<string, { unit: string; per: Period }>([
  ['rps', { unit: 'requests', per: 'second' }],
  ['qps', { unit: 'queries', per: 'second' }],
  ['tps', { unit: 'transactions', per: 'second' }],
  ['eps', { unit: 'events', per: 'second' }],
  ['iops', { unit: 'operations', per: 'second' }],
  ['ops', { unit: 'operations', per: 'second' }],
  ['wps', { unit: 'writes', per: 'second' }],
  ['mps', { unit: 'messages', per: 'second' }],
  ['rpm', { unit: 'requests', per: 'minute' }],
  ['tpm', { unit: 'transactions', per: 'minute' }],
  ['tpd', { unit: 'transactions', per: 'day' }],
]);

const SECONDS: Record<Period, number> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  quarter: 7_776_000,
  year: 31_536_000,
};

type QuantityKind = 'duration' | 'rate' | 'data' | 'share' | 'count';

/** What kind of thing a quantity measures; two quantities compare only within a kind. */
export function kindOf(quantity: Quantity): QuantityKind {
  if (quantity.unit === '%') return 'share';
  if (isDurationUnit(quantity.unit)) return 'duration';
  if (Object.hasOwn(BYTES, quantity.unit.toLowerCase())) return 'data';
  return quantity.per ? 'rate' : 'count';
}

/**
 * The quantity in its kind's base unit: milliseconds, things per second, bytes (per second, where there is a period),
 * per cent, or a plain count.
 */
export function inBase(quantity: Quantity): number {
  const perSecond = quantity.per ? SECONDS[quantity.per] : 1;
  switch (kindOf(quantity)) {
    case 'duration':
      return quantity.value * (isDurationUnit(quantity.unit) ? MILLISECONDS[quantity.unit] : 1);
    case 'data':
      return (quantity.value * (BYTES[quantity.unit.toLowerCase()] ?? 1)) / perSecond;
    case 'rate':
      return quantity.value / perSecond;
    default:
      return quantity.value;
  }
}

/**
 * The same amount, however it is written: 1.8 s and 1,800 ms, 72k a minute and 1,200 a second. Six nines and seven are
 * next to the same share, and leave ten times as much of the whole.
 */
export function sameQuantity(one: Quantity, other: Quantity): boolean {
  if (kindOf(one) !== kindOf(other)) return false;
  const [a, b] = [inBase(one), inBase(other)];
  return isSame(a, b, 1e-9) && (kindOf(one) !== 'share' || isSame(remainder(a), remainder(b), 1e-6));
}

function isSame(one: number, other: number, slack: number): boolean {
  return Math.abs(one - other) <= Math.max(Math.abs(one), Math.abs(other)) * slack;
}

/** What a percentage leaves of the whole, without the dust of binary fractions. */
export function remainder(percent: number): number {
  return Number((100 - percent).toFixed(14));
}

/** How many times `to` is `from` (below one where it fell); null across kinds or from zero. */
export function factor(from: Quantity, to: Quantity): number | null {
  if (kindOf(from) !== kindOf(to) || inBase(from) === 0) return null;
  return inBase(to) / inBase(from);
}

/** The percentage by which `to` lies below (positive) or above (negative) `from`; null where `factor` is. */
export function cut(from: Quantity, to: Quantity): number | null {
  const times = factor(from, to);
  return times === null ? null : (1 - times) * 100;
}
