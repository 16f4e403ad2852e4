/** Numbers of a job post never stand in a letter; when something was does: "two years ago". */
import { DURATIONS, inBase, kindOf } from '../machine/quantity.ts';
import { numbersIn } from '../text/quantities.ts';

export function tellsNumber(sentence: string): boolean {
  return numbersIn(sentence).mentions.some(
    ({ quantity }) => kindOf(quantity) !== 'duration' || inBase(quantity) < DURATIONS.days,
  );
}
