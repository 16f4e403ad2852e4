/**
 * Quantities as engineers write them: `8.5k→72k orders/min`, `from 1,8 s to 210ms`, `four nines`, `1 in 10 million`.
 * Reads them, tells before from after, converts, compares, and derives what follows. Pure and linear in the text.
 */
import type { Metric, Topic } from './brief.ts';
import { METRICS } from './brief.ts';
import { type Amount, amounts, sentenceRanges } from './figures/amounts.ts';
import { type Token, tokens } from './figures/lexer.ts';
import { measured } from './figures/measure.ts';
import { type Percentile, percentiles } from './figures/percentiles.ts';
import { replacements } from './figures/repairs.ts';
import { type Clause, clauseOf, connector, improved, leanings } from './figures/timing.ts';
import { inBase, kindOf } from './figures/units.ts';
import { zeros } from './figures/zeros.ts';
import type { Figure, Quantity } from './quantity.ts';

export { cut, factor, inBase, kindOf, sameQuantity } from './figures/units.ts';

/** What a figure still lacks before it can be trusted. */
export type Lack = 'unit' | 'window';

export interface FoundFigure {
  readonly figure: Figure;
  readonly lacks: readonly Lack[];
  /** Where in the text its words stand (UTF-16 offsets), whole sentences. */
  readonly start: number;
  readonly end: number;
}

export interface Figures {
  readonly found: readonly FoundFigure[];
  /** Quantities that were said and then taken back ("19k, no sorry 9k") or denied ("not 210"). */
  readonly retracted: readonly Quantity[];
  /** Every other quantity: team sizes, windows, mentions. */
  readonly others: readonly Quantity[];
  /** The percentile, if the text names exactly one. */
  readonly percentile: string | null;
}

/** A quantity where it stands, for readers that must match it with one that is known. */
export interface Mention {
  readonly quantity: Quantity;
  readonly bare: boolean;
  /** Named only to be denied or explained away. */
  readonly denied: boolean;
  readonly lean: number;
  readonly start: number;
  readonly end: number;
}

/** All quantities of a text in the order told, without asking what they measure. */
export function readMentions(text: string): Mention[] {
  const list = tokens(text);
  const named = percentiles(list);
  const told = amounts(list).filter((amount) => !named.some(({ at, next }) => amount.first < next && amount.next > at));
  const leans = leanings(list, told, sentenceRanges(list));
  return told.map((amount, index) => ({
    quantity: amount.quantity,
    bare: amount.bare,
    denied: amount.denied || disowned(list, amount),
    lean: leans[index] ?? 0,
    start: amount.start,
    end: amount.end,
  }));
}

/** The percentiles that a text names, in order. */
export function readPercentiles(text: string): string[] {
  return percentiles(tokens(text)).map(({ name }) => name);
}

interface Item {
  readonly amount: Amount;
  readonly topic: Metric | null;
  readonly sentence: number;
  readonly lean: number;
  readonly percentile: string | null;
}

/**
 * Reads the figures of a text. `asked` is the topic that stood asked: it says what a number means where the words
 * don't.
 */
export function readFigures(text: string, asked: Topic | null = null): Figures {
  const list = tokens(text);
  const sentences = sentenceRanges(list);
  const said = amounts(list);
  const all = [...said, ...zeros(list, said, asked)].sort((one, other) => one.first - other.first);
  const told = all.filter((amount, index) => index === 0 || amount.first >= (all[index - 1]?.next ?? 0));
  const named = percentiles(list);
  const outside = told.filter((amount) => !named.some(({ at, next }) => amount.first < next && amount.next > at));
  const { kept, retracted } = withoutRetracted(list, outside);
  const items = itemsOf(list, sentences, kept, named, asked);
  const { pairs, singles } = pairUp(list, items, asked);
  const found = [...pairs, ...singles]
    .map((part) => figureOf(text, list, sentences, part, asked))
    .filter((figure) => figure !== null)
    .sort((one, other) => one.start - other.start);
  const used = new Set([
    ...pairs.flatMap(({ before, after }) => [before, after]),
    ...singles.flatMap(({ before, after }) => [before, after]),
  ]);
  const others = items.filter((item) => !used.has(item)).map(({ amount }) => amount.quantity);
  const names = new Set(named.map(({ name }) => name));
  return { found, retracted, others, percentile: names.size === 1 ? (named[0]?.name ?? null) : null };
}

