/** A text that was typed and is in no slot yet, cut into what later questions can offer. */
import type { Language } from '../machine/language.ts';
import type { FigurePatch, Kept } from '../machine/sheet.ts';
import { asideIn } from '../text/phrases.ts';
import { numbersIn } from '../text/quantities.ts';
import { namesIn, sentencesIn } from '../text/sentences.ts';
import { certainPair } from './figure-candidates.ts';
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
  const pairs: { sentence: string; patch: FigurePatch }[] = [];
  const amounts = sentences.flatMap((sentence) => {
    // A sentence longer than this is no answer that a number could be picked from.
    const { mentions: all, percentiles } = numbersIn(sentence.slice(0, SENTENCE_AT_MOST), language);
    const mentions = all.slice(0, AMOUNTS_AT_MOST);
    const pair = certainPair(sentence, mentions, percentiles, source);
    if (pair) pairs.push({ sentence, patch: pair.patch });
    return mentions.map((mention) => {
      const { measure, tail } = wordsAround(sentence, mention, mentions, percentiles);
      const [percentile] = percentiles;
      return {
        amount: amountOf(mention, tail, source),
        measure,
        percentile: percentiles.length === 1 && percentile ? percentile.name : null,
      };
    });
  });
  return {
    source,
    text: cut,
    topic,
    isPost,
    sentences,
    names: namesIn(sentences.join('\n')),
    pairs,
    amounts: amounts.slice(0, AMOUNTS_AT_MOST),
  };
}
