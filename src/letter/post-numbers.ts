/** Finds numbers in a job post, which a letter must not repeat. A time of days or more is allowed: "two years ago". */
import { DURATIONS, inBase, kindOf } from '../machine/quantity.ts';
import { numbersIn } from '../text/quantities.ts';

export function tellsNumber(sentence: string): boolean {
  return numbersIn(sentence).mentions.some(
    ({ quantity }) => kindOf(quantity) !== 'duration' || inBase(quantity) < DURATIONS.days,
  );
}
