/**
 * Quantities and figures in other languages than English: in the language's notation, and as sentences. The measure is
 * inserted as typed, so that it needs no inflection.
 */
import {
  CURRENCIES,
  comparable,
  isClose,
  kindOf,
  type Quantity,
  sameQuantity,
  toBaseUnit,
} from '../machine/quantity.ts';
import type { Amount, Figure } from '../machine/sheet.ts';
import { type Foreign, LOCALES, letterWords } from '../prompts/catalogues.ts';
import { parseNameTable } from '../text/lexer.ts';
import { type Mention, numbersIn } from '../text/quantities.ts';
import { sentencesIn, trimEnd, trimPunctuation } from '../text/sentences.ts';
import { CHAT_NOUNS, IBERIAN_ARTICLES, MUTE_H, ROUTE_STARTS } from './word-lists.ts';
import { completeSentence, endsWith, firstWord, tailText } from './wording.ts';

/** Units that are spelled out; the others are written as symbols. */
const LONG_UNITS = parseNameTable('minute: min; hour: hours; day: days; week: weeks; month: months; year: years');

/** French counts bytes in octets. */
const OCTETS: Readonly<Record<string, string>> = { B: 'o', KB: 'Ko', MB: 'Mo', GB: 'Go', TB: 'To', PB: 'Po' };

/** "9.500 Messwerte pro Sekunde", "1,5 s", "15 minutes", "0,05 %", "1.200 €" */
export function foreignQuantity(quantity: Quantity, language: Foreign): string {
  // Plain spaces, so that text typed by the candidate matches the letter.
  const amount = sizeOf(quantity, language).replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');
  return quantity.per === undefined ? amount : letterWords(language)(`per.${quantity.per}`, { amount });
}

/** "poste d'ingénieure", "2 millions d'événements" */
export function elide(text: string, noun: string): string {
  const first = noun.charAt(0).toLowerCase().normalize('NFD').charAt(0);
  const isVowel = 'aeiouœ'.includes(first) || MUTE_H.some((start) => noun.toLowerCase().startsWith(start));
  return noun !== '' && isVowel ? text.replace(`de ${noun}`, `d'${noun}`) : text;
}

/** Expands English shorthand such as "rps" and "msgs". Other nouns stay as typed. */
function nounIn(unit: string, language: Foreign): string {
  if (language === 'fr' && OCTETS[unit] !== undefined) return OCTETS[unit];
  const noun = CHAT_NOUNS.get(unit);
  return noun === undefined ? unit : letterWords(language)(`noun.${noun}`);
}

function sizeOf({ value, unit: typed }: Quantity, language: Foreign): string {
  const unit = nounIn(typed, language);
  const number = (style: Intl.NumberFormatOptions = {}, of = value) =>
    Number(of.toPrecision(12)).toLocaleString(LOCALES[language], { maximumFractionDigits: 12, ...style });
  if (unit === '%') return `${number()}${language === 'pt' ? '' : ' '}%`;
  if (CURRENCIES.some((currency) => currency === unit))
    return number({ style: 'currency', currency: unit, minimumFractionDigits: 0, maximumFractionDigits: 2 });
  const long = LONG_UNITS.get(unit);
  if (long !== undefined) return number({ style: 'unit', unit: long, unitDisplay: 'long' });
  // Spanish has no word for a thousand million: "4100 millones".
  const [name, size] = value >= 1e9 && language !== 'es' ? (['billion', 1e9] as const) : (['million', 1e6] as const);
  const scaled = Number((value / size).toPrecision(12));
  const isCount = ['count', 'bare'].includes(kindOf({ value, unit }));
  const isRound = value >= 1e6 && Number(scaled.toFixed(2)) === scaled && isCount;
  if (!isRound) return `${number()} ${unit}`.trim();
  const words = letterWords(language)(name, { count: scaled, number: number({}, scaled), noun: unit });
  // "2 millions de" without a noun
  if (unit === '') return words.trim().split(' de', 1).join();
  return language === 'fr' ? elide(words, unit) : words.trim();
}

/** "etwa 40 Dokumente pro Sekunde" */
export function foreignAmount({ quantity, bound }: Amount, language: Foreign): string {
  const amount = foreignQuantity(quantity, language);
  return bound === null ? amount : letterWords(language)(bound, { amount });
}

/** Whether a mention is the amount, as typed or in one of its readings. */
function states(mentions: readonly Mention[], { quantity, quote }: Amount): boolean {
  return mentions.some(({ text, readings }) => text === quote || readings.some((one) => sameQuantity(one, quantity)));
}

