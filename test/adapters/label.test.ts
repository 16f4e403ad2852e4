import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutLabel } from '../../src/adapters/split.ts';

test.for([
  ['short', 10, 'short'],
  ['exactly 10', 10, 'exactly 10'],
  ['one two three', 8, 'one two…'],
  ['one two three', 9, 'one two…'],
  ['one two three', 11, 'one two…'],
  ['abcdefghijkl', 5, 'abcd…'],
  ['abc🙂def', 5, 'abc…'],
] as const)('%j, cut to %i units, is %j', ([label, limit, cut]) => {
  expect(cutLabel(label, limit)).toBe(cut);
});

test('a cut label keeps the limit, is well-formed, and is a prefix of the label', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.integer({ min: 2, max: 100 }), (label, limit) => {
      const cut = cutLabel(label, limit);
      expect(cut.length).toBeLessThanOrEqual(limit);
      expect(cut.isWellFormed()).toBe(true);
      if (cut !== label) expect(label.startsWith(cut.slice(0, -1))).toBe(true);
    }),
  );
});
