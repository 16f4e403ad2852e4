import { describe, expect, test } from 'vitest';
import { change, number, quantity } from '../../src/machine/wording.ts';

test.each([
  [0, '0'],
  [0.02, '0.02'],
  [99.99, '99.99'],
  [4500, '4,500'],
  [1_250_000, '1.25 million'],
  [1_234_567, '1,234,567'],
  [12e9, '12 billion'],
])('%d is written %s', (value, written) => {
  expect(number(value)).toBe(written);
});

test.each([
  [{ value: 210, unit: 'ms' }, '210 ms'],
  [{ value: 1, unit: 's' }, '1 second'],
  [{ value: 1.8, unit: 's' }, '1.8 seconds'],
  [{ value: 0.5, unit: 'min' }, '30 seconds'],
  [{ value: 0.25, unit: 'hours' }, '15 minutes'],
  [{ value: 99.95, unit: '%' }, '99.95%'],
  [{ value: 4500, unit: 'jobs', per: 'minute' }, '4,500 jobs per minute'],
  [{ value: 3, unit: 'TB', per: 'day' }, '3 TB per day'],
  [{ value: 900, unit: '', per: 'second' }, '900 per second'],
  [{ value: 12, unit: '' }, '12'],
] as const)('%j is written %s', (amount, written) => {
  expect(quantity(amount)).toBe(written);
});

describe('a change', () => {
  test.each([
    [
      { value: 300, unit: 'jobs', per: 'minute' },
      { value: 4500, unit: 'jobs', per: 'minute' },
      'from 300 to 4,500 jobs per minute',
    ],
    [{ value: 1.8, unit: 's' }, { value: 210, unit: 'ms' }, 'from 1.8 seconds to 210 ms'],
    [{ value: 900, unit: 'ms' }, { value: 120, unit: 'ms' }, 'from 900 to 120 ms'],
    [{ value: 0.8, unit: '%' }, { value: 0.05, unit: '%' }, 'from 0.8% to 0.05%'],
    [
      { value: 20, unit: 'files', per: 'hour' },
      { value: 2, unit: 'files', per: 'second' },
      'from 20 files per hour to 2 files per second',
    ],
  ] as const)('%j, %j: %s', (before, after, written) => {
    expect(change(before, after)).toBe(written);
  });
});
