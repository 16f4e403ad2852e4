import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Choice } from '../../../src/adapters/contract.ts';
import { choiceList, chosen, lastParagraph, readingWidth, wrap } from '../../../src/adapters/terminal/layout.ts';
import { printable } from '../../../src/adapters/terminal/streams.ts';

describe('wrapping', () => {
  test('breaks between words and keeps the breaks that are there', () => {
    expect(wrap('one two three four\n\nfive', 9)).toBe('one two\nthree\nfour\n\nfive');
  });

  test('lets a list line go on under its first word', () => {
    expect(wrap('- one two three\n10. four five six\n  • seven eight\n[3] nine ten', 11)).toBe(
      ['- one two', '  three', '10. four', '    five', '    six', '  • seven', '    eight', '[3] nine', '    ten'].join(
        '\n',
      ),
    );
  });

  test('leaves a word that is too wide whole', () => {
    expect(wrap('see https://example.org/a/b now', 10)).toBe('see\nhttps://example.org/a/b\nnow');
  });

  test('does nothing where no width is known, and takes a very wide window for a page', () => {
    expect(wrap('a b c '.repeat(100), readingWidth(undefined))).toBe('a b c '.repeat(100));
    expect(readingWidth(300)).toBe(100);
    expect(readingWidth(0)).toBe(undefined);
  });

  test('changes no word, whatever the text and the width', () => {
    const text = fc
      .array(fc.constantFrom('word', 'a', '-', '1.', '•', ' ', '  ', '\n', '\n\n', '漢字かな', '🙂', 'é'))
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 120 }), (content, width) => {
        const wrapped = wrap(content, width);
        expect(wrapped.split(/\s+/).filter(Boolean)).toEqual(content.split(/\s+/).filter(Boolean));
        for (const line of wrapped.split('\n')) {
          expect(line.length <= width || !/\S\s+\S/.test(line.replace(/^\s*(?:[-•]|1\.)\s+/, ''))).toBe(true);
        }
      }),
    );
  });
});

test('no escape sequence or control character gets through to the terminal', () => {
  expect(printable('a\u001b[31mred\u001b[0m\u001b]0;title\u0007\b\u009b\tz\r\ny\u2028x\0')).toBe('ared    z\ny\nx');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(printable(text)).not.toMatch(/[^\P{Cc}\n]/u);
    }),
  );
});

test('the question is the last paragraph', () => {
  expect(lastParagraph('Good.\n\nWell.\n\nHow?')).toEqual({ before: 'Good.\n\nWell.\n\n', last: 'How?' });
  expect(lastParagraph('How?')).toEqual({ before: '', last: 'How?' });
});

describe('choices', () => {
  const choices: readonly Choice[] = [
    { id: 'skip', label: 'Leave it out' },
    { id: 'back', label: 'Back' },
  ];

  test('stand on one line as they can be picked: by number, or where a number is an answer by letter', () => {
    expect(choiceList({ takesNumbers: false, choices })).toBe('[1] Leave it out  [2] Back');
    expect(choiceList({ takesNumbers: true, choices })).toBe('[a] Leave it out  [b] Back');
  });

  test('have a line each where one is long, or there are more than four', () => {
    const long: Choice = { id: 'kept:0', label: 'The cutover took 40 minutes instead of a weekend.' };
    expect(choiceList({ takesNumbers: false, choices: [...choices, long] })).toBe(
      '[1] Leave it out\n[2] Back\n[3] The cutover took 40 minutes instead of a weekend.',
    );
    const five = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, label: id }));
    expect(choiceList({ takesNumbers: true, choices: five })).toBe('[a] a\n[b] b\n[c] c\n[d] d\n[e] e');
    expect(choiceList({ takesNumbers: false, choices: five.slice(1) })).toBe('[1] b  [2] c  [3] d  [4] e');
  });

  test('as they are shown pick themselves', () => {
    for (const takesNumbers of [true, false]) {
      const shown = choiceList({ takesNumbers, choices }).split('  ');
      const typed = shown.map((each) => /^\[\w\]/.exec(each)?.[0] ?? each);
      expect(typed.map((each) => chosen(each, { takesNumbers, choices })?.id)).toEqual(['skip', 'back']);
    }
  });

  test('are not picked by a number that may be an answer', () => {
    const asked = { takesNumbers: true, choices };
    expect(['1', '2', ' 2 '].map((typed) => chosen(typed, asked))).toEqual(Array(3).fill(undefined));
    expect(['back', 'Leave it out', '[b]', 'A', ' b '].map((typed) => chosen(typed, asked)?.id)).toEqual([
      'back',
      'skip',
      'back',
      'skip',
      'back',
    ]);
  });

  test('are picked by a letter only where they are shown with letters, and behind "z" by their label alone', () => {
    expect(chosen('a', { takesNumbers: false, choices })).toBe(undefined);
    const many = Array.from({ length: 28 }, (_, at) => ({ id: `n:${at}`, label: `Choice ${at}` }));
    const list = choiceList({ takesNumbers: true, choices: many }).split('\n');
    expect([list[25], list[26]]).toEqual(['[z] Choice 25', '[Choice 26]']);
    expect(['z', '[choice 26]', ''].map((typed) => chosen(typed, { takesNumbers: true, choices: many })?.id)).toEqual([
      'n:25',
      'n:26',
      undefined,
    ]);
  });

  test('are picked by their label, where that is the number of another one', () => {
    const numbers = ['2', '1'].map((label) => ({ id: `kept:${label}`, label }));
    expect(chosen('2', { takesNumbers: false, choices: numbers })?.id).toBe('kept:2');
  });

  test.each([
    ['1', 'skip'],
    [' 2 ', 'back'],
    ['[2]', 'back'],
    ['[ back ]', 'back'],
    ['SKIP', 'skip'],
    ['leave it OUT', 'skip'],
    ['3', undefined],
    ['0', undefined],
    ['', undefined],
    ['back to 2 ms', undefined],
    ['/skip', undefined],
    ['12', undefined],
  ])('%j picks %s', (typed, id) => {
    expect(chosen(typed, { takesNumbers: false, choices })?.id).toBe(id);
  });
});
