/** Money, of which a sum may be invented, changed, or told in other words. */
import { describe, expect, test } from 'vitest';
import { moneyIn } from '../../../src/letter/check/money.ts';
import { numberFaults } from '../../../src/letter/check/numbers.ts';
import { told } from '../briefs.ts';
import { found } from './found.ts';

test.each([
  ['It saves £90,000 a year.', [90_000]],
  ['It saves 90k euros.', [90_000]],
  ['It saves USD 1.4 million.', [1_400_000]],
  ['It saves ninety thousand pounds.', [90_000]],
  ['A call costs 0.3 cents, not $2.', [0.3, 2]],
  ['It takes 90 seconds.', []],
])('%s', (text, values) => {
  expect(moneyIn(text).map(({ value }) => value)).toEqual(values);
});

describe('a sum', () => {
  const NONE = told(['system', 'I wrote the relay.']);
  const SOME = told(['system', 'I wrote the relay, and it costs us 1.4 million dollars less, $90k of it in licences.']);

  test.each([
    ['It saves us £90,000 a year in licences.', '£90,000', 'invented-number', NONE],
    ['It saves us about 2 million euros.', '2 million euros', 'invented-number', NONE],
    ['It saves ninety thousand pounds a year.', 'ninety thousand pounds', 'invented-number', NONE],
    ['It saves $1.6 million a year.', '$1.6 million', 'changed-digit', SOME],
  ])('that nobody named: %s', (text, span, kind, brief) => {
    expect(found(numberFaults, text, brief)).toEqual([[kind, span]]);
  });

  test.each([
    'It costs us $1.4M less.',
    'It costs us $1,400,000 less.',
    'It costs us 1.4 million dollars less, and licences are 90,000 dollars of that.',
    'Licences are $90k of it.',
  ])('that was named: %s', (text) => {
    expect(found(numberFaults, text, SOME)).toEqual([]);
  });
});
