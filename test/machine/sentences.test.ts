import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sentenceSpans } from '../../src/machine/sentences.ts';

const sentences = (text: string) => sentenceSpans(text).map(({ start, end }) => text.slice(start, end));

test.each<[string, string[]]>([
  ['', []],
  [' \n\t', []],
  ['One.', ['One.']],
  ['One. Two! Three? Four… Five', ['One.', 'Two!', 'Three?', 'Four…', 'Five']],
  ['no stop at all', ['no stop at all']],
  ['a line\nanother line', ['a line', 'another line']],
  ['p99 went from 1.8 s to 0.21 s. Done.', ['p99 went from 1.8 s to 0.21 s.', 'Done.']],
  ['It is version 2.14.3 on port 8080.', ['It is version 2.14.3 on port 8080.']],
  ['We use Node.js and see example.com for it.', ['We use Node.js and see example.com for it.']],
  ['To Dr. Brandvold and Ms. Abernathy. Thanks.', ['To Dr. Brandvold and Ms. Abernathy.', 'Thanks.']],
  ['T. Brandvold signs.', ['T. Brandvold signs.']],
  ['to T. Brandvold', ['to T. Brandvold']],
  ['Mostly embedded C. Then Go.', ['Mostly embedded C.', 'Then Go.']],
  ['approx. 40 ms, i.e. fast, vs. 90 before.', ['approx. 40 ms, i.e. fast, vs. 90 before.']],
  ['He said “it works.” It did.', ['He said “it works.”', 'It did.']],
  ['(It was slow.) Then it was not.', ['(It was slow.)', 'Then it was not.']],
  ['Wait... what?! Yes!!', ['Wait...', 'what?!', 'Yes!!']],
  ['- one\n- two\n• three\n* four', ['one', 'two', 'three', 'four']],
  ['*210 ms', ['*210 ms']],
  ['-5 degrees', ['-5 degrees']],
  ['1) first\n2) second\nb) third', ['first', 'second', 'third']],
])('%j', (text, expected) => {
  expect(sentences(text)).toEqual(expected);
});

test('spans follow one another, hold no white space at their ends, and leave out no word', () => {
  const scrap = fc.constantFrom(
    'One',
    '.',
    '! ',
    ' ',
    '\n',
    '- ',
    'Dr. ',
    '1.8',
    '“',
    '”',
    '…',
    '1) ',
    'x',
    '😀',
    '\ud800',
  );
  fc.assert(
    fc.property(
      fc.array(scrap, { maxLength: 40 }).map((parts) => parts.join('')),
      (text) => {
        const spans = sentenceSpans(text);
        let last = 0;
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
          // Between sentences stand white space and the marks of lists, no words.
          expect(text.slice(last, start)).toMatch(/^(?:\s|[•*\-–—·]|\d{1,2}[).]|[a-z][).])*$/);
          last = end;
        }
        expect(text.slice(last)).toMatch(/^(?:\s|[•*\-–—·])*$/);
      },
    ),
    { numRuns: 1000 },
  );
});
