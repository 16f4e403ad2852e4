/** The ask-backs for an ambiguous answer about a figure: which number is meant, or the same slot again. */
import { askBack, type Command } from '../machine/commands.ts';
import { isWorse } from '../machine/doubts.ts';
import { LANGUAGES } from '../machine/language.ts';
import type { Pending, Problem } from '../machine/pending.ts';
import { comparable, kindOf, PERIODS, type Period, type Quantity, sameQuantity } from '../machine/quantity.ts';
import type { Option } from '../machine/question.ts';
import { type Amount, type FigurePatch, mainFigureId, type Sheet, typedValue } from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';
import { markedSide, timeOrder } from '../text/before-after.ts';
import { exact } from '../text/numerals.ts';
import { opensNegation } from '../text/phrases.ts';
import { type Mention, numbersIn, type PercentileMention } from '../text/quantities.ts';
import { countWords, sentencesIn } from '../text/sentences.ts';
import { wordsOfPeriod } from '../text/units.ts';
import { backlogEntry } from './answer-backlog.ts';
import { periodBehind, rateOverDuration } from './count-over-time.ts';
import { candidatesIn, certainPair, numbersOn, percentileNames } from './figure-candidates.ts';
import { amountOf, nameIn, wordsAround } from './words-around.ts';

export interface FigureAnswer {
  readonly text: string;
  /** The message id. */
  readonly source: string;
  readonly topic: Metric;
  /** `now`, `before`, `measure`, `percentile`, `more`, `words` or `sentence`. */
  readonly part: string;
  /** The figure in question; null for the topic's main one. */
  readonly figure: string | null;
  readonly sheet: Sheet;
}

type FigureOption = Extract<Pending, { kind: 'order' }>['options'][number];
export type Offer = Extract<Pending, { kind: 'again' }>['offers'][number];

/** Maximum options of one question. */
const OPTIONS_AT_MOST = 6;

/** Maximum words of a counted noun. */
const NOUN_WORDS = 3;

/** Minimum words of an answer that may go into the letter verbatim. */
export const TYPED_WORDS = 5;

