/** The spellings of units and periods, and the names that a quantity carries for them. */
import type { DURATIONS, Period } from '../machine/quantity.ts';
import { ahead, type Token, wordSet } from './lexer.ts';

type DurationUnit = keyof typeof DURATIONS;

function spellings<Name>(table: readonly (readonly [Name, string])[]): ReadonlyMap<string, Name> {
  return new Map(table.flatMap(([name, words]) => words.split(' ').map((word): [string, Name] => [word, name])));
}

/** Duration units by lower-case spelling. A lone `m` can also be a million. */
export const DURATION_WORDS = spellings<DurationUnit>([
  ['ns', 'ns nsec nanosecond nanoseconds nanos'],
  ['µs', 'µs μs us usec usecs microsecond microseconds micros'],
  ['ms', 'ms msec msecs milli millis millisec millisecs millisecond milliseconds milisecond miliseconds'],
  ['s', 's sec secs second seconds sek sekunden seg segs segundos'],
  ['min', 'm min mins minute minutes minuten minutos'],
  ['hours', 'h hr hrs hour hours'],
  ['days', 'd day days'],
  ['weeks', 'w wk wks week weeks'],
  ['months', 'month months'],
  ['years', 'y yr yrs year years'],
]);

const BYTE_WORDS = spellings([
  ['B', 'byte bytes'],
  ['KB', 'kb kilobyte kilobytes'],
  ['MB', 'mb megabyte megabytes megs'],
  ['GB', 'gb gigabyte gigabytes gig gigs'],
  ['TB', 'tb terabyte terabytes'],
  ['PB', 'pb petabyte petabytes'],
  ['KiB', 'kib kibibytes'],
  ['MiB', 'mib mebibytes'],
  ['GiB', 'gib gibibytes'],
  ['TiB', 'tib tebibytes'],
]);
const BITS = wordSet('kb mb gb tb');

/** The data unit that a token names. `B` alone is bytes; `Gb` before a period is bits, which are counted by name. */
export function dataUnit(token: Token | undefined, hasPeriod: boolean): string | undefined {
  if (token?.kind !== 'word') return undefined;
  if (token.text === 'B') return 'B';
  const prefix = token.text.charAt(0).toUpperCase();
  if (hasPeriod && BITS.has(token.low) && token.text === `${prefix}b`) return `${prefix}bit`;
  if (hasPeriod && BITS.has(token.low.slice(0, 1).concat('b')) && token.low.slice(1) === 'bit') return `${prefix}bit`;
  return BYTE_WORDS.get(token.low);
}

const LINE_RATES = wordSet('kbps mbps gbps tbps');

/** "Gbps" is gigabits, "MBps" megabytes a second. */
export function lineRate(token: Token): string | undefined {
  if (!LINE_RATES.has(token.low)) return undefined;
  return `${token.text.charAt(0).toUpperCase()}${token.text.charAt(1) === 'B' ? 'B' : 'bit'}`;
}

/** Abbreviations that are a noun and a period at once. */
export const RATES: ReadonlyMap<string, { readonly unit: string; readonly per: Period }> = new Map([
  ['rps', { unit: 'requests', per: 'second' }],
  ['qps', { unit: 'queries', per: 'second' }],
  ['tps', { unit: 'transactions', per: 'second' }],
  ['eps', { unit: 'events', per: 'second' }],
  ['mps', { unit: 'messages', per: 'second' }],
  ['wps', { unit: 'writes', per: 'second' }],
  ['ops', { unit: 'operations', per: 'second' }],
  ['iops', { unit: 'operations', per: 'second' }],
  ['rpm', { unit: 'requests', per: 'minute' }],
  ['tpm', { unit: 'transactions', per: 'minute' }],
  ['rpd', { unit: 'requests', per: 'day' }],
  ['tpd', { unit: 'transactions', per: 'day' }],
]);

const CURRENCY_WORDS = spellings([
  ['EUR', '€ eur euro euros'],
  ['USD', '$ us$ usd dollar dollars bucks'],
  ['GBP', '£ gbp pounds quid'],
  ['INR', '₹ inr rs rupee rupees'],
  ['CHF', 'chf francs'],
  ['JPY', '¥ jpy yen'],
  ['CNY', 'cny rmb yuan'],
  ['BRL', 'brl r$ reais'],
  ['PLN', 'pln zł'],
  ['SEK', 'sek kronor'],
]);

/** The ISO code of a currency sign, code or name. `sek` is a second unless it is written in capitals. */
export function currency(token: Token | undefined): string | undefined {
  if (!token || (token.low === 'sek' && token.text !== 'SEK')) return undefined;
  return CURRENCY_WORDS.get(token.low);
}

const PERIOD_WORDS = spellings<Period>([
  ['second', 'second sec s sek'],
  ['minute', 'minute min m minit'],
  ['hour', 'hour hr h'],
  ['day', 'day d night'],
  ['week', 'week wk'],
  ['month', 'month mo mth'],
  ['quarter', 'quarter'],
  ['year', 'year yr y annum'],
]);

/** "10 million daily", "3,000 daily orders" */
export const ADVERBS: ReadonlyMap<string, Period> = new Map([
  ['hourly', 'hour'],
  ['daily', 'day'],
  ['nightly', 'day'],
  ['weekly', 'week'],
  ['monthly', 'month'],
  ['quarterly', 'quarter'],
  ['yearly', 'year'],
  ['annually', 'year'],
]);

const BEFORE_PERIOD = wordSet('/ per a an each every pro by');
/** "a second attempt", "a week later": no period. */
const NO_PERIOD_AFTER = wordSet('later ago attempt time try one look pass chance opinion instance half');

/** "per second", "a day", "/min", "each hour", "in one year", "to the second", "daily": the period and what follows. */
export function periodAt(list: readonly Token[], at: number): { per: Period; next: number } | null {
  const low = ahead(list, at);
  const adverb = ADVERBS.get(low);
  if (adverb) return { per: adverb, next: at + 1 };
  const two = `${low} ${ahead(list, at + 1)}`;
  const isLong = two === 'in one' || two === 'in 1' || two === 'to the';
  if (!isLong && !BEFORE_PERIOD.has(low)) return null;
  const dash = !isLong && low === 'per' && ahead(list, at + 1) === '-' ? 1 : 0;
  const place = at + (isLong ? 2 : 1) + dash;
  const word = ahead(list, place);
  const per = PERIOD_WORDS.get(word);
  // Short forms only behind a slash or "per": "5 a d"
  if (!per || (word.length < 3 && low !== '/' && low !== 'per')) return null;
  if ((low === 'a' || low === 'an') && NO_PERIOD_AFTER.has(ahead(list, place + 1))) return null;
  return { per, next: place + 1 };
}
