/** Quantities, amounts and figures as words. */
import { CURRENCIES, DURATIONS, kindOf, type Quantity } from '../machine/quantity.ts';
import type { Amount, Figure } from '../machine/sheet.ts';

/** Chat shorthand for what is counted, spelled out. */
const NOUNS: ReadonlyMap<string, string> = new Map([
  ['req', 'requests'],
  ['reqs', 'requests'],
  ['msg', 'messages'],
  ['msgs', 'messages'],
  ['txn', 'transactions'],
  ['txns', 'transactions'],
  ['tx', 'transactions'],
  ['evt', 'events'],
  ['evts', 'events'],
]);

const SINGULARS: ReadonlyMap<string, string> = new Map([
  ['people', 'person'],
  ['queries', 'query'],
  ['indices', 'index'],
  ['caches', 'cache'],
]);

/** Words in -s that are not plurals. */
const SINGULARS_IN_S: ReadonlySet<string> = new Set(['kubernetes', 'news', 'redis', 'postgres', 'https', 'dns', 'aws']);

const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ['EUR', '€'],
  ['USD', '$'],
  ['GBP', '£'],
  ['INR', '₹'],
  ['JPY', '¥'],
]);

const LONG_DURATIONS: ReadonlyMap<string, string> = new Map([
  ['min', 'minutes'],
  ['hours', 'hours'],
  ['days', 'days'],
  ['weeks', 'weeks'],
  ['months', 'months'],
  ['years', 'years'],
]);

/** "incident" for "incidents"; the last word changes, a word that is no plural stays. */
export function singular(noun: string): string {
  const at = noun.lastIndexOf(' ') + 1;
  const word = noun.slice(at);
  const known = SINGULARS.get(word.toLowerCase());
  if (known !== undefined) return noun.slice(0, at) + known;
  if (!isPluralWord(word)) return noun;
  if (word.endsWith('ies') && word.length > 4) return `${noun.slice(0, -3)}y`;
  return ['sses', 'xes', 'ches', 'shes'].some((end) => word.endsWith(end)) ? noun.slice(0, -2) : noun.slice(0, -1);
}

export function isPluralWord(word: string): boolean {
  const lower = word.toLowerCase();
  if (SINGULARS.has(lower)) return true;
  if (SINGULARS_IN_S.has(lower) || word === word.toUpperCase()) return false;
  return lower.length > 2 && lower.endsWith('s') && !['ss', 'us', 'is', "'s"].some((end) => lower.endsWith(end));
}

/** Digits with commas; from a million on in words where two decimals say it exactly: "4.1 billion", but "2,345,678". */
export function numberText(value: number): string {
  const scale = [1e12, 1e9, 1e6].find((size) => Math.abs(value) >= size);
  const scaled = scale === undefined ? 0 : Number((value / scale).toPrecision(12));
  if (scale !== undefined && Number(scaled.toFixed(2)) === scaled)
    return `${digits(scaled)} ${scale === 1e12 ? 'trillion' : scale === 1e9 ? 'billion' : 'million'}`;
  return digits(value);
}

function digits(value: number): string {
  return Number(value.toPrecision(12)).toLocaleString('en-US', { maximumFractionDigits: 12 });
}

/** What is counted, written out and in the number of `value`; empty for other kinds of quantity. */
export function nounOf({ value, unit }: Quantity): string {
  const noun = NOUNS.get(unit.toLowerCase()) ?? unit;
  return value === 1 ? singular(noun) : noun;
}

/** "9,500 readings per second", "1.5 s", "15 minutes", "0.05%", "€1,200", "one incident per quarter". */
export function quantityText(quantity: Quantity, { bound = null }: { bound?: Amount['bound'] } = {}): string {
  const per = quantity.per === undefined ? '' : ` per ${quantity.per}`;
  return `${bound === null ? '' : `${bound} `}${withoutPeriod(quantity)}${per}`;
}

function withoutPeriod(quantity: Quantity): string {
  const { value, unit } = quantity;
  if (unit === '%') return `${digits(value)}%`;
  if (CURRENCIES.some((currency) => currency === unit)) {
    const symbol = SYMBOLS.get(unit) ?? `${unit} `;
    return `${symbol}${numberText(value)}`;
  }
  if (Object.hasOwn(DURATIONS, unit)) {
    const long = LONG_DURATIONS.get(unit);
    return `${digits(value)} ${long === undefined ? unit : value === 1 ? singular(long) : long}`;
  }
  if (unit === '') return numberText(value);
  const isOne = value === 1 && kindOf({ value, unit }) === 'count';
  return `${isOne ? 'one' : numberText(value)} ${nounOf(quantity)}`;
}

/** A tail as it follows an amount; it may begin with a comma. */
export function tailText(tail: string): string {
  const words = trimEnd(tail.trim(), '.,;:');
  return words === '' || ',;:)'.includes(words.charAt(0)) ? words : ` ${words}`;
}

export function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end).trimEnd();
}

/** "about 40 documents per second with the rebuild". */
export function amountText(amount: Amount): string {
  return `${sideText(amount)}${tailText(amount.tail)}`;
}

/** The quantity of one side. "1 in 20,000" says more than 0.005%, and stays. */
export function sideText({ quantity, bound, quote }: Amount): string {
  const isRatio = quantity.unit === '%' && /^(?:1|one) (?:in|out of) \d/i.test(quote);
  return isRatio ? quote : quantityText(quantity, { bound });
}

/** The short form of a figure, for notes and lists: "p99 2.4 s → 310 ms (query)". */
export function figureText({ percentile, before, now, measure, sentence }: Figure): string {
  const side = sideText;
  const sides =
    before !== null && now !== null
      ? `${side(before)} → ${side(now)}`
      : now !== null
        ? side(now)
        : before !== null
          ? `before: ${side(before)}`
          : '';
  if (sides === '') return sentence ?? measure ?? '';
  return `${percentile === null ? '' : `${percentile} `}${sides}${measure === null ? '' : ` (${measure})`}`;
}
