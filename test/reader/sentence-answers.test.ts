/** What is known about a text decides which of its sentences are asked about. */
import { describe, expect, test } from 'vitest';
import { EMPTY } from '../../src/machine/context.ts';
import type { ReadAs } from '../../src/reader/reader.ts';
import { textAnswer } from '../../src/reader/sentence-answers.ts';
import { messageOf } from './message.ts';

describe('an answer with a sentence that may not be for the letter', () => {
  const CHAT = 'I rebuilt the billing service in Go. I said that already, haha.';
  const CONFIDENTIAL = 'I rebuilt the billing service in Go. The name of the client is confidential.';
  test.each<[as: ReadAs | null, chat: string, confidential: string]>([
    [null, 'ask-back', 'ask-back'],
    ['answer', 'set', 'ask-back'],
    ['form', 'set', 'ask-back'],
    ['own', 'set', 'set'],
  ])('read as %s', (as, chat, confidential) => {
    const first = (text: string) =>
      textAnswer('system.what', messageOf({ text, question: null, context: EMPTY, as }))[0]?.type;
    expect([first(CHAT), first(CONFIDENTIAL)]).toEqual([chat, confidential]);
  });
});
