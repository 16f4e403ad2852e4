import { describe, expect, test } from 'vitest';
import { ORDERS, readOrder } from '../../src/reader/letter-orders.ts';

const KEYS = ['role', 'what#1', 'what#2', 'part', 'closing'];

function order(text: string) {
  return readOrder(text, 'm1', KEYS);
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
