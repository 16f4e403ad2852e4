import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BoundedMap, BoundedSet } from '../../src/adapters/bounded.ts';

test('Latest keeps the entries that were set last, up to the limit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(9)), (limit, keys) => {
      const latest = new BoundedMap<number, number>(limit);
      for (const [at, key] of keys.entries()) latest.set(key, at);
      const last = new Map([...new Set(keys.toReversed())].slice(0, limit).map((key) => [key, keys.lastIndexOf(key)]));
      for (let key = 0; key < 10; key += 1) expect(latest.get(key)).toBe(last.get(key));
    }),
  );
});

test('deleting an entry makes room for another', () => {
  const latest = new BoundedMap<string, number>(2);
  latest.set('a', 1);
  latest.set('b', 2);
  expect(latest.delete('b')).toBe(true);
  expect(latest.delete('b')).toBe(false);
  latest.set('c', 3);
  expect(['a', 'b', 'c'].map((key) => latest.get(key))).toEqual([1, undefined, 3]);
});

test('a repeated key is not new, and becomes the latest', () => {
  const keys = new BoundedSet<string>(2);
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map((key) => keys.add(key))).toEqual([true, true, false, true, false, true]);
  expect(['a', 'b', 'c'].map((key) => keys.has(key))).toEqual([true, true, false]);
});
