/** A message as sentences of words with their parts of speech, every one with its place in the text. */
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { spokenSpans } from '../machine/sentences.ts';

interface Word {
  readonly text: string;
  readonly low: string;
  /** Universal part-of-speech tag: VERB, AUX, NOUN, PROPN, PRON … */
  readonly pos: string;
  readonly start: number;
  readonly end: number;
}

export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly words: readonly Word[];
}

const nlp = winkNLP(model, ['sbd', 'pos']);
const ENDLESS = /(\S{200})\S+/g;

export function sentences(text: string): Sentence[] {
  return spokenSpans(text).map(({ start, end }) => {
    const part = text.slice(start, end);
    return { text: part, start, end, words: words(part, start) };
  });
}

function words(text: string, offset: number): Word[] {
  // A curly apostrophe hides "don't" from the tagger; it is one unit long like the straight one.
  // Of an endless word its beginning will do: the tagger's time rises with the square of a word's length.
  const tokens = nlp.readDoc(text.replaceAll('’', "'").replace(ENDLESS, '$1')).tokens();
  const values: string[] = tokens.out(nlp.its.value);
  const tags: string[] = tokens.out(nlp.its.pos);
  const straight = text.replaceAll('’', "'");
  const found: Word[] = [];
  let cursor = 0;
  values.forEach((value, index) => {
    const at = straight.indexOf(value, cursor);
    if (at < 0 || value.trim() === '') return;
    cursor = at + value.length;
    found.push({
      text: text.slice(at, cursor),
      low: value.toLowerCase(),
      pos: tags[index] ?? 'X',
      start: offset + at,
      end: offset + cursor,
    });
  });
  return found;
}
