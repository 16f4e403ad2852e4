/** Selects the numbers of an answer that can be the requested figure, and decides which of two came before. */
import type { Language } from '../machine/language.ts';
import { kindOf, PERIODS, type Period, type Quantity, type QuantityKind, sameQuantity } from '../machine/quantity.ts';
import type { Amount, FigurePatch } from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';
import { markedSide, timeOrder } from '../text/before-after.ts';
import { wordSet } from '../text/lexer.ts';
import { largeFirst } from '../text/measure.ts';
import { type Mention, type Numbers, numbersIn, type PercentileMention } from '../text/quantities.ts';
import { countWords, sentencesIn } from '../text/sentences.ts';
import { shareAlone } from '../text/shares.ts';
import { periodBehind, rateOfInterval } from './count-over-time.ts';
import { amountOf, hasClause, leadingNoun, type WordsAround, wordsAround } from './words-around.ts';

/** The kinds of quantities that a topic is measured in. */
const KINDS: Readonly<Record<Metric, readonly QuantityKind[]>> = {
  latency: ['duration'],
  throughput: ['rate', 'data'],
  reliability: ['share', 'count', 'rate', 'duration', 'money'],
};

/** Maximum characters of a label in front of a colon. */
const LABEL_AT_MOST = 120;
/** Characters next to a number that are searched for a noun. */
const NOUN_AT_MOST = 200;

/** A number after one of these words is context, not the figure: "in the two seasons since", "across five regions". */
const SURROUNDINGS = wordSet(
  'in since for over across during of within after on with under last past every each im seit während innerhalb dans depuis pendant en desde durante em',
);

/** Reads the numbers as a topic counts them: percentiles only for latency; "none" is a number only for reliability. */
export function numbersOn(topic: Metric, text: string, language: Language = 'en'): Numbers {
  const { mentions: read, percentiles } = numbersIn(text, language);
  if (topic === 'latency') return withShare(text, { mentions: read, percentiles });
  const mentions = read.map((mention) => inPeriod(text, mention));
  if (topic === 'throughput') return { mentions: mentions.map((one) => rateOfInterval(text, one)), percentiles: [] };
  const meets = (one: Mention, all: readonly Mention[]) =>
    all.some((other) => other !== one && other.start < one.end && one.start < other.end);
  const percent = shareAlone(text);
  if (percent !== null)
    return { mentions: [numberAt(text, 0, text.length, { value: percent, unit: '%' })], percentiles: [] };
  const zeros = zerosIn(text).filter((zero) => NOT_ONE.test(zero.text) || !meets(zero, mentions));
  // "Not one reading" is zero, not one.
  const others = mentions.filter((mention) => !meets(mention, zeros));
  return { mentions: [...others, ...zeros].toSorted((one, other) => one.start - other.start), percentiles: [] };
}

/** Reads a count with a period as a rate: "46,000 bags in a day", "alarms, 1 in a week". */
function inPeriod(text: string, mention: Mention): Mention {
  const { quantity, start, end, range } = mention;
  if (!['count', 'bare'].includes(kindOf(quantity)) || range !== null) return mention;
  const behind = text.slice(end, end + NOUN_AT_MOST);
  const isRate = [' in a ', ' in an ', ' in one '].some((words) => behind.toLowerCase().startsWith(words));
  // "In a quarter of an hour" is not the period `quarter`.
  const isPeriod = (each: Period) =>
    periodBehind(behind, each) > 0 && !behind.slice(periodBehind(behind, each)).startsWith(' of ');
  const per = isRate ? PERIODS.find(isPeriod) : undefined;
  if (per === undefined) return mention;
  const to = end + periodBehind(behind, per);
  const rate = { ...quantity, per };
  return { ...mention, end: to, text: text.slice(start, to), quantity: rate, readings: [rate] };
}

/** Reads a share of durations as a percentile: "99 % of restarts fit in 18 s", "12 minutes, nine mornings in ten". */
function withShare(text: string, numbers: Numbers): Numbers {
  const { mentions, percentiles } = numbers;
  const isTimed = mentions.some(({ quantity }) => kindOf(quantity) === 'duration');
  const shares = mentions.filter(({ quantity }) => kindOf(quantity) === 'share');
  const [share, ...others] = shares;
  // Two shares are two figures.
  const isOne = others.every(({ quantity }) => share && sameQuantity(quantity, share.quantity));
  if (percentiles.length > 0 || !isTimed || !share || !isOne) return numbers;
  const before = wordBefore(text, share.start);
  const slowest = SLOWEST.find((word) => word === before);
  const percent = slowest ? 100 - share.quantity.value : share.quantity.value;
  if (before === 'by' || percent < 50 || percent >= 100) return numbers;
  const begin = (start: number) => (slowest ? text.toLowerCase().lastIndexOf(slowest, start) : start);
  return {
    mentions: mentions.filter((mention) => !shares.includes(mention)),
    percentiles: shares.map(({ start, end }) => ({
      name: `p${percent}`,
      start: begin(start),
      end: pastNoun(text, end),
    })),
  };
}

