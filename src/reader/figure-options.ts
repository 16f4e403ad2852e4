/** The ask-backs for an ambiguous answer about a figure: which number is meant, or the same slot again. */
import { askBack, type Command } from '../machine/commands.ts';
import { isWorse } from '../machine/figure-questions.ts';
import type { Language } from '../machine/language.ts';
import type { Pending, Problem } from '../machine/pending.ts';
import { comparable, isCount, kindOf, type Quantity, sameQuantity } from '../machine/quantity.ts';
import type { Option } from '../machine/question.ts';
import { type Amount, type FigurePatch, typedValue } from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';
import { isBehindFrom, isChange, markedSide, timeOrder } from '../text/before-after.ts';
import { opensCorrection } from '../text/corrections.ts';
import { tokens } from '../text/lexer.ts';
import { opensNegation } from '../text/phrases.ts';
import { type Mention, type Numbers, numbersIn } from '../text/quantities.ts';
import { countWords, trimPunctuation } from '../text/sentences.ts';
import { PERIOD_WORDS } from '../text/units.ts';
import { translated } from '../text/vocabulary.ts';
import { backlogEntry } from './answer-backlog.ts';
import {
  candidatesIn,
  KINDS,
  numbersOn,
  percentileOf,
  sharesIn,
  TYPED_WORDS,
  wordBefore,
} from './figure-candidates.ts';
import { besideNoted, type FigureAnswer, figureOfAnswer } from './noted-figure.ts';
import { amountOf, wordsAround } from './words-around.ts';

type FigureOption = Extract<Pending, { kind: 'order' }>['options'][number];
export type Offer = Extract<Pending, { kind: 'again' }>['offers'][number];

/** Maximum options of one question. */
const OPTIONS_AT_MOST = 6;
const PAIRS_AT_MOST = 4;
/** Maximum numbers that a question is made of. Each is compared with every other, and of more the first are enough. */
const NUMBERS_AT_MOST = 12;
/** Maximum words of an answer that there is no number. */
const DECLINE_WORDS = 6;

/** A figure that the numbers of an answer may state. `also`: another one beside it. */
type PossibleFigure = Pick<FigureOption, 'patch' | 'also'>;

/** Returns the figures that the numbers could mean, the likeliest first, without duplicates. */
export function possibleFigures(answer: FigureAnswer, numbers: Numbers): PossibleFigure[] {
  const { text, source, part, topic, sheet } = answer;
  const { language } = sheet;
  const mentions = numbers.mentions.slice(0, NUMBERS_AT_MOST);
  const percentiles = numbers.percentiles.slice(0, NUMBERS_AT_MOST);
  const sides = mentions.flatMap((mention) => {
    const { range, quantity, readings } = mention;
    const { named, tail } = wordsAround(text, mention, { mentions, percentiles }, language);
    const percentile = percentileOf(mention, { mentions, percentiles });
    const words: FigurePatch = { ...named, ...(percentile !== null && { percentile }) };
    const meant = range ? [range.low, range.high] : isMil(mention) ? readings : [quantity];
    return meant.map((each) => ({ mention, words, amount: { ...amountOf(mention, tail, source), quantity: each } }));
  });
  const isBetween = (one: Mention, { start }: Mention) =>
    sides.some(({ mention }) => mention.start > one.start && mention.start < start);
  // "12 a week before, now 2 a week. No wait, 2 a month": the last one stands where the second does.
  const placeOf = (one: Mention, other: Mention): Mention => {
    const second = mentions[mentions.indexOf(other) - 1];
    const isCorrected = second && second !== one && opensCorrection(trimPunctuation(text.slice(second.end, other.end)));
    return isCorrected ? second : other;
  };
  const pairs = sides.flatMap((one, at) =>
    sides.slice(at + 1).flatMap((other) => {
      const [rank, otherRank] = [one, other].map(({ words }) => words.percentile ?? null);
      const isOfOne = one.mention !== other.mention && (rank === otherRank || rank === null || otherRank === null);
      // "9 s at p95, it used to be up to 11 minutes": a maximum has no percentile.
      const isMaximum = percentiles.length > 0 && [one, other].some(({ mention }) => mention.bound === 'up to');
      if (!isOfOne || isMaximum) return [];
      const place = placeOf(one.mention, other.mention);
      const order = timeOrder(text, one.mention, place, language);
      const [a, b] = order
        ? [inPeriodOf(one.amount, other.amount), inPeriodOf(other.amount, one.amount)]
        : [one.amount, other.amount];
      if (!comparable(a.quantity, b.quantity) || sameQuantity(a.quantity, b.quantity)) return [];
      const isCertain = order?.by === 'words-between';
      // Of more than two numbers, any two may belong together. Only words around them say so, or between them.
      const isFree = sides.length === 2 || areOnlyOnes(one.amount, other.amount, sides);
      if (!isFree && (!order || (isCertain && isBetween(one.mention, place)))) return [];
      // Most figures got better, unless the words say otherwise.
      const isReversed = order ? order.before === 'second' : isWorse(topic, a.quantity, b.quantity);
      const orders = isCertain || !isFree ? [isReversed] : [isReversed, !isReversed];
      const words = { ...one.words, ...((rank ?? otherRank) !== null && { percentile: rank ?? otherRank }) };
      const of = isCertain ? [one.mention, other.mention] : [];
      return orders.map((each) => ({ patch: { ...words, before: each ? b : a, now: each ? a : b }, of }));
    }),
  );
  const [a, b] = sides;
  // "Cut by 80 % from 500 ms", "down from 40"
  const isStart = a && !b && isBehindFrom(text, a.mention, language);
  const side = part === 'before' || isStart ? 'before' : 'now';
  // One side of "from 8 to 2" is not offered alone.
  const alone = sides
    .filter(({ mention }) => !pairs.some(({ of }) => of.includes(mention)))
    .map((each): FigurePatch => ({ ...each.words, [side]: each.amount }));
  // "It was 2 s" as the current value
  const isPast = a && !b && side === 'now' && markedSide(text, a.mention, language) === 'before';
  const past = isPast ? [{ ...a.words, before: a.amount }] : [];
  const isTwo = a && b && alone.length === 2 && sides.length === 2 && a.mention !== b.mention;
  const two = isTwo ? [{ patch: { ...a.words, now: a.amount }, also: { ...b.words, now: b.amount } }] : [];
  const patches = [...pairs.map(({ patch }) => patch).slice(0, PAIRS_AT_MOST), ...alone, ...past];
  const single = patches.map((patch) => ({ patch, also: null }));
  const kind = ({ patch: { now, before, percentile }, also }: PossibleFigure) =>
    JSON.stringify([now?.quantity, before?.quantity, percentile, also?.now?.quantity]);
  return [...new Map([...single, ...two].map((each) => [kind(each), each])).values()].slice(0, OPTIONS_AT_MOST);
}

