import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokens } from '../../../src/machine/figures/lexer.ts';

const kinds = (text: string) =>
  tokens(text)
    .map(({ kind, low }) => `${kind[0]}:${low}`)
    .join(' ');

test.each([
  ['8.5k→72k orders/min', 'n:8.5 w:k a:→ n:72 w:k w:orders m:/ w:min'],
  ['1 250 000', 'n:1 n:250 n:000'],
  ['1.250.000,5', 'n:1.250.000,5'],
  ["1'250", "n:1'250"],
  ['.09% and a. 5', 'n:.09 m:% w:and w:a m:. n:5'],
  ['%.5', 'm:% n:.5'],
  ['sub-10ms', 'w:sub m:- n:10 w:ms'],
  ['p99.9 P 99 p-95 tp99 p100m', 'w:p99.9 w:p99 w:p95 w:p99 w:p100m'],
  ['p99: 5', 'w:p99 m:: n:5'],
  ['900 -> 4k => 5 --> 6', 'n:900 a:-> n:4 w:k a:=> n:5 a:--> n:6'],
  ['1h30m, 5min20s', 'n:1 w:h n:30 w:m m:, n:5 w:min n:20 w:s'],
  ['9 Mio. requests. 9 Mio. Then', 'n:9 w:mio w:requests m:. n:9 w:mio m:. w:then'],
  ["don't won’t", "w:don't w:won't"],
  ['naïve_x2 café', 'w:naïve_x2 w:café'],
  ['½ ⅷ', 'm:½ m:ⅷ'],
  ['', ''],
])('%j', (text, expected) => {
  expect(kinds(text)).toBe(expected);
});

test('tokens tell where white space and line feeds stand before them', () => {
  expect(tokens('a b\nc, \n d').map(({ text, spaced, newLine }) => [text, spaced, newLine])).toEqual([
    ['a', true, true],
    ['b', true, false],
    ['c', true, true],
    [',', false, false],
    ['d', true, true],
  ]);
});

test('tokens follow one another in the text, and only white space stands between them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      let last = 0;
      for (const token of tokens(text)) {
        expect(text.slice(last, token.start)).toMatch(/^\s*$/);
        expect(text.slice(token.start, token.end)).toBe(token.text);
        expect(token.end).toBeGreaterThan(token.start);
        last = token.end;
      }
      expect(text.slice(last)).toMatch(/^\s*$/);
    }),
    { numRuns: 1000 },
  );
});
