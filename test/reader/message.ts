/** A message for a reader, in an interview without a letter. */
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
