import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { split } from '../../src/adapters/split.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const count = (text: string) => [...graphemes.segment(text)].length;

describe('case 39: split text', () => {
  test.each([
    ['returns a short text as one part', 'One line.', 20, ['One line.']],
    ['returns an empty text as one part', '', 20, ['']],
    ['splits at a paragraph', 'First.\n\nSecond one.', 12, ['First.\n\n', 'Second one.']],
    ['splits at a sentence', 'One thing. Another.', 14, ['One thing. ', 'Another.']],
    ['splits at a word', 'alpha beta gamma', 12, ['alpha beta ', 'gamma']],
    ['splits inside a word that is too long', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['does not split a joined emoji', '👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 12, ['👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦']],
    ['returns a text of exactly the limit as one part', 'abcd', 4, ['abcd']],
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

  test('the joined parts are the text, and no part is too long or empty', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 16, max: 120 }), (text, limit) => {
        const parts = split(text, limit);
        expect(parts.join('')).toBe(text);
        expect(parts.every((part) => part.length <= limit)).toBe(true);
        expect(text === '' || parts.every((part) => part !== '')).toBe(true);
      }),
    );
  });

  test('no grapheme is split', () => {
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

  test('a million characters are split within a second', () => {
    const text = 'word '.repeat(200_000);
    const began = performance.now();
    expect(split(text, 2000).join('')).toBe(text);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
