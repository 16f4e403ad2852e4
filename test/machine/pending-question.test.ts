import { expect, test } from 'vitest';
import { EMPTY, type InterviewContext } from '../../src/machine/context.ts';
import { restoreState } from '../../src/machine/interview.ts';
import type { Pending } from '../../src/machine/pending.ts';
import { pendingQuestion } from '../../src/machine/pending-question.ts';
import { protocolKind } from '../../src/machine/question.ts';
import { deserialize, SavedSchema, serialize } from '../../src/machine/saved.ts';
import { applyPatch, EMPTY_SHEET } from '../../src/machine/sheet.ts';
import { STORED_QUESTIONS, VALUE } from './stored-questions.ts';

const rows = Object.entries(STORED_QUESTIONS).map(([kind, [pending, ids]]) => ({ kind, pending, ids }));

test.each(rows)('a stored question has its buttons: $kind', ({ pending, ids }) => {
  const context: InterviewContext = { ...EMPTY, pending: [pending] };
  const saved = SavedSchema.parse(JSON.parse(JSON.stringify(serialize(restoreState('changing', context)))));
  const restored = deserialize(saved)?.context.pending.at(-1);
  expect(restored).toEqual(pending);
  const question = pendingQuestion(restored ?? pending, EMPTY);
  expect(question.options.map(({ id }) => id).join(' ')).toBe(ids);
  expect(protocolKind(question)).not.toBe('preview');
});

test('a text that waits is read after the tap', () => {
  const readOf = (pending: Pending, open = true) =>
    pendingQuestion(pending, { ...EMPTY, open }).options.flatMap(({ id, reads }) =>
      reads ? `${id}: ${reads.as}` : [],
    );
  expect(readOf(STORED_QUESTIONS.which[0])).toEqual(['answer: answer']);
  expect(readOf(STORED_QUESTIONS['job-post'][0])).toEqual(['yes: post', 'no: own']);
  expect(readOf(STORED_QUESTIONS['job-post'][0], false)).toEqual(['yes: document', 'no: document']);
  const value = { ...VALUE, sentences: 2 };
  expect(readOf({ ...STORED_QUESTIONS.aside[0], value, rest: VALUE })).toEqual(['leave-out: answer', 'yes: own']);
  // As stored by an older version, which cut the sentence.
  expect(readOf({ ...STORED_QUESTIONS.aside[0], value, rest: null })).toEqual(['yes: own']);
  expect(readOf(STORED_QUESTIONS.heard[0])).toEqual(['yes: message']);
  expect(readOf(STORED_QUESTIONS.practiced[0])).toEqual(['yes: answer']);
});

test('no two options are the same figure, and none has equal sides', () => {
  const amount = (value: number) => ({
    quantity: { value, unit: 'min' },
    bound: null,
    tail: '',
    quote: '',
    source: '',
  });
  const [long, short] = [amount(220), amount(55)];
  const noted = {
    ...EMPTY,
    sheet: { ...EMPTY_SHEET, figures: [applyPatch(null, 'latency.1', 'latency', { now: short })] },
  };
  const patches = [{ before: long, now: short }, { before: short, now: long }, { before: long }, { before: short }];
  const options = patches.map((patch) => ({ figure: 'latency.1', patch, also: null }));
  const pending = { kind: 'order', slot: 'latency.before', topic: 'latency', text: '', options } satisfies Pending;
  expect(pendingQuestion(pending, noted).options.map(({ id }) => id)).toEqual([
    'figure:1',
    'figure:2',
    'own-words',
    'none',
  ]);
});
