/** Finds hidden numbers in a text, in any notation. */

import { isClose, kindOf, type Quantity, sameQuantity } from '../machine/quantity.ts';
import { type Mention, numbersIn, numbersInAny } from '../text/quantities.ts';
import { foldAccents } from '../text/sentences.ts';
import { cached } from './cache.ts';
import { isCounted, readingsOf, withoutPeriod } from './render.ts';

/** @returns a function that finds hidden numbers in the text, as UTF-16 offsets; the text is parsed only once */
export function hiddenNumberFinder(text: string) {
  const read = mentionsIn(text).map((mention) => ({ mention, readings: toldBy(mention) }));
  const lengths = new Map<string, number>();
  return (numbers: readonly Quantity[]) => {
    if (numbers.length === 0 || read.length === 0) return [];
    return read.flatMap(({ mention, readings }) => {
      const match = numbers.find((hidden) => readings.some((reading) => isSameNumber(reading, hidden)));
      if (!match) return [];
      const { value, unit } = mention.quantity;
      const key = `${match.per} ${match.unit === ''} ${value} ${unit} ${mention.text}`;
      const length = cached(lengths, key, () => hiddenLength(mention, match));
      return [{ start: mention.start, end: mention.start + length }];
    });
  };
}

/** Mentions as parsed in English and in all other languages. Prefers to find too many. */
export function mentionsIn(text: string): readonly Mention[] {
  const mentions = numbersInAny(text).flatMap((numbers) => numbers.mentions);
  return mentions.toSorted((one, other) => one.start - other.start);
}

/** From this value on, a number alone is identifying. A smaller one needs its noun: "3 teams" hides no other 3. */
export const IDENTIFYING_FROM = 100;

/** All readings of a mention. A unit borrowed from a neighbour may be wrong, so the bare number is one, too. */
function toldBy(mention: Mention): readonly Quantity[] {
  const readings = readingsOf(mention);
  return mention.borrowed ? [...readings, ...readings.map(({ value }) => ({ value, unit: '' }))] : readings;
}

function isSameNumber(one: Quantity, hidden: Quantity): boolean {
  const isEqual = isClose(one.value, hidden.value, 1e-9);
  const [bare, bareHidden] = [withoutPeriod(one), withoutPeriod(hidden)];
  if (!isCounted(one) || !isCounted(hidden)) {
    const isBare = kindOf(one) === 'bare' || kindOf(hidden) === 'bare';
    return sameQuantity(bare, bareHidden) || (isBare && isEqual);
  }
  const isOtherNoun = one.unit !== '' && hidden.unit !== '' && foldAccents(one.unit) !== foldAccents(hidden.unit);
  return (isEqual || sameQuantity(one, hidden)) && (!isOtherNoun || hidden.value >= IDENTIFYING_FROM);
}

/** Length of the hidden part of "430k users per second", without a noun or period that the hidden value lacks. */
function hiddenLength({ text, quantity }: Mention, hidden: Quantity): number {
  // "6 hours 40" is a duration, too, but of "6 hours 40 minutes" no word may stay.
  if (hidden.per !== undefined || kindOf(quantity) === 'duration') return text.length;
  for (const { index } of text.matchAll(/\s|$/gu)) {
    const [only] = numbersIn(text.slice(0, index)).mentions;
    // Only "870 laboratories" of "870 laboratories upload crowns".
    const isNoun =
      only !== undefined &&
      [quantity.unit, hidden.unit].some((unit) => foldAccents(unit) === foldAccents(only.quantity.unit));
    const isWhole = only !== undefined && (hidden.unit === '' || isNoun);
    if (isWhole && readingsOf(only).some(({ value }) => isClose(value, quantity.value, 1e-9))) return index;
  }
  return text.length;
}
