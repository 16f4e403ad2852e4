/** Which numbers a message asks to keep out: those beside the wish, or those that are known, by what they count. */
import { type Brief, type Fact, METRICS, type Metric } from '../machine/brief.ts';
import { readMentions } from '../machine/figures.ts';
import type { Quantity } from '../machine/quantity.ts';
import { employerIn } from './role.ts';
import type { Sentence } from './sentences.ts';
import { isWish, RELEASED } from './wishes.ts';

/** What may be said instead stands in quotation marks. */
export const QUOTED = /(?:^|[\s(:,])['"‘“]([^'"‘’“”\n]{3,80}(?:['’][^'"‘’“”\n]{2,60})?)['"’”](?=[\s.,;:!?)]|$)/g;
const NUMBER_WISH =
  /\b(?:numbers?|figures?|percentages?|rates?|shares?|counts?|exact|value|precise|range|roughly|off the record|per (?:second|minute|hour|day)|how many|print|metrics|throughput|latency|availability)\b/i;
/** What a wish can be about; one that names none of it is about what was said right before. */
export const ABOUT =
  /\b(?:name[sd]?|naming|mention|appear|call (?:it|them)|house|client|customer|employer|company|firm|numbers?|figures?|exact|value|precise|range|roughly|how many|per ?cent|per (?:second|minute|hour|day)|metrics|number of|only say|say only|write ['"‘“])\b/i;

/** "That figure is under NDA": the one of the sentence before. */
const POINTS_BACK = /^(?:and |but )?(?:that|this) (?:figure|number|value|count|rate|one)\b/i;

/** The wishes that name nothing themselves, each with the sentence before it. */
export function beforeAnd(message: readonly Sentence[], wishes: readonly Sentence[]): Sentence[] {
  return wishes.flatMap((wish) => {
    // What may be said instead tells nothing of what the wish is about.
    const text = wish.text.replaceAll('’', "'").replace(QUOTED, ' ');
    if (/\d/.test(text)) return [wish];
    if (ABOUT.test(text) && !POINTS_BACK.test(text)) return [];
    const own = readMentions(text).length > 0 || employerIn(text) !== null;
    return own ? [wish] : [...message.slice(0, message.indexOf(wish)).slice(-1), wish];
  });
}

export function hiddenNumbers(
  message: readonly Sentence[],
  wishes: readonly Sentence[],
  brief: Brief,
  standIn: string | null,
): string[] {
  const wished = plain(wishes);
  const whole = wishes.flatMap(({ text }) => metricsIn(text)).flatMap((metric) => numbersOf(metric, brief));
  const named = [...whole, ...moneyIn(wished, brief)];
  if (named.length > 0) return [...new Set(named)];
  const numbersIn = (sentence: Sentence) =>
    readMentions(sentence.text)
      .map((mention) => ({ mention, words: numeralOf(sentence.text.slice(mention.start, mention.end)) }))
      .filter(
        ({ words }) =>
          !(standIn ?? '').toLowerCase().includes(words.toLowerCase()) && !isInStandIn(sentence.text, words),
      );
  const meant = beforeAnd(message, wishes).flatMap((sentence) => {
    const words = numbersIn(sentence).map((number) => number.words);
    // Money and the like is no measurement, and may have to stay out all the same.
    return words.length > 0 || !isWish(sentence.text) ? words : (sentence.text.match(NUMERAL) ?? []);
  });
  if (meant.length > 0) return [...new Set(meant)];
  if (!NUMBER_WISH.test(wished) && standIn === null) return [];
  // In this message: the numbers that are neither the stand-in's nor released in their own sentence.
  const here = message.flatMap((sentence) =>
    RELEASED.test(sentence.text) && !isWish(sentence.text)
      ? []
      : numbersIn(sentence)
          .filter(({ mention }) => mention.quantity.unit !== '%' || /\bper ?cent|%/.test(wished))
          .map(({ words }) => words),
  );
  const exact = here.filter((words) => /\d{2,}|\d[.,]\d|\d\s?(?:k|m|bn|million|thousand|billion|%)/i.test(words));
  const which = WHICH.find(([pattern]) => pattern.test(wished.replace(QUOTED, ' ')));
  if (exact.length > 1 && which) return exact.slice(...which[1]);
  if (exact.length > 0) return exact;
  const bySubject = knownNumbers(wished, brief);
  if (bySubject.length > 0) return bySubject;
  // Else among what is known, by the noun: "the number of subscribers", "the positions per second", "the stations".
  const nouns = new Set((wished.toLowerCase().match(/\p{L}{5,}/gu) ?? []).filter((word) => /s$/.test(word)));
  const known = brief.facts.filter(({ voice }) => voice === 'candidate');
  const per = PERIODS.find(([pattern]) => pattern.test(wished))?.[1];
  return known.flatMap((fact) =>
    readMentions(fact.quote)
      .filter(({ quantity }) => !per || quantity.per === per)
      .filter(({ quantity }) =>
        quantity.unit
          .toLowerCase()
          .split(/\s+/)
          .some((word) => nouns.has(word)),
      )
      .map(({ start, end }) => numeralOf(fact.quote.slice(start, end))),
  );
}

/** "Everything about latency is confidential", "no number on the volume": the metrics that a wish is about as a whole. */
function metricsIn(wish: string): Metric[] {
  if (/\d/.test(wish) || !ALL_OF_IT.test(wish)) return [];
  return METRICS.filter((metric) => NAMES[metric].test(wish));
}

const ALL_OF_IT =
  /\b(?:everything|anything|all|nothing|no (?:\w+ )?(?:numbers?|figures?|values?)|not a (?:single )?number|(?:the|my|our) (?:whole|entire))\b/i;
const NAMES: Readonly<Record<Metric, RegExp>> = {
  throughput: /\b(?:throughput|volumes?|load|traffic)\b/i,
  latency: /\b(?:latency|latencies|response times?|speed|delays?|p\d\d)\b/i,
  reliability: /\b(?:reliability|availability|uptime|error rates?|failures?)\b/i,
};

function numbersOf(metric: Metric, { facts }: Brief): string[] {
  return facts
    .filter(({ topic, voice, figures }) => topic === metric && voice === 'candidate' && figures.length > 0)
    .flatMap(({ quote }) => readMentions(quote).map(({ start, end }) => quote.slice(start, end)));
}

/** "The payout sum", "our revenue": money that was told, which is no measurement. */
function moneyIn(wished: string, brief: Brief): string[] {
  if (!/\b(?:sums?|money|revenues?|turnover|budget|payouts?)\b/i.test(wished)) return [];
  return brief.facts.filter(({ voice }) => voice === 'candidate').flatMap(({ quote }) => quote.match(MONEY) ?? []);
}

const MONEY =
  /[$€£]\s?\d[\d.,]*(?:\s?(?:k|m|bn?|million|billion|thousand)\b)?|\b\d[\d.,]*(?:\s?(?:k|m|bn?|million|billion|thousand))?\s?(?:euros?|dollars?|pounds?|francs?|EUR|USD|GBP|CHF|[€$£])/gi;

/** "The second number", "the new figure": which of those that were told. */
const WHICH: readonly (readonly [RegExp, readonly [from: number, to?: number]])[] = [
  [/\b(?:second|latter|last|new|newer|current|present|later|higher|bigger|after) (?:number|figure|value|one)\b/i, [-1]],
  [/\b(?:first|former|old|older|earlier|previous|lower|smaller|before) (?:number|figure|value|one)\b/i, [0, 1]],
];

const KEPT_IN = String.raw`\b(?:internal|confidential|secret|private|not public|stays? out|stays? inside|must not|may not|can't|cannot)\b`;
const NUMBER_NOUN = '(?:numbers?|figures?|percentages?|rates?|values?|shares?|counts?|totals?)';
/** "The rates of declined payments are internal" */
const NUMBERS_OF = new RegExp(
  String.raw`\b${NUMBER_NOUN} (?:of|for|on|about) (?:the )?([\p{L} -]{3,60}?) (?:is|are|stays?|has to|have to|must|may|can)\b[^.]{0,30}?${KEPT_IN}`,
  'iu',
);
/** "The false alert percentages are internal" */
const NUMBERS_ABOUT = new RegExp(String.raw`([\p{L} -]{3,60}?)\s${NUMBER_NOUN}\b[^.]{0,40}${KEPT_IN}`, 'iu');

/** "The false alert percentages are internal": the numbers of the metric whose words the wish names. */
function knownNumbers(wished: string, brief: Brief): string[] {
  const about = NUMBERS_OF.exec(wished)?.[1] ?? NUMBERS_ABOUT.exec(wished)?.[1];
  const stems = new Set((about?.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.replace(/s$/, '')));
  if (stems.size === 0) return [];
  const shared = ({ quote }: Fact) =>
    new Set((quote.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.replace(/s$/, ''))).intersection(stems)
      .size;
  const told = brief.facts.filter(({ voice, figures }) => voice === 'candidate' && figures.length > 0);
  const most = Math.max(0, ...told.map(shared));
  return told
    .filter((fact) => most > 0 && shared(fact) === most)
    .flatMap((fact) => readMentions(fact.quote).map(({ start, end }) => numeralOf(fact.quote.slice(start, end))));
}

/** "The monthly number of locks": the one that is told per month. */
const PERIODS: readonly (readonly [RegExp, NonNullable<Quantity['per']>])[] = [
  [/\b(?:yearly|annual)\b/i, 'year'],
  [/\bmonthly\b/i, 'month'],
  [/\bweekly\b/i, 'week'],
  [/\bdaily\b/i, 'day'],
  [/\bhourly\b/i, 'hour'],
];

const NUMERAL = /(?:[$€£]\s?)?\d[\d.,]*\d?(?:\s?(?:k|m|bn?|million|billion|thousand)\b)?/gi;

/** The number alone, as it is written, so that it is found beside any noun. */
function numeralOf(words: string): string {
  return (
    /^[~≈<>]?\s?[\d.,'\u00a0]*\d(?:\s?(?:k|m|bn?|mio|mln|million|thousand|billion|lakh|crore)\b)?/i.exec(words)?.[0] ??
    words
  );
}

function isInStandIn(sentence: string, words: string): boolean {
  return [...sentence.replaceAll('’', "'").matchAll(QUOTED)].some((match) => (match[1] ?? '').includes(words));
}

export function plain(sentences: readonly Sentence[]): string {
  return sentences.map(({ text }) => text.replaceAll('’', "'")).join(' ');
}
