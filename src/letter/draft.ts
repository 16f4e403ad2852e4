/** A model's draft: its sentences, each as soon as it is whole, and what is wrong with it. */
import { countWords, folded, sentencesIn, trimEnd } from '../text/sentences.ts';
import { TITLES } from './words.ts';

/** A draft with fewer sentences is no letter. */
export const SENTENCES_AT_LEAST = 6;
/** A draft with more sentences than this is not read on. */
export const SENTENCES_AT_MOST = 60;

/** A sentence as a model wrote it, as plain text in one line. */
export function plainLine(written: string): string {
  return written
    .replaceAll('**', '')
    .replace(/\s*—\s*/gu, ', ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A sentence that is not verified yet. @param key `s1`, `s2`, …: its place in the draft @param text as a model wrote it */
export function plainSentence(key: string, paragraph: number, text: string): DraftSentence {
  return { key, paragraph, text: plainLine(text), facts: [], own: false };
}

export interface DraftSentence {
  /** `s1`, `s2`, …: its place in the draft. */
  readonly key: string;
  readonly paragraph: number;
  readonly text: string;
  /** The facts that it rests on; none before it is verified. */
  readonly facts: readonly string[];
  /** Explains what follows from the facts, in words of the model's own. */
  readonly own: boolean;
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
  | 'worn'
  | 'praise'
  | 'soup'
  | 'length'
  | 'missing'
  | 'incomplete'
  | 'alone'
  | 'own'
  | 'unsupported';

export interface DraftFault {
  readonly kind: DraftFaultKind;
  /** The key of the sentence, or `letter`. */
  readonly key: string;
  /** Offsets in the sentence; null for a fault of the whole. */
  readonly span: { readonly start: number; readonly end: number } | null;
  /** What a model is told to mend it. */
  readonly hint: string;
  /** A letter that still has it doesn't leave. */
  readonly isSerious: boolean;
}

/** A sentence of a letter's body; paragraphs count from 1. */
export interface Prose {
  readonly paragraph: number;
  readonly text: string;
}

export interface ProseStream {
  /** @returns the sentences that became whole with this piece */
  push(piece: string): readonly Prose[];
  /** @returns what was left when the text ended */
  end(): readonly Prose[];
}

/** A short line with a comma behind it greets, or ends the letter; in words. */
const FRAME_WORDS = 6;

/** Each line is a paragraph. What some models add though nobody asked, a greeting, a sign-off, a heading, is left out. */
export function proseStream(): ProseStream {
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
    const found = isSentence(text) ? taken(sentencesIn(text)) : [];
    // "Kind regards," below a body: names and addresses follow.
    if (text.endsWith(',') && paragraph > 1 && countWords(text) <= FRAME_WORDS) isOver = true;
    if (count > 0) paragraph += 1;
    count = 0;
    return found;
  }

  return {
    push(piece) {
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
    end() {
      const found = lineEnd(rest);
      rest = '';
      return found;
    },
  };
}

const ENDS = new Set([...'.!?…"\'”’)']);

function isSentence(text: string): boolean {
  return ENDS.has(text.at(-1) ?? '');
}

/** The sentences of a text that is whole. */
export function proseIn(text: string): readonly Prose[] {
  const stream = proseStream();
  return [...stream.push(text), ...stream.end()];
}

/** A greeting has no more words. */
const WORDS_AT_MOST = 10;
/** What has more words says more than a name. */
const NAME_AT_MOST = 6;

/**
 * @param addressee as it was told: "Mister Anselm von der Leithe"
 * @returns the first line of the draft, "Dear Mr von der Leithe,", or one with the whole name; null where it is none, or says
 * another name or title
 */
export function greetingIn(draft: string, addressee: string): string | null {
  const [line = ''] = draft.trimStart().split('\n', 1);
  const words = wordsOf(line);
  const name = wordsOf(addressee);
  if (!line.trimEnd().endsWith(',') || words[0] !== 'dear' || words.length > WORDS_AT_MOST) return null;
  const known = new Set([...name, ...(name.includes('mister') ? ['mr'] : [])]);
  if (words.length < 2 || !words.slice(1).every((word) => known.has(word))) return null;
  if (words.at(-1) === name.at(-1)) return line.trim();
  // "Mr Bánffy-Kéry" of "Mr. Bánffy-Kéry Ottó": which of them is the surname is not certain.
  const isFormal = TITLES.has(words[1] ?? '') && words.length > 2;
  return isFormal && name.length <= NAME_AT_MOST && !addressee.includes(',') ? `Dear ${addressee.trim()},` : null;
}

function wordsOf(text: string): string[] {
  return trimEnd(text.trim(), ' ,.')
    .split(/\s+/u)
    .map((word) => trimEnd(folded(word), '.'));
}