/** Returns the figures that the candidates could mean, without duplicates. */
export function optionsFor(
  { text, source, part, topic, figure }: FigureAnswer,
  candidates: readonly Mention[],
  percentiles: readonly PercentileMention[],
): FigureOption[] {
  const meant = candidates.flatMap((mention) => {
    const { range, quantity } = mention;
    return (range ? [range.low, range.high] : [quantity]).map((each) => ({ mention, quantity: each }));
  });
  // More than three numbers aren't paired, so only as many as can be offered are examined.
  const looked = meant.length > 3 ? firsts(meant, ({ quantity }) => quantity) : meant;
  const sides = looked.map(({ mention, quantity }) => {
    const { measure, tail } = wordsAround(text, mention, candidates, percentiles);
    return { amount: { ...amountOf(mention, tail, source), quantity }, measure, at: mention.start, end: mention.end };
  });
  type Side = (typeof sides)[number];
  const names = percentileNames(percentiles);
  const named = ({ at }: Side): FigurePatch => {
    const near = names.length === 1 ? names[0] : (percentiles.findLast(({ start }) => start <= at)?.name ?? names[0]);
    // The words in front of this number, or of the first one.
    const measure = sides.find((each) => each.at === at)?.measure ?? sides[0]?.measure ?? null;
    return { ...(measure !== null && { measure }), ...(near !== undefined && { percentile: near }) };
  };
  const option = (patch: FigurePatch, also: FigurePatch | null = null): FigureOption => ({
    figure: figure ?? mainFigureId(topic),
    patch,
    also,
  });
  const pair = (about: Side, before: Side, now: Side) =>
    option({ ...named(about), before: before.amount, now: now.amount });
  const options: FigureOption[] = [];
  const [first, second, third] = candidates;
  const relation = first && second && !third ? timeOrder(text, first, second) : null;
  if (relation && names.length < 2) {
    // "From 40-60 s to 3 s": the order is clear, but the end of the range is ambiguous.
    const [early, late] = [first, second].map((mention) => sides.filter(({ at }) => at === mention?.start));
    const [befores = [], nows = []] = relation.before === 'first' ? [early, late] : [late, early];
    return befores.flatMap((before) => nows.map((now) => pair(early?.[0] ?? before, before, now)));
  }
  const [a, b] = sides;
  if (sides.length === 3) {
    // If one of three is marked as "before", each of the others may be "now".
    const [past, ...more] = sides.filter(({ at, end }) => markedSide(text, { start: at, end }) === 'before');
    const others = sides.filter((each) => each !== past);
    if (past && more.length === 0) options.push(...others.map((other) => pair(other, past, other)));
    const isAlike = (one: Side, other: Side) => one !== other && named(one).percentile === named(other).percentile;
    if (meant.length === 3 && names.length > 0)
      for (const one of sides)
        options.push(...sides.filter((other) => isAlike(one, other)).map((other) => pair(one, one, other)));
  }
  const isTwo = meant.length === 2 && a && b;
  if (isTwo && names.length < 2) {
    // Most figures got better, unless a word at the number says otherwise.
    const mark = markedSide(text, { start: a.at, end: a.end });
    const isReversed = mark ? mark === 'now' : isWorse(topic, a.amount.quantity, b.amount.quantity);
    const pairs = [pair(a, a, b), pair(a, b, a)];
    options.push(...(isReversed ? pairs.toReversed() : pairs));
  }
  const side = part === 'before' ? 'before' : 'now';
  const share = isTwo && topic === 'reliability' && shareOf(a.amount, b.amount);
  if (share) options.push(option({ [side]: { ...share, quote: text.slice(a.at, b.end) } }));
  options.push(...sides.map((each) => option({ ...named(each), [side]: each.amount })));
  if (isTwo) options.push(option({ ...named(a), now: a.amount }, { ...named(b), now: b.amount }));
  const possible = options.filter(
    ({ patch: { now, before } }) => !now || !before || comparable(now.quantity, before.quantity),
  );
  return firsts(possible, ({ patch, also }) => [patch.now?.quantity, patch.before?.quantity, also?.now?.quantity]);
}

/** "2 wrong payments from 1000" may be a share; null unless the first count is the smaller one. */
function shareOf(part: Amount, whole: Amount): Amount | null {
  const isShare = kindOf(part.quantity) === 'count' && part.quantity.value < whole.quantity.value;
  const value = exact((part.quantity.value / whole.quantity.value) * 100);
  return isShare ? { ...part, quantity: { value, unit: '%' }, tail: '' } : null;
}

/** Dedupes by `kind` and limits to the maximum number of options. */
function firsts<T>(all: readonly T[], kind: (each: T) => unknown): T[] {
  const found = new Map<string, T>();
  for (const each of all) {
    const key = JSON.stringify(kind(each));
    if (!found.has(key)) found.set(key, each);
  }
  return [...found.values()].slice(0, OPTIONS_AT_MOST);
}

/** Reads a pair per sentence: "Delays were 40 min, now 4 s. Tickets: 2,100 a week -> 700". */
export function pairsPerSentence({ text, source, topic, sheet: { language } }: FigureAnswer): readonly FigurePatch[] {
  const pairs = sentencesIn(text).flatMap((sentence) => {
    const { mentions, percentiles } = numbersOn(topic, sentence, language);
    const pair = certainPair(sentence, candidatesIn(topic, sentence, mentions, language), percentiles, source);
    return pair ? [pair.patch] : [];
  });
  // "No, the other way. 3 s before, 0.4 now" is of what the first sentence names.
  const [{ measure, percentile } = {}] = pairs;
  const name = { ...(measure && { measure }), ...(percentile && { percentile }) };
  return pairs.map((pair) => (pair.measure || pair.percentile ? pair : { ...name, ...pair }));
}

