/** Parts of a sentence that can go without the rest: asides, wishes, other people's doings. */
import type { Sentence } from './sentences.ts';

const FINE = /[,;:]\s+(?:and\s+|but\s+)?|\s+(?:but|–|—|-)\s+/g;
const COARSE = /[,;]\s+but\s+|;\s+|\s+[–—-]\s+/g;

/**
 * What is left of a sentence without the clauses that `drops` picks, as sentences of their own; the whole sentence
 * where none is picked, nothing where all are. `fine` cuts at every comma, else only at the larger joints.
 */
export function withoutClauses(sentence: Sentence, drops: (clause: string) => boolean, fine: boolean): Sentence[] {
  const parts = cut(sentence, fine ? FINE : COARSE);
  const kept = parts.filter((part) => !drops(part.text));
  if (kept.length === parts.length) return [sentence];
  const joined: Sentence[] = [];
  for (const part of kept) {
    const last = joined.at(-1);
    // Neighbours stay one piece, with the comma between them.
    if (last && parts.indexOf(part) === parts.findIndex((other) => other.end === last.end) + 1)
      joined[joined.length - 1] = spanning(sentence, last.start, part.end);
    else joined.push(part);
  }
  return joined.filter(({ words }) => words.filter(({ pos }) => pos !== 'PUNCT').length >= 3);
}

function cut(sentence: Sentence, joint: RegExp): Sentence[] {
  const parts: Sentence[] = [];
  let from = 0;
  for (const match of sentence.text.matchAll(joint)) {
    parts.push(spanning(sentence, sentence.start + from, sentence.start + match.index));
    from = match.index + match[0].length;
  }
  parts.push(spanning(sentence, sentence.start + from, sentence.end));
  return parts.filter(({ text }) => text.trim() !== '');
}

function spanning(sentence: Sentence, start: number, end: number): Sentence {
  return {
    text: sentence.text.slice(start - sentence.start, end - sentence.start),
    start,
    end,
    words: sentence.words.filter((word) => word.start >= start && word.end <= end),
  };
}
