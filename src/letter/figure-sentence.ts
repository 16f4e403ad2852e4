/**
 * Renders a figure as one sentence, from templates. The measure is used as typed. The language's catalogue has the
 * templates; its `LetterLanguage` chooses one, and the subject.
 */

import type { Language } from '../machine/language.ts';
import { comparable, kindOf, type Quantity, sameQuantity } from '../machine/quantity.ts';
import { type Amount, type Figure, isInOwnWords, type Sheet, textOf } from '../machine/sheet.ts';
import { isAbout, slotKind } from '../machine/slots.ts';
import { letterWords, listed } from '../prompts/catalogues.ts';
import { tokens, wordSet } from '../text/lexer.ts';
import { numberReadings } from '../text/numerals.ts';
import { type Mention, numbersIn } from '../text/quantities.ts';
import { sentencesIn, trimEnd, trimPunctuation } from '../text/sentences.ts';
import { PERIOD_WORDS } from '../text/units.ts';
import { translated } from '../text/vocabulary.ts';
import { type Form, isSameAmount, letterLanguage, type StatedFigure } from './letter-language.ts';
import { redacted } from './redact.ts';
import { amountText, formatNumber, isCounted, nounOf, withoutPeriod } from './render.ts';
import { completeSentence, endsWith, fixCasing, tailText } from './wording.ts';

/** @returns null if the figure has no number and no sentence */
export function figureSentence(figure: Figure, language: Language = 'en'): string | null {
  if (figure.sentence !== null) return completeSentence(withMarks(figure.sentence, figure, language));
  const stated = statedFigure(figure, language);
  if (stated === null) return null;
  // In English, the person is asked which of both sentences to use.
  const own = language === 'en' ? null : ownSentences(figure, stated.side, language);
  return own ?? completeSentence(fixCasing(templateSentence(stated, language), language));
}