/** The offset after the noun of a share: after "nine out of ten trucks". */
function pastNoun(text: string, end: number): number {
  const noun = text[end] === ' ' ? leadingNoun(text.slice(end + 1, end + NOUN_AT_MOST)) : '';
  return noun === '' ? end : end + 1 + noun.length;
}

/** "The slowest 1 in 100" is p99. */
const SLOWEST = ['slowest', 'worst'];
function wordBefore(text: string, at: number): string {
  return (
    text
      .slice(Math.max(0, at - NOUN_AT_MOST), at)
      .trimEnd()
      .toLowerCase()
      .split(/\s/)
      .at(-1) ?? ''
  );
}

/** Returns the numbers that can be the figure, in text order, each with its own unit or the one it shares. */
export function candidatesIn(topic: Metric, text: string, mentions: readonly Mention[], language: Language): Mention[] {
  return withBare(text, candidatesFor(topic, text, labelled(text, mentions, language)), mentions);
}

const NOT_ONE = /^not /i;

function numberAt(text: string, start: number, end: number, quantity: Quantity): Mention {
  const said = { bound: null, range: null, borrowed: false, spelled: true } as const;
  return { start, end, text: text.slice(start, end), quantity, readings: [quantity], ...said };
}

/** Reads negations as zero: "No recounts since the audit", "Violations: none since May", "not a single order". */
function zerosIn(text: string): Mention[] {
  const zero = (start: number, end: number, unit: string) => numberAt(text, start, end, { value: 0, unit });
  const none = [...text.matchAll(/\b(?:none|nil)\b/gi)].map(({ 0: word, index }) =>
    zero(index, index + word.length, ''),
  );
  const no = [...text.matchAll(/\b(no|not (?:one|a single)) (?=\p{L})/giu)].flatMap(({ 0: words, index }) => {
    const start = index + words.length;
    const noun = leadingNoun(text.slice(start, start + NOUN_AT_MOST));
    // Inside a sentence only a plural counts: "there were no recounts", but not "with no change in code".
    const isCounted = index === 0 || NOT_ONE.test(words) || noun.endsWith('s');
    return noun !== '' && isCounted ? [zero(index, start + noun.length, noun)] : [];
  });
  return [...no, ...none];
}

/** Takes the label as the noun of bare numbers: "Crashes: nine last season, zero since". */
function labelled(text: string, mentions: readonly Mention[], language: Language): Mention[] {
  const known = new Map<string, Quantity | null>();
  return mentions.map((mention) => {
    if (kindOf(mention.quantity) !== 'bare') return mention;
    const line = text.slice(text.lastIndexOf('\n', mention.start) + 1, mention.start);
    const colon = line.lastIndexOf(':');
    const lead = line.slice(Math.max(0, colon - LABEL_AT_MOST), Math.max(0, colon));
    const counted = `${mention.text} ${lead}`;
    const seen = known.get(counted);
    const quantity = seen === undefined ? countedBy(lead, mention, language) : seen;
    known.set(counted, quantity);
    return quantity ? { ...mention, quantity } : mention;
  });
}

/** Returns a bare number with the label in front of its colon as the noun; null without a label. */
function countedBy(lead: string, { text, quantity }: Mention, language: Language): Quantity | null {
  const label = sentencesIn(lead).at(-1) ?? '';
  if (label === '' || label.length >= LABEL_AT_MOST || hasClause(label)) return null;
  if (quantity.value === 0) return { value: 0, unit: label };
  const [read] = numbersIn(`${text} ${label}`, language).mentions;
  // "Out-of-memory restarts: one": the grammar reads no noun here, but the label names one.
  const isRead = read !== undefined && kindOf(read.quantity) !== 'bare';
  const isName = !isRead && countWords(label) <= 3 && numbersIn(label).mentions.length === 0;
  if (isName) return { value: quantity.value, unit: label };
  return read && read.start === 0 ? read.quantity : null;
}

/** Quantities of the topic's kinds, without counts that are only context: "in two seasons". */
function candidatesFor(topic: Metric, text: string, mentions: readonly Mention[]): Mention[] {
  const fitting = mentions.filter(({ quantity }) => KINDS[topic].includes(kindOf(quantity)));
  if (topic !== 'reliability') return fitting;
  // "None last season": the next question asks what was counted.
  const [zero, ...others] = mentions;
  if (zero?.quantity.value === 0 && others.length === 0) return [zero];
  const isBeside = (mention: Mention) =>
    ['count', 'duration'].includes(kindOf(mention.quantity)) && isSurrounding(text, mention.start);
  const own = fitting.filter((mention) => !isBeside(mention));
  const hasBare = mentions.some(({ quantity }) => kindOf(quantity) === 'bare');
  return own.length > 0 || (hasBare && fitting.length < 2) ? own : fitting;
}

/** The distinct percentile names. */
export function percentileNames(percentiles: readonly PercentileMention[]): string[] {
  return [...new Set(percentiles.map(({ name }) => name))];
}

/** The percentile of a figure; empty unless exactly one is named. */
export function percentileIn(percentiles: readonly PercentileMention[]): { percentile?: string } {
  const [percentile, ...others] = percentileNames(percentiles);
  return percentile !== undefined && others.length === 0 ? { percentile } : {};
}

