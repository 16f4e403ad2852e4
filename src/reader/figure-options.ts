/** The ask-backs for an ambiguous answer about a figure: which number is meant, or the same slot again. */
import { askBack, type Command } from '../machine/commands.ts';
import { isWorse } from '../machine/doubts.ts';
import { LANGUAGES } from '../machine/language.ts';
import type { Pending, Problem } from '../machine/pending.ts';
import { comparable, kindOf, sameQuantity } from '../machine/quantity.ts';
import type { Option } from '../machine/question.ts';
import { type FigurePatch, mainFigureId, typedValue } from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';
import { isChange, markedSide, timeOrder } from '../text/before-after.ts';
import { opensNegation } from '../text/phrases.ts';
import { type Mention, type Numbers, numbersIn, type PercentileMention } from '../text/quantities.ts';
import { countWords, sentencesIn } from '../text/sentences.ts';
import { backlogEntry } from './answer-backlog.ts';
import { ratesIn, sharesIn } from './derived-quantities.ts';
import { candidatesIn, LABEL_WORDS, numbersOn, orderedPair, percentileNames } from './figure-candidates.ts';
import { besideNoted, type FigureAnswer } from './figure-patch.ts';
import { amountOf, wordsAround } from './words-around.ts';

type FigureOption = Extract<Pending, { kind: 'order' }>['options'][number];
export type Offer = Extract<Pending, { kind: 'again' }>['offers'][number];

/** Maximum options of one question. */
const OPTIONS_AT_MOST = 6;

/** Minimum words of an answer that may go into the letter verbatim. */
export const TYPED_WORDS = 5;

