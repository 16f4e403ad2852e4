/** Which amounts make a figure together: a before and an after, or a level alone. */
import { METRICS, type Metric, type Topic } from '../brief.ts';
import type { Amount } from './amount.ts';
import type { Item } from './items.ts';
import type { Token } from './lexer.ts';
import { connector, improved } from './timing.ts';
import { inBase } from './units.ts';

/** A figure in the making: one side or both. */
export interface Part {
  readonly topic: Metric;
  readonly before?: Item;
  readonly after?: Item;
}

/** Joins amounts to figures, surest first; what is left over stands alone where it can. */
export function pairUp(
  list: readonly Token[],
  told: readonly Item[],
  asked: Topic | null,
): { pairs: (Part & { before: Item; after: Item })[]; singles: Part[] } {
  // "1,150 a minute, sixteen times the earlier 70": the multiple stands between the sides and is neither.
  const items = told.filter(({ amount }) => amount.kind !== 'times' && amount.kind !== 'change');
  const pairs: (Part & { before: Item; after: Item })[] = [];
  const taken = new Set<Item>();
  const join = (before: Item, after: Item) => {
    const topic = topicOf(before, after, asked);
    if (!topic) return;
    pairs.push({ topic, before, after });
    taken.add(before).add(after);
  };
  // Connectors first: they leave no doubt.
  items.forEach((item, index) => {
    const other = items[index + 1];
    if (!other || taken.has(item) || !together(item, other)) return;
    if (isRange(list, item, other) || isBetween(list, item.amount, other.amount)) {
      taken.add(item).add(other);
      return;
    }
    // "… today 7,500. It fell from 2.4 s to 310 ms": a connector joins what one sentence tells.
    const order = item.sentence === other.sentence ? connector(list, item.amount, other.amount) : null;
    if (order === 'forward') join(item, other);
    else if (order === 'backward' && !leadsOn(list, other, items[index + 2])) join(other, item);
  });
  // Then neighbours of one kind by the words beside them, and only then the numbers that lack a unit.
  for (const accepts of [bothMeasured, leaningApart, anyPartners]) {
    const rest = items.filter((item) => !taken.has(item) && (item.topic !== null || item.amount.bare));
    rest.forEach((item, index) => {
      // Among the next three, since nobody holds a number back for longer.
      for (let at = index + 1; at < Math.min(rest.length, index + 4) && !taken.has(item); at += 1) {
        const other = rest[at];
        if (!other || taken.has(other) || !together(item, other) || !differ(item, other) || !accepts(item, other))
          continue;
        const topic = topicOf(item, other, asked);
        if (!topic) continue;
        if (item.lean < other.lean && (item.lean < 0 || other.lean > 0)) join(item, other);
        else if (other.lean < item.lean && (other.lean < 0 || item.lean > 0)) join(other, item);
        else if (toldInOrder(topic, item, other)) join(item, other);
      }
    });
  }
  const paired = new Set(pairs.flatMap(({ topic, before, after }) => [topic, ...namesOf(topic, before, after)]));
  const singles = items
    .filter((item) => !taken.has(item) && item.topic !== null)
    .filter((item) => standsAlone(item, paired, asked) || isNamed(list, item))
    .map((item): Part => {
      const topic = item.topic ?? 'latency';
      const isBefore = item.lean <= -4 || (list[item.amount.first - 1]?.low === 'from' && item.amount.kind !== 'rate');
      return isBefore ? { topic, before: item } : { topic, after: item };
    });
  return { pairs, singles };
}

/** The percentile or objective that a figure is of, under its metric. */
function namesOf(topic: Metric, ...items: readonly Item[]): string[] {
  return items.flatMap(({ percentile, objective }) => (topic === 'latency' ? percentile : objective) ?? []);
}

/** Without a word for either, people tell the worse first; a share may be better or worse, so it needs the word. */
function toldInOrder(topic: Metric, one: Item, other: Item): boolean {
  if (one.lean !== other.lean || one.amount.kind === 'share') return false;
  return improved(topic, inBase(one.amount.quantity), inBase(other.amount.quantity));
}

