/** Figures that read oddly and are asked about: one that got worse, a median above its p99, sides that can't be compared. */
import type { InterviewContext } from './context.ts';
import type { Pending } from './pending.ts';
import { comparable, inBase } from './quantity.ts';
import type { Figure } from './sheet.ts';

/** The first figure that is doubtful and was not confirmed; null where all read well. */
export function doubtOf({ sheet, done }: InterviewContext): Extract<Pending, { kind: 'doubt' }> | null {
  for (const figure of sheet.figures) {
    if (done.includes(`doubt:${figure.id}`)) continue;
    const why = whyDoubtful(figure, sheet.figures);
    if (why) return { kind: 'doubt', figure: figure.id, why };
  }
  return null;
}

function whyDoubtful(figure: Figure, all: readonly Figure[]): Extract<Pending, { kind: 'doubt' }>['why'] | null {
  const { now, before } = figure;
  if (now && before) {
    if (!comparable(now.quantity, before.quantity)) return 'kinds';
    if (isWorse(figure)) return 'worse';
  }
  return all.some((other) => contradicts(figure, other)) ? 'percentiles' : null;
}

/** Above this a share is one of success, below one of failure; in per cent. */
const SUCCESS = 50;

function isWorse({ topic, now, before }: Figure): boolean {
  if (!now || !before) return false;
  const [a, b] = [inBase(before.quantity), inBase(now.quantity)];
  if (a === b) return false;
  if (topic === 'latency') return b > a;
  if (topic === 'throughput') return b < a;
  const isSuccess = now.quantity.unit === '%' && a >= SUCCESS && b >= SUCCESS;
  return isSuccess ? b < a : b > a;
}

/** A lower percentile can't take longer than a higher one of the same thing. */
function contradicts(one: Figure, other: Figure): boolean {
  if (one.topic !== 'latency' || other.topic !== 'latency' || one.measure !== other.measure) return false;
  const [low, high] = [rank(one), rank(other)];
  if (low === null || high === null || low >= high || !one.now || !other.now) return false;
  return inBase(one.now.quantity) > inBase(other.now.quantity);
}

function rank({ percentile }: Figure): number | null {
  return percentile?.startsWith('p') ? Number(percentile.slice(1)) : null;
}
