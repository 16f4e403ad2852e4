/**
 * A figure as one plain sentence, from the templates below. The measure stands as typed; what changes between the
 * templates is the verb, the place of the percentile, and what both sides share and is said once.
 */
import { comparable, inBase, kindOf, near, type Quantity } from '../machine/quantity.ts';
import type { Amount, Figure } from '../machine/sheet.ts';
import { withoutPeriod } from './readings.ts';
import { isPluralWord, nounOf, sideText, singular, tailText } from './render.ts';
import {
  capital,
  finished,
  hasArticle,
  headOf,
  isPlural,
  isPreposition,
  tidied,
  withIndefinite,
  withoutArticle,
} from './wording.ts';

/** Measures that are a time themselves: the latency "is" 95 ms, where a search "takes" 95 ms. */
const TIMES: ReadonlySet<string> = new Set(
  'latency time times lag delay wait duration overhead age rtt rto rpo mttr mttd ttfb downtime staleness'.split(' '),
);

/** Countable things that take an article when they are typed without one: "search" → "a search". */
const COUNTABLE: ReadonlySet<string> = new Set(
  (
    'query search request call read write lookup message job event payment transaction order login page build deploy ' +
    'deployment upload download render sync quote import export report refund transfer booking match file record restart ' +
    'migration rollout push notification batch run'
  ).split(' '),
);

/** Tails that say a span of time up to now: "has been at 99.99% since January". */
const SPANS: ReadonlySet<string> = new Set(['since', 'for', 'throughout']);

/** @returns null where the figure has no number and no sentence. */
export function figureSentence(figure: Figure): string | null {
  if (figure.sentence !== null) return finished(tidied(figure.sentence));
  const { now, before } = figure;
  const amount = now ?? before;
  if (amount === null) return null;
  const words = templateOf(figure, amount)({ ...figure, measure: cleanMeasure(figure.measure) });
  return words === null ? null : finished(tidied(words));
}

type Template = (figure: Figure) => string | null;

function templateOf({ topic, measure, now, before }: Figure, { quantity }: Amount): Template {
  const kind = kindOf(quantity);
  const isDuration = kind === 'duration';
  if (isDuration && topic === 'latency') return measure === null || isTime(measure) ? latency : takes;
  if (isDuration && topic === 'throughput') return measure !== null && isTime(measure) ? latency : takes;
  if (measure === null && topic === 'throughput')
    return kind === 'rate' && now !== null && before !== null ? changes : handles;
  if (measure === null && (kind === 'count' || (kind === 'rate' && quantity.unit !== ''))) return counts;
  if (now?.quantity.value === 0 && before === null && kind !== 'share' && !isDuration) return counts;
  return changes;
}

/** "A search takes 310 ms at p99, down from 2.4 s." */
function takes({ measure, percentile, now, before }: Figure): string | null {
  const subject = measure === null ? 'It' : actor(measure);
  const isMany = measure !== null && !subject.endsWith(', it') && isPlural(measure);
  const at = percentileBehind(percentile, now ?? before);
  if (now === null) return before && `${subject} took ${amountWith(before, at)}`;
  const last =
    before === null
      ? ''
      : isEqual(now, before)
        ? ', as before'
        : `, ${turn(before, now)} from ${plainAmount(before, now)}`;
  return `${subject} ${isMany ? 'take' : 'takes'} ${amountWith(now, at)}${last}`;
}

/** "The p99 latency fell from 740 ms to 95 ms." */
function latency(figure: Figure): string | null {
  const measure = figure.measure ?? 'latency';
  const adjective = adjectiveOf(figure.percentile);
  const isNamed = figure.percentile === null || measure.toLowerCase().includes(figure.percentile.toLowerCase());
  // "RTO is 15 minutes", but "the latency is", "the p99 write latency is".
  const bare = withoutArticle(measure);
  const takesArticle = bare !== bare.toUpperCase() || adjective !== '';
  const subject =
    hasArticle(measure) && isNamed ? measure : `${takesArticle ? 'the ' : ''}${isNamed ? '' : adjective}${bare}`;
  return changed(subject, figure);
}

