/** Splits a text that fills no slot yet into sentences, names and amounts that later questions can offer. */
import type { Language } from '../machine/language.ts';
import { DURATIONS, kindOf, toBaseUnit } from '../machine/quantity.ts';
import type { Kept } from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';
import { isChange, timeOrder } from '../text/before-after.ts';
import { phraseList, tokens, wordSet } from '../text/lexer.ts';
import { startsWithVerb } from '../text/openings.ts';
import { asideKind, phraseIn } from '../text/phrases.ts';
import { type Mention, numbersIn } from '../text/quantities.ts';
import { namesIn, sentencesIn, wholeSentencesIn } from '../text/sentences.ts';
import { amountOf, nameIn, type WordsAround, wordsAround } from './words-around.ts';

/** Maximum characters of a slot. */
export const SLOT_AT_MOST = 3_000;
/** Limits of the stored row. */
const TEXT_AT_MOST = 8_000;
const SENTENCES_AT_MOST = 40;
const AMOUNTS_AT_MOST = 24;
/** Maximum characters of a sentence that are searched for numbers. */
const SENTENCE_AT_MOST = 600;

/**
 * @param topic the topic that the text answers; null if it may be about any topic
 * @param isPost whether it is a job post, which is only offered for the role
 */
export function backlogEntry(
  text: string,
  source: string,
  topic: string | null,
  language: Language = 'en',
  isPost = false,
): Kept {
  const cut = text.slice(0, TEXT_AT_MOST);
  // Remarks to the bot are never offered as answers.
  const sentences = sentencesIn(cut)
    .slice(0, SENTENCES_AT_MOST)
    .filter((sentence) => isPost || asideKind(sentence) === null);
  const amounts = sentences.flatMap((sentence) => {
    const { mentions: all, percentiles } = numbersIn(sentence.slice(0, SENTENCE_AT_MOST), language);
    const mentions = all.slice(0, AMOUNTS_AT_MOST);
    return pairByKind(sentence, mentions, language).map(([mention, before]) => {
      const isLabelled = ({ start }: Mention) => topic !== null || sentence.slice(0, start).trimEnd().endsWith(':');
      const around = (one: Mention) => wordsAround(sentence, one, mentions, percentiles, language);
      const amount = (one: Mention) => amountOf(one, before ? '' : around(one).tail, source);
      // Only a duration has one: "p95 120 ms at 40k requests a minute".
      const [percentile] = kindOf(mention.quantity) === 'duration' ? percentiles : [];
      const first = before && before.start < mention.start ? before : mention;
      const { named } = around(first);
      return {
        amount: amount(mention),
        ...(before && { before: amount(before) }),
        measure: isLabelled(first) ? named.measure : measureOf(first, sentence, named, language),
        percentile: percentiles.length === 1 && percentile ? percentile.name : null,
        ...(topic === null && { metric: metricOf(mention, sentence, language) }),
      };
    });
  });
  return {
    source,
    text: cut,
    topic,
    isPost,
    sentences: wholeSentencesIn(cut).filter((sentence) => sentences.includes(sentence)),
    names: namesIn(sentences.join('\n')).filter((name) => phraseIn(name) === null),
    amounts: amounts.slice(0, AMOUNTS_AT_MOST),
  };
}

/** Verbs of a résumé's line whose object is measured: "Cut lost readings from 1.2% to 0.05%". */
const MOVING = wordSet('cut reduced lowered raised improved increased decreased brought took');
/** Words that stand inside a measure only if a verb precedes them: "Senkte die Fehlerrate von …". */
const ARTICLES = wordSet('the a our die den das der unsere la le les las los el as os');
const MEASURE_WORDS = 3;
const NO_SUBJECTS = wordSet('i we it this that there with after before in on');
const BEHIND_OBJECTS = wordSet('from to in at by within');

/**
 * The noun phrase that a line of a text on any topic begins with. It is only shown on a button.
 *
 * @param named the words beside the number
 * @returns null for a number that needs no measure, and if the words may be more than a noun phrase
 */