/** Drops what was taken back or denied; a replacement inherits the "from" or "to" that its predecessor stood in. */
function withoutRetracted(list: readonly Token[], told: readonly Amount[]): { kept: Amount[]; retracted: Quantity[] } {
  const replaced = replacements(list, told);
  const successors = new Map([...replaced].map(([earlier, later]) => [later, earlier]));
  const retracted: Quantity[] = [];
  const kept: Amount[] = [];
  told.forEach((amount, index) => {
    if (amount.denied || replaced.has(index) || disowned(list, amount)) {
      retracted.push(amount.quantity);
      return;
    }
    // A bare number that repeats one already taken back only mentions it: "the 1.1 was from before".
    if (amount.bare && retracted.some(({ value }) => sameDigits(value, amount.quantity.value))) return;
    if (amount.bare && kept.some((other) => !other.bare && sameDigits(other.quantity.value, amount.quantity.value)))
      return;
    const predecessor = told[successors.get(index) ?? -1];
    if (!predecessor) {
      kept.push(amount);
      return;
    }
    kept.push({
      ...amount,
      first: predecessor.first,
      quantity:
        amount.bare && !predecessor.bare ? { ...predecessor.quantity, value: amount.quantity.value } : amount.quantity,
      ...(amount.bare && !predecessor.bare ? { kind: predecessor.kind, bare: false } : {}),
    });
  });
  return { kept: kept.sort((one, other) => one.first - other.first), retracted };
}

