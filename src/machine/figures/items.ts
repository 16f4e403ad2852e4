/** Amounts with what is needed to pair them: metric, sentence, percentile, and how far they lean to before or after. */
import type { Metric, Topic } from '../brief.ts';
import type { Amount } from './amount.ts';
import { couldWait, measured } from './measure.ts';
import type { Percentile } from './percentiles.ts';
import type { Range, Speech } from './speech.ts';
import { connector, leanings } from './timing.ts';

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
    const near = nearestPercentile(speech, told, index, range, named, ahead, had);
    if (near !== null && near >= ahead) had = near;
    const mixed =
      near !== null && names.size > 1 && isFar(speech, amount, named[near], range) && nextTo(named, near, range);
    const average = near === null && speech.says(AVERAGE, range);
    const percentile =
      near !== null
        ? mixed
          ? null
          : (named[near]?.name ?? null)
        : average
          ? null
          : besides(amount, range, named, names, asked);
    const own = { first: told[index - 1]?.next ?? 0, next: told[index + 1]?.first ?? list.length };
    const topic = measured(amount, { speech, sentence: range, asked, hasPercentile: percentile !== null, own });
    const waits = asked === null && topic === null && couldWait(amount, { speech, sentence: range });
    return { amount, topic, sentence, lean: leans[index] ?? 0, percentile, objective, waits };
  });
  return withoutPromises(speech, items);
}

/** "We promise 99.9% and measured 99.97%": what was promised is no measurement, where a measured one stands beside it. */
function withoutPromises(speech: Speech, items: readonly Item[]): Item[] {
  const isShare = ({ kind, bare, quantity }: Amount) =>
    kind === 'share' || (bare && quantity.value > 90 && quantity.value < 100);
  const isPromised = ({ amount, sentence }: Item) =>
    speech.says(PROMISE, speech.clauseOf(amount, speech.sentences[sentence] ?? amount));
  const shares = items.filter(({ amount }) => isShare(amount));
  const measuredIn = new Set(shares.filter((item) => !isPromised(item)).map(({ sentence }) => sentence));
  return items.map((item) =>
    isShare(item.amount) && measuredIn.has(item.sentence) && isPromised(item) ? { ...item, topic: null } : item,
  );
}

/**
 * The nearest percentile before the amount in its sentence, else the first after it. `ahead` is the first that is named
 * at the amount or after it, `had` the last that an earlier amount took from behind.
 */
function nearestPercentile(
  { list }: Speech,
  told: readonly Amount[],
  index: number,
  sentence: Range,
  named: readonly Percentile[],
  ahead: number,
  had: number,
): number | null {
  const [amount, target, further] = told.slice(index, index + 3);
  if (!amount) return null;
  // "and from 4.2 s to 640 ms at p99": what stands behind the second is said of both.
  const isStart =
    list[amount.first - 1]?.low === 'from' && target !== undefined && connector(list, amount, target) === 'forward';
  const [last, following] = isStart ? [target, further] : [amount, target];
  const inside = (at: number) => {
    const percentile = named[at];
    return percentile && percentile.at >= sentence.first && percentile.at < sentence.next ? percentile : undefined;
  };
  let behind = ahead;
  while ((named[behind]?.at ?? Number.POSITIVE_INFINITY) < last.next) behind += 1;
  const before = inside(ahead - 1);
  const after = inside(behind);
  // "12 ms at p99, 3 ms at p50": right behind the amount is nearer than one that another amount already had.
  // "from 800ms to 120ms, p99 from 6s": what follows a comma speaks of what comes next, if anything does.
  const leads =
    /^(?:[,;/]|and)$/.test(list[last.next]?.low ?? '') && (following?.first ?? sentence.next) < sentence.next;
  const isBehind = after !== undefined && after.at - last.next <= 2 && !leads;
  if (isBehind && (!before || had === ahead - 1 || amount.first - before.next > 2)) return behind;
  return before ? ahead - 1 : after ? behind : null;
}

/** Whether a percentile stands in another clause than the amount, and not right beside it. */
function isFar({ clauseOf }: Speech, amount: Amount, percentile: Percentile | undefined, sentence: Range): boolean {
  if (!percentile) return true;
  const clause = clauseOf(amount, sentence);
  const apart = percentile.at < amount.first ? amount.first - percentile.next : percentile.at - amount.next;
  return apart > 2 && (percentile.at < clause.first || percentile.at >= clause.next);
}

/** Whether another percentile is named beside this one in the sentence, so that it is not clear whose a number is. */
function nextTo(named: readonly Percentile[], near: number, sentence: Range): boolean {
  return [named[near - 1], named[near + 1]].some(
    (other) => other && other.name !== named[near]?.name && other.at >= sentence.first && other.at < sentence.next,
  );
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
