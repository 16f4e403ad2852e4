/** Fits what was read of a figure to what is noted of it. */
import type { Language } from '../machine/language.ts';
import { comparable, kindOf, nounOf, type Quantity, type QuantityKind, sameQuantity } from '../machine/quantity.ts';
import { type Amount, type Figure, type FigurePatch, figureOf, mainFigureId, type Sheet } from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';
import { numbersIn } from '../text/quantities.ts';

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

/** The id of the figure that an answer is about; null for a new one. A repeated figure is the existing one. */
export function figureOfAnswer({ figure, part, topic, sheet }: FigureAnswer, patch: FigurePatch): string | null {
  const isRepeated = (each: Figure) => each.topic === topic && isSaid(patch, each);
  return figure ?? (part === 'more' ? (sheet.figures.find(isRepeated)?.id ?? null) : mainFigureId(topic));
}

/** Whether a patch only repeats a noted figure: the same `now`, no other `before`, and no other name. */
function isSaid({ now, before, measure }: FigurePatch, noted: Figure): boolean {
  const isSameSide = (one: Amount | null | undefined, other: Amount | null) =>
    one && other ? sameQuantity(one.quantity, other.quantity) : !one;
  const namesOf = (name: string | null | undefined, side: Amount | null) =>
    [name ?? '', side ? nounOf(side.quantity) : ''].filter(Boolean).map((each) => each.toLowerCase());
  const [names, known] = [namesOf(measure, now ?? null), namesOf(noted.measure, noted.now)];
  const isNamed = names.length === 0 || known.length === 0 || names.some((name) => known.includes(name));
  return now != null && isNamed && isSameSide(now, noted.now) && isSameSide(before, noted.before);
}

/** Fits what was read of a figure to what is noted of it: one name for both sides, shared nouns, own sentences. */
export function besideNoted(answer: FigureAnswer, patch: FigurePatch): FigurePatch {
  const { sheet, part } = answer;
  const known = figureOf(sheet, figureOfAnswer(answer, patch));
  const { measure, ...others } = patch;
  // "380,000 records per second" replaces "84 TB": the old measure no longer applies.
  const isOther = known?.now && patch.now && !comparable(patch.now.quantity, known.now.quantity);
  const isNamed = known !== null && (known.measure !== null || (part === 'before' && known.now !== null));
  const named = isOther ? { ...patch, measure: measure ?? null } : isNamed || measure === null ? others : patch;
  const told = withNouns(isOutdated(patch, known) ? { ...named, typed: null } : named, known);
  return withOwnSentence(told, known, sheet.language);
}

/** Keeps the candidate's sentence when an answer changes a number of its figure. The template would replace it. */
export function withOwnSentence(patch: FigurePatch, known: Figure | null, language: Language): FigurePatch {
  if (!known?.sentence || patch.sentence !== undefined) return patch;
  const among = (words: string, wanted: Quantity) =>
    numbersIn(words, language).mentions.filter(({ readings }) => readings.some((one) => sameQuantity(one, wanted)));
  const sentence = (['now', 'before'] as const).reduce((words: string | null, side) => {
    const [next, old] = [patch[side], known[side]];
    if (words === null || !next) return words;
    const [place, another] = old ? among(words, old.quantity) : [];
    // A new number without a unit would lose that of the sentence.
    const isSure = place && !another && among(next.quote, next.quantity).length > 0;
    return isSure ? words.slice(0, place.start) + next.quote + words.slice(place.end) : null;
  }, known.sentence);
  return { ...patch, sentence };
}

/** Whether the answer that a figure was read from has a number that a patch replaces, so that it is no longer offered. */
function isOutdated(patch: FigurePatch, known: Figure | null): boolean {
  return (['now', 'before'] as const).some((side) => {
    const [next, old] = [patch[side], known?.[side]];
    return next && old && !sameQuantity(next.quantity, old.quantity) && known?.typed?.includes(old.quote);
  });
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
