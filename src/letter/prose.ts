/** A model's prose while it comes in pieces: its sentences, each as soon as it is whole. */
import { countWords, sentencesIn } from '../text/sentences.ts';

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