/** "Throughput rose from 8,500 to 72,000 orders per minute." "Lost readings fell from 1.2% to 0.05%." */
function changes(figure: Figure): string | null {
  const { topic, measure, percentile, now, before } = figure;
  const unit = (now ?? before)?.quantity.unit ?? '';
  const at = percentileBehind(percentile, now ?? before);
  if (measure === null) return changed(nameless(figure), figure, at);
  const isUnit = unit !== '' && endsWithWords(unit, measure);
  const subject = isUnit && unit.length > measure.length ? unit : measure;
  if (topic === 'throughput' && isUnit && before === null) return handles(figure);
  // Two kinds of quantity keep their units: neither may borrow the other's.
  const isOneKind = now === null || before === null || comparable(now.quantity, before.quantity);
  const isSaid = (noun: string) => isOneKind && endsWithWords(subject, noun);
  const withoutNoun = (amount: Amount | null) =>
    amount !== null && isCounted(amount.quantity) && isSaid(amount.quantity.unit)
      ? { ...amount, quantity: { ...amount.quantity, unit: '' } }
      : amount;
  return changed(subject, { ...figure, now: withoutNoun(now), before: withoutNoun(before) }, at);
}

/** What a figure is called that nobody named: by what was asked. */
function nameless({ topic, now, before }: Figure): string {
  if (topic === 'throughput') return 'throughput';
  const value = (now ?? before)?.quantity;
  if (value?.unit !== '%') return 'it';
  return value.value >= 50 ? 'reliability' : 'failures';
}

/** "It handles 9,500 readings per second at peak." */
function handles({ percentile, now, before }: Figure): string | null {
  const at = percentileBehind(percentile, now ?? before);
  if (now === null) return before && `it handled ${amountWith(before, at)}`;
  const last =
    before === null
      ? ''
      : isEqual(now, before)
        ? ', as before'
        : `, ${turn(before, now)} from ${plainAmount(before, now)}`;
  return `it handles ${amountWith(now, at)}${last}`;
}

/** "There have been no lost deliveries since the outbox went live." "Incidents fell from 12 to one per quarter." */
function counts(figure: Figure): string | null {
  const { now, before } = figure;
  const unit = nounOf((now ?? before)?.quantity ?? { value: 0, unit: '' });
  const noun = longer(figure.measure, unit);
  if (now !== null && before !== null)
    return changes({ ...figure, measure: plural(noun, now.quantity, before.quantity) });
  const amount = now ?? before;
  if (amount === null) return null;
  if (noun === '') return changes(figure);
  const { value } = amount.quantity;
  const isMany = value === 0 ? isPlural(noun) : value !== 1;
  const none = value === 0 ? `no ${withoutArticle(noun)}${tailText(amount.tail)}` : amountWith(amount, '');
  if (now === null) return `there ${isMany ? 'were' : 'was'} ${none}`;
  const isRate = amount.quantity.per !== undefined && value !== 0 && !isSpan(amount);
  const verb = isRate ? (isMany ? 'are' : 'is') : isMany ? 'have been' : 'has been';
  return `there ${verb} ${none}`;
}

/** "… fell from A to B", "… stayed at B", "… is B", "… was A". */
function changed(subject: string, { now, before }: Figure, at = ''): string | null {
  if (now !== null && before !== null) {
    if (isEqual(now, before)) return `${subject} stayed at ${amountWith(now, at)}`;
    const verb = { down: 'fell', up: 'rose', over: 'went' }[direction(before, now)];
    return `${subject} ${verb} from ${plainAmount(before, now)} to ${amountWith(now, at, 'none')}`;
  }
  const amount = now ?? before;
  if (amount === null) return null;
  const isMany = isPlural(subject);
  const isIt = subject === 'it';
  const words = amountWith(amount, at, 'zero');
  if (now === null) return `${subject} ${isMany ? 'were at' : isIt ? 'was at' : 'was'} ${words}`;
  if (isSpan(now)) return `${subject} ${isMany ? 'have been at' : isIt ? 'has been at' : 'has been'} ${words}`;
  return `${subject} ${isMany ? 'are at' : isIt ? 'is at' : 'is'} ${words}`;
}

