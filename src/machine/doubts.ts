/** Figures that read oddly and are asked about: one that got worse, a median above its p99, sides that can't be compared. */
import type { InterviewContext } from './context.ts';
import type { Pending } from './pending.ts';
import { comparable, inBase, type Quantity } from './quantity.ts';
import type { Figure } from './sheet.ts';
import type { Metric } from './slots.ts';

/** The first figure that is doubtful and was not asked about with these values; null where all read well. */
export function doubtOf({ sheet, done }: InterviewContext): Extract<Pending, { kind: 'doubt' }> | null {
  for (const figure of sheet.figures) {
    if (done.includes(doubtStep(figure))) continue;
    const why = whyDoubtful(figure, sheet.figures);
    if (why) return { kind: 'doubt', figure: figure.id, why };
  }
  return null;
}

/** The step that is done once a figure with these values was asked about. */
export function doubtStep({ id, before, now }: Figure): string {
  const [from, to] = [before, now].map((side) =>
    side ? `${side.quantity.value} ${side.quantity.unit}/${side.quantity.per ?? ''}` : '',
  );
  return `doubt:${id}:${from} → ${to}`;
}

function whyDoubtful(figure: Figure, all: readonly Figure[]): Extract<Pending, { kind: 'doubt' }>['why'] | null {
  const { topic, now, before } = figure;
  if (now && before && !comparable(now.quantity, before.quantity)) return 'kinds';
  if (now && before && isWorse(topic, before.quantity, now.quantity)) return 'worse';
  return isImplausible(figure, all) ? 'percentiles' : null;
}

/** A median above its p99: even if it is so, whoever reads it stops there. */
export function isImplausible(figure: Figure, all: readonly Figure[]): boolean {
  return all.some((other) => contradicts(figure, other));
}

/** Above this a share is one of success, below one of failure; in per cent. */
const SUCCESS = 50;

function isWorse(topic: Metric, before: Quantity, now: Quantity): boolean {
  const [a, b] = [inBase(before), inBase(now)];
  const isSuccess = topic === 'reliability' && now.unit === '%' && a >= SUCCESS && b >= SUCCESS;
  return topic === 'throughput' || isSuccess ? b < a : b > a;
}

/** A lower percentile can't take longer than a higher one of the same thing. */
function contradicts(one: Figure, other: Figure): boolean {
  if (one.topic !== 'latency' || other.topic !== 'latency' || one.measure !== other.measure) return false;
  // Few requests are so slow that they lift the average above what 99 of 100 stay below.
  const [low, high] = [one.percentile === 'average' && (rank(other) ?? 0) >= 99 ? 0 : rank(one), rank(other)];
  if (low === null || high === null || low >= high || !one.now || !other.now) return false;
  return inBase(one.now.quantity) > inBase(other.now.quantity);
}

function rank({ percentile }: Figure): number | null {
  return percentile?.startsWith('p') ? Number(percentile.slice(1)) : null;
}
