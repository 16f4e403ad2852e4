/**
 * Renders a figure as one sentence, from templates. The measure is used as typed. The templates differ in the verb, the
 * place of the percentile, and the parts that both sides share.
 */

import type { Language } from '../machine/language.ts';
import { comparable, isClose, kindOf, toBaseUnit } from '../machine/quantity.ts';
import type { Amount, Figure } from '../machine/sheet.ts';
import { uncapitalize } from '../text/capitals.ts';
import { trimEnd } from '../text/sentences.ts';
import { foreignSentence } from './foreign-figures.ts';
import { amountText, isCounted, nounOf, withoutPeriod } from './render.ts';
import { COUNTABLE, PREPOSITIONS, TIMES } from './word-lists.ts';
import {
  completeSentence,
  endsWith,
  firstWord,
  fixCasing,
  headOf,
  isActivity,
  isPlural,
  tailText,
  withIndefinite,
  withoutArticle,
} from './wording.ts';

/** The sides of a figure that the sentence states: at least one. */
type Sides = { readonly now: Amount; readonly before: Amount | null } | { readonly now: null; readonly before: Amount };

/** @returns null if the figure has no number and no sentence */
export function figureSentence(figure: Figure, language: Language = 'en'): string | null {
  const { sentence, now, before } = figure;
  if (sentence !== null) return completeSentence(sentence);
  if (language !== 'en') return foreignSentence(figure, language);
  // The interview asks about incomparable sides; until then only the new one is stated.
  const isPair = now !== null && before !== null && comparable(now.quantity, before.quantity);
  const sides = now === null ? before && { now, before } : { now, before: isPair ? before : null };
  return sides && completeSentence(fixCasing(sentenceOf(figure, sides), language));
}

function sentenceOf({ topic, measure: typed, percentile }: Figure, sides: Sides): string {
  // "Where is my parcel" tickets
  const measure = trimEnd((typed ?? '').trim(), '.,;:!?') || null;
  const { quantity, tail } = sides.now ?? sides.before;
  const kind = kindOf(quantity);
  const at = percentileBehind(percentile, tail);
  if (kind === 'duration' && topic !== 'reliability') {
    const isTime = measure === null ? topic === 'latency' : TIMES.has(headOf(measure).toLowerCase());
    return isTime ? changes(latencySubject(measure ?? 'latency', percentile), sides, '') : takes(measure, sides, at);
  }
  if (topic === 'throughput' && (measure === null || (sides.before === null && endsWith(quantity.unit, measure))))
    return kind === 'rate' && sides.now && sides.before
      ? changes('throughput', sides, at)
      : // Not "it", which would refer to the sentence before: a request, a colleague's part.
        performs('the system', ['handles', 'handled'], sides, at);
  const isNamedByUnit = measure === null && kindOf(withoutPeriod(quantity)) === 'count';
  const isAmount = kind === 'share' || kind === 'duration';
  const isNone = sides.now?.quantity.value === 0 && sides.before === null && !isAmount;
  if (isNamedByUnit || isNone) return counts(measure, sides, at);
  if (measure !== null) return changes(longer(measure, quantity.unit), sides, at);
  return changes(kind !== 'share' ? 'it' : quantity.value >= 50 ? 'reliability' : 'failures', sides, at);
}

/** "A search takes 310 ms at p99, down from 2.4 s." */
function takes(measure: string | null, sides: Sides, at: string): string {
  // "From meter to bill, it takes …".
  const isPlace = measure !== null && PREPOSITIONS.has(firstWord(measure).toLowerCase());
  if (measure === null || isPlace) return performs(isPlace ? `${measure}, it` : 'it', ['takes', 'took'], sides, at);
  const isBare =
    withoutArticle(measure) === measure && !isActivity(measure) && COUNTABLE.has(headOf(measure).toLowerCase());
  const named = isBare ? withIndefinite(uncapitalize(measure)) : measure;
  // "A reservation, from tap to confirmed, takes …"
  const subject = named.includes(', ') ? `${named},` : named;
  return performs(subject, [isPlural(measure) ? 'take' : 'takes', 'took'], sides, at);
}

/** "The system handles 9,500 readings per second at peak." */
function performs(subject: string, [present, past]: readonly [string, string], sides: Sides, at: string): string {
  const { now, before } = sides;
  if (now === null) return `${subject} ${past} ${amountText(before, at)}`;
  const start = `${subject} ${present} ${amountText(now, at)}`;
  if (before === null) return start;
  const way = isLess(now, before) ? 'down' : 'up';
  return `${start}, ${isEqual(now, before) ? 'as before' : `${way} from ${shortBefore(before, now)}`}`;
}

