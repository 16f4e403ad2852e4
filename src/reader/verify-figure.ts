/** Verifies a model's figure against the message: its quotes, numbers and percentile. */
import { kindOf, type Quantity, sameQuantity } from '../machine/quantity.ts';
import type { Amount, Figure, FigurePatch } from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';
import { overlaps, type Span } from '../text/lexer.ts';
import { plain } from '../text/phrases.ts';
import { type Mention, type Numbers, numbersIn } from '../text/quantities.ts';
import type { Finder, QuotePlace, Sentences } from './quotes.ts';
import type { MaskedMessage } from './reader.ts';
import type { ReadFigure, ReadSide } from './reading-schema.ts';

/** The message as the model saw it, with what was found in it. */
export interface MessageView extends MaskedMessage {
  readonly finder: Finder;
  readonly index: Sentences;
  /** Whether a place is in the candidate's own words, not in a job post or a quotation. */
  isOwn(found: QuotePlace): boolean;
  readonly isEnglish: boolean;
  /** The numbers of the text, as the topic counts them. */
  numbersOn(topic: Metric): Numbers;
}

export interface VerifiedFigure {
  readonly patch: FigurePatch;
  /** False if a number or the percentile is missing in the words quoted for it, or if a zero has a condition. */
  readonly isSure: boolean;
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
  const named = measureOf(figure, seen);
  const verified = (side: ReadSide | null) => side && sideOf(side, context, named?.place ?? null, numbers, seen);
  const before = verified(figure.before) ?? (figure.after && movedFrom(known?.now, figure.before, context));
  const after = verified(figure.after);
  if ((figure.before || figure.after) && !before && !after) return null;
  const percentile = verifiedPercentile(figure, known, seen);
  const sides = [before, after].filter((side) => side !== null);
  // Avoids "Lost changes: 0 lost changes".
  const isUnit = sides.some(({ amount }) => amount.quantity.unit.toLowerCase() === named?.text.toLowerCase());
  const patch: FigurePatch = {
    ...(named && !isUnit && { measure: named.text }),
    ...(percentile && { percentile: percentile.name }),
    ...(before && { before: before.amount }),
    ...(after && { now: after.amount }),
    ...clauseOf(context, sides, known, numbers, seen),
  };
  if (Object.keys(patch).length === 0 || (sides.length === 0 && known === null)) return null;
  // If one side is invented, the other is doubtful.
  const isWhole = (figure.before === null || before !== null) && (figure.after === null || after !== null);
  const isSure =
    isWhole &&
    sides.every((side) => side.isSure) &&
    percentile?.isSure !== false &&
    !isConditional(context, named?.place ?? null, sides, numbers);
  return { patch, isSure };
}

const isIn = (one: Span, place: Span | null) => place !== null && one.start >= place.start && one.end <= place.end;

/** Whether the clause of a zero has a number that isn't told: "no outage over 2 minutes" isn't "no outage". */
function isConditional(
  clause: QuotePlace | null,
  measure: QuotePlace | null,
  sides: readonly Side[],
  { mentions }: Numbers,
): boolean {
  const isTold = ({ readings, ...one }: Mention) =>
    isIn(one, measure) ||
    sides.some(
      ({ tail, amount: { quantity } }) => isIn(one, tail) || readings.some(({ value }) => value === quantity.value),
    );
  const isZero = sides.some(({ amount }) => amount.quantity.value === 0);
  return isZero && mentions.some((one) => isIn(one, clause) && !isTold(one));
}

/** The sentence for the writer, or its clause if the rest has other numbers: it may say more than the numbers do. */
function clauseOf(
  context: QuotePlace | null,
  sides: readonly Side[],
  known: Figure | null,
  { mentions }: Numbers,
  { index, unmask }: MessageView,
): Pick<FigurePatch, 'typed'> {
  const isWhole = sides.length > 0 && sides.every(({ place }) => isIn(place, context));
  if (context === null || !isWhole || context.text.length > CLAUSE_AT_MOST) return {};
  const sentence = index.holding([context]);
  const within = mentions.filter((one) => isIn(one, context)).length;
  const isOfFigure = sentence.length <= CLAUSE_AT_MOST && numbersIn(sentence).mentions.length === within;
  const clause = unmask(isOfFigure ? sentence : context.text);
  // Keeps the noted clause about the other side. A corrected value in it is removed on display.
  const noted = sides.length > 1 ? '' : (known?.typed ?? '');
  if (noted.includes(clause)) return { typed: noted };
  return { typed: clause.includes(noted) ? clause : `${noted}\n${clause}` };
}