/** Fallback candidates of a further figure: counts for throughput (with the bare numbers), zeros for reliability. */
export function fallbackCandidates(topic: Metric, text: string, mentions: readonly Mention[]): Mention[] {
  if (topic === 'reliability') return mentions.filter(({ quantity }) => quantity.value === 0);
  const counts = mentions.filter(({ quantity }) => kindOf(quantity) === 'count');
  return topic === 'throughput' ? withBare(text, counts, mentions) : [];
}

/** Adds bare numbers as candidates with the same unit: "1,900 orders/s on average, 7,200 at peak, 600 before". */
function withBare(text: string, candidates: readonly Mention[], mentions: readonly Mention[]): Mention[] {
  const [first] = candidates;
  if (!first) return [];
  // "380 ms, 0.04%, double payments 3": the unit of the last number is ambiguous.
  if (new Set(candidates.map(({ quantity }) => kindOf(quantity))).size > 1) return [...candidates];
  const isOther = (mention: Mention) =>
    kindOf(mention.quantity) === 'bare' && !candidates.some(({ start }) => start === mention.start);
  // Same sentence, or marked as a side: "410 samples/s. Now 8200", not "My cat is 14. Lookups: 12,000 per second."
  const isBeside = ({ start, end }: Mention) =>
    markedSide(text, { start, end }) !== null ||
    candidates
      .slice(0, LOOKED_AT)
      .some((other) => !/[.!?]\s/.test(text.slice(Math.min(end, other.end), Math.max(start, other.start))));
  const bare = mentions
    .filter((mention) => isOther(mention) && isBeside(mention) && !isSurrounding(text, mention.start))
    .map((mention) => inUnitOf(mention, first.quantity));
  return [...candidates, ...bare].toSorted((one, other) => one.start - other.start);
}

/** Gives a bare number the unit of another. A count is an integer: "1.150" scans are 1,150. */
function inUnitOf(mention: Mention, other: Quantity): Mention {
  const { value } = mention.quantity;
  const read = [value, ...mention.readings.map((reading) => reading.value)];
  const [counted = value] = ['count', 'rate'].includes(kindOf(other)) ? largeFirst(read) : [];
  return { ...mention, quantity: { ...other, value: counted } };
}

/** Maximum candidates that a bare number is compared with, to bound the run time. */
const LOOKED_AT = 4;

/** Whether the number is a starting point: "Cut by 80 % from 500 ms". */
export function isStart(text: string, { start }: Mention): boolean {
  return text.slice(0, start).trimEnd().toLowerCase().endsWith(' from');
}

function isSurrounding(text: string, start: number): boolean {
  const words = text
    .slice(Math.max(0, start - 40), start)
    .toLowerCase()
    .trim()
    .split(' ');
  const articles = new Set(['the', 'last', 'past', 'these', 'those', 'all']);
  while (words.length > 1 && articles.has(words.at(-1) ?? '')) words.pop();
  return SURROUNDINGS.has(words.at(-1) ?? '');
}

/** Both sides if a pattern says which came before; else null. `isWhole`: only the measure precedes the numbers. */
export function certainPair(
  text: string,
  candidates: readonly Mention[],
  percentiles: readonly PercentileMention[],
  source: string,
): { patch: FigurePatch; isWhole: boolean } | null {
  const [first, second] = candidates;
  if (!first || !second || candidates.length !== 2 || first.range || second.range) return null;
  if (percentileNames(percentiles).length > 1) return null;
  const relation = timeOrder(text, first, second);
  if (!relation) return null;
  const lead = wordsAround(text, first, candidates, percentiles);
  const behind = wordsAround(text, second, candidates, percentiles);
  const amount = (mention: Mention, { tail }: WordsAround) => amountOf(mention, isRelational(tail) ? '' : tail, source);
  const [one, two] = [amount(first, lead), amount(second, behind)];
  const [early, late] = relation.before === 'first' ? [one, two] : [two, one];
  return {
    isWhole: text.slice(0, first.start).trim().length <= (lead.measure?.length ?? 0) + 12,
    patch: {
      measure: lead.measure,
      ...percentileIn(percentiles),
      before: inPeriodOf(early, late),
      now: inPeriodOf(late, early),
    },
  };
}

/** Copies the period to the other side: "Lost readings: before 120, now 3 per month". */
function inPeriodOf(side: Amount, other: Amount): Amount {
  const { per } = other.quantity;
  const isLent = per !== undefined && ['count', 'bare'].includes(kindOf(side.quantity)) && side.quantity.value !== 0;
  return isLent ? { ...side, quantity: { ...side.quantity, per } } : side;
}

/** Whether a tail only relates two numbers ("to", "instead of") and adds nothing to either. */
function isRelational(tail: string): boolean {
  const [first = ''] = tail.toLowerCase().split(' ');
  return ['to', 'from', 'up', 'down', 'instead', 'and', 'is', 'was', 'were', 'à', 'al', 'pra'].includes(first);
}
