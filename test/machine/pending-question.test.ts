import { expect, test } from 'vitest';
import { EMPTY, type InterviewContext } from '../../src/machine/context.ts';
import { restoreState } from '../../src/machine/interview.ts';
import type { Pending, PendingOf } from '../../src/machine/pending.ts';
import { pendingQuestion } from '../../src/machine/pending-question.ts';
import { protocolKind } from '../../src/machine/question-kinds.ts';
import { deserialize, SavedSchema, serialize } from '../../src/machine/saved.ts';
import { type Amount, typedValue } from '../../src/machine/sheet.ts';

const now: Amount = { quantity: { value: 2, unit: 's' }, bound: null, tail: '', quote: '2 s', source: 'm1' };
const option = { figure: 'latency.1', patch: { now }, also: null };
const value = typedValue('I rebuilt it.', 'm1');
const item = { id: 'measured', slot: 'latency.now', figure: 'latency.1', words: null } as const;
const kept = { source: 'm1', text: 'We hire.', topic: null, isPost: false, sentences: [], names: [], amounts: [] };

/** A stored question of each kind, with the ids of its buttons. */
const ROWS: { readonly [Kind in Pending['kind']]: readonly [PendingOf<Kind>, string] } = {
  again: [{ kind: 'again', slot: 'background', figure: null, problem: 'too-long', offers: [] }, 'skip'],
  revise: [{ kind: 'revise', slot: 'background', figure: null, offers: ['I rebuilt it.'] }, 'offer:1 skip'],
  order: [
    { kind: 'order', slot: 'latency.now', topic: 'latency', text: '2 s', options: [option] },
    'figure:1 own-words none',
  ],
  conflict: [
    { kind: 'conflict', slot: 'latency.now', topic: 'latency', options: [option, option] },
    'figure:1 figure:2 none',
  ],
  aside: [{ kind: 'aside', slot: 'background', value, asides: [1], rest: null, about: 'chat' }, 'leave-out yes no fix'],
  'keep-out': [{ kind: 'keep-out', values: ['Tavolo'] }, 'hide:1 no'],
  differs: [{ kind: 'differs', slot: 'background', values: [value, value] }, 'value:1 value:2 none'],
  unsure: [{ kind: 'unsure', slot: 'latency.now', topic: 'latency', figure: null, patch: { now } }, 'yes no'],
  which: [{ kind: 'which', text: value, only: null }, 'answer none'],
  'job-post': [{ kind: 'job-post', kept }, 'yes no'],
  describe: [{ kind: 'describe', value: 'Tavolo' }, 'word skip none'],
  sentence: [{ kind: 'sentence', action: 'cut' }, 'none'],
  wording: [{ kind: 'wording', action: 'greeting', key: '', offers: ['Hi Sam,'] }, 'offer:1 none'],
  change: [{ kind: 'change', key: 'background#1', number: 1 }, 'rewrite cut move add none'],
  place: [{ kind: 'place', key: 'background#1' }, 'none'],
  former: [
    { kind: 'former', key: 'background#1', text: 'I left Tavolo.', words: 'Tavolo', typed: null },
    'leave-out stays',
  ],
  edit: [{ kind: 'edit', action: 'cut', numbers: [1], edits: [{ type: 'cut', key: 'background#1' }] }, 'yes no'],
  proposals: [{ kind: 'proposals', items: [{ slot: 'contact.name', value, line: 'Jo' }] }, 'take:1 none'],
  language: [{ kind: 'language', offer: { language: 'de', text: value } }, 'yes no'],
  heard: [{ kind: 'heard', text: 'two', source: 'm1', answers: '', isEarly: false }, 'yes no'],
  stories: [{ kind: 'stories', fit: null }, 'new-story none'],
  practice: [{ kind: 'practice', item, rest: [], of: 1 }, 'skip stop'],
  practiced: [{ kind: 'practiced', item, rest: [], of: 1, answer: value }, 'yes no stop'],
  remind: [{ kind: 'remind' }, 'tomorrow three-days week none'],
  deleted: [{ kind: 'deleted', filled: [], rest: null }, 'yes no'],
  sure: [{ kind: 'sure', of: 'forget' }, 'yes no'],
};

const rows = Object.entries(ROWS).map(([kind, [pending, ids]]) => ({ kind, pending, ids }));

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
  expect(readOf(ROWS.which[0])).toEqual(['answer: answer']);
  expect(readOf(ROWS['job-post'][0])).toEqual(['yes: post', 'no: own']);
  expect(readOf(ROWS['job-post'][0], false)).toEqual(['yes: document', 'no: document']);
  expect(readOf({ ...ROWS.aside[0], isRead: true, rest: value })).toEqual(['leave-out: answer', 'yes: own']);
  expect(readOf(ROWS.language[0])).toEqual(['no: answer']);
  expect(readOf(ROWS.heard[0])).toEqual(['yes: message']);
  expect(readOf(ROWS.practiced[0])).toEqual(['yes: answer']);
});