interface Side {
  readonly amount: Amount;
  readonly place: QuotePlace;
  readonly tail: QuotePlace | null;
  readonly isSure: boolean;
}

/** "0.3% is now": moves the noted `now` to `before`. @returns null if it is another number */
function movedFrom(noted: Amount | null | undefined, side: ReadSide | null, context: QuotePlace | null): Side | null {
  const isSame = noted && side && context && sameQuantity(quantityOf(side), noted.quantity);
  return isSame ? { amount: noted, place: context, tail: null, isSure: true } : null;
}

/** @returns null if the quote isn't in the message */
function sideOf(
  side: ReadSide,
  context: QuotePlace | null,
  measure: QuotePlace | null,
  numbers: Numbers,
  seen: MessageView,
): Side | null {
  const quantity = quantityOf(side);
  const clause = context?.text ?? '';
  const place =
    seen.finder.find(side.quote, (found) => seen.isOwn(found) && isIn(found, context)) ??
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
    bound: stated ? boundOf(side, stated.mention) : side.approximate ? 'about' : null,
    tail: tail === null || overlaps(tail, place) || (measure && overlaps(tail, measure)) ? '' : seen.unmask(tail.text),
    quote: seen.unmask(shown),
    source: seen.id,
  };
  return { amount, place, tail, isSure: stated !== null };
}

/** "Up to" between two numbers is a bound only if the model marks it as one, or quotes it with the number. */
function boundOf({ approximate, quote }: ReadSide, { bound }: Mention): Amount['bound'] {
  const isQuoted = () => numbersIn(quote.slice(0, QUOTE_AT_MOST)).mentions.some((mention) => mention.bound === bound);
  if (bound === null) return approximate ? 'about' : null;
  return bound === 'about' || approximate || isQuoted() ? bound : null;
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

interface Stated {
  readonly mention: Mention;
  readonly quantity: Quantity;
}

/** The mention with a reading that equals the quantity; null if there is none. */
function statedIn(place: QuotePlace, quantity: Quantity, clause: string, { mentions }: Numbers): Stated | null {
  // In the message a number may borrow its unit from a neighbour outside the quote.
  const near = mentions.filter((mention) => overlaps(mention, place));
  const told = statedBy(near, quantity, clause);
  return told ?? statedBy(numbersIn(place.text.slice(0, QUOTE_AT_MOST)).mentions, quantity, clause);
}

function statedBy(mentions: readonly Mention[], quantity: Quantity, clause: string): Stated | null {
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

function verifiedPercentile({ percentile, topic }: ReadFigure, known: Figure | null, seen: MessageView) {
  if (percentile === null || topic !== 'latency') return null;
  const name = numbersIn(percentile).percentiles[0]?.name ?? percentile.toLowerCase().trim();
  if (name === '') return null;
  const isSaid = seen.numbersOn(topic).percentiles.some((each) => each.name === name);
  return { name, isSure: isSaid || known?.percentile === name };
}

/** The measure as typed, also without words between its own, or translated if the message isn't English. */
function measureOf({ measure }: ReadFigure, seen: MessageView) {
  if (measure === null || measure.trim() === '' || measure.length > QUOTE_AT_MOST) return null;
  const place = seen.finder.find(measure, seen.isOwn);
  if (place) return { text: seen.unmask(place.text), place };
  // A translation must not contain a number.
  const isLong = measure.length > MEASURE_AT_MOST || numbersIn(measure).mentions.length > 0;
  if (isLong || (seen.isEnglish && !isInOrder(measure, seen))) return null;
  return { text: seen.unmask(measure.trim()), place: null };
}

/** Whether a clause has the words in this order: "pieces left over" in "some pieces used to be left over". */
function isInOrder(words: string, { finder, isOwn }: MessageView): boolean {
  let from = 0;
  let first: number | null = null;
  for (const word of plain(words).split(' ')) {
    const found = finder.find(word, (place) => place.start >= from && isOwn(place));
    if (!found) return false;
    from = found.end;
    first ??= found.start;
  }
  return from - (first ?? 0) <= CLAUSE_AT_MOST;
}
