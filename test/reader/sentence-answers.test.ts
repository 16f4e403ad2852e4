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

test.each([
  ["oh that's easy haha. In your blog I read that every lot has its history.", [1]],
  ['We kept every message. Never regretted it :)', [2]],
  ['Guardamos cada mensaje. Fue fácil, jaja', [2]],
  ['It cut the bill by 30% :)', null],
  ['Then the clubs could read the ranking on their phones, which nobody had expected haha.', null],
])('a short sentence that laughs is asked about: %s', (text, asides) => {
  const [command] = textAnswer('company.view', messageOf({ text, question: null, context: EMPTY, as: null }));
  const found = command?.type === 'ask-back' && command.pending.kind === 'aside' ? command.pending.asides : null;
  expect(found).toEqual(asides);
});
