import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namesIn, piecesOf, sentencesIn, trimPunctuation } from '../../src/text/sentences.ts';

describe('sentencesIn', () => {
  test.each([
    ['It works (finally!) We went home.', ['It works (finally!)', 'We went home.']],
    ['We kept it. It ran.', ['We kept it.', 'It ran.']],
    ['zone publish pipeline. rust. ui was a teammate', ['zone publish pipeline.', 'rust.', 'ui was a teammate']],
    ['p99 was 1.8 s. Now 210 ms.', ['p99 was 1.8 s.', 'Now 210 ms.']],
    ['Is it? Yes! "Really."', ['Is it?', 'Yes!', '"Really."']],
    ['one\ntwo', ['one', 'two']],
    ['For Mr. Dev Ranganath, i.e. the lead.', ['For Mr. Dev Ranganath, i.e. the lead.']],
    ['T. Brandvold wrote it.', ['T. Brandvold wrote it.']],
    ['I wrote it in C. Before it, students listened.', ['I wrote it in C.', 'Before it, students listened.']],
    [
      'It is in C. A colleague of C. A. Hoare and R. Thean wrote it.',
      ['It is in C.', 'A colleague of C. A. Hoare and R. Thean wrote it.'],
    ],
    ['I moved the U.S. billing to Ireland. See fig. 3.', ['I moved the U.S. billing to Ireland.', 'See fig. 3.']],
    ['9 Mio. requests a day', ['9 Mio. requests a day']],
    ['So did I. Then we left.', ['So did I.', 'Then we left.']],
    ['   ', []],
  ])('splits "%s"', (text, sentences) => expect(sentencesIn(text)).toEqual(sentences));

  test('keeps every character of the text in order, except white space', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'B', '.', '!', ' ', '\n', '1', ',', '"') }), (text) => {
        expect(sentencesIn(text).join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      }),
    );
  });
});

describe('namesIn and piecesOf', () => {
  test('a name has no bracket that another piece closes', () => {
    expect(namesIn('I live in Lisbon (from Recife).')).toEqual(['I live', 'Lisbon (from Recife)', 'Lisbon', 'Recife']);
  });

  test('finds position, company and addressee of a role', () => {
    expect(namesIn('Backend Engineer (Billing) at Tamarind Software, to Jules Okonedo')).toEqual(
      expect.arrayContaining(['Backend Engineer (Billing)', 'Tamarind Software', 'Jules Okonedo']),
    );
  });

  test('finds a name in a long sentence by its capitals', () => {
    expect(namesIn('Well, a mate of mine built the whole cache with me at Causeway Travel last year')).toContain(
      'Causeway Travel',
    );
  });

  test('does not split a text within brackets', () =>
    expect(piecesOf('Engineer (Billing, EU), Oriole')).toEqual(['Engineer (Billing, EU)', 'Oriole']));
  test('trims punctuation from both ends of a name', () => expect(trimPunctuation(' "Acme", ')).toBe('Acme'));
});
