/**
 * A text as every later step looks at it: tokens, sentences, clauses, and where which words stand. Whatever is looked up
 * for each number of a text is computed once for all of them, so that reading stays linear in the text.
 */
import { withGlosses } from './glosses.ts';
import { type Token, tokens } from './lexer.ts';

/** Tokens from `first` up to, but not including, `next`. */
export interface Range {
  readonly first: number;
  readonly next: number;
}

export interface Speech {
  readonly text: string;
  readonly list: readonly Token[];
  readonly sentences: readonly Range[];
  /** The sentence right before a sentence; null before the first. */
  before(sentence: Range): Range | null;
  /** The clause around a range: up to the nearest boundaries within its sentence. */
  clauseOf(range: Range, sentence: Range): Range;
  /** The first token of the range that matches; -1 where none does. */
  find(pattern: RegExp, range: Range): number;
  /** Whether any token of the range matches. */
  says(pattern: RegExp, range: Range): boolean;
}

const BOUNDARY = /^(?:[,;:()–—|]|\.|…|and|but|while|whereas|=>|->|→|vs|versus)$/;

export function speechOf(text: string): Speech {
  const list = withGlosses(tokens(text));
  const matches = new Map<RegExp, Int32Array>();
  /** For each token the first match at or after it. */
  const ahead = (pattern: RegExp): Int32Array => {
    const known = matches.get(pattern);
    if (known) return known;
    const places = new Int32Array(list.length + 1).fill(list.length);
    const verdicts = new Map<string, boolean>();
    for (let at = list.length - 1; at >= 0; at -= 1) {
      const low = list[at]?.low ?? '';
      let verdict = verdicts.get(low);
      if (verdict === undefined) {
        verdict = pattern.test(low);
        verdicts.set(low, verdict);
      }
      places[at] = verdict ? at : (places[at + 1] ?? list.length);
    }
    matches.set(pattern, places);
    return places;
  };
  let openings: Int32Array | null = null;
  /** For each token the beginning of the clause that it stands in. */
  const clauseStarts = (): Int32Array => {
    if (openings) return openings;
    const boundary = ahead(BOUNDARY);
    openings = new Int32Array(list.length + 1);
    for (let at = 1; at <= list.length; at += 1)
      openings[at] = boundary[at - 1] === at - 1 ? at : (openings[at - 1] ?? 0);
    return openings;
  };
  const find = (pattern: RegExp, { first, next }: Range) => {
    const at = ahead(pattern)[first] ?? list.length;
    return at < next ? at : -1;
  };
  const sentences = sentencesOf(list);
  let endings: Map<number, Range> | null = null;
  return {
    text,
    list,
    sentences,
    before: ({ first }) => {
      endings ??= new Map(sentences.map((sentence) => [sentence.next, sentence]));
      return endings.get(first) ?? null;
    },
    clauseOf: ({ first, next }, sentence) => ({
      first: Math.max(sentence.first, clauseStarts()[first] ?? 0),
      next: Math.max(next, Math.min(sentence.next, ahead(BOUNDARY)[next] ?? list.length)),
    }),
    find,
    says: (pattern, range) => find(pattern, range) >= 0,
  };
}

/** Sentences end at a stop, a question or exclamation mark with space after it, or a line feed. */
function sentencesOf(list: readonly Token[]): Range[] {
  const ranges: Range[] = [];
  let first = 0;
  for (let at = 0; at < list.length; at += 1) {
    const following = list[at + 1];
    if (!following || following.newLine || (following.spaced && /^[.!?;…]$/.test(list[at]?.text ?? ''))) {
      ranges.push({ first, next: at + 1 });
      first = at + 1;
    }
  }
  return ranges;
}
