/** A text that was typed and is in no slot yet, cut into what later questions can offer. */
import type { Language } from '../machine/language.ts';
import { DURATIONS, inBase, kindOf } from '../machine/quantity.ts';
import type { Kept } from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';
import { phraseList, tokens, wordSet } from '../text/lexer.ts';
import { asideIn, phraseIn } from '../text/phrases.ts';
import { type Mention, numbersIn } from '../text/quantities.ts';
import { relationOf } from '../text/relations.ts';
import { namesIn, sentencesIn, trimEnds, wholeSentencesIn } from '../text/sentences.ts';
import { amountOf, wordsAround } from './words-around.ts';

/** A text for one place of the letter that is longer is no letter's any more; in characters. */
export const SLOT_AT_MOST = 3_000;
/** Bounds on the row: what is beyond them is still in `text`. */
const TEXT_AT_MOST = 8_000;
const SENTENCES_AT_MOST = 40;
const AMOUNTS_AT_MOST = 24;
/** In characters. */
const SENTENCE_AT_MOST = 600;

/**
 * @param topic what the text was told on; null for a text about everything
 * @param isPost a job post, which is offered for the role alone
 */
export function keptOf(
  text: string,
  source: string,
  topic: string | null,
  language: Language = 'en',
  isPost = false,
): Kept {
  const cut = text.slice(0, TEXT_AT_MOST);
  // What may be meant for the bot is never offered as an answer.
  const sentences = sentencesIn(cut)
    .slice(0, SENTENCES_AT_MOST)
    .filter((sentence) => isPost || asideIn(sentence) === null);
  const amounts = sentences.flatMap((sentence) => {
    // A sentence longer than this is no answer that a number could be picked from.
    const { mentions: all, percentiles } = numbersIn(sentence.slice(0, SENTENCE_AT_MOST), language);
    const mentions = all.slice(0, AMOUNTS_AT_MOST);
    return pairsIn(sentence, mentions).map(([mention, before]) => {
      // "Cut lost readings from 1.2% to 0.05%": of a text about everything, only a label is surely a name.
      const isLabelled = ({ start }: Mention) =>
        (topic !== null && language === 'en') || sentence.slice(0, start).trimEnd().endsWith(':');
      const around = (one: Mention) => wordsAround(sentence, one, mentions, percentiles);
      const amount = (one: Mention) => amountOf(one, before ? '' : around(one).tail, source);
      const [percentile] = percentiles;
      const first = before && before.start < mention.start ? before : mention;
      return {
        amount: amount(mention),
        ...(before && { before: amount(before) }),
        measure: isLabelled(first) ? around(first).measure : null,
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

/** Each quantity, with the one that was before it where two of a kind are told as before and now. */
function pairsIn(sentence: string, mentions: readonly Mention[]): (readonly [now: Mention, before?: Mention])[] {
  // Which end of a range is meant nobody knows.
  const certain = mentions.filter(({ range }) => range === null);
  const byKind = Map.groupBy(certain, ({ quantity }) => kindOf(quantity));
  return [...byKind.values()].flatMap((alike): (readonly [Mention, Mention?])[] => {
    const [first, second, third] = alike;
    const relation = first && second && !third ? relationOf(sentence, first, second) : null;
    if (!first || !second || !relation) return alike.map((one) => [one]);
    return [relation.before === 'first' ? [second, first] : [first, second]];
  });
}

/** In milliseconds. Longer times are of projects and of employment. */
const LONGEST = DURATIONS.days;
const LONGEST_WORD = 20;
/** Words that tell a share of failures, or of what did not fail, from any other. */
const FAILURES = wordSet(`availability available uptime downtime error errors failure failures failed failing lost loss
  losses dropped drops timeout timeouts crash crashes crashed incident incidents outage outages success successful
  duplicate duplicates wrong rejected retries sla slo bounce bounced delivered undelivered late missed stale`);
/** How such words begin in the other languages. */
const FAILURE_STEMS =
  phraseList(`verfügbar | fehler | ausfäll | verlust | verlor | doppelt | disponibili | erreur | erron
  | panne | perdu | error | erróne | fallo | fallid | perdid | duplicad | erro | falha`);
/** Words behind a change: "40% faster" and "by 300 ms" say nothing about how it is. */
const COMPARED = wordSet('faster slower fewer less more lower higher cheaper better smaller larger');

function isOfFailure(word: string, language: Language): boolean {
  return FAILURES.has(word) || (language !== 'en' && FAILURE_STEMS.some((stem) => word.startsWith(stem)));
}

/** @returns null where it is not certain */
function metricOf({ quantity, start, end, text }: Mention, sentence: string, language: Language): Metric | null {
  const [after = ''] = sentence
    .slice(end, end + LONGEST_WORD)
    .trim()
    .split(' ');
  const isChange = sentence.slice(0, start).endsWith(' by ') || COMPARED.has(trimEnds(after)) || text.startsWith('+');
  if (isChange) return null;
  switch (kindOf(quantity)) {
    case 'rate':
      return 'throughput';
    case 'data':
      return quantity.per === undefined ? null : 'throughput';
    case 'duration':
      return inBase(quantity) <= LONGEST ? 'latency' : null;
    case 'share':
      return tokens(sentence).some(({ low }) => isOfFailure(low, language)) ? 'reliability' : null;
    default:
      return null;
  }
}
