import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { split } from '../../src/adapters/split.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const count = (text: string) => [...graphemes.segment(text)].length;

describe('case 39: a text in parts', () => {
  test.each([
    ['short', 'One line.', 20, ['One line.']],
    ['empty', '', 20, ['']],
    ['at a paragraph', 'First.\n\nSecond one.', 12, ['First.\n\n', 'Second one.']],
    ['at a sentence', 'One thing. Another.', 14, ['One thing. ', 'Another.']],
    ['at a word', 'alpha beta gamma', 12, ['alpha beta ', 'gamma']],
    ['inside a word that is too long', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['never inside a family', '👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 12, ['👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦']],
    ['exactly the limit', 'abcd', 4, ['abcd']],
  ])('%s', (_name, text, limit, parts) => {
    expect(split(text, limit)).toEqual(parts);
  });

  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc
      .array(fc.constantFrom('word', ' ', '\n', '\n\n', '. ', '👩🏽‍💻', 'é', '\t', '—', 'שלום'), { maxLength: 200 })
      .map((all) => all.join('')),
  );

  test('joined, the parts are the text, and none is too long or empty', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 16, max: 120 }), (text, limit) => {
        const parts = split(text, limit);
        expect(parts.join('')).toBe(text);
        expect(parts.every((part) => part.length <= limit)).toBe(true);
        expect(text === '' || parts.every((part) => part !== '')).toBe(true);
      }),
    );
  });

  test('no grapheme is cut', () => {
    const whole = fc
      .array(fc.constantFrom('a', 'é', '👩🏽‍💻', '🇩🇪', ' ', '. ', '\n\n'), { maxLength: 120 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(whole, fc.integer({ min: 16, max: 60 }), (text, limit) => {
        const parts = split(text, limit);
        expect(parts.reduce((sum, part) => sum + count(part), 0)).toBe(count(text));
      }),
    );
  });

  test('the time grows with the text', () => {
    const text = 'word '.repeat(200_000);
    const began = performance.now();
    expect(split(text, 2000).join('')).toBe(text);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
