/** Verifies a model's figure against the message: its quotes, numbers and percentile. */
import { kindOf, type Quantity, sameQuantity } from '../machine/quantity.ts';
import type { Amount, Figure, FigurePatch } from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';
import type { Span } from '../text/lexer.ts';
import { plain } from '../text/phrases.ts';
import { type Mention, type Numbers, numbersIn } from '../text/quantities.ts';
import { ratesIn } from './figure-candidates.ts';
import type { Finder, QuotePlace, Sentences } from './quotes.ts';
import type { ReadFigure, ReadSide } from './reading-schema.ts';

/** The message as the model saw it. */
export interface MessageView {
  readonly text: string;
  readonly finder: Finder;
  readonly sentences: Sentences;
  /** The other sentences of an answer about a topic, for the writer: those without numbers that fill no slot. */
  besides(topic: string): readonly string[];
  /** Whether a place is in the candidate's own words, not in a job post or a quotation. */
  isOwn(found: QuotePlace): boolean;
  readonly source: string;
  readonly isEnglish: boolean;
  /** The numbers of the text, as the topic counts them. */
  numbersOn(topic: Metric): Numbers;
  /** Replaces the marks by the confidential values. */
  unmask(text: string): string;
}

export interface VerifiedFigure {
  readonly patch: FigurePatch;
  /** False if a number or the percentile is missing in the words quoted for it. */
  readonly isSure: boolean;
  /** The clause of a zero that has a condition with another number: "no outage over 2 minutes" isn't "no outage". */
  readonly conditional: string | null;
}

/** Maximum characters of a translated measure. */
const MEASURE_AT_MOST = 60;
/** Maximum characters of a clause; more is a story. */
const CLAUSE_AT_MOST = 240;
/** Maximum characters of a quote that can belong to one number. */
const QUOTE_AT_MOST = 600;

/** @returns null if the quotes aren't in the message, or the figure is empty */
export function verifiedFigure(figure: ReadFigure, known: Figure | null, seen: MessageView): VerifiedFigure | null {
  const numbers = seen.numbersOn(figure.topic);
  const context = figure.quote.length > QUOTE_AT_MOST ? null : seen.finder.find(figure.quote, seen.isOwn);
  const verified = (side: ReadSide) => perTime(sideOf(side, context, numbers, seen), figure.topic, numbers, seen);
  const before =
    figure.before && (verified(figure.before) ?? (figure.after && movedFrom(known?.now, figure.before, context)));
  const after = figure.after && verified(figure.after);
  if ((figure.before || figure.after) && !before && !after) return null;
  const percentile = percentileOf(figure, known, seen);
  const named = measureOf(figure, seen);
  // Avoids "Lost changes: 0 lost changes".
  const isUnit = [before, after].some((side) => side?.amount.quantity.unit.toLowerCase() === named?.toLowerCase());
  const measure = isUnit ? null : named;
  const place = measure === null ? null : seen.finder.find(figure.measure ?? '', seen.isOwn);
  const amountIn = ({ amount, tail }: Side): Amount =>
    tail && place && amount.tail !== '' ? { ...amount, tail: seen.unmask(textOutside(tail, place)) } : amount;
  const patch: FigurePatch = {
    ...(measure !== null && { measure }),
    ...(percentile && { percentile: percentile.name }),
    ...(before && { before: amountIn(before) }),
    ...(after && { now: amountIn(after) }),
    ...clauseOf(context, [before, after], known, seen),
  };
  if (Object.keys(patch).length === 0 || (!before && !after && known === null)) return null;
  // If one side is invented, the other is doubtful.
  const isWhole = (figure.before === null || before !== null) && (figure.after === null || after !== null);
  const isSure = isWhole && before?.isSure !== false && after?.isSure !== false && percentile?.isSure !== false;
  const sides = [before, after].filter((side) => side !== null);
  const isLost =
    hasOtherNumber(context, place, sides, numbers) && sides.some((side) => side.amount.quantity.value === 0);
  return { patch, isSure, conditional: context && isLost ? seen.unmask(context.text) : null };
}

/** Whether the clause has a number that neither the sides nor the measure state. */
function hasOtherNumber(
  clause: QuotePlace | null,
  measure: QuotePlace | null,
  sides: readonly Side[],
  { mentions }: Numbers,
): boolean {
  const isIn = (one: Span, place: Span | null) => place !== null && one.start >= place.start && one.end <= place.end;
  const isStated = ({ readings, ...one }: Mention) =>
    sides.some(
      ({ place, tail, amount: { quantity } }) =>
        isIn(one, tail) || (isIn(one, place) && readings.some(({ value }) => value === quantity.value)),
    );
  return mentions.some((one) => isIn(one, clause) && !isIn(one, measure) && !isStated(one));
}

