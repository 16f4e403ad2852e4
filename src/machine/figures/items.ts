/** Amounts with what is needed to pair them: metric, sentence, percentile, and how far they lean to before or after. */
import type { Metric, Topic } from '../brief.ts';
import type { Amount } from './amounts.ts';
import { couldWait, measured } from './measure.ts';
import type { Percentile } from './percentiles.ts';
import type { Range, Speech } from './speech.ts';
import { leanings } from './timing.ts';

export interface Item {
  readonly amount: Amount;
  readonly topic: Metric | null;
  readonly sentence: number;
  readonly lean: number;
  readonly percentile: string | null;
  /** RTO, RPO and the like are never two sides of one figure. */
  readonly objective: string | null;
  /** A duration in a sentence of which nothing says what it is; beside another it is a wait. */
  readonly waits: boolean;
}

/** An average has no percentile, whatever the sentence before it named. */
const AVERAGE = /^(?:averages?|avg|mean|max|maximum|worst)$/;
const OBJECTIVE = /^(?:rto|rpo|mttr|mttd|mtbf)$/;
const PROMISE = /^(?:promised?|promises|target|targets|goal|slo|sla|objective|guaranteed?|guarantees|contractual)$/;

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
  let had = -1;
  let token = 0;
  let objective: string | null = null;
  const items = told.map((amount, index): Item => {
    while ((sentences[sentence]?.next ?? Number.POSITIVE_INFINITY) <= amount.first) sentence += 1;
    while ((named[ahead]?.at ?? Number.POSITIVE_INFINITY) < amount.first) ahead += 1;
    const range = sentences[sentence] ?? { first: 0, next: list.length };
    if (token < range.first) [token, objective] = [range.first, null];
    for (; token < amount.first; token += 1)
      if (OBJECTIVE.test(list[token]?.low ?? '')) objective = list[token]?.low ?? null;
    const near = nearestPercentile(speech, amount, told[index + 1], range, named, ahead, had);
    if (near !== null && near >= ahead) had = near;
    const average = near === null && speech.says(AVERAGE, range);
    const percentile =
      near !== null ? (named[near]?.name ?? null) : average ? null : besides(amount, range, named, names, asked);
    const topic = measured(amount, { speech, sentence: range, asked, hasPercentile: percentile !== null });
    const waits = asked === null && topic === null && couldWait(amount, { speech, sentence: range });
    return { amount, topic, sentence, lean: leans[index] ?? 0, percentile, objective, waits };
  });
  return withoutPromises(speech, items);
}

/** "We promise 99.9% and measured 99.97%": what was promised is no measurement, where a measured one stands beside it. */
function withoutPromises(speech: Speech, items: readonly Item[]): Item[] {
  const isPromised = ({ amount, sentence }: Item) =>
    amount.kind === 'share' && speech.says(PROMISE, speech.clauseOf(amount, speech.sentences[sentence] ?? amount));
  const measuredIn = new Set(
    items.filter((item) => item.amount.kind === 'share' && !isPromised(item)).map(({ sentence }) => sentence),
  );
  return items.map((item) => (measuredIn.has(item.sentence) && isPromised(item) ? { ...item, topic: null } : item));
}

/**
 * The nearest percentile before the amount in its sentence, else the first after it. `ahead` is the first that is named
 * at the amount or after it, `had` the last that an earlier amount took from behind.
 */
function nearestPercentile(
  { list }: Speech,
  amount: Amount,
  following: Amount | undefined,
  sentence: Range,
  named: readonly Percentile[],
  ahead: number,
  had: number,
): number | null {
  const inside = (index: number) => {
    const percentile = named[index];
    return percentile && percentile.at >= sentence.first && percentile.at < sentence.next ? percentile : undefined;
  };
  let behind = ahead;
  while ((named[behind]?.at ?? Number.POSITIVE_INFINITY) < amount.next) behind += 1;
  const before = inside(ahead - 1);
  const after = inside(behind);
  // "12 ms at p99, 3 ms at p50": right behind the amount is nearer than one that another amount already had.
  // "from 800ms to 120ms, p99 from 6s": what follows a comma speaks of what comes next, if anything does.
  const leads =
    /^(?:[,;/]|and)$/.test(list[amount.next]?.low ?? '') && (following?.first ?? sentence.next) < sentence.next;
  const isBehind = after !== undefined && after.at - amount.next <= 2 && !leads;
  if (isBehind && (!before || had === ahead - 1 || amount.first - before.next > 2)) return behind;
  return before ? ahead - 1 : after ? behind : null;
}

/** "Was 90 s, is 8 s. That's p95." names it in a sentence beside it. */
function besides(
  amount: Amount,
  sentence: Range,
  named: readonly Percentile[],
  names: ReadonlySet<string>,
  asked: Topic | null,
): string | null {
  const [only] = named;
  if (names.size !== 1 || !only || amount.kind !== 'duration') return null;
  const near = asked === 'latency' || (only.at >= sentence.first - 12 && only.at < sentence.next + 12);
  return near ? only.name : null;
}