/** "3M is the whole fleet", "45 is the model call alone", "30 seconds is only the target": explained away, not measured. */
function disowned(list: readonly Token[], amount: Amount): boolean {
  const opens =
    amount.first === 0 ||
    list[amount.first - 1]?.kind === 'mark' ||
    /^(?:the|that|and)$/.test(list[amount.first - 1]?.low ?? '');
  if (!opens || !/^(?:is|was|are|were|covers|counts|includes)$/.test(list[amount.next]?.low ?? '')) return false;
  for (let at = amount.next + 1; at < Math.min(list.length, amount.next + 9); at += 1) {
    const low = list[at]?.low ?? '';
    if (/^[.;!?]$/.test(low)) return false;
    if (DISOWNING.test(low)) return true;
  }
  return false;
}
const DISOWNING =
  /^(?:alone|only|just|whole|entire|fleet|company|total|target|goal|staging|test|benchmark|paper|everyone|everything|phones|peak's|combined|global|theirs)$/;

/** 1.1 stands for 1.1M, 45 for 45 ms. */
export function sameDigits(one: number, other: number): boolean {
  const digits = (value: number) =>
    value.toPrecision(6).replace(/[.e].*$|0+$|\./g, '') + value.toExponential(5).split('e')[0];
  return one === other || digits(one) === digits(other);
}

function itemsOf(
  list: readonly Token[],
  sentences: readonly Clause[],
  told: readonly Amount[],
  named: readonly Percentile[],
  asked: Topic | null,
): Item[] {
  const leans = leanings(list, told, sentences);
  const names = new Set(named.map(({ name }) => name));
  let sentence = 0;
  return told.map((amount, index) => {
    while ((sentences[sentence]?.next ?? Number.POSITIVE_INFINITY) <= amount.first) sentence += 1;
    const range = sentences[sentence] ?? { first: 0, next: list.length };
    const percentile = percentileOf(amount, range, named, names, asked);
    const clause = clauseOf(list, amount, range);
    const topic = measured(amount, { list, sentence: range, clause, asked, hasPercentile: percentile !== null });
    return { amount, topic, sentence, lean: leans[index] ?? 0, percentile };
  });
}

/** The nearest percentile before the amount in its sentence, else the first after it, else the only one of the text. */
function percentileOf(
  amount: Amount,
  sentence: Clause,
  named: readonly Percentile[],
  names: ReadonlySet<string>,
  asked: Topic | null,
): string | null {
  const here = named.filter(({ at }) => at >= sentence.first && at < sentence.next);
  const before = here.filter(({ at }) => at < amount.first).at(-1);
  const after = here.find(({ at }) => at >= amount.next);
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

interface Part {
  readonly topic: Metric;
  readonly before?: Item;
  readonly after?: Item;
}

function pairUp(
  list: readonly Token[],
  items: readonly Item[],
  asked: Topic | null,
): { pairs: (Part & { before: Item; after: Item })[]; singles: Part[] } {
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
    const order = connector(list, item.amount, other.amount);
    if (order === 'forward') join(item, other);
    else if (order === 'backward') join(other, item);
  });
  // Then neighbours of one kind by the words beside them, and only then the numbers that lack a unit.
  for (const lenient of [false, true]) {
    const rest = items.filter((item) => !taken.has(item) && (item.topic !== null || item.amount.bare));
    rest.forEach((item, index) => {
      if (taken.has(item)) return;
      const other = rest
        .slice(index + 1, index + 4)
        .find((candidate) => !taken.has(candidate) && partners(item, candidate, lenient));
      const topic = other ? topicOf(item, other, asked) : null;
      if (!other || !topic) return;
      if (item.lean < other.lean && (item.lean < 0 || other.lean > 0)) join(item, other);
      else if (other.lean < item.lean && (other.lean < 0 || item.lean > 0)) join(other, item);
      else if (toldInOrder(topic, item, other)) join(item, other);
    });
  }
  const singles = items
    .filter((item) => !taken.has(item) && item.topic !== null)
    .filter((item) => standsAlone(item, pairs, asked))
    .map((item): Part => {
      const topic = item.topic ?? 'latency';
      return item.lean <= -4 ? { topic, before: item } : { topic, after: item };
    });
  return { pairs, singles };
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
  if (list[one.first - 1]?.low === 'from' || isAvailability(other) || (topic ?? otherTopic) === 'throughput')
    return false;
  const ratio = other.quantity.value / one.quantity.value;
  return ratio > 1 && ratio <= 2.5;
}

function isBetween(list: readonly Token[], one: Amount, other: Amount): boolean {
  return list[one.first - 1]?.low === 'between' && other.first - one.next === 1 && list[one.next]?.low === 'and';
}

function partners(one: Item, other: Item, lenient: boolean): boolean {
  if (!together(one, other) || !differ(one, other)) return false;
  const bare = one.amount.bare || other.amount.bare;
  if (!lenient) return !bare || (one.amount.bare && other.amount.bare && one.lean !== other.lean);
  return (
    one.sentence === other.sentence ||
    (one.lean !== 0 && other.lean !== 0) ||
    !(one.amount.bare && other.amount.kind === 'count')
  );
}

/**
 * Counts are metrics in pairs; alone, only a zero, a rate of faults or the answer to the question itself is. Beside a
 * pair of its metric, a lone amount is small talk unless it names its own percentile or fault.
 */
