/** Where hidden numbers stand in a text, in whatever notation. */

import { inBase, kindOf, near, type Quantity, sameQuantity } from '../machine/quantity.ts';
import { type Mention, numbersIn, numbersInAny } from '../text/quantities.ts';
import { folded } from '../text/sentences.ts';
import { isCounted, readingsOf, withoutPeriod } from './render.ts';

/** @returns what finds the numbers of a hidden value, as UTF-16 offsets; the text is read once for all of them */
export function hiddenNumbersIn(text: string) {
  const read = mentionsIn(text).map((mention) => ({ mention, readings: toldBy(mention).map(sizedOf) }));
  const lengths = new Map<string, number>();
  return (numbers: readonly Quantity[]) => {
    if (numbers.length === 0 || read.length === 0) return [];
    const wanted = numbers.map(sizedOf);
    return read.flatMap(({ mention, readings }) => {
      const match = wanted.find((hidden) => readings.some((reading) => isSameNumber(reading, hidden)))?.quantity;
      if (!match) return [];
      const { value, unit } = mention.quantity;
      const key = `${match.per} ${match.unit === ''} ${value} ${unit} ${mention.text}`;
      const length = lengths.get(key) ?? hiddenLength(mention, match);
      lengths.set(key, length);
      return [{ start: mention.start, end: mention.start + length }];
    });
  };
}

/** A quantity with what it is compared by, computed once: each is held against all hidden ones. */
interface Sized {
  readonly quantity: Quantity;
  readonly base: number;
  readonly bareBase: number;
}

function sizedOf(quantity: Quantity): Sized {
  return { quantity, base: inBase(quantity), bareBase: inBase(withoutPeriod(quantity)) };
}

/** In English, and in any of the other languages: rather too much than too little. */
export function mentionsIn(text: string): readonly Mention[] {
  const mentions = numbersInAny(text).flatMap((numbers) => numbers.mentions);
  return mentions.toSorted((one, other) => one.start - other.start);
}

/** From this value on a number alone gives its fact away; "3 teams" hides "3 teams", but no other 3. */
export const TELLING_NUMBER = 100;

/** What a mention can be read as. A unit that came from a neighbour may be wrong: then the number counts alone, too. */
function toldBy(mention: Mention): readonly Quantity[] {
  const readings = readingsOf(mention);
  return mention.borrowed ? [...readings, ...readings.map(({ value }) => ({ value, unit: '' }))] : readings;
}

function isSameNumber(told: Sized, wanted: Sized): boolean {
  const [one, hidden] = [told.quantity, wanted.quantity];
  const isEqual = near(one.value, hidden.value, 1e-9);
  // Most numbers are another one, in whatever unit.
  if (!isEqual && !near(told.base, wanted.base, 1e-9) && !near(told.bareBase, wanted.bareBase, 1e-9)) return false;
  const [bare, bareHidden] = [withoutPeriod(one), withoutPeriod(hidden)];
  if (!isCounted(one) || !isCounted(hidden)) {
    const isBare = kindOf(one) === 'bare' || kindOf(hidden) === 'bare';
    return sameQuantity(bare, bareHidden) || (isBare && isEqual);
  }
  const isOtherNoun = one.unit !== '' && hidden.unit !== '' && folded(one.unit) !== folded(hidden.unit);
  return (isEqual || sameQuantity(one, hidden)) && (!isOtherNoun || hidden.value >= TELLING_NUMBER);
}

/** How much of "430k users per second" is hidden: only the number where no noun was typed, and no period but the own. */
function hiddenLength({ text, quantity }: Mention, hidden: Quantity): number {
  if (hidden.per !== undefined) return text.length;
  for (const { index } of text.matchAll(/\s|$/gu)) {
    const [only] = numbersIn(text.slice(0, index)).mentions;
    // "870 laboratories" of "870 laboratories upload crowns".
    const isNoun =
      only !== undefined && [quantity.unit, hidden.unit].some((unit) => folded(unit) === folded(only.quantity.unit));
    const isWhole = only !== undefined && (hidden.unit === '' || isNoun);
    if (isWhole && readingsOf(only).some(({ value }) => near(value, quantity.value, 1e-9))) return index;
  }
  return text.length;
}