/** Returns the figures that the candidates could mean, as the letter would state them, without duplicates. */
export function optionsFor(
  answer: FigureAnswer,
  candidates: readonly Mention[],
  percentiles: readonly PercentileMention[],
): FigureOption[] {
  const { text, source, part, topic, figure, sheet } = answer;
  const meant = candidates.flatMap((mention) => {
    const { range, quantity, readings } = mention;
    // "mil": a million in English slang, a thousand in Spanish and Portuguese.
    const all = mention.text.split(' ').includes('mil') ? readings : [quantity];
    return (range ? [range.low, range.high] : all).map((each) => ({ mention, quantity: each }));
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
    // The words in front of this number, or of the first one. Outside English, they may have a verb.
    const isLabel = sheet.language === 'en' || text.includes(':');
    const measure = isLabel ? (sides.find((each) => each.at === at)?.measure ?? sides[0]?.measure ?? null) : null;
    return { ...(measure !== null && { measure }), ...(near !== undefined && { percentile: near }) };
  };
  const option = (patch: FigurePatch, also: FigurePatch | null = null): FigureOption => ({
    figure: figure ?? mainFigureId(topic),
    patch: besideNoted(answer, patch),
    also,
  });
  const pair = (about: Side, before: Side, now: Side) =>
    option({ ...named(about), before: before.amount, now: now.amount });
  const markOf = ({ at, end }: Side) => markedSide(text, { start: at, end });
  const options: FigureOption[] = [];
  const [first, second, third] = candidates;
  const relation = first && second && !third ? timeOrder(text, first, second) : null;
  if (relation && names.length < 2 && sides.length > 2) {
    // "From 40-60 s to 3 s": the order is clear, but the end of the range is ambiguous.
    const [early, late] = [first, second].map((mention) => sides.filter(({ at }) => at === mention?.start));
    const [befores = [], nows = []] = relation.before === 'first' ? [early, late] : [late, early];
    return befores.flatMap((before) => nows.map((now) => pair(early?.[0] ?? before, before, now)));
  }
  const [a, b] = sides;
  if (sides.length === 3) {
    // If one of three is marked as "before", each of the others may be "now".
    const [past, ...more] = sides.filter((each) => markOf(each) === 'before');
    const others = sides.filter((each) => each !== past);
    if (past && more.length === 0) options.push(...others.map((other) => pair(other, past, other)));
    const isAlike = (one: Side, other: Side) => one !== other && named(one).percentile === named(other).percentile;
    if (meant.length === 3 && names.length > 0)
      for (const one of sides)
        options.push(...sides.filter((other) => isAlike(one, other)).map((other) => pair(one, one, other)));
  }
  const isTwo = meant.length === 2 && a && b && a.at !== b.at;
  if (isTwo && names.length < 2) {
    // Most figures got better, unless a word at the number says otherwise.
    const mark = markOf(a);
    const told = relation?.before ?? (mark && (mark === 'now' ? 'second' : 'first'));
    const isReversed = told ? told === 'second' : isWorse(topic, a.amount.quantity, b.amount.quantity);
    const pairs = [pair(a, a, b), pair(a, b, a)];
    options.push(...(isReversed ? pairs.toReversed() : pairs));
  }
  const side = part === 'before' ? 'before' : 'now';
  options.push(...sides.map((each) => option({ ...named(each), [side]: each.amount })));
  // "It was 2 s" as the current value
  const mark = a && sides.length === 1 ? (isStart(text, a.at) ? 'before' : markOf(a)) : null;
  if (a && mark && mark !== side) options.push(option({ ...named(a), [mark]: a.amount }));
  if (isTwo) options.push(option({ ...named(a), now: a.amount }, { ...named(b), now: b.amount }));
  const possible = options.filter(
    ({ patch: { now, before } }) => !now || !before || comparable(now.quantity, before.quantity),
  );
  return firsts(possible, ({ patch, also }) => [
    patch.now?.quantity,
    patch.before?.quantity,
    patch.percentile,
    also?.now?.quantity,
  ]);
}

/** Whether a number is a starting point: "Cut by 80 % from 500 ms". */
function isStart(text: string, at: number): boolean {
  return text.slice(0, at).trimEnd().toLowerCase().endsWith(' from');
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

/** Options for a pair per sentence: "Delays were 40 min, now 4 s. Tickets: 2,100 a week -> 700". */
export function pairsPerSentence(answer: FigureAnswer): readonly FigureOption[] {
  const { text, source, topic, figure, sheet } = answer;
  const pairs = sentencesIn(text).flatMap((sentence) => {
    const { mentions, percentiles } = numbersOn(topic, sentence, sheet.language);
    return orderedPair(sentence, candidatesIn(topic, sentence, mentions, sheet.language), percentiles, source) ?? [];
  });
  // "No, the other way. 3 s before, 0.4 now" is of what the first sentence names.
  const [{ measure = null, percentile = null } = {}] = pairs;
  const named = pairs.map((pair) => (pair.measure || pair.percentile ? pair : { ...pair, measure, percentile }));
  return named.map((patch) => ({ figure: figure ?? mainFigureId(topic), patch, also: null }));
}

/** Options read in the interview's other languages: "Drei Tage, p90" in an English interview. */
function inAnotherLanguage(answer: FigureAnswer): FigureOption[] {
  const { topic, text, sheet } = answer;
  for (const language of LANGUAGES.filter((each) => each !== sheet.language)) {
    const { mentions, percentiles } = numbersOn(topic, text, language);
    const candidates = candidatesIn(topic, text, mentions, language);
    if (candidates.length > 0) return optionsFor(answer, candidates, percentiles);
  }
  return [];
}

const DURATION_UNITS = ['ms', 's', 'min', 'hours'].map((unit) => ({ unit }));
const USUAL_PERIODS = (['second', 'minute', 'hour', 'day'] as const).map((per) => ({ per }));

/** Numbers without a readable unit or period ("1,6 sn", "400 reports in hour"), with each that they could have. */
function withUnits(answer: FigureAnswer, { mentions, percentiles }: Numbers): FigureOption[] {
  const { topic, text, source } = answer;
  const all = mentions.filter(({ quantity, range }) => range === null && ['bare', 'count'].includes(kindOf(quantity)));
  // "60万 connections, six hundred thousand" states one number twice.
  const isAgain = (one: Mention, other: Mention) => other !== one && other.quantity.value === one.quantity.value;
  const open = all.filter((one, at) => !all.slice(0, at).some((other) => isAgain(one, other)));
  if (open.length === 0 || open.length > 2 || topic === 'reliability') return [];
  // "600,000 connections" may be concurrent, without a period.
  const isCounted = open.every(({ quantity }) => kindOf(quantity) === 'count');
  // "310 pond owners and 11 hatcheries" are two things, and no load before and after.
  const nouns = new Set(open.flatMap(({ quantity }) => quantity.unit || []));
  if (topic === 'throughput' && nouns.size > 1) return [];
  const units = topic === 'latency' ? DURATION_UNITS : [...USUAL_PERIODS, ...(isCounted ? [{}] : [])];
  return units.flatMap((unit) => {
    const measured = open.map((mention) => {
      const readings = mention.readings.map((reading) => ({ ...reading, ...unit }));
      return { ...mention, readings, quantity: { ...mention.quantity, ...unit } };
    });
    const pair = orderedPair(text, measured, percentiles, source);
    if (pair) return [{ figure: answer.figure ?? mainFigureId(topic), patch: pair, also: null }];
    return optionsFor(answer, measured, percentiles).slice(0, open.length > 1 ? 1 : OPTIONS_AT_MOST / units.length + 1);
  });
}

/** Handles an answer without a quantity of the right kind: names the problem and offers possible meanings. */
export function askForMissingQuantity(answer: FigureAnswer, numbers: Numbers): Command[] {
  const { text, source, topic, part, sheet } = answer;
  const { mentions } = numbers;
  const kinds = new Set(mentions.map(({ quantity }) => kindOf(quantity)));
  // "No numbers, sorry" declines. For reliability it may be the claim itself: "no lost orders".
  if (kinds.size === 0 && topic !== 'reliability' && opensNegation(text))
    return [{ type: 'decline', slot: `${topic}.${part}` }];
  const foreign = inAnotherLanguage(answer);
  // "One on 200", "one every 15 sec": this "one" is a number.
  const digits = text.toLowerCase().replaceAll('one ', '1   ');
  const counted = numbersOn(topic, digits, sheet.language).mentions;
  const read =
    topic === 'reliability'
      ? [...sharesIn(text, counted), ...candidatesIn(topic, text, counted, sheet.language)]
      : ratesIn(digits, counted);
  const derived = read.map((one) => ({ ...one, text: text.slice(one.start, one.end) }));
  const meant = [foreign, topic === 'latency' ? [] : optionsFor(answer, derived, [])].find((all) => all.length > 0);
  if (meant) return [askWhich(answer, meant)];
  const problem = problemOf(topic, mentions, text);
  const options = withUnits(answer, numbers);
  if (options.length > 0) return [askWhich(answer, options, problem)];
  // Failures may be described without a number, and changes are no level.
  const isWorded =
    (kinds.size > 0 && countWords(text) > 1) || (topic === 'reliability' && countWords(text) >= TYPED_WORDS);
  const side = part === 'before' ? 'before' : 'now';
  const isShare = ({ quantity }: Mention) =>
    topic === 'reliability' && kindOf(quantity) === 'bare' && quantity.value <= 100;
  const percents = mentions.filter(isShare).slice(0, OPTIONS_AT_MOST);
  const offers = percents.flatMap((mention) => {
    const { measure } = wordsAround(text, mention, mentions, []);
    const as = (unit: string) => ({
      [side]: { ...amountOf(mention, '', source), quantity: { ...mention.quantity, unit } },
    });
    const share = { value: typedValue(`${mention.text}%`, source), patch: { ...as('%'), ...(measure && { measure }) } };
    // "Hotfixes, 1 a release"
    const isNoun = measure !== null && countWords(measure) <= LABEL_WORDS;
    return [
      ...(isNoun ? [{ value: typedValue(`${measure}: ${mention.text}`, source), patch: as(measure) }] : []),
      share,
    ];
  });
  return askSlotAgain(answer, problem, [...offers, ...(isWorded ? [wordsOffer(answer)] : [])]);
}

/** Why none of the numbers can be the figure. */
function problemOf(topic: Metric, mentions: readonly Mention[], text: string): Problem {
  const kinds = new Set(mentions.map(({ quantity }) => kindOf(quantity)));
  if (kinds.size === 0) return 'no-number';
  if (mentions.some((mention) => isChange(text, mention))) return 'change-is-no-level';
  if (topic === 'latency') return 'no-duration';
  if (topic === 'throughput' && kinds.has('share')) return 'share-is-no-load';
  return topic === 'throughput' && kinds.has('count') ? 'count-is-no-rate' : 'bare-number';
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
