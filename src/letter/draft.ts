/** A model's draft: sentences from streamed text, and the types of its faults. */
import type { Span } from '../text/lexer.ts';
import { countWords, sentencesIn } from '../text/sentences.ts';

/** Minimum sentences for a model letter. */
export const SENTENCES_AT_LEAST = 6;
/** Maximum sentences of a draft; the rest is ignored. */
export const SENTENCES_AT_MOST = 60;

/** Converts a model's sentence to plain text in one line. */
export function plainLine(written: string): string {
  return written
    .replaceAll('**', '')
    .replace(/\s*—\s*/gu, ', ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Creates an unverified sentence. @param key `s1`, `s2`, …: its place in the draft @param text as a model wrote it */
export function plainSentence(key: string, paragraph: number, text: string): DraftSentence {
  return { key, paragraph, text: plainLine(text), facts: [] };
}

export interface DraftSentence {
  /** `s1`, `s2`, …: its place in the draft. */
  readonly key: string;
  readonly paragraph: number;
  readonly text: string;
  /** Ids of the facts that support it; empty before verification, and if it only explains what follows from them. */
  readonly facts: readonly string[];
}

export type DraftFaultKind =
  | 'number'
  | 'order'
  | 'percentile'
  | 'derived'
  | 'name'
  | 'hidden'
  | 'placeholder'
  | 'phrase'
  | 'praise'
  | 'length'
  | 'missing'
  | 'incomplete'
  | 'own'
  | 'unsupported';

export interface DraftFault {
  readonly kind: DraftFaultKind;
  /** Key of the sentence, or `letter`. */
  readonly key: string;
  /** Offsets in the sentence; null for a fault of the whole sentence or letter. */
  readonly span: Span | null;
  /** Tells a model how to fix it. */
  readonly hint: string;
  /** Whether it must be fixed before the letter is sent. */
  readonly isSerious: boolean;
}

/** A fault of a whole sentence or letter. */
export function wholeFault(kind: DraftFaultKind, key: string, hint: string, isSerious: boolean): DraftFault {
  return { kind, key, span: null, hint, isSerious };
}

/** A sentence of a letter's body; paragraphs count from 1. */
export interface Prose {
  readonly paragraph: number;
  readonly text: string;
}

/** Maximum words of a line that ends with a comma and counts as a greeting or sign-off. */
const FRAME_WORDS = 6;

const ENDS = new Set([...'.!?…"\'”’)']);

/** Splits streamed text into sentences; each line is a paragraph. Skips a greeting, sign-off and heading. */
export function proseStream() {
  let rest = '';
  let paragraph = 1;
  let count = 0;
  let isOver = false;

  function taken(texts: readonly string[]): Prose[] {
    count += texts.length;
    return isOver ? [] : texts.map((text) => ({ paragraph, text }));
  }

  function lineEnd(line: string): Prose[] {
    const text = line.trim();
    const isSentence = ENDS.has(text.at(-1) ?? '');
    const found = isSentence ? taken(sentencesIn(text)) : [];
    // "Kind regards," after the body: only names and addresses follow.
    if (text.endsWith(',') && paragraph > 1 && countWords(text) <= FRAME_WORDS) isOver = true;
    if (count > 0) paragraph += 1;
    count = 0;
    return found;
  }

  return {
    /** @returns sentences that this piece completed */
    push(piece: string): readonly Prose[] {
      rest += piece;
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      const found = lines.flatMap(lineEnd);
      const sentences = sentencesIn(rest);
      const last = sentences.at(-1) ?? '';
      if (sentences.length < 2) return found;
      rest = rest.slice(rest.lastIndexOf(last));
      return [...found, ...taken(sentences.slice(0, -1))];
    },
    /** @returns the remaining sentences */
    end: (): readonly Prose[] => lineEnd(rest),
  };
}

/** The first line of a letter, if it is a greeting; else empty. */
export function greetingLine(letter: string): string {
  const [line = ''] = letter.trimStart().split('\n', 1);
  return line.trimEnd().endsWith(',') && countWords(line) <= FRAME_WORDS ? line.trimEnd() : '';
}

/** Splits a complete text like `proseStream`. */
export function proseIn(text: string): readonly Prose[] {
  const stream = proseStream();
  return [...stream.push(text), ...stream.end()];
}
