/** Amounts with what is needed to pair them: metric, sentence, percentile, and how far they lean to before or after. */
import type { Metric, Topic } from '../brief.ts';
import type { Amount } from './amounts.ts';
import { measured } from './measure.ts';
import type { Percentile } from './percentiles.ts';
import type { Range, Speech } from './speech.ts';
import { leanings } from './timing.ts';

export interface Item {
  readonly amount: Amount;
  readonly topic: Metric | null;
  readonly sentence: number;
  readonly lean: number;
  readonly percentile: string | null;
}

export function itemsOf(
  speech: Speech,
  told: readonly Amount[],
  named: readonly Percentile[],
  asked: Topic | null,
): Item[] {
  const { list, sentences } = speech;
  const leans = leanings(speech, told);
  const names = new Set(named.map(({ name }) => name));
  let sentence = 0;
  let ahead = 0;
  return told.map((amount, index) => {
    while ((sentences[sentence]?.next ?? Number.POSITIVE_INFINITY) <= amount.first) sentence += 1;
    while ((named[ahead]?.at ?? Number.POSITIVE_INFINITY) < amount.first) ahead += 1;
    const range = sentences[sentence] ?? { first: 0, next: list.length };
    const percentile = percentileOf(amount, range, named, ahead, names, asked);
    const topic = measured(amount, { speech, sentence: range, asked, hasPercentile: percentile !== null });
    return { amount, topic, sentence, lean: leans[index] ?? 0, percentile };
  });
}

/**
 * The nearest percentile before the amount in its sentence, else the first after it, else the only one of the text.
 * `ahead` is the first that is named at the amount or after it.
 */
function percentileOf(
  amount: Amount,
  sentence: Range,
  named: readonly Percentile[],
  ahead: number,
  names: ReadonlySet<string>,
  asked: Topic | null,
): string | null {
  const inside = (percentile: Percentile | undefined) =>
    percentile && percentile.at >= sentence.first && percentile.at < sentence.next ? percentile : undefined;
  let behind = ahead;
  while ((named[behind]?.at ?? Number.POSITIVE_INFINITY) < amount.next) behind += 1;
  const before = inside(named[ahead - 1]);
  const after = inside(named[behind]);
  // "12 ms at p99, 3 ms at p50": right behind the amount is nearer than one that another amount already had.
  if (after && after.at - amount.next <= 2 && (!before || amount.first - before.next > 2)) return after.name;
  const own = (before ?? after)?.name;
  if (own) return own;
  // "Was 90 s, is 8 s. That's p95." names it in a sentence beside it.
  const [only] = named;
  if (names.size !== 1 || !only || amount.kind !== 'duration') return null;
  const near = asked === 'latency' || (only.at >= sentence.first - 12 && only.at < sentence.next + 12);
  return near ? only.name : null;
}