function standsAlone(item: Item, pairs: readonly Part[], asked: Topic | null): boolean {
  const { kind, quantity, bare, implied } = item.amount;
  const zero = quantity.value === 0 && !bare;
  if (asked !== null && asked !== 'system' && !METRICS.some((metric) => metric === asked))
    return zero && kind === 'count' && !implied;
  const beside = pairs.some(({ topic }) => topic === item.topic);
  if (kind === 'count' && zero) return !implied || !beside;
  if (kind === 'duration' && beside) return false;
  if (kind !== 'count') return true;
  if (pairs.length > 0) return false;
  if (quantity.value === 0) return asked === 'reliability';
  if (item.topic === 'throughput') return asked === 'throughput' && quantity.value >= 100;
  if (item.topic === 'latency') return bare && asked === 'latency';
  return bare && asked === 'reliability' && isAvailability(item.amount);
}

function together(one: Item, other: Item): boolean {
  const [a, b] = [one.amount, other.amount];
  if (a.kind === 'times' || b.kind === 'times' || a.kind === 'change' || b.kind === 'change') return false;
  if (one.percentile && other.percentile && one.percentile !== other.percentile) return false;
  if (other.sentence - one.sentence > 3) return false;
  if (a.kind === 'count' && b.kind === 'count' && !sameNoun(a.quantity.unit, b.quantity.unit)) return false;
  if (one.topic && other.topic && one.topic !== other.topic && !a.bare && !b.bare) return false;
  if (a.kind === b.kind) return true;
  if (a.kind === 'count' && b.kind === 'rate') return a.bare || a.quantity.value === 0;
  if (b.kind === 'count' && a.kind === 'rate') return b.bare || b.quantity.value === 0;
  return a.bare || b.bare;
}

function sameNoun(one: string, other: string): boolean {
  const words = new Set(one.toLowerCase().split(' '));
  return (
    one === '' ||
    other === '' ||
    other
      .toLowerCase()
      .split(' ')
      .some((word) => words.has(word))
  );
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
  const both = one.amount.bare && other.amount.bare;
  if (both && isAvailability(one.amount) && isAvailability(other.amount)) return 'reliability';
  return both ? (METRICS.find((metric) => metric === asked) ?? null) : null;
}

function isAvailability(amount: Amount): boolean {
  const { value } = amount.quantity;
  return value >= 90 && value <= 100;
}

function figureOf(
  text: string,
  list: readonly Token[],
  sentences: readonly Clause[],
  part: Part,
  asked: Topic | null,
): FoundFigure | null {
  const items = [part.before, part.after].filter((item) => item !== undefined);
  const [first] = items;
  if (!first) return null;
  const { before, after } = withUnits(part);
  const span = {
    first: Math.min(...items.map(({ sentence }) => sentence)),
    last: Math.max(...items.map(({ sentence }) => sentence)),
  };
  const head = sentences[span.first];
  const tail = sentences[span.last];
  const start = list[head?.first ?? 0]?.start ?? 0;
  const end = list[(tail?.next ?? list.length) - 1]?.end ?? text.length;
  const percentile =
    part.topic === 'latency' ? items.map((item) => item.percentile).find((name) => name !== null) : null;
  const some = after ?? before;
  if (!some) return null;
  const lacks: Lack[] = [];
  if (part.topic === 'throughput' && !some.per && kindOf(some) === 'count') lacks.push('window');
  if (part.topic === 'latency' && kindOf(some) === 'count') lacks.push('unit');
  const measure = measureOf(list, sentences, items, asked);
  return {
    figure: {
      topic: part.topic,
      ...(percentile ? { percentile } : {}),
      ...(before ? { before } : {}),
      ...(after ? { after } : {}),
      approximate: items.some(({ amount }) => amount.approximate),
      ...(measure ? { measure } : {}),
      quote: text.slice(start, end),
    },
    lacks,
    start,
    end,
  };
}

