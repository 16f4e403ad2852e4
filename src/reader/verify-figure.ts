/** Whether a figure that a model read stands in the message: its quotes, its numbers, its percentile. */
import { kindOf, type Quantity, sameQuantity } from '../machine/quantity.ts';
import type { Amount, Figure, FigurePatch } from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';
import { plain } from '../text/phrases.ts';
import { type Mention, type Numbers, numbersIn } from '../text/quantities.ts';
import { overTime } from './figure-candidates.ts';
import type { Finder, Found, Sentences } from './quotes.ts';
import type { ReadFigure, ReadSide } from './reading.ts';

/** The message as the model saw it. */
export interface Seen {
  readonly text: string;
  readonly finder: Finder;
  readonly sentences: Sentences;
  /** What else was said in answer to a question about a topic: sentences without numbers that nothing is noted of. */
  besides(topic: string): readonly string[];
  /** Places that may be quoted: a job post tells nothing about the candidate. */
  isOwn(found: Found): boolean;
  readonly source: string;
  readonly isEnglish: boolean;
  /** The numbers of the text, as a topic counts them. */
  numbersOn(topic: Metric): Numbers;
  /** Puts confidential values back where the model saw their stand-ins. */
  unmask(text: string): string;
}

export interface VerifiedFigure {
  readonly patch: FigurePatch;
  /** False where a number or the percentile could not be found in the words quoted for it. */
  readonly isSure: boolean;
}

/** A name for what is measured that was translated; in characters. */
const MEASURE_AT_MOST = 60;
/** More is a story; in characters. */
const CLAUSE_AT_MOST = 240;
/** A quote that is longer says nothing about one number; in characters. */
const QUOTE_AT_MOST = 600;

/** @returns null where its quotes don't stand in the message, or it says nothing */
export function verifiedFigure(figure: ReadFigure, known: Figure | null, seen: Seen): VerifiedFigure | null {
  const numbers = seen.numbersOn(figure.topic);
  const context = figure.quote.length > QUOTE_AT_MOST ? null : seen.finder.find(figure.quote, seen.isOwn);
  const verified = (side: ReadSide) => perTime(sideOf(side, context, numbers, seen), figure.topic, numbers, seen);
  const before =
    figure.before && (verified(figure.before) ?? (figure.after && movedFrom(known?.now, figure.before, context)));
  const after = figure.after && verified(figure.after);
  if ((figure.before || figure.after) && !before && !after) return null;
  const percentile = percentileOf(figure, known, seen);
  const named = measureOf(figure, seen);
  // "Lost changes: 0 lost changes" says it twice.
  const isUnit = [before, after].some((side) => side?.amount.quantity.unit.toLowerCase() === named?.toLowerCase());
  const measure = isUnit ? null : named;
  const patch: FigurePatch = {
    ...(measure !== null && { measure }),
    ...(percentile && { percentile: percentile.name }),
    ...(before && { before: before.amount }),
    ...(after && { now: after.amount }),
    ...clauseOf(context, [before, after], known, seen),
  };
  if (Object.keys(patch).length === 0 || (!before && !after && known === null)) return null;
  // A half that is made up makes the other doubtful.
  const isWhole = (figure.before === null || before !== null) && (figure.after === null || after !== null);
  const isSure = isWhole && before?.isSure !== false && after?.isSure !== false && percentile?.isSure !== false;
  return { patch, isSure };
}

/** The clause, for whoever writes the letter: it may say more than the numbers, and holds all of them. */
function clauseOf(
  context: Found | null,
  sides: readonly (Side | null)[],
  known: Figure | null,
  { unmask }: Seen,
): Pick<FigurePatch, 'typed'> {
  const told = sides.filter((side) => side !== null);
  const isWhole = told.every(({ place }) => context && place.start >= context.start && place.end <= context.end);
  const isClause = context !== null && told.length > 0 && isWhole && context.text.length <= CLAUSE_AT_MOST;
  if (!isClause) return {};
  const clause = unmask(context.text);
  // What was told of the other side stays; a value that was corrected is left out where it is shown.
  const noted = known?.typed ?? '';
  const isAll = told.length > 1 || noted === '' || noted.length > CLAUSE_AT_MOST;
  return { typed: isAll || clause.includes(noted) ? clause : noted.includes(clause) ? noted : `${noted}\n${clause}` };
}

interface Side {
  readonly amount: Amount;
  readonly place: Found;
  readonly isSure: boolean;
}

/** "0.3% is now": what was noted as now was before. @returns null where it is another number */
function movedFrom(noted: Amount | null | undefined, side: ReadSide, context: Found | null): Side | null {
  const isSame = noted && context && sameQuantity(quantityOf(side), noted.quantity);
  return isSame ? { amount: noted, place: context, isSure: true } : null;
}

