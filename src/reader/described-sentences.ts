/** Finds the sentences of the letter that a text may be about, by the words that they share. */
import { tokens } from '../text/lexer.ts';
import { isFunctionWord } from '../text/naming.ts';
import { numberReadings } from '../text/numerals.ts';
import { foldAccents, trimEnd } from '../text/sentences.ts';
import type { Message } from './reader.ts';

type Sentence = Message['sentences'][number];

/** Maximum sentences that a telling word is in. */
const HELD_AT_MOST = 6;
/** Maximum characters of a text that are compared. */
const COMPARED_AT_MOST = 1_000;

/** Words in lower case without accents and plural endings, and numbers by value. */
function wordsIn(text: string): Set<string> {
  const words = tokens(text.slice(0, COMPARED_AT_MOST)).flatMap(({ kind, low }) => {
    if (kind === 'number') return numberReadings(low).map(String);
    return kind === 'word' && !isFunctionWord(low) ? [trimEnd(foldAccents(low), 's')] : [];
  });
  return new Set(words);
}

/** The sentences that share telling words or numbers with a text, with how many, those with most of them first. */
export function describedIn(text: string, sentences: readonly Sentence[]): { sentence: Sentence; hits: number }[] {
  const held = sentences.map((one) => wordsIn(one.text));
  const telling = [...wordsIn(text)].filter((word) => {
    const count = held.filter((words) => words.has(word)).length;
    return count > 0 && count <= Math.min(HELD_AT_MOST, sentences.length - 1);
  });
  return sentences
    .map((sentence, at) => ({ sentence, hits: telling.filter((word) => held[at]?.has(word)).length }))
    .filter(({ hits }) => hits > 0)
    .toSorted((one, other) => other.hits - one.hits);
}
