/** Selects the numbers of an answer that can be the requested figure, and decides which of two came before. */
import type { Language } from '../machine/language.ts';
import { comparable, isCount, isPerOther, kindOf, type Quantity, type QuantityKind } from '../machine/quantity.ts';
import type { Metric } from '../machine/slots.ts';
import { isChange } from '../text/before-after.ts';
import { opensCorrection } from '../text/corrections.ts';
import { overlaps, type Span, tokens, wordSet } from '../text/lexer.ts';
import { largeFirst } from '../text/measure.ts';
import { exact } from '../text/numerals.ts';
import { type Mention, type Numbers, numbersIn, type PercentileMention } from '../text/quantities.ts';
import { countWords, sentencesIn } from '../text/sentences.ts';
import { translated } from '../text/vocabulary.ts';
import type { FigureAnswer } from './noted-figure.ts';
import { isSmallWord, leadingNoun, nameIn, wordsAround } from './words-around.ts';

/** The kinds of quantities that a topic is measured in. */
export const KINDS: Readonly<Record<Metric, readonly QuantityKind[]>> = {
  latency: ['duration'],
  throughput: ['rate', 'data'],
  reliability: ['share', 'count', 'rate', 'money'],
};

/** Minimum words of an answer that may go into the letter verbatim. */
export const TYPED_WORDS = 5;
/** Maximum characters of a label in front of a colon. */
const LABEL_AT_MOST = 120;
/** Maximum words of a label that is the noun of its numbers. */
const LABEL_WORDS = 3;
/** Characters next to a number that are searched for a noun. */
const NOUN_AT_MOST = 200;
/** Maximum numbers of an answer that can be the figure: one with more is a log or a table. */
const NUMBERS_AT_MOST = 100;

/** Reads the numbers as a topic counts them: percentiles only for latency; "none" is a number only for reliability. */
export function numbersOn(topic: Metric, text: string, language: Language = 'en'): Numbers {
  const { mentions, percentiles } = numbersIn(text, language);
  if (topic === 'latency') return { mentions, percentiles };
  if (topic === 'throughput') return { mentions, percentiles: [] };
  const meets = (one: Mention, all: readonly Mention[]) => all.some((other) => other !== one && overlaps(one, other));
  const zeros = zerosIn(text).filter((zero) => NOT_ONE.test(zero.text) || !meets(zero, mentions));
  // "Not one reading" is zero, not one.
  const others = mentions.filter((mention) => !meets(mention, zeros));
  return { mentions: [...others, ...zeros].toSorted((one, other) => one.start - other.start), percentiles: [] };
}

/** The numbers that can be the figure, in text order, each with its own unit or the one it shares. */
export function candidatesIn({ topic, part, text, sheet }: FigureAnswer, mentions: readonly Mention[]): Mention[] {
  const { language } = sheet;
  // A further figure may count without a time: "540 clubs".
  const isMore = part === 'more';
  const labelled = mentions.slice(0, NUMBERS_AT_MOST).map((mention) => withLabel(text, mention, language));
  const told = labelled.filter((one) => !isSmallWord(one) || !isInLabel(text, one, labelled));
  const levels = told.filter((one) => !isChange(text, one, language) && !isSpan(topic, text, one, language));
  const ofKinds = (kinds: readonly QuantityKind[]) => levels.filter(({ quantity }) => kinds.includes(kindOf(quantity)));
  const isLoad = ({ quantity }: Mention) => topic === 'throughput' && isPerOther(quantity);
  const own = levels.filter((one) => KINDS[topic].includes(kindOf(one.quantity)) || isLoad(one));
  // "Hosting fell from €6,800 to €2,900": no question asks for a cost. Without a name it may be what is paid through it.
  const money = topic === 'throughput' ? ofKinds(['money']) : [];
  const isNamed = money.some(
    (one) => wordsAround(text, one, { mentions: money, percentiles: [] }, language).named.measure !== null,
  );
  const costs = isNamed ? money : [];
  // "None last season": the next question asks what was counted.
  const zeros = topic === 'reliability' ? levels.filter(({ quantity }) => quantity.value === 0) : [];
  const counts = isMore && topic === 'throughput' ? ofKinds(['count']) : [];
  // "The server bill fell from €7,600 to €2,600": no other question asks for it.
  const others = isMore && countWords(text) >= TYPED_WORDS ? ofKinds(['money', 'data']) : [];
  const main = own.filter((mention) => !isContext(text, mention, language));
  const durations = topic === 'reliability' ? ofKinds(['duration']) : [];
  const found = [main, zeros, own, costs, counts, durations, others].find((one) => one.length > 0) ?? [];
  const candidates = found.filter((one) => !isSmallWord(one) || !isBeside(one, found));
  return withBare(text, candidates, told);
}