/** @returns null where the quote does not stand in the message */
function sideOf(side: ReadSide, context: Found | null, numbers: Numbers, seen: Seen): Side | null {
  const quantity = quantityOf(side);
  const clause = context?.text ?? '';
  const isInside = (found: Found) => context !== null && found.start >= context.start && found.end <= context.end;
  const place =
    seen.finder.find(side.quote, (found) => seen.isOwn(found) && isInside(found)) ??
    seen.finder.find(side.quote, seen.isOwn) ??
    // The number itself may be copied inexactly, in a clause that is copied exactly.
    (context && statedIn(context, quantity, clause, numbers) ? context : null);
  if (!place) return null;
  const stated = statedIn(place, quantity, clause, numbers);
  const { start, end } = place;
  const isWide = place === context && stated !== null;
  const shown = isWide ? stated.mention.text : seen.text.slice(start, end);
  const tail = side.tail === null ? null : seen.finder.find(side.tail, seen.isOwn);
  const amount: Amount = {
    quantity: stated?.quantity ?? quantity,
    bound: stated ? boundOf(side, stated.mention, tail) : side.approximate ? 'about' : null,
    tail: tail === null ? '' : tailOf(tail, place, seen),
    quote: seen.unmask(shown),
    source: seen.source,
  };
  return { amount, place, isSure: stated !== null };
}

/** A load that is counted over a longer time, as the rate that it comes to: that is confirmed. */
function perTime(side: Side | null, topic: Metric, { mentions }: Numbers, { text }: Seen): Side | null {
  if (side === null || topic !== 'throughput' || kindOf(side.amount.quantity) !== 'count') return side;
  const { start, end } = side.place;
  const counted = mentions.find((mention) => mention.start < end && start < mention.end);
  const rate = counted && (kindOf(counted.quantity) === 'rate' ? counted : overTime(text, counted, mentions));
  if (!rate) return side;
  return { ...side, amount: { ...side.amount, quantity: rate.quantity, tail: '', quote: rate.text }, isSure: false };
}

/** "Up to" between two numbers is no limit: it is one where the model says so, or quotes it with the number. */
function boundOf(side: ReadSide, { bound, start, end }: Mention, tail: Found | null): Amount['bound'] {
  const isQuoted = () =>
    numbersIn(side.quote.slice(0, QUOTE_AT_MOST)).mentions.some((mention) => mention.bound === bound);
  const isTail = tail !== null && tail.start < end && tail.end > start;
  if (bound === 'under' || bound === 'over') return isTail || side.approximate || isQuoted() ? bound : null;
  return bound ?? (side.approximate ? 'about' : null);
}

const DIGITS = new Intl.NumberFormat('en-US', { useGrouping: false, maximumFractionDigits: 12 });

/** The model's number in the units of this program: "seconds" and "sec" are both `s`. */
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

/** The reading of the text that is this quantity; null where no number there can be read as it. */
function statedIn(
  { start, end, text }: Found,
  quantity: Quantity,
  clause: string,
  { mentions }: Numbers,
): { mention: Mention; quantity: Quantity } | null {
  // In the message a number may have its unit from a neighbour, which the quote alone does not show.
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

/** "40 documents a second with the rebuild, 7,500 now", "Crashes: nine before": one unit for both, said once. */
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
  seen: Seen,
): { name: string; isSure: boolean } | null {
  if (percentile === null || topic !== 'latency') return null;
  const name = numbersIn(percentile).percentiles[0]?.name ?? percentile.toLowerCase().trim();
  if (name === '') return null;
  const isSaid = seen.numbersOn(topic).percentiles.some((each) => each.name === name);
  return { name, isSure: isSaid || known?.percentile === name };
}

/** As typed; a translation where the message is in another language. */
function measureOf({ measure }: ReadFigure, { finder, isOwn, isEnglish, unmask }: Seen): string | null {
  if (measure === null || measure.trim() === '' || measure.length > QUOTE_AT_MOST) return null;
  const found = finder.find(measure, isOwn);
  if (found) return unmask(found.text);
  // A name that is translated has no number that nobody said.
  const isLong = measure.length > MEASURE_AT_MOST || numbersIn(measure).mentions.length > 0;
  return isEnglish || isLong ? null : measure.trim();
}

/** Words behind the number, where they are not part of its quote. */
function tailOf(tail: Found, number: Found, { unmask }: Seen): string {
  return tail.start >= number.end || tail.end <= number.start ? unmask(tail.text) : '';
}