/** "Two to three seconds" is one vague amount and no change: nobody reports that it got a little worse. */
function isRange(
  list: readonly Token[],
  { amount: one, topic }: Item,
  { amount: other, topic: otherTopic }: Item,
): boolean {
  const between = list.slice(one.next, other.first).map(({ low }) => low);
  if (between.length !== 1 || !/^(?:to|-|–|or)$/.test(between[0] ?? '') || !one.bare) return false;
  if (list[one.first - 1]?.low === 'from' || isAvailability(other)) return false;
  const ratio = other.quantity.value / one.quantity.value;
  // Load may well double and be told so, "from" or not.
  const growth = (topic ?? otherTopic) === 'throughput' && !/^[-–]$/.test(between[0] ?? '');
  return ratio > 1 && ratio <= (growth ? 1.5 : 2.5);
}

function isBetween(list: readonly Token[], one: Amount, other: Amount): boolean {
  return list[one.first - 1]?.low === 'between' && other.first - one.next === 1 && list[one.next]?.low === 'and';
}

function bothMeasured(one: Item, other: Item): boolean {
  return !one.amount.bare && !other.amount.bare;
}

function leaningApart(one: Item, other: Item): boolean {
  return one.amount.bare && other.amount.bare ? one.lean !== other.lean : opposed(one, other);
}

function anyPartners(one: Item, other: Item): boolean {
  // "I built three: a router with 2 million calls a day": a small number in words counts something else.
  if ([one, other].some(({ amount }) => amount.bare && amount.spelled && amount.quantity.value <= 12))
    if ([one, other].some(({ amount }) => amount.kind === 'rate' && amount.quantity.value >= 1_000)) return false;
  return (
    one.amount.implied === true ||
    other.amount.implied === true ||
    one.sentence === other.sentence ||
    (one.lean !== 0 && other.lean !== 0) ||
    !(one.amount.bare && other.amount.kind === 'count')
  );
}

/** "15k rpm at peak, sustained 6k. Before the rewrite it was 2k": a word that leaves no doubt lends the unit. */
function opposed(one: Item, other: Item): boolean {
  const measured = one.amount.bare ? other.amount : one.amount;
  const [low, high] = one.lean < other.lean ? [one, other] : [other, one];
  return /^(?:rate|duration)$/.test(measured.kind) && low.lean <= -4 && high.lean >= 0;
}

/** "Throughput is 9,000 jobs per minute", "our p99 is 900 ms": said by its name it is a metric, whatever was asked. */
function isNamed(list: readonly Token[], { amount, topic, percentile }: Item): boolean {
  const before = list.slice(Math.max(0, amount.first - 4), amount.first).map(({ low }) => low);
  if (topic === 'latency')
    return (
      percentile !== null &&
      amount.kind === 'duration' &&
      before.some((low) => /^p\d|^(?:median|percentile)$/.test(low))
    );
  return (
    topic !== null &&
    before.some((low) => low === topic || (topic === 'reliability' && /^(?:availability|uptime)$/.test(low)))
  );
}

/** "900 ms, and the p99 went from 4 s to 1 s": the "from" opens another figure. */
function leadsOn(list: readonly Token[], from: Item, to: Item | undefined): boolean {
  return to !== undefined && to.sentence === from.sentence && connector(list, from.amount, to.amount) === 'forward';
}

/**
 * Counts are metrics in pairs; alone, only a zero, a rate of faults or the answer to the question itself is. Beside a
 * pair of its metric, a lone amount is small talk unless it names its own percentile or fault.
 */