/** A bare number takes its unit from its partner; two bare ones between 90 and 100 are an availability. */
function withUnits(part: Part): { before: Quantity | undefined; after: Quantity | undefined } {
  const take = (item: Item | undefined, partner: Item | undefined): Quantity | undefined => {
    if (!item) return undefined;
    const { amount } = item;
    if (amount.quantity.value === 0 && partner && partner.amount.kind !== 'count')
      return { ...partner.amount.quantity, value: 0 };
    if (!amount.bare && !(amount.kind === 'rate' && amount.quantity.unit === '')) return amount.quantity;
    if (partner && !partner.amount.bare) {
      return {
        ...partner.amount.quantity,
        value: amount.quantity.value,
        ...(amount.quantity.per ? { per: amount.quantity.per } : {}),
      };
    }
    const share =
      part.topic === 'reliability' &&
      amount.bare &&
      isAvailability(amount) &&
      (!partner || isAvailability(partner.amount));
    return share ? { value: amount.quantity.value, unit: '%' } : amount.quantity;
  };
  return { before: take(part.before, part.after), after: take(part.after, part.before) };
}

/** "minutes" beside "minutes of footage": the same noun, said once in full. */
function widens(short: string, long: string): boolean {
  return short !== '' && long !== short && long.toLowerCase().startsWith(`${short.toLowerCase()} `);
}

const OPENERS =
  /^(?:and|so|then|also|well|the|our|my|its|their|a|an|at|for|on|with|we|it|i|there|but|now|today|before|earlier|previously|about|volume|numbers?|load|throughput|latency|reliability|p\d+.*|median|percentile|of|in|to|is|was|were|are|ok|okay|righto|frankly|honestly|basically)$/;
const MEASURE_END =
  /^(?:from|was|were|is|are|went|goes|came|come|comes|fell|falls|dropped|drops|rose|rises|grew|got|gets|used|stood|stands|has|have|had|reached|took|takes|takes|runs?|ran|did|does|handles?|handled|of|at|by|under|over|to|in|went|down|up|moved|became|becomes|stays?|stayed|improved|halved|cut|reduced|being|which|that|we|it|i|they|now|today|passed|per|last|lasts|tops|until)$/;

/** What is measured, in the candidate's words: the phrase that leads up to the numbers. */
function measureOf(
  list: readonly Token[],
  sentences: readonly Clause[],
  items: readonly Item[],
  asked: Topic | null,
): string | null {
  const first = items.reduce((earliest, item) => (item.amount.first < earliest.amount.first ? item : earliest));
  const sentence = sentences[first.sentence];
  if (!sentence) return null;
  const lead = phrase(list, sentence.first, first.amount.first);
  if (lead) return lead;
  const previous = sentences[first.sentence - 1];
  const isLabel = previous && previous.next - previous.first <= 5 && asked !== null;
  const label = isLabel ? phrase(list, previous.first, previous.next) : null;
  if (label) return label;
  const unit = first.amount.quantity.unit;
  if (first.amount.kind === 'count' && unit) return unit;
  if (first.amount.kind === 'share')
    return phrase(list, first.amount.next, Math.min(sentence.next, first.amount.next + 5));
  return null;
}

const NO_MEASURE =
  /^(?:since|during|after|when|while|roughly|about|good|fair|both|say|from|until|because|exact|exactly|formerly|originally|off|record|righto|previously|as|if|not|no|yes|sorry|haha|ha|funny|you|i'm|i|they|us|them|that's|it's)$/;

function phrase(list: readonly Token[], from: number, to: number): string | null {
  let first = from;
  while (first < to && (OPENERS.test(list[first]?.low ?? '') || list[first]?.kind === 'mark')) first += 1;
  let next = first;
  while (next < to && list[next]?.kind === 'word' && !MEASURE_END.test(list[next]?.low ?? '')) {
    next += list[next + 1]?.text === '-' && list[next + 1]?.spaced === false && list[next + 2]?.kind === 'word' ? 2 : 1;
  }
  if (next === first || next - first > 7 || NO_MEASURE.test(list[first]?.low ?? '')) return null;
  return list
    .slice(first, next)
    .reduce((all, token, index) => all + (index > 0 && token.spaced ? ' ' : '') + token.text, '');
}
