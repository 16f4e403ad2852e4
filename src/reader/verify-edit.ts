/** A change to a sentence of the letter, as a model read it: every word of it is the sentence's or the person's. */
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
  const said = new Set(wordsOf(`${sentence.text} ${asked.unmask(asked.text)}`));
  const whole = asked.unmask(text);
  if (whole.trim() === '' || wordsOf(whole).some((word) => !said.has(word))) return null;
  return { type: 'edit-letter', edit: { type: 'rewrite', key, text: whole, source: asked.id } };
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.,'’]\p{N}+)?/gu) ?? [];
}
