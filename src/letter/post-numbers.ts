/** Finds numbers in a job post, which a letter must not repeat. Years and times of days or more are allowed: "two years ago". */
import { DURATIONS, kindOf, toBaseUnit } from '../machine/quantity.ts';
import { type Mention, numbersIn } from '../text/quantities.ts';

export function hasPostNumber(sentence: string): boolean {
  return numbersIn(sentence).mentions.some((mention) => {
    const { quantity } = mention;
    if (isYear(mention)) return false;
    return kindOf(quantity) !== 'duration' || toBaseUnit(quantity) < DURATIONS.days;
  });
}

const YEARS = { from: 1990, to: 2099 };

/** "2023", but not "2,023" or "2023 ms". */
function isYear({ text, quantity }: Mention): boolean {
  const isPlain = ['bare', 'count'].includes(kindOf(quantity)) && text.startsWith(`${quantity.value}`);
  return isPlain && Number.isInteger(quantity.value) && quantity.value >= YEARS.from && quantity.value <= YEARS.to;
}
