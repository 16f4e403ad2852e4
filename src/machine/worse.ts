/** Figures that say that things got worse: whoever tells one may have swapped its sides. */
import { type Brief, factsOn, type Topic } from './brief.ts';
import type { Edit } from './editing.ts';
import { factor } from './figures.ts';
import type { Figure } from './quantity.ts';

/** Better is more throughput, less waiting, fewer faults. */
export function isWorse({ topic, before, after }: Figure): boolean {
  const times = before && after ? factor(before, after) : null;
  if (times === null || !before) return false;
  const availability = before.unit === '%' && before.value > 50;
  return topic === 'throughput' || availability ? times < 1 : times > 1;
}

/** Takes the figures of a topic out of which nobody knows which side was before. */
export function withoutWorse(brief: Brief, topic: Topic): Edit[] {
  return factsOn(brief, topic).flatMap(({ id, figures }) =>
    figures.filter(isWorse).map(({ quote }): Edit => ({ kind: 'drop-figure', fact: id, quote })),
  );
}
