/** Renders quantities, amounts and figures as words. */

import type { Language } from '../machine/language.ts';
import { CURRENCIES, DURATIONS, kindOf, type Quantity } from '../machine/quantity.ts';
import type { Amount, Figure } from '../machine/sheet.ts';
import { CATALOGUES, letterWords, wordIn, wordsOf } from '../prompts/catalogues.ts';
import { parseNameTable, tokens } from '../text/lexer.ts';
import type { Mention } from '../text/quantities.ts';
import { DURATION_WORDS } from '../text/units.ts';
import { translated } from '../text/vocabulary.ts';
import { cached } from './cache.ts';
import { letterLanguage } from './letter-language.ts';
import { CHAT_NOUNS } from './word-lists.ts';
import { tailText } from './wording.ts';

/** All readings of a mention, including both ends of a range. */
export function readingsOf({ readings, range }: Mention): readonly Quantity[] {
  return range === null ? readings : [...readings, range.low, range.high];
}

/** The amount alone: 35 of "35 per week". */
export function withoutPeriod({ value, unit }: Quantity): Quantity {
  return { value, unit };
}

/** Whether it counts things, with or without a noun and a period. Not a duration, share, data or money. */
export function isCounted(quantity: Quantity): boolean {
  return ['count', 'rate', 'bare'].includes(kindOf(quantity));
}

/** Shared: creating one takes longer than a hundred uses. */
const formats = new Map<string, Intl.NumberFormat>();

/** 9500.5 as "9,500.5" */
export function formatNumber(value: number, language: Language = 'en', style: Intl.NumberFormatOptions = {}): string {
  const format = cached(formats, `${language} ${style.currency} ${style.unit}`, () => {
    // British English writes "US$", so the locale of numbers is American.
    return new Intl.NumberFormat(CATALOGUES[language].language.numbers, { maximumFractionDigits: 12, ...style });
  });
  // Plain spaces, so that text typed by the candidate matches the letter.
  return format.format(Number(value.toPrecision(12))).replaceAll(/[\u00a0\u202f]/gu, ' ');
}

/** Whether six digits are enough: not for 0.333333333333. */
function isShort(value: number): boolean {
  return Number(value.toPrecision(6)) === value;
}

/** The counted noun, spelled out, singular or plural by `value`; empty for a bare number. */
export function nounOf({ value, unit }: Quantity, language: Language = 'en'): string {
  const noun = wordIn('letter', `noun.${CHAT_NOUNS.get(unit.toLowerCase()) ?? unit}`, language) ?? unit;
  return value === 1 ? letterLanguage(language).singular(noun) : noun;
}

/**
 * "9,500 readings per second", "1.5 s", "15 minutes", "0.05%", "€1,200", "one incident per quarter".
 *
 * @param isProse whether it stands in a sentence, which spells out seconds
 */
export function quantityText(quantity: Quantity, language: Language = 'en', isProse = false): string {
  const amount = sizeText(quantity, language, isProse);
  return quantity.per === undefined ? amount : letterWords(language)(`per.${quantity.per}`, { amount });
}

/** Units that are spelled out; the others are written as symbols. */
const LONG_UNITS = parseNameTable('minute: min; hour: hours; day: days; week: weeks; month: months; year: years');
const SCALES = [
  ['trillion', 1e12],
  ['billion', 1e9],
  ['million', 1e6],
] as const;

function sizeText({ value, unit }: Quantity, language: Language, isProse: boolean): string {
  const say = letterWords(language);
  if (unit === '%') return say('percent', { number: formatNumber(value, language) });
  const long = isProse && unit === 's' ? 'second' : LONG_UNITS.get(unit);
  if (long !== undefined) return formatNumber(value, language, { style: 'unit', unit: long, unitDisplay: 'long' });
  const isMoney = CURRENCIES.some((currency) => currency === unit);
  const currency = { style: 'currency', currency: unit, minimumFractionDigits: 0, maximumFractionDigits: 12 } as const;
  const number = (of: number) => formatNumber(of, language, isMoney ? currency : {});
  const noun = isMoney ? '' : nounOf({ value, unit }, language);
  for (const [name, size] of Object.hasOwn(DURATIONS, unit) ? [] : SCALES) {
    const scaled = Number((value / size).toPrecision(12));
    if (scaled < 1) continue;
    const words = isMoney
      ? say(`money.${name}`, { money: number(scaled) })
      : say(name, { count: scaled, number: number(scaled), noun });
    if (words === '') continue;
    // From a million on, words if two decimals are exact: "4.1 billion", but "2,345,678".
    if (Number(scaled.toFixed(2)) !== scaled) break;
    // "2 millions de" without a noun
    return noun === '' ? (words.trim().split(' de', 1)[0] ?? '') : letterLanguage(language).elide(words, noun);
  }
  if (value === 1 && kindOf({ value, unit }) === 'count') return say('one', { noun });
  return `${number(value)} ${noun}`.trim();
}