/** Whether two amounts are the only ones of their noun: "7 missed alarms last spring, 0 missed alarms since", beside shares. */
function areOnlyOnes(one: Amount, other: Amount, sides: readonly { readonly amount: Amount }[]): boolean {
  const { unit, per } = one.quantity;
  const isAlike = ({ amount: { quantity } }: { readonly amount: Amount }) =>
    quantity.unit === unit && quantity.per === per;
  return unit !== '' && isCount(one.quantity) && isAlike({ amount: other }) && sides.filter(isAlike).length === 2;
}

/** Copies the period to the other side: "Lost readings: before 120, now 3 per month". */
function inPeriodOf(side: Amount, { quantity: { per } }: Amount): Amount {
  // Not "2 in the last 14 months, down from 40 a month"
  const isLent = per !== undefined && isCount(side.quantity) && side.quantity.value !== 0 && side.tail === '';
  return isLent ? { ...side, quantity: { ...side.quantity, per } } : side;
}

/** The same as options of a question. */
export function optionsFor(
  answer: FigureAnswer,
  mentions: readonly Mention[],
  percentiles: Numbers['percentiles'] = [],
): FigureOption[] {
  return possibleFigures(answer, { mentions, percentiles }).map((each) => optionOf(answer, each));
}

/** Whether a number is "2 mil": a million in English slang, a thousand in Spanish and Portuguese. */
export function isMil({ text, readings }: Mention): boolean {
  return readings.length > 1 && text.split(' ').includes('mil');
}

/** A possible figure as an option of a question, fitted to what is noted. */
export function optionOf(answer: FigureAnswer, { patch, also }: PossibleFigure): FigureOption {
  return { figure: figureOfAnswer(answer, patch), patch: besideNoted(answer, patch), also };
}

/** Units that a number may have. Of periods, only those that the text names: "400 reports in hour", "14.000 pro Tag". */
function unitsFor(topic: Metric, text: string): Partial<Quantity>[] {
  if (topic === 'latency') return ['ms', 's', 'min', 'hours'].map((unit) => ({ unit }));
  if (topic === 'reliability') return [{ unit: '%' }];
  const words = translated(tokens(text), 'any').map(({ low }) => low);
  const periods = words.flatMap((low) => (low.length > 1 && PERIOD_WORDS.get(low)) || []);
  return [...new Set(periods)].map((per) => ({ per }));
}

