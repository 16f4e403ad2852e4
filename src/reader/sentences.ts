/** A message as sentences of words with their parts of speech, every one with its place in the text. */
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { sentenceSpans } from '../machine/sentences.ts';

export interface Word {
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
  return sentenceSpans(text)
    .flatMap((span) => breathed(text, span))
    .map(({ start, end }) => {
      const part = text.slice(start, end);
      return { text: part, start, end, words: words(part, start) };
    });
}

/** Of what was dictated nobody sees where a sentence ends; where the speaker begins anew is the nearest to it. */
const BREATH =
  /\s+(?=(?:(?:and|so|but|oh|um|uh|then|because)\s+)+(?:i|i'm|the|my|it|there|there's|we|they|anything|everything|nobody|in|since|what|before)\b|(?:the|what) (?:tricky|hard|nasty|difficult|interesting|thing)\b|it (?:was|took|is|used) |(?:lost|failed|wrong|duplicate) \p{L}+ (?:were|was|are|went)\b|the person\b|i'?m (?:applying|going)\b)/giu;
const BREATHLESS = 220;

function breathed(text: string, { start, end }: { start: number; end: number }): { start: number; end: number }[] {
  const part = text.slice(start, end);
  const marks = part.match(/[,;:()–—]\s/g)?.length ?? 0;
  if (part.length < BREATHLESS || part.length / (marks + 1) < BREATHLESS) return [{ start, end }];
  const joints = [...part.matchAll(BREATH)];
  const starts = [start, ...joints.map((joint) => start + joint.index + joint[0].length)];
  const ends = [...joints.map((joint) => start + joint.index), end];
  return starts.map((from, index) => ({ start: from, end: ends[index] ?? end }));
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
