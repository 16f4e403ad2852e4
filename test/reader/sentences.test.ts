import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutClauses } from '../../src/reader/clauses.ts';
import { type Sentence, sentences } from '../../src/reader/sentences.ts';

const texts = (text: string) => sentences(text).map((sentence) => sentence.text);

describe('sentences', () => {
  test.each([
    ['It was slow. Now it is not!', ['It was slow.', 'Now it is not!']],
    ['p99 was 1.8 s. It is 0.2 s', ['p99 was 1.8 s.', 'It is 0.2 s']],
    ['Dr. Boateng and T. Lund read it.', ['Dr. Boateng and T. Lund read it.']],
    ['- one\n- two', ['one', 'two']],
    ['really?! yes...', ['really?!', 'yes...']],
    ['', []],
    [' \r\n\t ', []],
    [
      "okay so I'm dictating this while walking so I want to apply as backend engineer at Vellum I don't know who reads it and the thing I want to talk about is the caption relay at Northlight I designed and wrote the relay in Go and um the hard part was the set top boxes they are old and since then nobody wrote in",
      [
        'okay',
        "so I'm dictating this while walking",
        'so I want to apply as backend engineer at Vellum',
        "I don't know who reads it",
        'and the thing I want to talk about is the caption relay at Northlight',
        'I designed and wrote the relay in Go',
        'and um the hard part was the set top boxes',
        'they are old',
        'and since then nobody wrote in',
      ],
    ],
  ])('%j', (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  test('words have a part of speech and their place', () => {
    const [sentence] = sentences('  I don’t wait 200 ms.');
    const words = sentence?.words ?? [];
    expect(words.map(({ low }) => low)).toContain('wait');
    expect(words.find(({ low }) => low === 'wait')?.pos).toBe('VERB');
    for (const { text, start, end } of words) expect('  I don’t wait 200 ms.'.slice(start, end)).toBe(text);
  });

  test('an endless word is a word', () => {
    expect(texts('x'.repeat(5_000))).toEqual(['x'.repeat(5_000)]);
  });
});

const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'I built it',
        '. ',
        ', but ',
        '; ',
        ' - ',
        '\n',
        '\r\n',
        '’',
        '🎉',
        '\ud800',
        '\0',
        'שלום',
        '1.8 s',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

describe('whatever the text', () => {
  test('each sentence and each word is what stands at its place, in order and apart', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let last = 0;
        for (const sentence of sentences(text)) {
          expect(sentence.start).toBeGreaterThanOrEqual(last);
          expect(sentence.text).toBe(text.slice(sentence.start, sentence.end));
          expect(sentence.text.trim()).not.toBe('');
          for (const word of sentence.words) {
            expect(word.text).toBe(text.slice(word.start, word.end));
            expect(word.start).toBeGreaterThanOrEqual(sentence.start);
            expect(word.end).toBeLessThanOrEqual(sentence.end);
          }
          last = sentence.end;
        }
      }),
      { numRuns: 300 },
    );
  });

  test('no letter or digit is between sentences', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let rest = text;
        for (const { start, end } of sentences(text).toReversed()) rest = rest.slice(0, start) + rest.slice(end);
        expect(rest).not.toMatch(/[\p{L}\p{N}]/u);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a sentence without some of its clauses', () => {
  const only = (text: string): Sentence => {
    const [sentence] = sentences(text);
    if (!sentence) throw new Error('no sentence');
    return sentence;
  };
  const without = (text: string, drop: RegExp, fine = true) =>
    withoutClauses(only(text), (clause) => drop.test(clause), fine).map((part) => part.text);

  test.each<[string, RegExp, string[]]>([
    [
      'I built the router, my wife hated it, and I kept the old format.',
      /wife/,
      ['I built the router', 'I kept the old format.'],
    ],
    ['I built the router, and it was mine alone.', /wife/, ['I built the router, and it was mine alone.']],
    ['I built the router (my wife hated it) and kept it.', /wife/, ['I built the router', 'and kept it.']],
    ['my wife hated it', /wife/, []],
    ['I wrote the router, then the limiter, but my wife hated both.', /wife/, ['I wrote the router, then the limiter']],
  ])('%s', (text, drop, left) => {
    expect(without(text, drop)).toEqual(left);
  });

  test('at the larger joints only, a comma cuts nothing', () => {
    expect(without('I built it for years, my wife hated it; the vendors did not.', /wife/, false)).toEqual([
      'the vendors did not.',
    ]);
  });

  test('what is left keeps its words and its place', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, fine) => {
        for (const sentence of sentences(text)) {
          for (const part of withoutClauses(sentence, (clause) => clause.includes('built'), fine)) {
            expect(part.text).toBe(text.slice(part.start, part.end));
            expect(part.words).toEqual(
              sentence.words.filter((word) => word.start >= part.start && word.end <= part.end),
            );
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
