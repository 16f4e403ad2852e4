/** Which numbers of an answer can be the figure that is asked for, and which of two was before; the others belong to its surroundings. */
import type { Language } from '../machine/language.ts';
import { kindOf, PERIODS, type Period, type Quantity, type QuantityKind, sameQuantity } from '../machine/quantity.ts';
import type { Amount, FigurePatch } from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';
import { tokens, wordSet } from '../text/lexer.ts';
import { largeFirst } from '../text/measure.ts';
import { type Mention, type Numbers, numbersIn, type PercentileMention } from '../text/quantities.ts';
import { relationOf, sideOf } from '../text/relations.ts';
import { countWords, sentencesIn } from '../text/sentences.ts';
import { PERIOD_OF, periodAt, wordsOfPeriod } from '../text/units.ts';
import { amountOf, hasClause, nounBefore, type WordsAround, wordsAround } from './words-around.ts';

/** The kinds of quantities that a topic is measured in. */
const KINDS: Readonly<Record<Metric, readonly QuantityKind[]>> = {
  latency: ['duration'],
  throughput: ['rate', 'data'],
  reliability: ['share', 'count', 'rate', 'duration', 'money'],
};

/** What is longer in front of a colon is no label; in characters. */
const LABEL_AT_MOST = 120;
/** Where a noun ends is looked for in so many characters. */
const NOUN_AT_MOST = 200;

/** A number right behind one of these is part of the surroundings: "in the two seasons since", "across five regions". */
const SURROUNDINGS = wordSet(
  'in since for over across during of within after on with under last past every each im seit während innerhalb dans depuis pendant en desde durante em',
);

/** Only a time has a percentile: elsewhere "on average" is a part of what is told. About failures, "none" is a number. */
export function numbersOn(topic: Metric, text: string, language: Language = 'en'): Numbers {
  const { mentions, percentiles } = numbersIn(text, language);
  if (topic === 'latency') return withShare(text, { mentions, percentiles });
  if (topic === 'throughput') return { mentions: mentions.map((mention) => inPeriod(text, mention)), percentiles: [] };
  const meets = (one: Mention, all: readonly Mention[]) =>
    all.some((other) => other !== one && other.start < one.end && one.start < other.end);
  const zeros = zerosIn(text).filter((zero) => NOT_ONE.test(zero.text) || !meets(zero, mentions));
  // "Not one reading" is none.
  const others = mentions.filter((mention) => !meets(mention, zeros));
  return { mentions: [...others, ...zeros].toSorted((one, other) => one.start - other.start), percentiles: [] };
}

/** "46,000 bags in a day": of a load that is how much it is each day. */
function inPeriod(text: string, mention: Mention): Mention {
  const { quantity, start, end, range } = mention;
  if (kindOf(quantity) !== 'count' || range !== null) return mention;
  const behind = text.slice(end, end + NOUN_AT_MOST);
  const isRate = [' in a ', ' in an ', ' in one '].some((words) => behind.toLowerCase().startsWith(words));
  // "In a quarter of an hour" is no quarter.
  const isPeriod = (each: Period) =>
    periodBehind(behind, each) > 0 && !behind.slice(periodBehind(behind, each)).startsWith(' of ');
  const per = isRate ? PERIODS.find(isPeriod) : undefined;
  if (per === undefined) return mention;
  const to = end + periodBehind(behind, per);
  const rate = { ...quantity, per };
  return { ...mention, end: to, text: text.slice(start, to), quantity: rate, readings: [rate] };
}

/** How many characters of " in a day, at peak" name the period: it isn't said once more behind "per day". */
export function periodBehind(text: string, period: Period): number {
  const words = wordsOfPeriod(period).map(RegExp.escape).join('|');
  return new RegExp(`^(?: [\\p{L}1]{1,6}){0,2} (?:${words})(?!\\p{L})`, 'iu').exec(text)?.[0].length ?? 0;
}

/** What stands between a count and the time that it took. */
const SPREAD_OVER = new Set([...wordSet('in within over every each per by /'), 'per shift of']);

/** "1.2 million cards in 5 hours" as 240,000 an hour; null where no such time stands behind the number, or it doesn't divide. */
export function overTime(text: string, mention: Mention, all: readonly Mention[]): Mention | null {
  const isOver = ({ start, quantity: { unit } }: Mention) =>
    PERIOD_OF.has(unit) && SPREAD_OVER.has(text.slice(mention.end, start).trim().toLowerCase());
  const time = all.find((other) => other.start > mention.end && isOver(other));
  const per = time && PERIOD_OF.get(time.quantity.unit);
  const value = mention.quantity.value / (time?.quantity.value ?? 1);
  if (!time || time.quantity.value === 1 || per === undefined || !Number.isInteger(value)) return null;
  const quantity = { ...mention.quantity, value, per };
  return { ...mention, end: time.end, text: text.slice(mention.start, time.end), quantity, readings: [quantity] };
}

