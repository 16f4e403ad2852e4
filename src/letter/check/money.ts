/** Money in a letter, which measures nothing and is invented as easily as any number. */
import { tokens } from '../../machine/figures/lexer.ts';
import { numeral } from '../../machine/figures/numerals.ts';
import type { Evidence } from './evidence.ts';
import { type Fault, faultAt } from './fault.ts';
import type { Sentence } from './sentence.ts';

interface Money {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

const CURRENCIES =
  '[$€£¥₹]|usd|eur|euros?|dollars?|bucks|cents|pence|inr|rupees?|gbp|pounds?|sterling|chf|francs?|yen|jpy|kronor|kroner|zloty|pln|sek|nok|dkk|aud|cad|nzd|sgd|reais|pesos?|rand|naira|shillings?|lira';
const CURRENCY = new RegExp(`^(?:${CURRENCIES})$`);
/** Glued to its number or not; most sentences have none. */
const ANY_CURRENCY = new RegExp(`[$€£¥₹]|(?<!\\p{L})(?:${CURRENCIES})(?!\\p{L})`, 'iu');

/** "£90,000", "90k euros", "USD 1.4 million", "ninety thousand pounds". */
export function moneyIn(text: string): Money[] {
  if (!ANY_CURRENCY.test(text)) return [];
  const list = tokens(text);
  const found: Money[] = [];
  for (let at = 0; at < list.length; ) {
    const number = numeral(list, at);
    if (!number) {
      at += 1;
      continue;
    }
    const [before, after] = [list[number.first - 1], list[number.next]];
    const leads = before !== undefined && CURRENCY.test(before.low);
    const [first, last] = [leads ? before : list[number.first], list[number.next - 1]];
    const follows = after !== undefined && !after.newLine && CURRENCY.test(after.low);
    if ((leads || follows) && first && last)
      found.push({ value: number.value, start: first.start, end: follows && after ? after.end : last.end });
    at = Math.max(number.next, at + 1);
  }
  return found;
}

/** A sum that nobody named; one that was rounded is still the same. */
export function moneyFaults(letter: string, sentence: Sentence, { said, jobPost }: Evidence): Fault[] {
  const own = moneyIn(sentence.text);
  if (own.length === 0) return [];
  const [told, theirs] = [moneyIn(said), moneyIn(jobPost)];
  // "Cost us 1.4 million a year" names no currency.
  const known = [...told, ...theirs].map(({ value }) => value);
  const plain = tokens(said).flatMap((_, at, list) => numeral(list, at)?.value ?? []);
  return own
    .filter(({ value }) => ![...known, ...plain].some((other) => Math.abs(value - other) <= 0.005 * other))
    .map(({ start, end }) =>
      faultAt(
        letter,
        told.length > 0 ? 'changed-digit' : 'invented-number',
        sentence.start + start,
        sentence.start + end,
      ),
    );
}
