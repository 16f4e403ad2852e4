/** Compares figures of a brief with those of a case. Shares no code with the program, to be independent of it. */
import type { ExpectedFigure } from './case.ts';
import type { Figure, Period, Quantity } from './lines.ts';

const TOLERANCE = 0.001;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

const PERIODS: Readonly<Record<Period, number>> = {
  second: SECOND,
  minute: MINUTE,
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  month: YEAR / 12,
  quarter: YEAR / 4,
  year: YEAR,
};

/** Milliseconds of each unit of time, by common names. */
const DURATIONS = new Map<string, number>(
  Object.entries({
    'ns nanosecond nanoseconds': 1e-6,
    'us µs μs microsecond microseconds': 1e-3,
    'ms msec msecs millisecond milliseconds': 1,
    's sec secs second seconds': SECOND,
    'min mins minute minutes': MINUTE,
    'h hr hrs hour hours': HOUR,
    'd day days': DAY,
    'week weeks': PERIODS.week,
    'month months': PERIODS.month,
    'year years': PERIODS.year,
  }).flatMap(([names, ms]) => names.split(' ').map((name): [string, number] => [name, ms])),
);

type Kind = 'duration' | 'rate' | 'percentage' | 'count';

/** A quantity in the base unit of its kind: milliseconds, per second, percent, or unchanged. */
function normalise({ value, unit, per }: Quantity): { kind: Kind; value: number } {
  const name = unit.trim().toLowerCase();
  if (['%', 'percent', 'per cent'].includes(name)) return { kind: 'percentage', value };
  if (['nines', 'nine'].includes(name)) return { kind: 'percentage', value: 100 - 10 ** (2 - value) };
  const ms = DURATIONS.get(name);
  const amount = value * (ms ?? 1);
  if (per !== undefined) return { kind: 'rate', value: amount / (PERIODS[per] / SECOND) };
  return { kind: ms === undefined ? 'count' : 'duration', value: amount };
}

/** Whether two quantities have the same kind and number, within 0.1 %. The noun of a count isn't compared. */
export function sameQuantity(a: Quantity, b: Quantity): boolean {
  const [x, y] = [normalise(a), normalise(b)];
  if (x.kind !== y.kind || !near(x.value, y.value)) return false;
  // 99.95 % and 99.99 % are within 0.1 % of each other, so compare the difference to 100 as well.
  return x.kind !== 'percentage' || near(100 - x.value, 100 - y.value);
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

/** Whether topic, percentile and every expected side agree. An unexpected side is ignored. */
export function sameFigure(expected: ExpectedFigure, given: ExpectedFigure): boolean {
  return (
    expected.topic === given.topic &&
    percentileOf(expected) === percentileOf(given) &&
    sideAgrees(expected.before, given.before) &&
    sideAgrees(expected.after, given.after)
  );
}

/** The percentile in one spelling: a median is `p50`, a mean `average`. */
export function percentileOf(figure: Pick<Figure, 'percentile'>): string | undefined {
  const name = figure.percentile?.trim().toLowerCase();
  if (name === 'median') return 'p50';
  return name === 'avg' || name === 'mean' ? 'average' : name;
}

function sideAgrees(expected: Quantity | undefined, given: Quantity | undefined): boolean {
  return expected === undefined || (given !== undefined && sameQuantity(expected, given));
}

/** A figure in one line, such as `latency p99 1.8 s → 210 ms`. */
export function figureText({ topic, percentile, before, after }: ExpectedFigure): string {
  return [topic, percentile, before && `${quantityText(before)} →`, after ? quantityText(after) : '?']
    .filter((part) => part !== undefined)
    .join(' ');
}

function quantityText({ value, unit, per }: Quantity): string {
  return `${value} ${unit}${per === undefined ? '' : `/${per}`}`;
}
