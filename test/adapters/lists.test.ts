import { expect, test } from 'vitest';
import { findLongList, packItems } from '../../src/adapters/split.ts';

const WHY = Array.from({ length: 6 }, (_, at) => `${at + 1}. A sentence. ← the system: "its words"`);

test('finds a long list, its heading and its multi-line entries', () => {
  const items = [...WHY.slice(0, 5), '6. Kind regards,\nNadia ← your name'];
  expect(findLongList(`What it rests on:\n${items.join('\n')}`)).toEqual({ head: 'What it rests on:', items });
  expect(findLongList(['- a', '- b', '- c', '- d', '- e'].join('\n'))?.items).toHaveLength(5);
});

test.for([
  'Dear team,\n\nI rebuilt it.\n\n1.2 s is now 0.2 s.\n\nKind regards',
  WHY.slice(0, 4).join('\n'),
  'One line.',
  '',
  'a. b\nc. d\ne. f\ng. h\ni. j\n. k',
])('%j is not a long list', (text) => {
  expect(findLongList(text)).toBe(null);
});

test('an entry is cut only if it is longer than a message', () => {
  const limit = (WHY[0]?.length ?? 0) * 2 + 1;
  expect(packItems(WHY, limit)).toEqual([0, 2, 4].map((at) => WHY.slice(at, at + 2).join('\n')));
  expect(packItems(WHY, limit - 1)).toEqual(WHY);
  expect(packItems(['x'.repeat(25), 'y'], 10)).toEqual(['x'.repeat(10), 'x'.repeat(10), `${'x'.repeat(5)}\ny`]);
});