/** "the p99 latency", "our write latency"; an acronym needs no article: "RTO". */
function latencySubject(measure: string, percentile: string | null): string {
  const isNamed = percentile === null || measure.toLowerCase().includes(percentile.toLowerCase());
  const bare = withoutArticle(measure);
  if (isNamed && (bare !== measure || measure === measure.toUpperCase())) return measure;
  const adjective = isNamed ? '' : `${percentile === 'p50' ? 'median' : percentile} `;
  return `the ${adjective}${bare}`;
}

/** "There have been no lost deliveries since the outbox went live." "Incidents fell from 12 to 3 per quarter." */
function counts(measure: string | null, sides: Sides, at: string): string {
  const { now, before } = sides;
  const amount = now ?? before;
  const unit = nounOf({ ...(before ?? amount).quantity, value: 2 });
  const noun = measure === null ? unit : longer(measure, unit);
  if ((now && before) || noun === '') return changes(noun || 'it', sides, at);
  const { value, per } = amount.quantity;
  const isMany = value === 0 ? isPlural(noun) : value !== 1;
  const isRate = per !== undefined && value !== 0 && !isSpan(amount);
  const tense = now === null ? 'past' : isRate ? 'present' : 'perfect';
  const none = `no ${withoutArticle(noun)}${tailText(amount.tail)}`;
  return `there ${BE[tense][isMany ? 1 : 0]} ${value === 0 ? none : amountText(amount)}`;
}

/** "To be" in singular and plural. */
const BE = { past: ['was', 'were'], present: ['is', 'are'], perfect: ['has been', 'have been'] } as const;

/** "Lost readings fell from A to B", "… stayed at B", "… is B", "… was A". A noun in the subject is not repeated. */
function changes(subject: string, sides: Sides, at: string): string {
  const withoutNoun = (amount: Amount): Amount =>
    isCounted(amount.quantity) && endsWith(subject, amount.quantity.unit)
      ? { ...amount, quantity: { ...amount.quantity, unit: '' } }
      : amount;
  const now = sides.now && withoutNoun(sides.now);
  const before = sides.before && withoutNoun(sides.before);
  if (now && before) {
    if (isEqual(now, before)) return `${subject} stayed at ${amountText(now, at)}`;
    const verb = isLess(now, before) ? 'fell' : 'rose';
    return `${subject} ${verb} from ${shortBefore(before, now)} to ${amountText(now, at, 'none')}`;
  }
  const isMany = isPlural(subject);
  const be = BE[now === null ? 'past' : isSpan(now) ? 'perfect' : 'present'][isMany ? 1 : 0];
  const words = amountText(withoutNoun(sides.now ?? sides.before), at, 'zero');
  return `${subject} ${be}${isMany || subject === 'it' ? ' at' : ''} ${words}`;
}

/** The side before, without the tail, noun and period that it shares with the side now. */
function shortBefore(before: Amount, now: Amount): string {
  const { quantity } = before;
  const tail = before.tail.trim() === now.tail.trim() ? '' : before.tail;
  const isAlike = tail === '' && quantity.per === now.quantity.per;
  const [noun, nounNow] = [quantity, now.quantity].map((one) => nounOf({ ...one, value: 1 }).toLowerCase());
  const isOneNoun = isCounted(quantity) && noun === nounNow && now.quantity.value > 0;
  const isPeriodShared = isAlike && !isCounted(withoutPeriod(quantity));
  const bare = { value: quantity.value, unit: '' };
  const short = isAlike && isOneNoun ? bare : isPeriodShared ? withoutPeriod(quantity) : quantity;
  return amountText({ ...before, quantity: short, tail }, '', 'none');
}

function isLess(now: Amount, before: Amount): boolean {
  return toBaseUnit(now.quantity) < toBaseUnit(before.quantity);
}

function isEqual(now: Amount, before: Amount): boolean {
  return isClose(toBaseUnit(now.quantity), toBaseUnit(before.quantity), 1e-9);
}

/** Whether the tail is a time span up to now: "has been at 99.99% since January". */
function isSpan({ tail }: Amount): boolean {
  return ['since', 'for', 'throughout'].includes(firstWord(tail.trim()).toLowerCase());
}

/** " at p99", " on average"; empty if the tail has it. */
function percentileBehind(percentile: string | null, tail: string): string {
  if (percentile === null || tail.toLowerCase().includes(percentile.toLowerCase())) return '';
  if (percentile === 'average') return ' on average';
  return percentile === 'p50' ? ' at the median' : ` at ${percentile}`;
}

/** "lost readings" rather than "readings". */
function longer(measure: string, unit: string): string {
  return endsWith(unit, measure) ? unit : measure;
}