/** Numbers without a readable unit or period ("1,6 sn"), with each that they could have. */
function withUnits(answer: FigureAnswer, { mentions, percentiles }: Numbers): FigureOption[] {
  const { topic, text, sheet } = answer;
  const kinds = topic === 'reliability' ? ['bare'] : ['bare', 'count'];
  const isOpen = ({ quantity, range, spelled }: Mention) =>
    range === null && !spelled && kinds.includes(kindOf(quantity));
  const open = mentions.filter(isOpen);
  const [first] = open;
  const nouns = new Set(open.flatMap(({ quantity }) => quantity.unit || []));
  if (!first || open.length > 2 || nouns.size > 1) return [];
  const { measure } = wordsAround(text, first, { mentions, percentiles: [] }, sheet.language).named;
  // "600,000 connections" may be concurrent, without a period; "Hotfixes, 1 a release" counts hotfixes.
  const counted = topic === 'throughput' ? [...nouns].map((unit) => ({ unit })) : [];
  const ofName = topic === 'reliability' && measure !== null ? [{ unit: measure }] : [];
  return [...ofName, ...unitsFor(topic, text), ...counted].flatMap((unit) => {
    const measured = open.map((mention) => {
      const readings = mention.readings.map((reading) => ({ ...reading, ...unit }));
      return { ...mention, readings, quantity: { ...mention.quantity, ...unit } };
    });
    return optionsFor(answer, measured, percentiles).slice(0, 1);
  });
}

/** Handles an answer without a quantity of the right kind: names the problem and offers possible meanings. */
export function askForMissingQuantity(answer: FigureAnswer, numbers: Numbers): Command[] {
  const { text, topic, part, sheet } = answer;
  const { mentions } = numbers;
  // "No numbers, sorry" declines, but not "no, I said …". For reliability it may be the claim itself: "no lost orders".
  const isShort = countWords(text) <= DECLINE_WORDS;
  if (mentions.length === 0 && topic !== 'reliability' && isShort && opensNegation(text))
    return [{ type: 'decline', slot: `${topic}.${part}` }];
  // "One on 200": this "one" is a number.
  const counted = numbersOn(topic, text.toLowerCase().replaceAll('one ', '1   '), sheet.language).mentions;
  const read = topic === 'reliability' ? [...sharesIn(text, counted), ...candidatesIn(answer, counted)] : [];
  const derived = read.map((one) => ({ ...one, text: text.slice(one.start, one.end) }));
  if (derived.length > 0) return [askWhich(answer, optionsFor(answer, derived))];
  const problem = problemOf(topic, mentions.slice(0, NUMBERS_AT_MOST), text, sheet.language);
  // A further number may be about anything else.
  const options = part === 'more' ? [] : [...withUnits(answer, numbers), ...withParticle(answer, numbers)];
  if (options.length > 0) return [askWhich(answer, options, problem)];
  // What nobody measured may be described without a number, and changes are no level.
  const isWorded = countWords(text) > 1 && (mentions.length > 0 || countWords(text) >= TYPED_WORDS);
  const sentence = text.trim();
  const offer = { value: typedValue(sentence, answer.source), patch: { sentence } };
  return askSlotAgain(answer, problem, isWorded ? [offer] : []);
}

/** Levels behind a verb with "up" or "down", which may say how much something changed: "no courier turned up: 0.4%". */
function withParticle(answer: FigureAnswer, { mentions, percentiles }: Numbers): FigureOption[] {
  const { text, topic, sheet } = answer;
  const isBehind = ({ start }: Mention) => ['up', 'down'].includes(wordBefore(text, start, sheet.language));
  const behind = mentions.filter((mention) => isBehind(mention) && KINDS[topic].includes(kindOf(mention.quantity)));
  return optionsFor(answer, behind, percentiles);
}

/** Why none of the numbers can be the figure. */
function problemOf(topic: Metric, mentions: readonly Mention[], text: string, language: Language): Problem {
  const kinds = new Set(mentions.map(({ quantity }) => kindOf(quantity)));
  if (kinds.size === 0) return 'no-number';
  if (mentions.some((mention) => isChange(text, mention, language))) return 'change-is-no-level';
  if (topic === 'latency') return 'no-duration';
  if (topic === 'throughput' && kinds.has('share')) return 'share-is-no-load';
  if (topic === 'throughput' && kinds.has('count')) return 'count-is-no-rate';
  return kinds.has('bare') || kinds.has('count') ? 'bare-number' : 'other-kind';
}

/** Asks which of the figures is meant. @param problem what the number lacks, if the options complete it */
export function askWhich(answer: FigureAnswer, options: readonly FigureOption[], problem?: Problem): Command {
  const { topic, part, text } = answer;
  return askBack({ kind: 'order', problem, slot: `${topic}.${part}`, topic, text: text.trim(), options: [...options] });
}

/** Asks the slot again and stores the numbers of the answer, which later questions may offer. */
export function askSlotAgain(answer: FigureAnswer, problem: Problem, offers: Offer[] = []): Command[] {
  const { topic, part, figure, text, source, sheet } = answer;
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
