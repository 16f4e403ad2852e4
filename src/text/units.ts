/** Spellings of units and periods → their canonical names in a quantity. */
import { closest, distance } from 'fastest-levenshtein';
import type { Period } from '../machine/quantity.ts';
import { lowAt, parseNameTable, parseNumberTable, phraseList, spellingMap, type Token, wordSet } from './lexer.ts';

/** Duration units by lower-case spelling. `m` can also mean million. */
export const DURATION_WORDS = parseNameTable(`ns: ns nsec nanosecond nanoseconds nanos;
  µs: µs μs us usec usecs microsecond microseconds micros; ms: ms msec msecs milli millis millisecond milliseconds;
  s: s sec secs seg segs second seconds; min: m min mins minute minutes; hours: h hr hrs hour hours; days: d day days;
  weeks: w wk wks week weeks; months: month months; years: y yr yrs year years`);

/** Words whose misspellings are unambiguous: "milisecond", "secounds". */
const OFTEN_MISSPELT = [...DURATION_WORDS.keys()].filter((word) => word.includes('second') || word.includes('minute'));
const MISSPELT_AT_LEAST = 6;

/** The duration unit; tolerates one wrong letter in a long name. */
export function durationUnit(low: string): string | undefined {
  const unit = DURATION_WORDS.get(low);
  if (unit !== undefined || low.length < MISSPELT_AT_LEAST || low.length > 2 * MISSPELT_AT_LEAST) return unit;
  const near = closest(low, OFTEN_MISSPELT);
  return distance(low, near) === 1 ? DURATION_WORDS.get(near) : undefined;
}

export const PERCENT_WORDS = wordSet('% ％ percent pct percentage prozent');

const DATA_WORDS = parseNameTable(`B: byte bytes; KB: kb kilobyte kilobytes; MB: mb megabyte megabytes megs;
  GB: gb gigabyte gigabytes gig gigs; TB: tb terabyte terabytes; PB: pb petabyte petabytes;
  KiB: kib; MiB: mib; GiB: gib; TiB: tib`);

/** The data unit of a token. Bits (`Mb`) are no data unit: they are counted like any noun. */
export function dataUnit(token: Token | undefined): string | undefined {
  if (token?.kind !== 'word') return undefined;
  if (token.text === 'B') return 'B';
  const isBits = token.text.length === 2 && token.text.endsWith('b') && token.text !== token.low;
  return isBits ? undefined : DATA_WORDS.get(token.low);
}

/** The ISO code of a currency sign, code or name. */
export const CURRENCY_NAMES =
  parseNameTable(`EUR: € eur euro euros; USD: $ usd dollar dollars; GBP: £ gbp pounds; INR: ₹ inr rs rupees;
  CHF: chf francs; JPY: ¥ jpy yen; CNY: cny rmb yuan; BRL: brl reais; PLN: pln zł; SEK: sek kronor; ZAR: zar rand`);

export const PERIOD_WORDS = spellingMap<Period>([
  ['second', 'second sec s'],
  ['minute', 'minute min m'],
  ['hour', 'hour hr h hourly'],
  ['day', 'day d daily'],
  ['week', 'week wk weekly'],
  ['month', 'month mo monthly'],
  ['quarter', 'quarter quarterly'],
  ['year', 'year yr y annum yearly annually'],
]);

/** The words of a period, including abbreviations and adverbs. */
export function wordsOfPeriod(period: Period): readonly string[] {
  return [...PERIOD_WORDS].flatMap(([word, meant]) => (meant === period ? [word] : []));
}

const RATE_NOUNS =
  parseNameTable(`requests: r; queries: q; transactions: t; packets: p; events: e; messages: m; writes: w; operations: o io;
  Kbit: kb; Mbit: mb; Gbit: gb; MB: MB; GB: GB`);

const IN_CAPITALS = new Set(['RPS', 'QPS', 'TPS', 'PPS', 'RPM', 'TPM', 'IOPS']);
const PREFIXES = parseNumberTable('1e3: k K; 1e6: M; 1e9: G');

/** Noun, period and factor of an abbreviated rate: "rps", "TPS", "tpm", "Gbps", "Mpps"; "GBps" means bytes. */
export function rateAt(written: string): { unit: string; per: Period; factor: number } | null {
  const plain = plainRate(written);
  if (plain) return { ...plain, factor: 1 };
  const factor = PREFIXES.get(written.charAt(0));
  const prefixed = factor === undefined ? null : plainRate(written.slice(1));
  return prefixed && factor !== undefined ? { ...prefixed, factor } : null;
}

function plainRate(written: string): { unit: string; per: Period } | null {
  const text = IN_CAPITALS.has(written) ? written.toLowerCase() : written;
  const noun = text.at(-2) === 'p' ? text.slice(0, -2) : '';
  const unit = RATE_NOUNS.get(noun) ?? RATE_NOUNS.get(noun.toLowerCase());
  const per = PERIOD_WORDS.get(text.slice(-1));
  return unit && per ? { unit, per } : null;
}

/** The period of "10 million daily" and "3,000 daily orders". */
export function adverbPeriod(low: string): Period | undefined {
  return low.endsWith('ly') ? PERIOD_WORDS.get(low) : undefined;
}

const BEFORE_PERIOD = wordSet('/ per a an each every by');
const WHOLE = wordSet('whole full');
const LONG_BEFORE_PERIOD = new Set(phraseList('in one | in 1 | in a | in an | to the | per -'));
/** Words that make "a second" or "a week" before them no period: "a second attempt", "a week later". */
const NO_PERIOD_AFTER = wordSet('later ago attempt time try one look pass chance opinion instance half');

/** Parses a period: "per second", "a day", "/min", "each hour", "in one year", "in a whole day", "to the second", "daily". */
export function periodAt(list: readonly Token[], at: number): { per: Period; next: number } | null {
  const low = lowAt(list, at);
  const adverb = adverbPeriod(low);
  if (adverb) return { per: adverb, next: at + 1 };
  const isLong = LONG_BEFORE_PERIOD.has(`${low} ${lowAt(list, at + 1)}`);
  if (!isLong && !BEFORE_PERIOD.has(low)) return null;
  const from = isLong ? at + 2 : at + 1;
  const place = WHOLE.has(lowAt(list, from)) ? from + 1 : from;
  const word = lowAt(list, place);
  const per = PERIOD_WORDS.get(word);
  // A single letter counts only after a slash or "per", not "5 a d".
  if (!per || (word.length < 2 && low !== '/' && low !== 'per')) return null;
  // "A quarter of an hour" is not the period `quarter`.
  if (per === 'quarter' && lowAt(list, place + 1) === 'of') return null;
  if ((low === 'a' || low === 'an') && NO_PERIOD_AFTER.has(lowAt(list, place + 1))) return null;
  return { per, next: place + 1 };
}
