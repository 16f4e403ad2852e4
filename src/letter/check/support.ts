/** What makes a number of a letter good: known in whatever unit, rounding or comparison, or a count that measures nothing. */
import { durationUnit } from '../../machine/figures/units.ts';
import { inBase, kindOf, type Mention, sameQuantity } from '../../machine/figures.ts';
import type { Period, Quantity } from '../../machine/quantity.ts';
import { around, type Sentence } from './sentence.ts';

const COUNTED_PEOPLE =
  /\b(?:engineers?|developers?|people|colleagues|reports|teams?|customers?|clients?|users?|servers?|services?|awards?|years?|months?|patents?|countries|offices)\b/i;

/** Small counts of things in the telling ("in two steps", "a day late"), which measure nothing. */
export function isHarmless({ quantity, bare, start, end }: Mention, sentence: Sentence): boolean {
  const written = sentence.text.slice(start - sentence.start, end - sentence.start);
  // "from three nines to five"
  if (bare && quantity.value <= 9 && /\bnines\b/i.test(sentence.text)) return true;
  if (isOfOffer({ quantity, start, end }, sentence)) return true;
  // "Nine out of ten waited. The same nine …"
  if (
    quantity.value <= 20 &&
    kindOf(quantity) === 'count' &&
    /\bthe same $/i.test(around(sentence, { start, end }).before)
  )
    return true;
  // "One S3 bucket" is a number in words, whatever its noun is called.
  if (/^[^\p{L}]*\d/u.test(written) || kindOf(quantity) === 'share' || quantity.per)
    return isPercentileInWords({ quantity }, sentence);
  // "one day late", "where one minute used to bring in 8,500": a unit in the telling
  if (kindOf(quantity) === 'duration') {
    const { before } = around(sentence, { start, end });
    return (
      quantity.value === 1 &&
      (isOfCalendar(written, before) || !/\b(?:to|from|in|under|below|takes?|took|is|was|of)\s*$/i.test(before))
    );
  }
  if (COUNTED_PEOPLE.test(quantity.unit)) return false;
  return (bare || kindOf(quantity) === 'count') && quantity.value <= 3 && Number.isInteger(quantity.value);
}

