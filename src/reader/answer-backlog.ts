/** Splits a text that fills no slot yet into sentences, names and amounts that later questions can offer. */

import type { Language } from '../machine/language.ts';
import { DURATIONS, kindOf, toBaseUnit } from '../machine/quantity.ts';
import type { Kept } from '../machine/sheet.ts';
import type { Metric } from '../machine/slots.ts';
import { asideKind } from '../text/asides.ts';
import { isChange, timeOrder } from '../text/before-after.ts';
import { possibleNames } from '../text/naming.ts';
import { phraseIn } from '../text/phrases.ts';
import { type Mention, numbersIn } from '../text/quantities.ts';
import { roleWithin } from '../text/roles.ts';
import { namesIn, sentencesIn, wholeSentencesIn } from '../text/sentences.ts';
import { percentileOf } from './figure-candidates.ts';
import { amountOf, wordsAround } from './words-around.ts';

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
      const around = (one: Mention) => wordsAround(sentence, one, { mentions, percentiles }, language);
      const amount = (one: Mention) => amountOf(one, before ? '' : around(one).tail, source);
      // Only a duration has one: "p95 120 ms at 40k requests a minute".
      const durations = mentions.filter(({ quantity }) => kindOf(quantity) === 'duration');
      const ranks = new Set(
        [mention, before].flatMap(
          (one) => (one && durations.includes(one) && percentileOf(one, { mentions: durations, percentiles })) || [],
        ),
      );
      const [percentile = null] = ranks.size === 1 ? ranks : [];
      const first = before && before.start < mention.start ? before : mention;
      const { named } = around(first);
      return {
        amount: amount(mention),
        ...(before && { before: amount(before) }),
        measure: isLabelled(first) ? named.measure : null,
        percentile,
        ...(topic === null && { line: sentence, metric: metricOf(mention, sentence, language) }),
      };
    });
  });
  // "I'm applying as Backend Engineer at Ferrox. At Lapidex I built …"
  const role = topic === null && !isPost ? roleWithin(cut) : null;
  return {
    source,
    text: cut,
    topic,
    isPost,
    ...(role && { roles: { 'role.position': [role.position], 'role.company': [role.company] } }),
    sentences: wholeSentencesIn(cut).filter((sentence) => sentences.includes(sentence)),
    names: [...new Set(namesIn(sentences.join('\n')).flatMap(possibleNames))].filter((name) => phraseIn(name) === null),
    amounts: amounts.slice(0, AMOUNTS_AT_MOST),
  };
}

/** Each quantity; neighbours of a kind become a pair if the words between them say which came before, or if there are only two. */
function pairByKind(
  sentence: string,
  mentions: readonly Mention[],
  language: Language,
): (readonly [now: Mention, before?: Mention])[] {
  // A range is ambiguous: either end could be meant.
  const certain = mentions.filter(({ range }) => range === null);
  const byKind = Map.groupBy(certain, ({ quantity }) => kindOf(quantity));
  return [...byKind.values()].flatMap((alike): (readonly [Mention, Mention?])[] => {
    const orders = alike.map((one, at) => {
      const next = alike[at + 1];
      const order = next ? timeOrder(sentence, one, next, language) : null;
      return next && order && (alike.length === 2 || order.by === 'words-between') ? { ...order, next } : null;
    });
    return alike.flatMap((one, at): (readonly [Mention, Mention?])[] => {
      const order = orders[at];
      if (order) return [order.before === 'first' ? [order.next, one] : [one, order.next]];
      return orders[at - 1] ? [] : [[one]];
    });
  });
}

/** Milliseconds. Longer durations are those of projects or jobs. */
const LONGEST = DURATIONS.days;
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
      return 'reliability';
    default:
      return null;
  }
}
