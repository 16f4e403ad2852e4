/** Finds numbers in a job post, which a letter must not repeat. A time of days or more is allowed: "two years ago". */
import { DURATIONS, kindOf, toBaseUnit } from '../machine/quantity.ts';
import { numbersIn } from '../text/quantities.ts';

export function hasPostNumber(sentence: string): boolean {
  return numbersIn(sentence).mentions.some(
    ({ quantity }) => kindOf(quantity) !== 'duration' || toBaseUnit(quantity) < DURATIONS.days,
  );
}