/** "I could take you through it in ten minutes", "the two or three people who would work with me": of what is to come. */
function isOfOffer({ quantity, start, end }: Pick<Mention, 'quantity' | 'start' | 'end'>, sentence: Sentence): boolean {
  const { before, after } = around(sentence, { start, end });
  const lasts = kindOf(quantity) === 'duration' && !quantity.per ? inBase(quantity) / MINUTE : 0;
  if (lasts >= 5 && lasts <= 120) return OFFER.test(sentence.text) && !/\d/.test(sentence.text);
  return /\bpeople\b/.test(quantity.unit) && /\btwo or $/i.test(before) && /^ who would\b/.test(after);
}
const MINUTE = inBase({ value: 1, unit: 'min' });
const OFFER =
  /\b(?:i (?:can|could|would|will|should|am (?:happy|glad)|'d) (?:\w+ )?(?:show|present|explain|walk|go|take|talk|tell|draw|sketch|bring|demonstrate|value|welcome|like|give|ask|send|share|run)|would be enough|if you have)\b/i;

/** "A booking belongs to a month", "the end of a quarter": a month as such, and not how long something took. */
function isOfCalendar(written: string, before: string): boolean {
  if (!/^an?\s+(?:day|week|month|quarter|year)\b/i.test(written)) return false;
  if (/\b(?:start|beginning|middle|end|close|last|first|rest|course|part) of\s*$/i.test(before)) return true;
  return (
    /\bto\s*$/i.test(before) &&
    !/\b(?:from|up|down|cut|reduced|went|fell|dropped|shrank|brought|grew|rose|came|close|near|next)\b/i.test(before)
  );
}

/** "The slowest one in a thousand, that is the 99.9th percentile": the same said twice. */
function isPercentileInWords({ quantity }: Pick<Mention, 'quantity'>, { text }: Sentence): boolean {
  if (quantity.unit !== '%') return false;
  const named = /\bp(\d{2}(?:\.\d+)?)|\b(\d{2}(?:\.\d+)?)(?:th|st|nd|rd) percentile/i.exec(text);
  const percentile = Number(named?.[1] ?? named?.[2] ?? Number.NaN);
  return Math.abs(100 - percentile - quantity.value) < 1e-9 && /\b(?:slowest|worst|fastest)\b/i.test(text);
}

const MORE = /\b(?:more than|over|above|upwards of|at least|well over|a little over|beyond)\s*(?:an?\s*)?$/i;
const LESS =
  /\b(?:less than|fewer than|under|below|nearly|almost|close to|just under|up to|not quite|within)\s*(?:an?\s*)?$/i;

/** Long times in months, which people round: a quarter is a count of its own to everything else. */
const LONG: Readonly<Record<string, number>> = {
  days: 12 / 365,
  weeks: 12 / 52,
  fortnights: 12 / 26,
  fortnight: 12 / 26,
  months: 1,
  quarters: 3,
  quarter: 3,
  years: 12,
  decades: 120,
  decade: 120,
};

/** Whether a number is one of those known, in whatever unit, rounding or comparison it is told. */
export function isSupported(mention: Mention, known: readonly Quantity[], before: string): boolean {
  const { quantity: told, bare, approximate } = mention;
  return known.some((quantity) => {
    if (sameQuantity(told, quantity)) return true;
    // A count is a count whatever noun stands beside it; a metric keeps its unit.
    const plain = bare || isBare(quantity) || (isCounted(told) && isCounted(quantity));
    if (plain && told.value === quantity.value && !(quantity.per && told.per)) return true;
    // "This spring they have reached 22 TB": the period was said before.
    if (told.value === quantity.value && told.unit === quantity.unit && !told.per) return true;
    // "We take in 300 hours", of "300 hours of audio a day"
    if (told.value === quantity.value && told.unit !== '' && quantity.unit.startsWith(`${told.unit} of `)) return true;
    if (sameCounted(told, quantity)) return true;
    // A year and a half is eighteen months, and five quarters are fifteen, whatever the calendar says.
    // "Once a minute" is each minute, and twice a day every twelve hours.
    if (sameInterval(told, quantity)) return true;
    const [mine, theirs] = [LONG[told.unit], LONG[quantity.unit]];
    if (mine && theirs && Math.abs(told.value * mine - quantity.value * theirs) <= 0.035 * quantity.value * theirs)
      return true;
    if (kindOf(told) !== kindOf(quantity) || kindOf(quantity) === 'share') return false;
    const [a, b] = [inBase(told), inBase(quantity)];
    if (b === 0) return false;
    if (MORE.test(before) && a <= b && a >= b / 1.5) return true;
    if (LESS.test(before) && a >= b && a <= b * 1.5) return true;
    return isRounded(told, quantity, approximate);
  });
}

/** Half a day of audio is twelve hours of audio. */
function sameCounted(one: Quantity, other: Quantity): boolean {
  const [a, b] = [one, other].map(({ value, unit, per }) => {
    const [, word = '', rest] = /^(\p{L}+)( of .+)$/u.exec(unit) ?? [];
    const name = durationUnit(word.toLowerCase());
    return name && { lasts: inBase({ value, unit: name }), rest, per };
  });
  return (
    a !== undefined &&
    b !== undefined &&
    a.rest === b.rest &&
    a.per === b.per &&
    Math.abs(a.lasts - b.lasts) < 1e-6 * b.lasts
  );
}

function sameInterval(one: Quantity, other: Quantity): boolean {
  if (one.unit !== 'times' && other.unit !== 'times') return false;
  const [a, b] = [intervalOf(one), intervalOf(other)];
  if (kindOf(a) !== 'duration' || kindOf(b) !== 'duration') return false;
  // Four quarters are a year, whatever the calendar says of their days.
  const slack = inBase(a) >= inBase({ value: 25, unit: 'days' }) ? 0.035 : 1e-6;
  return Math.abs(inBase(a) - inBase(b)) <= slack * inBase(b);
}

/** How long it is from one time to the next, where a quantity tells how often. */
function intervalOf(quantity: Quantity): Quantity {
  const { value, unit, per } = quantity;
  return unit === 'times' && per && value > 0
    ? { value: inBase({ value: 1, unit: INTERVALS[per] }) / value, unit: 'ms' }
    : quantity;
}

export const INTERVALS: Readonly<Record<Period, string>> = {
  second: 's',
  minute: 'min',
  hour: 'hours',
  day: 'days',
  week: 'weeks',
  month: 'months',
  quarter: 'months',
  year: 'years',
};

/** "72,000" for 72,013, "about 130 ms" for 127 ms; but neither 72,019 nor "about 129". */
export function isRounded(told: Quantity, known: Quantity, approximate: boolean): boolean {
  if (kindOf(told) !== kindOf(known) || kindOf(told) === 'share') return false;
  const [a, b] = [inBase(told), inBase(known)];
  const off = Math.abs(a - b) / Math.abs(b);
  if (b === 0 || a === 0 || off > (approximate ? 0.06 : 0.005)) return false;
  const exact = (told.value * b) / a;
  const [digits = '', exponent = '0'] = told.value.toExponential().replace('.', '').split('e');
  const place = 10 ** (Number(exponent) - digits.length + 1);
  // Of three digits or more a last one of five may stand for what is near: "about 1,250" for 1,240.
  const within = /^\d{2,}5$/.test(digits) && off <= 0.02 ? 2.5 * place : place / 2;
  return Math.abs(told.value - exact) <= within * (1 + 1e-9);
}

function isBare({ unit, per }: Quantity): boolean {
  return unit === '' && per === undefined;
}

function isCounted(quantity: Quantity): boolean {
  return kindOf(quantity) === 'count' || kindOf(quantity) === 'rate';
}

const SCALES = [
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
] as const;

export const PERIODS = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'] as const;

/** "From 4,200 messages a minute to 114,000", "96,000 a day, or 4,000 in an average hour": the unit stands elsewhere. */
export function isConverted(
  mention: Mention,
  beside: readonly Mention[],
  { text, start }: Sentence,
  known: readonly Quantity[],
): boolean {
  const { quantity, bare } = mention;
  const isWhole = kindOf(quantity) === 'count' || (kindOf(quantity) === 'data' && quantity.per === undefined);
  if (!bare && !isWhole) return false;
  const { value } = quantity;
  // What has a noun of its own lacks at most the period; "99.9 requests" is no availability.
  const lent = beside
    .filter((other) => !other.bare && (bare || kindOf(other.quantity) === 'rate'))
    .map((other) => ({ ...other.quantity, value }));
  const rates = PERIODS.filter((per) => new RegExp(String.raw`\b${per}s?\b`, 'i').test(text)).map((per) => ({
    value,
    unit: quantity.unit,
    per,
  }));
  // "Twelve million a day in place of one and a half"
  const scaled = (bare ? SCALES : [])
    .filter(([word]) => new RegExp(String.raw`\b${word}\b`, 'i').test(text))
    .flatMap(([, scale]) =>
      beside.map((other) => ({ ...other.quantity, value: Number((value * scale).toPrecision(12)) })),
    );
  const before = text.slice(0, mention.start - start);
  const measured = known.filter(({ unit, per }) => unit !== '' || per !== undefined);
  return [...lent, ...rates, ...scaled].some((read) =>
    isSupported({ ...mention, quantity: read, bare: false }, measured, before),
  );
}
