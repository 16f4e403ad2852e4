import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numbersIn } from '../../src/text/quantities.ts';

const LENGTH = 20_000;
const MILLISECONDS_AT_MOST = 50;
const RUNS = 4;

/** CPU time of the best of a few runs, in milliseconds. */
function bestTime(text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS && best > MILLISECONDS_AT_MOST; run += 1) {
    const start = process.threadCpuUsage();
    numbersIn(text);
    const { user, system } = process.threadCpuUsage(start);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

function filled(part: string): string {
  return part.repeat(Math.ceil(LENGTH / part.length)).slice(0, LENGTH);
}

const PARTS = [
  ['1', '1 ', '1,', '1.', '1,000', '1,000 ', '100 ', '0', '0 ', '123456789012345 ', '1e9', "1'", '..1', '1.2.3.4 '],
  ['a ', 'a', ' ', ',', '.', '\n', '1\n', '\u00a0', '1\u00a0000', '-', '- ', '--', '=', '>', '~', '_', "'", '/', '/a/'],
  ['one ', 'one-', 'hundred ', 'million ', 'one one one ', 'point ', 'point one ', 'one and ', 'half a ', 'a half '],
  ['99%', '99% ', '%', 'p99 ', 'P 99 ', 'p', 'p1', 'ninety-fifth percentile ', 'percentile ', 'nine nines '],
  [
    '1k ',
    'k',
    '1 k k k ',
    '1h',
    '1h30m',
    '3m ',
    '1 ms ',
    '1 a ',
    '1 per ',
    '1 in ',
    '1 in 2 ',
    '1 of ',
    '1 x of x of ',
  ],
  [
    '1-',
    '1-2 ',
    '1/',
    '1:',
    '1 to ',
    '1 → ',
    '1 - 2k ',
    '$',
    '$1 ',
    '1 EUR ',
    '<=1 ',
    'sub-1',
    'sub-',
    '+1 ',
    'than 1 ',
  ],
  [
    'x@',
    'a@b.',
    '@',
    'www.',
    '://',
    '½',
    '1½',
    '万',
    '1万',
    '\u{1F600}',
    '\ud800',
    'a b c 1 ',
    '5 foo-bar-',
    '1 a-b/c-d ',
  ],
].flat();

describe('numbersIn with 20,000 characters', () => {
  test.each(PARTS)('takes less than 50 ms for %j repeated', (part) => {
    expect(bestTime(filled(part))).toBeLessThan(MILLISECONDS_AT_MOST);
  });
});

test('numbersIn takes less than 50 ms for any mixture of the parts', () => {
  numbersIn(filled('warm up 1 k '));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 6 }), (parts) => {
      expect(bestTime(filled(parts.join('')))).toBeLessThan(MILLISECONDS_AT_MOST);
    }),
    { numRuns: 60 },
  );
});