/** "At the beginning": the template says so itself. */
const EARLIER = new Set(['au début', 'al principio', 'al inicio', 'am anfang', 'zu beginn', 'no início', 'no começo']);

function withoutEarlier(amount: Amount): Amount {
  return EARLIER.has(trimPunctuation(amount.tail).toLowerCase()) ? { ...amount, tail: '' } : amount;
}

/** Removes a noun and period that both sides share. */
function withoutShared(one: Amount, other: Amount): Amount {
  const { value, unit, per } = one.quantity;
  const isShared = unit === other.quantity.unit && per === other.quantity.per;
  return isShared && ['rate', 'count'].includes(kindOf(one.quantity)) ? { ...one, quantity: { value, unit: '' } } : one;
}

/** The answer as typed, if it is whole sentences that still match the figure; else null. */
function ownSentences({ typed, now, before, percentile }: Figure, language: Foreign): string | null {
  const side = now ?? before;
  const lines = sentencesIn(typed ?? '');
  if (side === null || lines.length === 0 || lines.some((line) => completeSentence(line) !== line)) return null;
  const { mentions, percentiles } = numbersIn(lines.join(' '), language);
  const others = mentions.filter((one) => !states([one], side) && !(before && states([one], before)));
  if (!states(mentions, side) || others.some(({ quantity }) => comparable(quantity, side.quantity))) return null;
  const text = lines.join(' ');
  const end = trimEnd(text, '.').length;
  const isSaid = percentile === null || percentiles.some(({ name }) => name === percentile);
  const sentence = `${text.slice(0, end)}${isSaid ? '' : ` (${percentileName(percentile, language)})`}`;
  if (before === null || states(mentions, before)) return `${sentence}${text.slice(end)}`;
  const isShare = kindOf(before.quantity) === 'share' && before.bound === null;
  const was = `${foreignAmount(withoutShared(before, side), language)}${tailText(before.tail)}`;
  const values = { sentence, count: before.quantity.value, before: was };
  const say = letterWords(language);
  // One sentence, so that neither side can be cut alone.
  return isShare ? say('own.was.share', values) : say('own.was', values);
}

