/** Renders quantities, amounts and figures as words. */

import type { Language } from '../machine/language.ts';
import { CURRENCIES, DURATIONS, kindOf, type Quantity } from '../machine/quantity.ts';
import type { Amount, Figure } from '../machine/sheet.ts';
import { wordsOf } from '../prompts/catalogues.ts';
import type { Mention } from '../text/quantities.ts';
import { foreignAmount, percentileName } from './foreign-figures.ts';
import { CHAT_NOUNS } from './word-lists.ts';
import { singular, tailText } from './wording.ts';

const SYMBOLS: Readonly<Record<string, string>> = { EUR: '€', USD: '$', GBP: '£', INR: '₹', JPY: '¥' };

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

const SCALES = { trillion: 1e12, billion: 1e9, million: 1e6 } as const;

/** Digits with commas. From a million on, words if two decimals are exact: "4.1 billion", but "2,345,678". */
function numberText(value: number): string {
  const [name, size] = Object.entries(SCALES).find(([, least]) => Math.abs(value) >= least) ?? ['', 1];
  const scaled = Number((value / size).toPrecision(12));
  return name !== '' && Number(scaled.toFixed(2)) === scaled ? `${formatNumber(scaled)} ${name}` : formatNumber(value);
}

/** Shared: creating one takes longer than a hundred uses. */
const ENGLISH = new Intl.NumberFormat('en-US', { maximumFractionDigits: 12 });

/** 9500.5 as "9,500.5" */
export function formatNumber(value: number): string {
  return ENGLISH.format(Number(value.toPrecision(12)));
}

/** Whether six digits are enough: not for 0.333333333333. */
function isShort(value: number): boolean {
  return Number(value.toPrecision(6)) === value;
}

/** The counted noun, spelled out, singular or plural by `value`; empty for a bare number. */
export function nounOf({ value, unit }: Quantity): string {
  const noun = CHAT_NOUNS.get(unit.toLowerCase()) ?? unit;
  return value === 1 ? singular(noun) : noun;
}

/** "9,500 readings per second", "1.5 s", "15 minutes", "0.05%", "€1,200", "one incident per quarter". */
export function quantityText(quantity: Quantity): string {
  return `${sizeText(quantity)}${quantity.per === undefined ? '' : ` per ${quantity.per}`}`;
}

function sizeText({ value, unit }: Quantity): string {
  if (unit === '') return numberText(value);
  if (unit === '%') return `${formatNumber(value)}%`;
  if (CURRENCIES.some((currency) => currency === unit)) return `${SYMBOLS[unit] ?? `${unit} `}${numberText(value)}`;
  if (Object.hasOwn(DURATIONS, unit))
    return `${formatNumber(value)} ${nounOf({ value, unit: unit === 'min' ? 'minutes' : unit })}`;
  const isOne = value === 1 && kindOf({ value, unit }) === 'count';
  return `${isOne ? 'one' : numberText(value)} ${nounOf({ value, unit })}`;
}

/** "about 40 documents per second". "One in 20,000" and "a third of a second" stay in their words, which are clearer. */
function sideText(amount: Amount, language: Language = 'en'): string {
  if (language !== 'en') return foreignAmount(amount, language);
  const { quantity, bound, quote } = amount;
  const limit = bound === null || quote.toLowerCase().startsWith(bound) ? '' : `${bound} `;
  if (quantity.unit === '%' && /^(?:1|one) (?:in|out of) [\p{L}\d]/iu.test(quote))
    return `${limit}${quote.toLowerCase()}`;
  if (!Number.isInteger(quantity.value) && !isShort(quantity.value)) return `${limit}${quote}`;
  return `${limit}${quantityText(quantity)}`;
}

/**
 * "about 40 documents per second at p99 with the rebuild".
 * @param at the percentile, with a leading space
 * @param zero the word for a count of zero, such as "none"; null for the digit
 */
export function amountText(amount: Amount, at = '', zero: string | null = null): string {
  const isZero = zero !== null && amount.quantity.value === 0 && isCounted(amount.quantity);
  return `${isZero ? zero : sideText(amount)}${at}${tailText(amount.tail)}`;
}

/** "12 Ausfälle pro Monat → 1": drops the noun, as its singular is only known in English. */
function withoutPlural(now: Amount | null, before: Amount | null, language: Language): Amount | null {
  if (language === 'en' || now === null || before === null) return now;
  const { value, unit, per } = now.quantity;
  const isShared =
    value === 1 && isCounted(now.quantity) && unit === before.quantity.unit && per === before.quantity.per;
  return isShared ? { ...now, quantity: { value, unit: '' } } : now;
}

/** The short form of a figure, for notes and lists: "p99 2.4 s → 310 ms (query)". */
export function figureText({ percentile, before, now, measure, sentence }: Figure, language: Language = 'en'): string {
  const sides = [before, withoutPlural(now, before, language)]
    .flatMap((side) => (side === null ? [] : [sideText(side, language)]))
    .join(' → ');
  if (sides === '') return sentence ?? measure ?? '';
  const at = percentile === null || language === 'en' ? percentile : percentileName(percentile, language);
  const start = `${at === null ? '' : `${at} `}${now === null ? wordsOf('said', language)('before') : ''}`;
  const isSaid = measure === null || measure.toLowerCase() === (now ?? before)?.quantity.unit.toLowerCase();
  return `${start}${sides}${isSaid ? '' : ` (${measure})`}`;
}