/** Options read in the interview's other languages: "Drei Tage, p90" in an English interview. */
export function inAnotherLanguage(answer: FigureAnswer): FigureOption[] {
  const { topic, text, sheet } = answer;
  for (const language of LANGUAGES.filter((each) => each !== sheet.language)) {
    const { mentions, percentiles } = numbersOn(topic, text, language);
    const candidates = candidatesIn(topic, text, mentions, language);
    if (candidates.length > 0) return optionsFor(answer, candidates, percentiles);
  }
  return [];
}

/** Characters after a number that are searched for a period. */
const CLAUSE_AT_MOST = 60;
const DURATIONS = ['ms', 's', 'min', 'hours'];
const USUAL_PERIODS: readonly Period[] = ['second', 'minute', 'hour', 'day'];

/** Numbers with an unreadable unit or period ("1,6 sn", "400 reports in hour"), once per unit they could have. */
export function withUnits(topic: Metric, text: string, mentions: readonly Mention[]): readonly (readonly Mention[])[] {
  const fitting = mentions.filter(
    ({ quantity, range }) => range === null && ['bare', 'count'].includes(kindOf(quantity)),
  );
  // "60万 connections, six hundred thousand" states one number twice.
  const open = fitting.filter(
    ({ quantity }, at) =>
      kindOf(quantity) !== 'bare' || !fitting.slice(0, at).some((one) => one.quantity.value === quantity.value),
  );
  if (open.length === 0 || open.length > 2) return [];
  // "4 mil (thousand)" is a million or a thousand.
  const isEither = open.length === 1 && open[0]?.text.split(' ').includes('mil') === true;
  const values = isEither ? (open[0]?.readings.map(({ value }) => ({ value })) ?? []) : [{}];
  const measured = (unit: Partial<Quantity>) =>
    open.map((mention) => {
      const quantity = { ...mention.quantity, ...unit };
      const end = mention.end + (unit.per === undefined ? 0 : periodBehind(text.slice(mention.end), unit.per));
      return { ...mention, end, text: text.slice(mention.start, end), quantity, readings: [quantity] };
    });
  if (topic === 'latency') return DURATIONS.map((unit) => measured({ unit }));
  if (topic !== 'throughput') return [];
  // "600,000 connections" may be concurrent, without a period.
  const isCounted = open.every(({ quantity }) => kindOf(quantity) === 'count');
  const spread = open.map((mention) => rateOverDuration(text, mention, mentions));
  if (spread.every((mention) => mention !== null)) return [spread];
  // "310 pond owners and 11 hatcheries" are two things, and no load before and after.
  if (isCounted && new Set(open.map(({ quantity }) => quantity.unit)).size > 1) return [];
  const end = open.at(-1)?.end ?? 0;
  const behind = text
    .slice(end, end + CLAUSE_AT_MOST)
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  const near = behind.flatMap((word) => PERIODS.find((per) => wordsOfPeriod(per).includes(word)) ?? []);
  const periods = near.length > 0 ? near.slice(0, 1) : USUAL_PERIODS;
  return [
    ...periods.flatMap((per) => values.map((value) => measured({ ...value, per }))),
    ...(isCounted ? [measured({})] : []),
  ];
}

/**
 * Handles an answer without a quantity of the right kind: names the problem and offers possible meanings.
 *
 * @param measured the number in each unit that it could have
 */