const MARKS = /[.,'’]/u;
const digitsOf = (number: string) => number.split(MARKS).join('');

/** The candidate's sentence with the figure's numbers in the marks of the letter's language: "18.500" is 18,500. */
function withMarks(sentence: string, { now, before }: Figure, language: Language): string {
  const values = [now, before].flatMap((side) => side?.quantity.value ?? []);
  return tokens(sentence).reduceRight((words, { kind, text, start, end }) => {
    const value = kind === 'number' ? numberReadings(text).find((one) => values.includes(one)) : undefined;
    const marked = value === undefined ? text : formatNumber(value, language);
    // "0.40" keeps its last digit, and "18500" its form.
    const isMarks = MARKS.test(text) && digitsOf(marked) === digitsOf(text);
    return isMarks ? words.slice(0, start) + marked + words.slice(end) : words;
  }, sentence);
}

/**
 * Whether a figure has a single count that the letter states in an answer on the system, with the same noun or per the
 * same period: "… so that is 2,400 a day".
 */
export function isSaidElsewhere(figure: Figure, sheet: Sheet): boolean {
  const { now, before, percentile } = figure;
  if (isInOwnWords(figure, sheet) || now === null || before !== null || percentile !== null) return false;
  const { quantity } = now;
  const { unit, per } = quantity;
  if ((unit === '' && per === undefined) || !['count', 'rate'].includes(kindOf(quantity))) return false;
  const isSame = (one: Quantity) =>
    sameQuantity(one, quantity) && (per === undefined ? one.unit === unit : one.per === per);
  // A sentence with a hidden value may be left out.
  const isShown = (sentence: string) => !redacted(sentence, sheet.hidden).removed;
  const isStated = (sentence: string) =>
    numbersIn(sentence, sheet.language).mentions.some(({ readings }) => readings.some(isSame));
  return Object.keys(sheet.values).some((slot) => {
    const isOfSystem = slotKind(slot) === 'text' && isAbout('system', slot);
    return isOfSystem && sentencesIn(textOf(sheet, slot) ?? '').some((one) => isStated(one) && isShown(one));
  });
}

/** The parts that the sentence states; null without a number. */
function statedFigure(
  { topic, measure, percentile, now: told, ...figure }: Figure,
  language: Language,
): StatedFigure | null {
  const { before: typed } = figure;
  // "At the beginning": the template says so itself.
  const isSaid = typed !== null && listed('earlier', [language]).includes(trimPunctuation(typed.tail).toLowerCase());
  // "From 3% of the trips to 1%": both are shares of the same, which is said last.
  const isBase = typed !== null && told?.tail === '' && isShareOf(typed, told, language);
  const before = isSaid || isBase ? { ...typed, tail: '' } : typed;
  const now = withoutSaidPeriod(isBase ? { ...told, tail: typed.tail } : told, language);
  const side = now ?? before;
  if (side === null) return null;
  // The interview asks about incomparable sides; until then only the new one is stated.
  const isStated = before !== null && (now === null || comparable(now.quantity, before.quantity));
  const around = `${measure ?? ''} ${side.tail}`.toLowerCase();
  return {
    topic,
    // "Where is my parcel" tickets
    measure: withoutPeriodOf(side, trimEnd((measure ?? '').trim(), '.,;:!?'), language),
    percentile: percentile !== null && around.includes(percentile.toLowerCase()) ? null : percentile,
    now,
    before: isStated ? before : null,
    side,
    noun: nounOf({ ...((isStated ? before : null) ?? side).quantity, value: 2 }, language),
  };
}

/** Words that begin a time, in English. */
const BEFORE_TIME = wordSet('on in during');

/** A count without its period, if the words behind it name the time that has it: "on a normal day". */
function withoutSaidPeriod<Side extends Amount | null>(side: Side, language: Language): Side {
  if (!side || kindOf(side.quantity) !== 'rate') return side;
  const [first, ...words] = translated(tokens(side.tail), language).filter(({ kind }) => kind === 'word');
  const isSaid = words.some(({ low }) => low.length > 1 && PERIOD_WORDS.get(low) === side.quantity.per);
  return BEFORE_TIME.has(first?.low ?? '') && isSaid ? { ...side, quantity: withoutPeriod(side.quantity) } : side;
}

/** Whether both are shares, and the words behind the first say of what. English only. */
function isShareOf(before: Amount, now: Amount, language: Language): boolean {
  const isShare = [before, now].every(({ quantity }) => quantity.unit === '%');
  return language === 'en' && isShare && before.tail.startsWith('of ');
}

/** "Fehlbuchungen" of "Fehlbuchungen pro Monat": the numbers already state the period. */
function withoutPeriodOf({ quantity: { per } }: Amount, measure: string, language: Language): string {
  const period = per === undefined ? '' : letterWords(language)(`per.${per}`, { amount: '' }).trim();
  return endsWith(measure, period) ? measure.slice(0, -period.length).trim() : measure;
}

function templateSentence(figure: StatedFigure, language: Language): string {
  const say = letterWords(language);
  const { formOf, subjectOf, wordsAround } = letterLanguage(language);
  const { now, before, side } = figure;
  const form = formOf(figure);
  const { subject, percentileAt } = subjectOf(figure, form);
  const percentile = percentileText(figure.percentile, language);
  const at = percentileAt === 'amount' ? percentile : '';
  const words = wordsAround(figure, form, subject);
  const isSame = now !== null && before !== null && isSameAmount(now, before);
  const isPair = now !== null && before !== null;
  const zeroAlone = side.quantity.per === undefined ? say('zero') : null;
  const zero = form !== 'change' || isSame ? null : isPair ? say('none') : zeroAlone;
  // A noun in the subject is not repeated: "Incidents fell from 12 to 3 per quarter".
  const amount = (of: Amount): Amount =>
    form === 'change' && isCounted(of.quantity) && namesUnit(subject, of, language)
      ? { ...of, quantity: { ...of.quantity, unit: '' } }
      : of;
  const text = (of: Amount) =>
    form === 'counted' && of.quantity.value === 0
      ? say('counted.none', words) + tailText(of.tail)
      : amountText(amount(of), { language, at, zero });
  const old = isPair
    ? amountText(shortBefore(amount(before), amount(now), zero !== null, language, form), {
        language,
        zero: say('none'),
      })
    : before && text(before);
  const values = {
    ...words,
    subject: percentileAt === 'subject' ? subject + percentile : subject,
    now: (now && text(now)) ?? '',
    before: old ?? '',
  };
  const ending = now === null ? '.was' : isPair ? (isSame && form !== 'counted' ? '.same' : '.change') : '';
  if (form === 'counted') {
    const count = side.quantity.value === 1 ? 1 : 2;
    return say(now === null ? 'counted.was' : isPair ? 'counted.change' : 'counted', { ...values, count });
  }
  return say(keyOf(form, ending, figure), values);
}

type Ending = '' | '.was' | '.same' | '.change';

function keyOf(form: Exclude<Form, 'counted'>, ending: Ending, { now, before }: StatedFigure) {
  if (form !== 'change') return `${form}${ending}` as const;
  if (ending === '') return 'now';
  if (ending === '.was') return 'was';
  if (ending === '.same') return 'same';
  const isShare = [now, before].every((side) => side?.bound === null && kindOf(side.quantity) === 'share');
  return isShare ? 'change.share' : 'change';
}

/** Whether a noun adds nothing to the subject: "Recalls fell from 9 to 1 per year", not "9 times". */
function namesUnit(subject: string, { quantity }: Amount, language: Language): boolean {
  return (
    quantity.unit === 'times' ||
    endsWith(subject, quantity.unit) ||
    endsWith(subject, nounOf({ ...quantity, value: 2 }, language))
  );
}

/** The side before, without the tail, noun and period that it shares with the side now. */
function shortBefore(before: Amount, now: Amount, hasZeroWord: boolean, language: Language, form?: Form): Amount {
  const { quantity } = before;
  const tail = before.tail.trim() === now.tail.trim() ? '' : before.tail;
  // "9,500 readings per second, up from 400 with the old job"
  const isLast = form === 'load' && !tail.startsWith('of ');
  const isAlike = (tail === '' || isLast) && quantity.per === now.quantity.per;
  const [noun, nounNow] = [quantity, now.quantity].map((one) => nounOf({ ...one, value: 1 }, language).toLowerCase());
  // "from 35 per week to none"
  const isNounSaid = now.quantity.value > 0 || !hasZeroWord;
  const isNounShared = isAlike && isCounted(quantity) && noun === nounNow && isNounSaid;
  const isPeriodShared = isAlike && !isCounted(withoutPeriod(quantity));
  const bare = { value: quantity.value, unit: '' };
  return { ...before, quantity: isNounShared ? bare : isPeriodShared ? withoutPeriod(quantity) : quantity, tail };
}

/** " at p99", " on average", " (Median)"; empty if there is none. */
function percentileText(percentile: string | null, language: Language): string {
  const say = letterWords(language);
  if (percentile === null) return '';
  if (percentile === 'p50' || percentile === 'average') return say(`at-percentile.${percentile}`);
  return say('at-percentile', { percentile });
}

/** Whether a mention is the amount, as typed or in one of its readings. */
function states(mentions: readonly Mention[], { quantity, quote }: Amount): boolean {
  return mentions.some(({ text, readings }) => text === quote || readings.some((one) => sameQuantity(one, quantity)));
}

/** The answer as typed, if it is whole sentences that still match the figure; else null. */
function ownSentences({ typed, now, before, percentile }: Figure, side: Amount, language: Language): string | null {
  const lines = sentencesIn(typed ?? '');
  if (lines.length === 0 || lines.some((line) => completeSentence(line) !== line)) return null;
  const text = lines.join(' ');
  const { mentions, percentiles } = numbersIn(text, language);
  const others = mentions.filter((one) => ![now, before].some((amount) => amount && states([one], amount)));
  if (!states(mentions, side) || others.some(({ quantity }) => comparable(quantity, side.quantity))) return null;
  const end = trimEnd(text, '.').length;
  const isSaid = percentiles.some(({ name }) => name === percentile);
  const sentence = text.slice(0, end) + (isSaid ? '' : percentileText(percentile, language));
  if (before === null || states(mentions, before)) return sentence + text.slice(end);
  const old = amountText(shortBefore(before, { ...side, tail: before.tail }, false, language), { language });
  const values = { sentence, count: before.quantity.value, before: old + tailText(before.tail) };
  const isShare = kindOf(before.quantity) === 'share' && before.bound === null;
  // One sentence, so that neither side can be cut alone.
  return letterWords(language)(isShare ? 'own.was.share' : 'own.was', values);
}