/** @returns null if the figure has no number */
export function foreignSentence(figure: Figure, language: Foreign): string | null {
  const { topic, measure: typed, now } = figure;
  const before = figure.before && withoutEarlier(figure.before);
  const side = now ?? before;
  if (side === null) return null;
  const own = ownSentences(figure, language);
  if (own !== null) return own;
  const share = shareOf(side);
  if (!typed && share !== null) {
    const bare = (amount: Amount | null) => amount && { ...amount, tail: shareOf(amount) === null ? amount.tail : '' };
    return foreignSentence({ ...figure, measure: share, now: bare(now), before: bare(before) }, language);
  }
  const say = letterWords(language);
  const isPair = now !== null && before !== null && comparable(now.quantity, before.quantity);
  const isSame = isPair && isClose(toBaseUnit(now.quantity), toBaseUnit(before.quantity), 1e-9);
  const kind = kindOf(side.quantity);
  const measure = withoutPeriod(trimPunctuation(typed ?? ''));
  const isRoute = ROUTE_STARTS.has(firstWord(measure).toLowerCase());
  // "Im Durchschnitt dauert es 80 ms"
  const isMean = kind === 'duration' && measure === '' && figure.percentile === 'average';
  const form = formOf();
  const percentile = isMean ? null : percentileOf(figure, language);
  const subject = measure || (isMean ? say('average') : subjectOf(figure, side.quantity, language));
  const [last, first] = [now && amount(now), before && amount(before)];
  if (form === 'counted') {
    const count = side.quantity.value === 1 ? 1 : 2;
    const key = isPair ? 'counted.change' : now === null ? 'counted.was' : 'counted';
    return completeSentence(say(key, { count, now: last ?? '', before: isPair ? short() : (first ?? '') }));
  }
  if (form !== null) {
    const at = percentile === null ? '' : ` (${percentile})`;
    const values = { subject, now: `${last}${at}`, before: isPair ? short() : `${first}${at}` };
    const key = isPair ? (`${form}.change` as const) : now === null ? (`${form}.was` as const) : form;
    return completeSentence(say(key, values));
  }
  const named = percentile === null ? subject : say('at-percentile', { subject, percentile });
  const isShare = kind === 'share' && now?.bound === null && before?.bound === null;
  const change = isShare ? 'change.share' : 'change';
  const key = isSame ? 'same' : isPair ? change : now === null ? 'was' : 'now';
  const text = say(key, { subject: named, now: last ?? '', before: isPair ? short() : (first ?? '') });
  // "Los eventos perdidos pasaron del 1,2 % al 0,05 %": the article decides between singular and plural verb.
  const article = firstWord(measure).toLowerCase();
  const verb = IBERIAN_ARTICLES.has(article) ? say('went', { count: article.endsWith('s') ? 2 : 1 }) : '';
  const isSentence = isPair && !isSame && verb !== '';
  return completeSentence(isSentence ? text.replace(`${named}: `, `${named} ${verb} `) : text);

  function formOf(): 'takes' | 'load' | 'counted' | null {
    if (kind === 'duration' && (isRoute || isMean)) return 'takes';
    const isRate = kind === 'rate' || (kind === 'data' && side?.quantity.per !== undefined);
    if (topic === 'throughput' && isRate && isLoad()) return 'load';
    const isNamed = kind === 'count' || (kind === 'rate' && (side?.quantity.unit ?? '') !== '');
    // "12 Ausfälle, jetzt 1": the noun fits only one of the numbers.
    if (isNamed && measure === '' && isShared()) return null;
    const isNone = now?.quantity.value === 0 || before?.quantity.value === 0;
    return measure === '' && isNamed && !isNone && !isSame ? 'counted' : null;
  }

  /** Whether both sides have the same noun, but only one is singular. */
  function isShared(): boolean {
    const rules = new Intl.PluralRules(LOCALES[language]);
    const isOne = ({ value }: Quantity) => rules.select(value) === 'one';
    return isPair && now.quantity.unit === before.quantity.unit && isOne(now.quantity) !== isOne(before.quantity);
  }

  /** "Fehlbuchungen pro Monat": the numbers already state the period. */
  function withoutPeriod(words: string): string {
    const per = side?.quantity.per;
    const period = per === undefined ? '' : say(`per.${per}`, { amount: '' }).trim().toLowerCase();
    return period !== '' && words.toLowerCase().endsWith(` ${period}`) ? words.slice(0, -period.length).trim() : words;
  }

  /** Whether the measure is only the counted noun: the sentence then says what the system handles. */
  function isLoad(): boolean {
    return measure === '' || endsWith(measure, side?.quantity.unit ?? '');
  }

  function amount(of: Amount): string {
    const isNone = of.quantity.value === 0 && of.quantity.per === undefined && kind !== 'share' && kind !== 'duration';
    // The noun is not repeated: "Vorfälle: von 12 auf 3 pro Quartal".
    const isSaid = form === null && endsWith(subject, of.quantity.unit);
    const quantity = isSaid ? { ...of.quantity, unit: '' } : of.quantity;
    const words = isNone ? say('none') : foreignAmount({ ...of, quantity }, language);
    return `${words}${tailText(of.tail)}`;
  }

  /** The side before, without the noun, period and tail that both sides share. */
  function short(): string {
    if (!now || !before) return '';
    const isAlike = now.quantity.per === before.quantity.per && ['', now.tail.trim()].includes(before.tail.trim());
    if (!isAlike) return amount(before);
    const { value, unit } = before.quantity;
    const isCounted = ['rate', 'count', 'bare'].includes(kindOf(before.quantity));
    return amount({ ...before, quantity: { value, unit: isCounted ? '' : unit }, tail: '' });
  }
}

/** The noun of a share, if it is one word: "99,99 % de disponibilidad". */
function shareOf({ quantity: { value, unit }, tail }: Amount): string | null {
  const [of, noun, ...others] = tail.trim().split(' ');
  return unit === '%' && value >= 50 && of === 'de' && noun !== undefined && others.length === 0 ? noun : null;
}

/** Default subject of a figure without a measure. */
function subjectOf({ topic }: Figure, { value, unit }: Quantity, language: Foreign): string {
  const kind = kindOf({ value, unit });
  if (kind === 'count') return unit;
  const say = letterWords(language);
  return topic !== 'reliability' ? say(topic) : say(kind === 'share' && value >= 50 ? 'reliability' : 'failures');
}

/** "p99", "Median"; null if there is none, or if the words around the number have it. */
function percentileOf({ percentile, measure, now, before }: Figure, language: Foreign): string | null {
  const said = [measure, now?.tail, before?.tail].join(' ').toLowerCase();
  if (percentile === null || said.includes(percentile.toLowerCase())) return null;
  return percentileName(percentile, language);
}

/** "p99", "Median", "im Durchschnitt" */
export function percentileName(percentile: string, language: Foreign): string {
  const say = letterWords(language);
  return percentile === 'p50' ? say('p50') : percentile === 'average' ? say('average') : percentile;
}