export function askForMissingQuantity(
  answer: FigureAnswer,
  mentions: readonly Mention[],
  measured: readonly FigureOption[],
): Command[] {
  const { text, source, topic, part } = answer;
  const which = (problem: Problem) =>
    measured.length === 0 ? askSlotAgain(answer, problem) : [askWhich(answer, measured, problem)];
  const kinds = new Set(mentions.map(({ quantity }) => kindOf(quantity)));
  const [bare] = mentions.filter(({ quantity }) => kindOf(quantity) === 'bare');
  // "No numbers, sorry" declines. For reliability it may be the claim itself: "no lost orders".
  if (kinds.size === 0 && topic !== 'reliability' && opensNegation(text))
    return [{ type: 'decline', slot: `${topic}.${part}` }];
  // Failures may be described without a number.
  const isWorded = topic === 'reliability' && countWords(text) >= TYPED_WORDS;
  if (kinds.size === 0) return askSlotAgain(answer, 'no-number', isWorded ? [wordsOffer(answer)] : []);
  if (topic === 'throughput' && kinds.has('share')) return askSlotAgain(answer, 'share-is-no-load');
  if (topic === 'throughput' && kinds.has('count')) {
    if (measured.length > 0) return which(measured.length === 1 ? 'count-over-time' : 'count-is-no-rate');
    return askSlotAgain(answer, 'count-is-no-rate', part === 'now' && kinds.size === 1 ? [wordsOffer(answer)] : []);
  }
  if (!bare || measured.length > 0) return which(topic === 'latency' ? 'no-duration' : 'bare-number');
  const side = part === 'before' ? 'before' : 'now';
  const isShare = ({ quantity }: Mention) => kindOf(quantity) === 'bare' && quantity.value <= 100;
  const shares = topic === 'reliability' ? mentions.filter(isShare).slice(0, OPTIONS_AT_MOST) : [];
  const offers = shares.flatMap((mention) => {
    const { value } = mention.quantity;
    const measure = nameIn(text.slice(0, mention.start));
    const { tail } = wordsAround(text, mention, mentions, []);
    const as = (unit: string) => ({
      ...amountOf(mention, unit === '%' ? '' : tail, source),
      quantity: { value, unit },
    });
    const share = { [side]: as('%'), ...(measure !== '' && { measure }) };
    // "Hotfixes, 1 a release"
    const isNoun = measure !== '' && countWords(measure) <= NOUN_WORDS;
    return [
      ...(isNoun ? [{ value: typedValue(`${measure}: ${mention.text}`, source), patch: { [side]: as(measure) } }] : []),
      { value: typedValue(`${mention.text}%`, source), patch: share },
    ];
  });
  return askSlotAgain(answer, 'bare-number', offers);
}

/** Asks which of the figures is meant. @param problem what the number lacks, if the options complete it */
export function askWhich(
  { topic, part, text }: FigureAnswer,
  options: readonly FigureOption[],
  problem?: Problem,
): Command {
  return askBack({ kind: 'order', problem, slot: `${topic}.${part}`, topic, text: text.trim(), options: [...options] });
}

/** Offers the whole answer as the figure's sentence. */
export function wordsOffer({ text, source }: FigureAnswer): Offer {
  return { value: typedValue(text.trim(), source), patch: { sentence: text.trim() } };
}

/** Asks the slot again and stores the numbers of the answer, which later questions may offer. */
export function askSlotAgain(
  { topic, part, figure, text, source, sheet }: FigureAnswer,
  problem: Problem,
  offers: Offer[] = [],
): Command[] {
  // Only numbers are stored: words without a number are no answer to another question.
  const kept = { ...backlogEntry(text, source, null, sheet.language), sentences: [], names: [] };
  const ask = askBack({ kind: 'again', slot: `${topic}.${part}`, figure, problem, offers, text });
  return kept.amounts.length > 0 ? [{ type: 'keep', kept }, ask] : [ask];
}

/** Whether a text contains an offered number. A long text without one may be about something else. */
export function namesOffer(options: readonly Option[], text: string): boolean {
  const offered = options.flatMap(({ figure }) => [figure?.before?.quantity ?? [], figure?.now?.quantity ?? []].flat());
  return numbersIn(text).mentions.some(({ readings }) =>
    offered.some((one) => readings.some((other) => sameQuantity(one, other))),
  );
}
