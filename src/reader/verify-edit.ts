/** A change to a sentence of the letter, as a model read it: its words are the sentence's, in their order, or the person's. */
import type { Command } from '../machine/commands.ts';
import type { Message } from './reader.ts';
import type { Reading } from './reading.ts';

type Asked = Pick<Message, 'id' | 'text' | 'sentences'> & { unmask(text: string): string };

/** @returns null where the sentence would say more than it did and the message does. */
export function sentenceEdit({ n, text }: Reading['edits'][number], asked: Asked): Command | null {
  const sentence = asked.sentences[n - 1];
  if (sentence === undefined) return null;
  const { key } = sentence;
  if (text === null) return { type: 'edit-letter', edit: { type: 'cut', key } };
  const whole = asked.unmask(text);
  if (whole.trim() === '' || !isMadeOf(wordsOf(whole), wordsOf(sentence.text), wordsOf(asked.unmask(asked.text))))
    return null;
  return { type: 'edit-letter', edit: { type: 'rewrite', key, text: whole, source: asked.id } };
}

/** Kept words stand in their order, so that "from 40 to 4" can't become "from 4 to 40"; the message's may stand anywhere. */
function isMadeOf(words: readonly string[], before: readonly string[], message: readonly string[]): boolean {
  let at = 0;
  return words.every((word) => {
    const found = before.indexOf(word, at);
    if (found >= 0) at = found + 1;
    return found >= 0 || message.includes(word);
  });
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.,'’]\p{N}+)?/gu) ?? [];
}
