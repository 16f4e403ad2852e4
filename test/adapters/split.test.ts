import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutLabel, findLongList, packItems, split } from '../../src/adapters/split.ts';

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

describe('shortened label', () => {
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
});

describe('long list', () => {
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
});
