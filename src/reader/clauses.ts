/** Parts of a sentence that can go without the rest: asides, wishes, other people's doings. */
import type { Sentence } from './sentences.ts';

const FINE = /[,;:]\s+(?:and\s+|but\s+)?|\s+(?:but|–|—|-)\s+|\s+\(|\)(?=[\s.,;]|$)\s*/g;
const COARSE = /[,;]\s+but\s+|;\s+|\s+[–—-]\s+/g;

interface Clause {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * What is left of a sentence without the clauses that `drops` picks, as sentences of their own; the whole sentence
 * where none is picked, nothing where all are. `fine` cuts at every comma, else only at the larger joints.
 */
export function withoutClauses(sentence: Sentence, drops: (clause: string) => boolean, fine: boolean): Sentence[] {
  const clauses = cut(sentence, fine ? FINE : COARSE);
  const dropped = clauses.map(({ text }) => drops(text));
  if (!dropped.includes(true)) return [sentence];
  const spans: { start: number; end: number }[] = [];
  for (const [index, { start, end }] of clauses.entries()) {
    if (dropped[index]) continue;
    const last = spans.at(-1);
    // Neighbours stay one piece, with the comma between them.
    if (last && dropped[index - 1] === false) last.end = end;
    else spans.push({ start, end });
  }
  return spanning(sentence, spans).filter(({ words }) => words.filter(({ pos }) => pos !== 'PUNCT').length >= 3);
}

function cut(sentence: Sentence, joint: RegExp): Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  const add = (to: number) => {
    const text = sentence.text.slice(from, to);
    if (text.trim() !== '') clauses.push({ text, start: sentence.start + from, end: sentence.start + to });
  };
  for (const match of sentence.text.matchAll(joint)) {
    add(match.index);
    from = match.index + match[0].length;
  }
  add(sentence.text.length);
  return clauses;
}

/** The spans as sentences, in one walk over the words. */
function spanning({ text, start: offset, words }: Sentence, spans: readonly Omit<Clause, 'text'>[]): Sentence[] {
  let at = 0;
  return spans.map(({ start, end }) => {
    const own: Sentence['words'][number][] = [];
    for (let word = words[at]; word && word.end <= end; word = words[at]) {
      if (word.start >= start) own.push(word);
      at += 1;
    }
    return { text: text.slice(start - offset, end - offset), start, end, words: own };
  });
}
