/** Shares in words, against those that were told: one in sixty, once in eight times, every tenth, two thirds. */
import { describe, expect, test } from 'vitest';
import { numberFaults } from '../../../src/letter/check/numbers.ts';
import { proportionsIn } from '../../../src/letter/check/proportions.ts';
import { told } from '../briefs.ts';
import { found } from './found.ts';

test.each([
  ['We shipped one order in sixty twice.', [1.6667]],
  ['It was broken once in eight times.', [12.5]],
  ['It is once in two thousand now.', [0.05]],
  ['Three pallets in a hundred were wrong.', [3]],
  ['It is one in four hundred.', [0.25]],
  ['It is one in 12,000.', [0.0083]],
  ['It is one in every twenty.', [5]],
  ['Two out of five came late.', [40]],
  ['Three in ten never update.', [30]],
  ['There were 31 in 2023.', []],
  ['It happened six times in 2023.', []],
  ['There was one outage in two regions.', []],
  ['It took two in five minutes.', []],
  ['One outage in 30 days is fine.', []],
])('%s', (text, shares) => {
  expect(proportionsIn(text).map(({ share }) => Number(share.toFixed(4)))).toEqual(shares);
});

describe('a share', () => {
  const brief = told(
    ['reliability', 'broken links in results one in eight, now one in two thousand'],
    [
      'contract',
      'Every tenth message is a full one. I stop when more than a tenth is missing. Two thirds of them never update.',
    ],
  );

  test.each([
    'A link used to be broken once in eight times, and now it is once in two thousand.',
    'One link in eight was broken, and it is 0.05% today.',
    'One in ten messages is complete.',
    '10% of the messages are complete.',
    'I stop when more than ten per cent are missing.',
    'About 67% of them never update.',
    'Every tenth message is complete.',
  ])('that was told: %s', (text) => {
    expect(found(numberFaults, text, brief)).toEqual([]);
  });

  test.each([
    ['A link used to be broken once in six times.', 'once in six times'],
    ['Now it is one in three thousand.', 'one in three thousand'],
    ['One in five messages is complete.', 'One in five'],
    ['I stop when more than thirty per cent are missing.', 'thirty per cent'],
    ['About 57% of them never update.', '57% of them'],
  ])('that was not: %s', (text, span) => {
    expect(found(numberFaults, text, brief).map(([, words]) => words)).toEqual([span]);
  });
});
