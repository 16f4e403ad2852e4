/** Fits what was read of a figure to what is noted of it: one name for both sides, shared nouns, kept tails. */
import { comparable, kindOf, type QuantityKind } from '../machine/quantity.ts';
import { type Amount, type Figure, type FigurePatch, figureOf, mainFigureId, type Sheet } from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';

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

export function besideNoted({ sheet, figure, topic, part }: FigureAnswer, patch: FigurePatch): FigurePatch {
  const known = figureOf(sheet, figure ?? mainFigureId(topic));
  const { measure, ...others } = patch;
  // "380,000 records per second" replaces "84 TB": the old measure no longer applies.
  const isOther = known?.now && patch.now && !comparable(patch.now.quantity, known.now.quantity);
  const isNamed = known !== null && (known.measure !== null || (part === 'before' && known.now !== null));
  const named = isOther ? { ...patch, measure: measure ?? null } : isNamed || measure === null ? others : patch;
  return withTails(withNouns(named, known), isOther ? null : known);
}

/** Keeps the tail of a corrected value: "280 splits a second" replaces "350 splits a second at nationals". */
function withTails(patch: FigurePatch, known: Figure | null): FigurePatch {
  const side = (said: Amount | null | undefined, noted: Amount | null | undefined) =>
    said && noted && said.tail === '' ? { ...said, tail: noted.tail } : said;
  const { now, before } = patch;
  return {
    ...patch,
    ...(now && { now: side(now, known?.now) }),
    ...(before && { before: side(before, known?.before) }),
  };
}

/** Shares the noun: "140 per second" next to "900 invoices per second", or zero next to "17 wrong dividends". */
function withNouns(patch: FigurePatch, known: Figure | null): FigurePatch {
  const sides = [patch.now, patch.before, known?.now, known?.before];
  const nounOf = (kind: QuantityKind) =>
    sides.find((side) => side && side.quantity.unit !== '' && kindOf(side.quantity) === kind)?.quantity.unit;
  const isBareZero = ({ quantity }: Amount) => quantity.value === 0 && kindOf(quantity) === 'bare';
  const named = (side: Amount): Amount => {
    const { quantity } = side;
    const noun = quantity.unit !== '' ? '' : quantity.per !== undefined ? nounOf('rate') : nounOf('count');
    return noun && (quantity.per !== undefined || isBareZero(side))
      ? { ...side, quantity: { ...quantity, unit: noun } }
      : side;
  };
  const now = patch.now ?? (known?.now && isBareZero(known.now) ? known.now : null);
  return {
    ...patch,
    ...(now && { now: named(now) }),
    ...(patch.before && { before: named(patch.before) }),
  };
}