/** The words of a tail that the measure doesn't say. */
function textOutside(tail: QuotePlace, measure: Span): string {
  const at = (place: number) => Math.min(Math.max(place - tail.start, 0), tail.text.length);
  return `${tail.text.slice(0, at(measure.start))}${tail.text.slice(at(measure.end))}`.trim();
}

/** The whole clause for the writer, if it contains all numbers: it may say more than they do. */
function clauseOf(
  context: QuotePlace | null,
  sides: readonly (Side | null)[],
  known: Figure | null,
  { unmask }: MessageView,
): Pick<FigurePatch, 'typed'> {
  const told = sides.filter((side) => side !== null);
  const isWhole = told.every(({ place }) => context && place.start >= context.start && place.end <= context.end);
  const isClause = context !== null && told.length > 0 && isWhole && context.text.length <= CLAUSE_AT_MOST;
  if (!isClause) return {};
  const clause = unmask(context.text);
  // Keeps the noted clause about the other side. A corrected value in it is removed on display.
  const noted = known?.typed ?? '';
  const isAll = told.length > 1 || noted === '' || noted.length > CLAUSE_AT_MOST;
  return { typed: isAll || clause.includes(noted) ? clause : noted.includes(clause) ? noted : `${noted}\n${clause}` };
}

interface Side {
  readonly amount: Amount;
  readonly place: QuotePlace;
  readonly tail: QuotePlace | null;
  readonly isSure: boolean;
}

/** "0.3% is now": moves the noted `now` to `before`. @returns null if it is another number */
function movedFrom(noted: Amount | null | undefined, side: ReadSide, context: QuotePlace | null): Side | null {
  const isSame = noted && context && sameQuantity(quantityOf(side), noted.quantity);
  return isSame ? { amount: noted, place: context, tail: null, isSure: true } : null;
}

/** @returns null if the quote isn't in the message */
function sideOf(side: ReadSide, context: QuotePlace | null, numbers: Numbers, seen: MessageView): Side | null {
  const quantity = quantityOf(side);
  const clause = context?.text ?? '';
  const isInside = (found: QuotePlace) => context !== null && found.start >= context.start && found.end <= context.end;
  const place =
    seen.finder.find(side.quote, (found) => seen.isOwn(found) && isInside(found)) ??
    seen.finder.find(side.quote, seen.isOwn) ??
    // The quote of the number may be inexact within an exact clause.
    (context && statedIn(context, quantity, clause, numbers) ? context : null);
  if (!place) return null;
  const stated = statedIn(place, quantity, clause, numbers);
  const isWide = place === context && stated !== null;
  const shown = isWide ? stated.mention.text : place.text;
  const tail = side.tail === null ? null : seen.finder.find(side.tail, seen.isOwn);
  const amount: Amount = {
    quantity: stated?.quantity ?? quantity,
    bound: stated ? boundOf(side, stated.mention, tail) : side.approximate ? 'about' : null,
    tail: tail === null ? '' : tailOf(tail, place, seen),
    quote: seen.unmask(shown),
    source: seen.source,
  };
  return { amount, place, tail, isSure: stated !== null };
}

/** Converts a load counted over a longer time into a rate, which the user has to confirm. */
function perTime(side: Side | null, topic: Metric, { mentions }: Numbers, { text }: MessageView): Side | null {
  if (side === null || topic !== 'throughput' || kindOf(side.amount.quantity) !== 'count') return side;
  const { start, end } = side.place;
  const rates = [...mentions.filter(({ quantity }) => kindOf(quantity) === 'rate'), ...ratesIn(text, mentions)];
  const rate = rates.find((mention) => mention.start < end && start < mention.end);
  if (!rate) return side;
  return { ...side, amount: { ...side.amount, quantity: rate.quantity, tail: '', quote: rate.text }, isSure: false };
}

/** "Up to" between two numbers is a bound only if the model marks it as one, or quotes it with the number. */
function boundOf(side: ReadSide, { bound, start, end }: Mention, tail: QuotePlace | null): Amount['bound'] {
  const isQuoted = () =>
    numbersIn(side.quote.slice(0, QUOTE_AT_MOST)).mentions.some((mention) => mention.bound === bound);
  const isTail = tail !== null && tail.start < end && tail.end > start;
  if (bound === null || bound === 'about') return bound ?? (side.approximate ? 'about' : null);
  return isTail || side.approximate || isQuoted() ? bound : null;
}

