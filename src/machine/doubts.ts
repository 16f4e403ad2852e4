/** Doubtful figures to ask about: a value that got worse, a median above its p99, sides of different kinds. */
import type { InterviewContext } from './context.ts';
import { comparable, kindOf, type Quantity, toBaseUnit } from './quantity.ts';
import type { Figure } from './sheet.ts';
import type { Metric } from './slots.ts';

export interface Doubt {
  readonly figure: Figure;
  readonly why: 'worse' | 'percentiles' | 'kinds';
}

/** Returns the first doubtful figure that wasn't asked about with its current values; null if there is none. */
export function doubtOf({ sheet, done }: InterviewContext): Doubt | null {
  for (const figure of sheet.figures) {
    if (done.includes(doubtStep(figure))) continue;
    const why = whyDoubtful(figure, sheet.figures);
    if (why) return { figure, why };
  }
  return null;
}

/** Id of the step "asked about this figure". Contains the values, so that new values are asked about again. */
export function doubtStep({ id, before, now }: Figure): string {
  const [from, to] = [before, now].map((side) =>
    side ? `${side.quantity.value} ${side.quantity.unit}/${side.quantity.per ?? ''}` : '',
  );
  return `doubt:${id}:${from} → ${to}`;
}

function whyDoubtful(figure: Figure, all: readonly Figure[]): Doubt['why'] | null {
  const { topic, now, before } = figure;
  if (now && before && !comparable(now.quantity, before.quantity)) return 'kinds';
  if (now && before && isWorse(topic, before.quantity, now.quantity)) return 'worse';
  return isImplausible(figure, all) ? 'percentiles' : null;
}

/** Whether a percentile contradicts another one, such as a median above its p99. Even if true, it puzzles a reader. */
export function isImplausible(figure: Figure, all: readonly Figure[]): boolean {
  return all.some((other) => contradicts(figure, other));
}

/** Shares from this on are success rates, lower ones failure rates. Per cent. */
const SUCCESS = 50;

/** Whether a figure got worse: less load or availability, more time, failures or money. */
export function isWorse(topic: Metric, before: Quantity, now: Quantity): boolean {
  const [a, b] = [toBaseUnit(before), toBaseUnit(now)];
  const isSuccess = topic === 'reliability' && now.unit === '%' && a >= SUCCESS && b >= SUCCESS;
  const isLoad = topic === 'throughput' && kindOf(now) !== 'money';
  return isLoad || isSuccess ? b < a : b > a;
}

/** Whether `one` is a lower percentile of the same measure, but takes longer than `other`. */
function contradicts(one: Figure, other: Figure): boolean {
  if (one.topic !== 'latency' || other.topic !== 'latency' || one.measure !== other.measure) return false;
  // An average above the p99 is possible, but so rare that it counts as a contradiction.
  const [low, high] = [one.percentile === 'average' && (rank(other) ?? 0) >= 99 ? 0 : rank(one), rank(other)];
  if (low === null || high === null || low >= high || !one.now || !other.now) return false;
  return toBaseUnit(one.now.quantity) > toBaseUnit(other.now.quantity);
}

function rank({ percentile }: Figure): number | null {
  return percentile?.startsWith('p') ? Number(percentile.slice(1)) : null;
}