/** An amount with its percentile before its tail; a count of zero is `zero` where it is given. */
function amountWith(amount: Amount, at: string, zero: string | null = null): string {
  const isZero = zero !== null && amount.quantity.value === 0 && isCounted(amount.quantity);
  return `${isZero ? zero : sideText(amount)}${at}${tailText(amount.tail)}`;
}

/** The side before, without what the side now says as well: its tail, and its unit where both have the same. */
function plainAmount(before: Amount, now: Amount): string {
  const tail = tidied(before.tail) === tidied(now.tail) ? '' : before.tail;
  const { quantity } = before;
  const zero = kindOf(quantity) === 'share' || kindOf(quantity) === 'duration' ? null : 'none';
  const isOne = [quantity, now.quantity].some(({ value, unit }) => value === 1 && unit !== '');
  const isShared = tail === '' && !isOne && now.quantity.value > 0 && isCountedAlike(quantity, now.quantity);
  const isPeriodShared = tail === '' && !isCounted(withoutPeriod(quantity)) && quantity.per === now.quantity.per;
  const short = isShared ? { value: quantity.value, unit: '' } : isPeriodShared ? withoutPeriod(quantity) : quantity;
  return amountWith({ ...before, quantity: short, tail }, '', zero);
}

function isCounted(quantity: Quantity): boolean {
  return ['count', 'rate', 'bare'].includes(kindOf(quantity));
}

function isCountedAlike(one: Quantity, other: Quantity): boolean {
  const isCount = isCounted(one) && kindOf(one) === kindOf(other);
  return isCount && one.per === other.per && nounOf(one).toLowerCase() === nounOf(other).toLowerCase();
}

function direction(before: Amount, now: Amount): 'down' | 'up' | 'over' {
  if (!comparable(before.quantity, now.quantity)) return 'over';
  return inBase(now.quantity) < inBase(before.quantity) ? 'down' : 'up';
}

function turn(before: Amount, now: Amount): string {
  const way = direction(before, now);
  return way === 'over' ? 'changed' : way;
}

function isEqual(now: Amount, before: Amount): boolean {
  return comparable(before.quantity, now.quantity) && near(inBase(now.quantity), inBase(before.quantity), 1e-9);
}

function isSpan({ tail }: Amount): boolean {
  return SPANS.has(tidied(tail).split(' ', 1)[0]?.toLowerCase() ?? '');
}

/** " at p99", " on average"; nothing where the tail says it. */
function percentileBehind(percentile: string | null, amount: Amount | null): string {
  if (percentile === null || amount?.tail.toLowerCase().includes(percentile.toLowerCase()) === true) return '';
  if (percentile === 'average') return ' on average';
  return percentile === 'p50' ? ' at the median' : ` at ${percentile}`;
}

function adjectiveOf(percentile: string | null): string {
  if (percentile === null) return '';
  return percentile === 'p50' ? 'median ' : `${percentile} `;
}

function cleanMeasure(measure: string | null): string | null {
  const words = tidied(measure ?? '').replace(/[\s.,:;]+$/u, '');
  return words === '' ? null : words;
}

function isTime(measure: string): boolean {
  return TIMES.has(headOf(measure).toLowerCase());
}

/** What takes the time: "a search", "searches", "checkout", or "from meter to bill, it". */
function actor(measure: string): string {
  const [first = ''] = measure.split(' ');
  if (isPreposition(first)) return `${measure}, it`;
  const head = headOf(measure);
  return !hasArticle(measure) && COUNTABLE.has(head.toLowerCase()) ? withIndefinite(lowered(measure)) : measure;
}

function lowered(words: string): string {
  const [first = ''] = words.split(' ');
  return capital(first.toLowerCase()) === first ? first.toLowerCase() + words.slice(first.length) : words;
}

function longer(measure: string | null, unit: string): string {
  if (measure === null) return unit;
  return endsWithWords(unit, measure) ? unit : measure;
}

function endsWithWords(words: string, end: string): boolean {
  return end !== '' && ` ${words}`.toLowerCase().endsWith(` ${end.toLowerCase()}`);
}

/** The noun as the subject of both sides, of which one may be said in the singular. */
function plural(noun: string, now: Quantity, before: Quantity): string {
  const other = nounOf({ ...before, value: 2 });
  return now.value === 1 && isPluralWord(headOf(other)) && singular(other) === singular(noun) ? other : noun;
}
