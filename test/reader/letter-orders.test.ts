import { describe, expect, test } from 'vitest';
import { ORDERS, readOrder } from '../../src/reader/letter-orders.ts';

const SENTENCES = [
  { key: 'role', text: 'I apply.' },
  { key: 'what#1', text: 'It is written in Go.' },
  { key: 'what#2', text: 'It runs on three nodes.' },
  { key: 'part', text: 'I wrote it.' },
  { key: 'closing', text: 'Ask me.' },
];

function order(text: string) {
  return readOrder(text, 'm1', SENTENCES, false);
}

for (const { id, examples, counterexamples } of ORDERS) {
  describe(id, () => {
    test.each(examples)('"%s"', (text) => {
      const [first] = order(text) ?? [];
      expect(first?.type).toBe('edit-letter');
    });
    test.each(counterexamples)('not "%s"', (text) => expect(order(text)).toBeNull());
  });
}

test('an order names the sentence that has the number', () => {
  expect(order('cut 3')).toEqual([{ type: 'edit-letter', edit: { type: 'cut', key: 'what#2' } }]);
  expect(order('move 4 up')).toEqual([{ type: 'edit-letter', edit: { type: 'move', key: 'part', to: 3 } }]);
  expect(order('2: We moved in May.')).toEqual([
    { type: 'edit-letter', edit: { type: 'rewrite', key: 'what#1', text: 'We moved in May.', source: 'm1' } },
  ]);
});

test('a number without a sentence is said to have none', () => {
  expect(order('cut 9')).toEqual([{ type: 'remark', remark: 'no-such-sentence' }]);
});

test('words are replaced where they stand, and nowhere else', () => {
  expect(order('replace Go with Rust')).toEqual([
    { type: 'edit-letter', edit: { type: 'rewrite', key: 'what#1', text: 'It is written in Rust.', source: 'm1' } },
  ]);
  expect(order('wait it was four not three')).toEqual([
    { type: 'edit-letter', edit: { type: 'rewrite', key: 'what#2', text: 'It runs on four nodes.', source: 'm1' } },
  ]);
  expect(order('replace Java with Rust')).toEqual([{ type: 'remark', remark: 'not-found' }]);
});

test('what may be an answer is an order only with a number', () => {
  expect(readOrder('99.97%, not 99.9', 'm1', SENTENCES, true)).toBeNull();
  expect(readOrder('cut 2', 'm1', SENTENCES, true)).not.toBeNull();
});