/** Whether a number of failures may be a load instead: few systems fail every minute. */
export function mayBeLoad(topic: Metric, { value, per }: Quantity): boolean {
  return topic === 'reliability' && value !== 0 && (per === 'second' || per === 'minute');
}

/** Whether a number stands beside others in digits that measure something else: "sold to two farmers: 2 a month, 0.1%". */
function isBeside({ quantity }: Mention, others: readonly Mention[]): boolean {
  return others.some((other) => !other.spelled && !comparable(other.quantity, quantity));
}

/** "In the two seasons since", "across five regions", "when one farm tests positive", "the whole 18,000 litre tank" */
const BEFORE_CONTEXT = wordSet('in across within during over since last past the when if whole entire');

/** Whether a count only says where or when. */
function isContext(text: string, { start, quantity }: Mention, language: Language): boolean {
  return kindOf(quantity) === 'count' && BEFORE_CONTEXT.has(wordBefore(text, start, language));
}

/** Words around the time in which something was counted: "in the last 14 months", "les 14 derniers mois". */
const LAST = wordSet('last past letzten vergangenen derniers dernières últimos últimas');
/** The same, unless the answer is about time: "in 14 months", but "95% within 5 seconds". */
const BEFORE_SPAN = wordSet('in within during since');

/** Whether a number is the time in which something was counted. */
function isSpan(topic: Metric, text: string, { start, quantity }: Mention, language: Language): boolean {
  if (kindOf(quantity) !== 'duration') return LAST.has(quantity.unit.split(' ', 1).join());
  const word = wordBefore(text, start, language);
  return LAST.has(word) || (topic !== 'latency' && BEFORE_SPAN.has(word));
}

/** The word in front of a position, in English and in lower case. */
export function wordBefore(text: string, at: number, language: Language): string {
  const word = text.slice(0, at).trimEnd().split(' ').at(-1) ?? '';
  return translated(tokens(word), language).at(-1)?.low ?? '';
}

const NOT_ONE = /^not /i;

/** Reads negations as zero: "No recounts since the audit", "Violations: none since May", "not a single order". */
function zerosIn(text: string): Mention[] {
  const zero = (start: number, end: number, unit: string): Mention => {
    const quantity = { value: 0, unit };
    const said = { bound: null, range: null, borrowed: false, spelled: true };
    return { start, end, text: text.slice(start, end), quantity, readings: [quantity], ...said };
  };
  const none = [...text.matchAll(/\b(?:none|nil)\b/gi)].map(({ 0: word, index }) =>
    zero(index, index + word.length, ''),
  );
  const isCorrection = opensCorrection(text);
  const no = [...text.matchAll(/\b(no|not (?:one|a single)) (?=\p{L})/giu)].flatMap(({ 0: words, index }) => {
    const start = index + words.length;
    const noun = leadingNoun(text.slice(start, start + NOUN_AT_MOST));
    // Inside a sentence only a plural counts: "there were no recounts", but not "no sorry 40" or "with no change in code".
    const isCounted = (index === 0 && !isCorrection) || NOT_ONE.test(words) || noun.endsWith('s');
    return noun !== '' && isCounted ? [zero(index, start + noun.length, noun)] : [];
  });
  return [...no, ...none];
}