/** "One wrong name in print a year": the period may belong to what is counted; null where none stands in the clause. */
export function withPeriod(text: string, mention: Mention): Mention | null {
  if (kindOf(mention.quantity) !== 'count') return null;
  const list = tokens(text.slice(mention.end, mention.end + NOUN_AT_MOST));
  const end = list.findIndex(({ kind }) => kind !== 'word');
  const clause = end < 0 ? list : list.slice(0, end);
  const [read] = clause.flatMap((_, at) => periodAt(clause, at) ?? []);
  const last = read && clause[read.next - 1];
  if (!last) return null;
  const [quantity, to] = [{ ...mention.quantity, per: read.per }, mention.end + last.end];
  return { ...mention, end: to, text: text.slice(mention.start, to), quantity, readings: [quantity] };
}

/** "99 % of restarts fit in 18 s", "12 minutes, nine mornings in ten": a share of the times is their percentile. */
function withShare(text: string, numbers: Numbers): Numbers {
  const { mentions, percentiles } = numbers;
  const isTimed = mentions.some(({ quantity }) => kindOf(quantity) === 'duration');
  const shares = mentions.filter(({ quantity }) => kindOf(quantity) === 'share');
  const [share, ...others] = shares;
  // Two shares are two figures.
  const isOne = others.every(({ quantity }) => share && sameQuantity(quantity, share.quantity));
  if (percentiles.length > 0 || !isTimed || !share || !isOne) return numbers;
  const slowest = SLOWEST.find((word) => wordBefore(text, share.start) === word);
  const percent = slowest ? 100 - share.quantity.value : share.quantity.value;
  if (wordBefore(text, share.start) === 'by' || percent < 50 || percent >= 100) return numbers;
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

/** Behind "nine out of ten trucks" */
function pastNoun(text: string, end: number): number {
  const noun = text[end] === ' ' ? nounBefore(text.slice(end + 1, end + NOUN_AT_MOST)) : '';
  return noun === '' ? end : end + 1 + noun.length;
}

/** "The slowest 1 in 100" */
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

/** The numbers of an answer that can be meant, in their order, each with the unit that it has or shares. */
export function candidatesIn(
  topic: Metric,
  text: string,
  mentions: readonly Mention[],
  language: Language = 'en',
): Mention[] {
  return withBare(text, candidatesFor(topic, text, labelled(text, mentions, language)), mentions);
}

const NOT_ONE = /^not /i;

/** "No recounts since the audit", "Violations: none since May", "not a single order": nothing of it was counted. */
function zerosIn(text: string): Mention[] {
  const zero = (start: number, end: number, unit: string): Mention => {
    const quantity = { value: 0, unit };
    const said = { bound: null, range: null, borrowed: false, spelled: true } as const;
    return { start, end, text: text.slice(start, end), quantity, readings: [quantity], ...said };
  };
  const none = [...text.matchAll(/\b(?:none|nil)\b/gi)].map(({ 0: word, index }) =>
    zero(index, index + word.length, ''),
  );
  const no = [...text.matchAll(/\b(no|not (?:one|a single)) (?=\p{L})/giu)].flatMap(({ 0: words, index }) => {
    const start = index + words.length;
    const noun = nounBefore(text.slice(start, start + NOUN_AT_MOST));
    // Inside of a sentence only a plural is surely counted: "there were no recounts", but "with no change in code".
    const isCounted = index === 0 || NOT_ONE.test(words) || noun.endsWith('s');
    return noun !== '' && isCounted ? [zero(index, start + noun.length, noun)] : [];
  });
  return [...no, ...none];
}

/** "Crashes: nine last season, zero since": the label is what its bare numbers count. */
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

/** What a bare number counts, by the label in front of its colon; null where there is no label. */
function countedBy(lead: string, { text, quantity }: Mention, language: Language): Quantity | null {
  const label = sentencesIn(lead).at(-1) ?? '';
  if (label === '' || label.length >= LABEL_AT_MOST || hasClause(label)) return null;
  if (quantity.value === 0) return { value: 0, unit: label };
  const [read] = numbersIn(`${text} ${label}`, language).mentions;
  // "Out-of-memory restarts: one": no noun that is read behind a number, but a name all the same.
  const isRead = read !== undefined && kindOf(read.quantity) !== 'bare';
  const isName = !isRead && countWords(label) <= 3 && numbersIn(label).mentions.length === 0;
  if (isName) return { value: quantity.value, unit: label };
  return read && read.start === 0 ? read.quantity : null;
}

/** Quantities that can be meant. A count in the surroundings of another does not stand beside it: "in two seasons". */
function candidatesFor(topic: Metric, text: string, mentions: readonly Mention[]): Mention[] {
  const fitting = mentions.filter(({ quantity }) => KINDS[topic].includes(kindOf(quantity)));
  if (topic !== 'reliability') return fitting;
  // "None last season": what was counted is asked next.
  const [zero, ...others] = mentions;
  if (zero?.quantity.value === 0 && others.length === 0) return [zero];
  const isBeside = (mention: Mention) =>
    ['count', 'duration'].includes(kindOf(mention.quantity)) && isSurrounding(text, mention.start);
  const own = fitting.filter((mention) => !isBeside(mention));
  const hasBare = mentions.some(({ quantity }) => kindOf(quantity) === 'bare');
  return own.length > 0 || (hasBare && fitting.length < 2) ? own : fitting;
}

/** The percentiles that are named, each once. */
export function namesOf(percentiles: readonly PercentileMention[]): string[] {
  return [...new Set(percentiles.map(({ name }) => name))];
}

/** The percentile of a figure, where only one is named. */
export function percentileIn(percentiles: readonly PercentileMention[]): { percentile?: string } {
  const [percentile, ...others] = namesOf(percentiles);
  return percentile !== undefined && others.length === 0 ? { percentile } : {};
}

/** What else a further figure can be: a load that is a count, with the bare numbers beside it, or a failure of which there was none. */
export function othersIn(topic: Metric, text: string, mentions: readonly Mention[]): Mention[] {
  if (topic === 'reliability') return mentions.filter(({ quantity }) => quantity.value === 0);
  const counts = mentions.filter(({ quantity }) => kindOf(quantity) === 'count');
  return topic === 'throughput' ? withBare(text, counts, mentions) : [];
}

/** "1,900 orders/s on average, 7,200 at peak, 600 before": the bare numbers count the same, so that it is asked. */
function withBare(text: string, candidates: readonly Mention[], mentions: readonly Mention[]): Mention[] {
  const [first] = candidates;
  if (!first) return [];
  // Of "380 ms, 0.04%, double payments 3" nobody knows which of them the last one counts as.
  if (new Set(candidates.map(({ quantity }) => kindOf(quantity))).size > 1) return [...candidates];
  const isOther = (mention: Mention) =>
    kindOf(mention.quantity) === 'bare' && !candidates.some(({ start }) => start === mention.start);
  // In the same sentence, or marked as one side: "410 samples/s. Now 8200", but "My cat is 14. Lookups: 12,000 per second."
  const isBeside = ({ start, end }: Mention) =>
    sideOf(text, { start, end }) !== null ||
    candidates
      .slice(0, LOOKED_AT)
      .some((other) => !/[.!?]\s/.test(text.slice(Math.min(end, other.end), Math.max(start, other.start))));
  const bare = mentions
    .filter((mention) => isOther(mention) && isBeside(mention) && !isSurrounding(text, mention.start))
    .map((mention) => inUnitOf(mention, first.quantity));
  return [...candidates, ...bare].toSorted((one, other) => one.start - other.start);
}

/** A bare number that counts what another does: there is no "1.150" of a scan. */
function inUnitOf(mention: Mention, other: Quantity): Mention {
  const { value } = mention.quantity;
  const read = [value, ...mention.readings.map((reading) => reading.value)];
  const [counted = value] = ['count', 'rate'].includes(kindOf(other)) ? largeFirst(read) : [];
  return { ...mention, quantity: { ...other, value: counted } };
}

/** Candidates that a bare number is held against; a bound on the time. */
const LOOKED_AT = 4;

/** "Cut by 80 % from 500 ms": where it began. */
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

/** Both sides of a figure, where a pattern says which is which. */
export function certainPair(
  text: string,
  candidates: readonly Mention[],
  percentiles: readonly PercentileMention[],
  source: string,
): { patch: FigurePatch; isWhole: boolean } | null {
  const [first, second] = candidates;
  if (!first || !second || candidates.length !== 2 || first.range || second.range) return null;
  const [name, ...others] = namesOf(percentiles);
  if (others.length > 0) return null;
  const relation = relationOf(text, first, second);
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
      ...(name !== undefined && { percentile: name }),
      before: inPeriodOf(early, late),
      now: inPeriodOf(late, early),
    },
  };
}

/** "Lost readings: before 120, now 3 per month": both are counted over a month. */
function inPeriodOf(side: Amount, other: Amount): Amount {
  const { per } = other.quantity;
  const isLent = per !== undefined && ['count', 'bare'].includes(kindOf(side.quantity)) && side.quantity.value !== 0;
  return isLent ? { ...side, quantity: { ...side.quantity, per } } : side;
}

/** What stands between two numbers only to relate them is no addition to either. */
function isRelational(tail: string): boolean {
  const [first = ''] = tail.toLowerCase().split(' ');
  return ['to', 'from', 'up', 'down', 'instead', 'and', 'is', 'was', 'were', 'à', 'al', 'pra'].includes(first);
}