function measureOf(
  { quantity, start }: Mention,
  sentence: string,
  { measure, names }: WordsAround['named'],
  language: Language,
): string | null {
  const [verb = ''] = sentence.split(' ', 1);
  const isMoved = MOVING.has(verb.toLowerCase());
  const object = isMoved ? nameIn(sentence.slice(verb.length, start), language) : null;
  const found = object === null ? (measure ?? names?.[0]) : `${verb} ${object}`;
  if (!found || !['share', 'duration'].includes(kindOf(quantity)) || !sentence.startsWith(found)) return null;
  const [first = '', ...others] = found.split(' ');
  const words = isMoved ? others.slice(ARTICLES.has(others[0] ?? '') ? 1 : 0) : [first, ...others];
  const isNoun = words.length > 0 && words.length <= MEASURE_WORDS && !words.some((word) => ARTICLES.has(word));
  if (NO_SUBJECTS.has(first.toLowerCase())) return null;
  // "Matched orders in 800 ms", but not "Failed orders fell from …".
  const [next = ''] = sentence.slice(found.length).trim().split(' ', 1);
  const isVerb = language === 'en' && !isMoved && startsWithVerb(found) && BEHIND_OBJECTS.has(next);
  return isNoun && !isVerb ? words.join(' ') : null;
}

/** Each quantity; two of a kind become one pair if the sentence says which came before. */
function pairByKind(
  sentence: string,
  mentions: readonly Mention[],
  language: Language,
): (readonly [now: Mention, before?: Mention])[] {
  // A range is ambiguous: either end could be meant.
  const certain = mentions.filter(({ range }) => range === null);
  const byKind = Map.groupBy(certain, ({ quantity }) => kindOf(quantity));
  return [...byKind.values()].flatMap((alike): (readonly [Mention, Mention?])[] => {
    const [first, second, third] = alike;
    const relation = first && second && !third ? timeOrder(sentence, first, second, language) : null;
    if (!first || !second || !relation) return alike.map((one) => [one]);
    return [relation.before === 'first' ? [second, first] : [first, second]];
  });
}

/** Milliseconds. Longer durations are those of projects or jobs. */
const LONGEST = DURATIONS.days;
/** Words that mark a share as a failure or success rate. */
const FAILURES = wordSet(`availability available uptime downtime error errors failure failures failed failing lost loss
  losses dropped drops timeout timeouts crash crashes crashed incident incidents outage outages success successful
  duplicate duplicates wrong rejected retries sla slo bounce bounced delivered undelivered late missed stale`);
/** Stems of such words in the other languages. */
const FAILURE_STEMS =
  phraseList(`verfügbar | fehler | ausfäll | verlust | verlor | doppelt | disponibili | erreur | erron
  | panne | perdu | error | erróne | fallo | fallid | perdid | duplicad | erro | falha`);
/** Whether a text has a word that marks its numbers as those of failures. */
function namesFailure(text: string, language: Language): boolean {
  return tokens(text).some(({ low }) => isOfFailure(low, language));
}

function isOfFailure(word: string, language: Language): boolean {
  return FAILURES.has(word) || (language !== 'en' && FAILURE_STEMS.some((stem) => word.startsWith(stem)));
}

/** @returns the metric that a quantity measures; null if uncertain, or for a relative change ("by 300 ms") */
function metricOf(mention: Mention, sentence: string, language: Language): Metric | null {
  const { quantity } = mention;
  if (isChange(sentence, mention, language)) return null;
  switch (kindOf(quantity)) {
    case 'rate':
      return 'throughput';
    case 'data':
      return quantity.per === undefined ? null : 'throughput';
    case 'duration':
      return toBaseUnit(quantity) <= LONGEST ? 'latency' : null;
    case 'share':
      return namesFailure(sentence, language) ? 'reliability' : null;
    default:
      return null;
  }
}