const DIGITS = new Intl.NumberFormat('en-US', { useGrouping: false, maximumFractionDigits: 12 });

/** The model's number with normalised units: "seconds" and "sec" → `s`. */
function quantityOf({ value, unit, per }: ReadSide): Quantity {
  const digits = DIGITS.format(value);
  const isSign = unit === '%';
  const written = `${digits}${isSign ? '' : ' '}${unit}${per === null ? '' : ` per ${per}`}`;
  const [read] = numbersIn(written).mentions;
  // "800 per million" and "7 ‰" are shares.
  const isOfRound =
    (unit.startsWith('per ') || unit === '‰') && read !== undefined && kindOf(read.quantity) === 'share';
  const isRead = read && read.start === 0 && (read.quantity.value === value || isOfRound);
  return isRead ? read.quantity : { value, unit, ...(per !== null && { per }) };
}

/** The mention with a reading that equals the quantity; null if there is none. */
function statedIn(
  { start, end, text }: QuotePlace,
  quantity: Quantity,
  clause: string,
  { mentions }: Numbers,
): { mention: Mention; quantity: Quantity } | null {
  // In the message a number may borrow its unit from a neighbour outside the quote.
  const near = mentions.filter((mention) => mention.start < end && start < mention.end);
  const told = statedBy(near, quantity, clause);
  return told ?? statedBy(numbersIn(text.slice(0, QUOTE_AT_MOST)).mentions, quantity, clause);
}

function statedBy(
  mentions: readonly Mention[],
  quantity: Quantity,
  clause: string,
): { mention: Mention; quantity: Quantity } | null {
  let isUnitTold: boolean | null = null;
  for (const mention of mentions) {
    const readings = [...mention.readings, ...(mention.range ? [mention.range.low, mention.range.high] : [])];
    const same = readings.find((reading) => sameQuantity(reading, quantity));
    if (same) return { mention, quantity: same.unit === '' ? { ...same, unit: quantity.unit } : same };
    const bare = readings.find((reading) => kindOf(reading) === 'bare' && reading.value === quantity.value);
    isUnitTold ??= bare ? hasUnit(clause, quantity) : null;
    if (bare && isUnitTold) return { mention, quantity };
  }
  return null;
}

/** Whether the clause has the unit: "40 documents a second with the rebuild, 7,500 now", "Crashes: nine before". */
function hasUnit(clause: string, quantity: Quantity): boolean {
  const { unit, per } = quantity;
  const isShared = numbersIn(clause).mentions.some(
    ({ quantity: other }) => kindOf(other) === kindOf(quantity) && other.per === per,
  );
  const words = plain(clause).split(' ');
  const nouns = plain(unit).split(' ');
  const isNamed = unit !== '' && nouns.every((noun) => words.includes(noun));
  return isShared || (isNamed && (per === undefined || words.includes(per)));
}

function percentileOf(
  { percentile, topic }: { percentile: string | null; topic: Metric },
  known: Figure | null,
  seen: MessageView,
): { name: string; isSure: boolean } | null {
  if (percentile === null || topic !== 'latency') return null;
  const name = numbersIn(percentile).percentiles[0]?.name ?? percentile.toLowerCase().trim();
  if (name === '') return null;
  const isSaid = seen.numbersOn(topic).percentiles.some((each) => each.name === name);
  return { name, isSure: isSaid || known?.percentile === name };
}

/** The measure as typed, or translated if the message isn't English. */
function measureOf({ measure }: ReadFigure, { finder, isOwn, isEnglish, unmask }: MessageView): string | null {
  if (measure === null || measure.trim() === '' || measure.length > QUOTE_AT_MOST) return null;
  const found = finder.find(measure, isOwn);
  if (found) return unmask(found.text);
  // A translation must not contain a number.
  const isLong = measure.length > MEASURE_AT_MOST || numbersIn(measure).mentions.length > 0;
  return isEnglish || isLong ? null : measure.trim();
}

/** The tail; empty if it overlaps the quote of the number. */
function tailOf(tail: QuotePlace, number: QuotePlace, { unmask }: MessageView): string {
  return tail.start >= number.end || tail.end <= number.start ? unmask(tail.text) : '';
}
