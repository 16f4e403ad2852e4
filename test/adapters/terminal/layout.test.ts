import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Choice } from '../../../src/adapters/contract.ts';
import { choiceList, chosen, lastParagraph, readingWidth, wrap } from '../../../src/adapters/terminal/layout.ts';
import { sanitizeOutput } from '../../../src/adapters/terminal/streams.ts';

describe('wrap()', () => {
  test('wrapping breaks between words and keeps existing line breaks', () => {
    expect(wrap('one two three four\n\nfive', 9)).toBe('one two\nthree\nfour\n\nfive');
  });

  test('a wrapped list line continues below its first word', () => {
    expect(wrap('- one two three\n10. four five six\n  • seven eight\n[c] nine ten', 11)).toBe(
      ['- one two', '  three', '10. four', '    five', '    six', '  • seven', '    eight', '[c] nine', '    ten'].join(
        '\n',
      ),
    );
  });

  test('a word that is wider than the line is not broken', () => {
    expect(wrap('see https://example.org/a/b now', 10)).toBe('see\nhttps://example.org/a/b\nnow');
  });

  test('text of an unknown width is not wrapped, and the width is at most 100', () => {
    expect(wrap('a b c '.repeat(100), readingWidth(undefined))).toBe('a b c '.repeat(100));
    expect(readingWidth(300)).toBe(100);
    expect(readingWidth(0)).toBe(undefined);
  });

  test('wrapping changes no word and keeps the width for any text', () => {
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

test('printable() removes escape sequences and control characters', () => {
  expect(sanitizeOutput('a\u001b[31mred\u001b[0m\u001b]0;title\u0007\b\u009b\tz\r\ny\u2028x\0')).toBe(
    'ared    z\ny\nx',
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(sanitizeOutput(text)).not.toMatch(/[^\P{Cc}\n]/u);
    }),
  );
});

test('lastParagraph() splits off the question', () => {
  expect(lastParagraph('Good.\n\nWell.\n\nHow?')).toEqual({ before: 'Good.\n\nWell.\n\n', last: 'How?' });
  expect(lastParagraph('How?')).toEqual({ before: '', last: 'How?' });
});

describe('choices', () => {
  const choices: readonly Choice[] = [
    { id: 'skip', label: 'Leave it out' },
    { id: 'back', label: 'Back' },
  ];

  test('few short choices are one line', () => {
    expect(choiceList({ choices })).toBe('[a] Leave it out  [b] Back');
  });

  test('choices have a line each if one is long or there are more than four', () => {
    const long: Choice = { id: 'kept:0', label: 'The cutover took 40 minutes instead of a weekend.' };
    expect(choiceList({ choices: [...choices, long] })).toBe(
      '[a] Leave it out\n[b] Back\n[c] The cutover took 40 minutes instead of a weekend.',
    );
    const five = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, label: id }));
    expect(choiceList({ choices: five })).toBe('[a] a\n[b] b\n[c] c\n[d] d\n[e] e');
    expect(choiceList({ choices: five.slice(1) })).toBe('[a] b  [b] c  [c] d  [d] e');
  });

  test('the shown letter picks its choice', () => {
    const shown = choiceList({ choices }).split('  ');
    const typed = shown.map((each) => /^\[\w\]/.exec(each)?.[0] ?? each);
    expect(typed.map((each) => chosen(each, { choices })?.id)).toEqual(['skip', 'back']);
  });

  test('choices after "z" have only their label', () => {
    const many = Array.from({ length: 28 }, (_, at) => ({ id: `n:${at}`, label: `Choice ${at}` }));
    const list = choiceList({ choices: many }).split('\n');
    expect([list[25], list[26]]).toEqual(['[z] Choice 25', '[Choice 26]']);
    expect(['z', '', '{'].map((typed) => chosen(typed, { choices: many })?.id)).toEqual(['n:25', undefined, undefined]);
  });

  test.each([
    ['1', undefined],
    [' 2 ', undefined],
    ['[2]', undefined],
    ['A', 'skip'],
    [' b ', 'back'],
    ['[b]', 'back'],
    ['c', undefined],
    ['back', undefined],
    ['', undefined],
    ['back to 2 ms', undefined],
    ['/skip', undefined],
  ])('%j picks %s', (typed, id) => {
    expect(chosen(typed, { choices })?.id).toBe(id);
  });
});