/** "about 40 documents per second". "One in 20,000" and "a third of a second" stay in their words, which are clearer. */
function sideText({ quantity, bound, quote }: Amount, language: Language, isProse: boolean): string {
  const isRatio = quantity.unit === '%' && /^(?:1|one) (?:in|out of) [\p{L}\d]/iu.test(quote);
  const isLong = !Number.isInteger(quantity.value) && !isShort(quantity.value);
  // A quote may be in another language, in which the interview began.
  const typed = language !== 'en' ? null : isRatio ? quote.toLowerCase() : isLong ? quote : null;
  const amount = typed ?? compoundText(quantity, quote, language, isProse) ?? quantityText(quantity, language, isProse);
  const isBound = bound === null || typed?.toLowerCase().startsWith(bound);
  return isBound ? amount : letterWords(language)(bound, { amount });
}

/** "6 hours 40 minutes", which the reader counts in minutes; null for a duration that was typed in one unit. */
function compoundText({ value, unit }: Quantity, quote: string, language: Language, isProse: boolean): string | null {
  const larger = unit === 'min' ? 'hours' : unit === 's' ? 'min' : null;
  const words = translated(tokens(quote), language);
  // "1 minute 0.01 seconds" would be read as two durations.
  if (
    larger === null ||
    value < 60 ||
    !Number.isInteger(value) ||
    !words.some(({ low }) => DURATION_WORDS.get(low) === larger)
  )
    return null;
  const parts = [
    { value: Math.floor(value / 60), unit: larger },
    { value: value % 60, unit },
  ];
  return parts.flatMap((part) => (part.value === 0 ? [] : sizeText(part, language, isProse))).join(' ');
}

interface AmountWords {
  readonly language?: Language;
  /** Directly behind the amount: the percentile. */
  readonly at?: string;
  /** The word for a count of zero, such as "none"; null for the digit. */
  readonly zero?: string | null;
}

/** "about 40 documents per second at p99 with the rebuild". */
export function amountText(amount: Amount, { language = 'en', at = '', zero = null }: AmountWords = {}): string {
  const isZero = zero !== null && amount.quantity.value === 0 && isCounted(amount.quantity);
  return `${isZero ? zero : sideText(amount, language, true)}${at}${tailText(amount.tail)}`;
}

/** "p99", "Median", "im Durchschnitt" */
function percentileName(percentile: string, language: Language): string {
  return wordIn('letter', percentile, language) ?? percentile;
}

/** The short form of a figure, for notes and lists: "p99 2.4 s → 310 ms (query)". */
export function figureText({ percentile, before, now, measure, sentence }: Figure, language: Language = 'en'): string {
  const [old, last] = [before, now].map((side) => side && sideText(side, language, false));
  // "12 Ausfälle pro Monat → 1": the candidate's plural has no known singular.
  const isOne = language !== 'en' && before !== null && now?.quantity.value === 1 && isCounted(now.quantity);
  const isShared = isOne && now.quantity.unit === before.quantity.unit && now.quantity.per === before.quantity.per;
  const bare = isShared ? sideText({ ...now, quantity: { value: 1, unit: '' } }, language, false) : last;
  const sides = [old, bare].filter((side) => side !== null).join(' → ');
  if (sides === '') return sentence ?? measure ?? '';
  const at = percentile === null ? '' : `${percentileName(percentile, language)} `;
  const start = `${at}${now === null ? wordsOf('said', language)('before') : ''}`;
  const isSaid = measure === null || measure.toLowerCase() === (now ?? before)?.quantity.unit.toLowerCase();
  return `${start}${sides}${isSaid ? '' : ` (${measure})`}`;
}