/** Takes the label as the noun of bare numbers: "Crashes: nine last season, zero since". */
function withLabel(text: string, mention: Mention, language: Language): Mention {
  const { start, quantity, text: number } = mention;
  if (kindOf(quantity) !== 'bare') return mention;
  const ahead = text.slice(Math.max(0, start - LABEL_AT_MOST), start);
  const line = ahead.slice(ahead.lastIndexOf('\n') + 1);
  const label = nameIn(line.slice(0, Math.max(0, line.lastIndexOf(':'))), language);
  if (label === null || countWords(label) > LABEL_WORDS) return mention;
  // "Lost orders per month: 120"
  const [read] = numbersIn(`${number} ${label}`, language).mentions;
  const isRead = read?.start === 0 && kindOf(read.quantity) !== 'bare' && quantity.value !== 0;
  return { ...mention, quantity: isRead ? read.quantity : { value: quantity.value, unit: label } };
}

/** Whether a colon stands between a number and the next one in digits. */
function isInLabel(text: string, { end }: Mention, mentions: readonly Mention[]): boolean {
  const next = mentions.find(({ start, spelled }) => start >= end && !spelled);
  const between = text.slice(end, next?.start ?? end);
  return between.length <= LABEL_AT_MOST && between.includes(':') && !between.includes('\n');
}

/** The percentile of a figure; empty unless exactly one is named. */
export function percentileIn(percentiles: readonly PercentileMention[]): { percentile?: string } {
  const [percentile, ...others] = new Set(percentiles.map(({ name }) => name));
  return percentile !== undefined && others.length === 0 ? { percentile } : {};
}

/** The percentile of a number. Of more than two numbers, only those next to a percentile have it. */
export function percentileOf(mention: Mention, { mentions, percentiles }: Numbers): string | null {
  const isBetween = (one: Span, { start, end }: Span) =>
    mentions.some((each) => each.start >= Math.min(one.end, end) && each.end <= Math.max(one.start, start));
  const near = mentions.length > 2 ? percentiles.filter((one) => !isBetween(one, mention)) : percentiles;
  return (near.findLast(({ start }) => start <= mention.start) ?? near[0])?.name ?? null;
}

/** Adds bare numbers as candidates with the same unit: "2.2 percent. Last season 0.15". */
function withBare(text: string, candidates: readonly Mention[], mentions: readonly Mention[]): Mention[] {
  const [first] = candidates;
  if (!first) return [];
  // "380 ms, 0.04%, double payments 3": the unit of the last number is ambiguous.
  if (new Set(candidates.map(({ quantity }) => kindOf(quantity))).size > 1) return [...candidates];
  const bare = mentions
    .filter(({ start, quantity }) => kindOf(quantity) === 'bare' && !candidates.some((one) => one.start === start))
    // "My cat is 14. Lookups: 12,000 per second": a number in an earlier sentence has another subject.
    .filter(({ start, end }) => start > first.start || sentencesIn(text.slice(end, first.start)).length < 2)
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

/** Maximum words between the two counts of a share: "7 wrong out of our 1000". */
const BETWEEN_AT_MOST = 3;

/** A smaller count before a larger one as a share, which is only offered: "2 wrong payments from 1000", "one on 5.000". */
export function sharesIn(text: string, mentions: readonly Mention[]): Mention[] {
  return mentions.flatMap((part, at) => {
    const whole = mentions[at + 1];
    if (!whole || !isCount(part.quantity) || !isCount(whole.quantity)) return [];
    // Not "one farm tests positive, the whole 18,000 litre tank"
    const between = text.slice(part.end, whole.start);
    if ([',', '.', ':'].some((sign) => between.includes(sign)) || countWords(between) > BETWEEN_AT_MOST) return [];
    const [size = 0] = largeFirst(whole.readings.map(({ value }) => value));
    const { value } = part.quantity;
    if (value === 0 || value >= size) return [];
    const quantity = { value: exact((value / size) * 100), unit: '%' };
    return [{ ...part, end: whole.end, text: text.slice(part.start, whole.end), quantity, readings: [quantity] }];
  });
}
