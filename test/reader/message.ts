/** Messages for a reader: in an interview without a letter, and about a letter. */
import { EMPTY } from '../../src/machine/context.ts';
import type { Message } from '../../src/reader/reader.ts';

export function messageOf(message: Pick<Message, 'text' | 'question' | 'context'> & Partial<Message>): Message {
  return {
    id: 'm1',
    sentences: [],
    inLetter: () => null,
    letterText: () => '',
    drops: () => false,
    greets: () => ({ forms: [], isSure: false }),
    as: null,
    ...message,
  };
}

/** Sentences that the letters of these tests begin with. */
export const OPENING = [
  { key: 'role', text: 'I apply.', paragraph: 1 },
  { key: 'what#1', text: 'It is written in Go.', paragraph: 2 },
  { key: 'what#2', text: 'It runs on 3 nodes.', paragraph: 2 },
];

export function messageOnLetter(text: string, sentences: Message['sentences']): Message {
  return messageOf({ text, question: null, context: EMPTY, sentences });
}