function standsAlone(item: Item, paired: ReadonlySet<string>, asked: Topic | null): boolean {
  const { kind, quantity, bare, implied } = item.amount;
  const zero = quantity.value === 0 && !bare;
  if (asked !== null && asked !== 'system' && !METRICS.some((metric) => metric === asked))
    return zero && kind === 'count' && !implied;
  const beside = item.topic !== null && paired.has(item.topic);
  if (kind === 'count' && zero) return !implied || !beside;
  if (kind === 'duration' && beside) {
    const names = item.topic ? namesOf(item.topic, item) : [];
    return names.length > 0 && !names.some((name) => paired.has(name));
  }
  if (kind !== 'count') return true;
  // None of what goes wrong is a claim by itself, whatever else was told.
  if (quantity.value === 0) return !beside && (asked === 'reliability' || asked === null);
  if (paired.size > 0) return false;
  if (item.topic === 'throughput') return asked === 'throughput' && quantity.value >= 100;
  if (item.topic === 'latency') return bare && asked === 'latency';
  return bare && asked === 'reliability' && isAvailability(item.amount);
}

function together(one: Item, other: Item): boolean {
  const [a, b] = [one.amount, other.amount];
  if (a.kind === 'times' || b.kind === 'times' || a.kind === 'change' || b.kind === 'change') return false;
  if (one.percentile && other.percentile && one.percentile !== other.percentile) return false;
  if (one.objective && other.objective && one.objective !== other.objective) return false;
  if (other.sentence - one.sentence > 3) return false;
  // Nobody has 300 per cent of anything.
  if (
    (a.kind === 'share' && b.bare && b.quantity.value > 100) ||
    (b.kind === 'share' && a.bare && a.quantity.value > 100)
  )
    return false;
  // "1 in the three sessions since. Availability 99.99": nobody counts in hundredths.
  const split = (amount: Amount) => isAvailability(amount) && !Number.isInteger(amount.quantity.value);
  if (a.kind === 'count' && b.kind === 'count' && (split(a) ? !isAvailability(b) : split(b) && !isAvailability(a)))
    return false;
  if (a.kind === 'count' && b.kind === 'count' && !sameNoun(a.quantity.unit, b.quantity.unit)) return false;
  const none = a.quantity.value === 0 || b.quantity.value === 0;
  if (one.topic && other.topic && one.topic !== other.topic && (none || (!a.bare && !b.bare))) return false;
  if (a.kind === b.kind) return true;
  if (a.kind === 'count' && b.kind === 'rate') return a.bare || a.quantity.value === 0;
  if (b.kind === 'count' && a.kind === 'rate') return b.bare || b.quantity.value === 0;
  return a.bare || b.bare;
}

function sameNoun(one: string, other: string): boolean {
  if (one === '' || other === '' || one === other) return true;
  const words = new Set(one.toLowerCase().split(' '));
  return other
    .toLowerCase()
    .split(' ')
    .some((word) => words.has(word));
}

/** "Roughly four thousand. Dashboards have 3,962": one amount told twice is no change. */
function differ({ amount: one }: Item, { amount: other }: Item): boolean {
  const ratio =
    one.kind === other.kind ? inBase(one.quantity) / inBase(other.quantity) : one.quantity.value / other.quantity.value;
  if (one.kind !== other.kind && !one.bare && !other.bare) return true;
  const slack = one.approximate || other.approximate ? 0.1 : 0;
  return !(Math.abs(ratio - 1) <= slack);
}

function topicOf(one: Item, other: Item, asked: Topic | null): Metric | null {
  const known =
    one.amount.bare && !other.amount.bare
      ? other.topic
      : other.amount.bare && !one.amount.bare
        ? one.topic
        : (one.topic ?? other.topic);
  if (known) return known;
  if (one.waits && other.waits && [one, other].some(({ amount }) => amount.quantity.unit !== 's')) return 'latency';
  const both = one.amount.bare && other.amount.bare;
  if (both && isAvailability(one.amount) && isAvailability(other.amount)) return 'reliability';
  return both ? (METRICS.find((metric) => metric === asked) ?? null) : null;
}

export function isAvailability(amount: Amount): boolean {
  const { value } = amount.quantity;
  return value >= 90 && value <= 100;
}
