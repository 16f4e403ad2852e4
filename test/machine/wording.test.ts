import { expect, test } from 'vitest';
import type { Period, Quantity } from '../../src/machine/quantity.ts';
import { change, number, quantity } from '../../src/machine/wording.ts';

const q = (value: number, unit: string, per?: Period): Quantity => ({ value, unit, ...(per ? { per } : {}) });

test.each([
  [0, '0'],
  [0.01, '0.01'],
  [0.000001, '0.000001'],
  [950, '950'],
  [72_000, '72,000'],
  [1_250_000, '1.25 million'],
  [2_100_000_000, '2.1 billion'],
  [1_234_567, '1,234,567'],
  [4_100_000_000, '4.1 billion'],
])('%d is written %s', (value, text) => {
  expect(number(value)).toBe(text);
});

test.each([
  [q(99.99, '%'), '99.99%'],
  [q(99.999999999, '%'), '99.999999999%'],
  [q(0.0001, '%'), '1 in a million'],
  [q(1e-7, '%'), '1 in a billion'],
  [q(0.0333333333333, '%'), '1 in 3,000'],
  [q(33.3333333333, '%'), '1 in 3'],
  [q(0.03, '%'), '0.03%'],
  [q(0.01234, '%'), '0.01234%'],
  [q(0.0003, '%'), '0.0003%'],
  [q(1, 's'), '1 second'],
  [q(1.8, 's'), '1.8 seconds'],
  [q(0.5, 'min'), '30 seconds'],
  [q(0.5, 'hours'), '30 minutes'],
  [q(210, 'ms'), '210 ms'],
  [q(72_000, 'orders', 'minute'), '72,000 orders per minute'],
  [q(12_000, 'Lookups', 'second'), '12,000 lookups per second'],
  [q(2, 'TB', 'day'), '2 TB per day'],
  [q(9_000_000, '', 'day'), '9 million per day'],
  [q(0, 'dropped events'), '0 dropped events'],
  [q(1, 'outages', 'year'), '1 outage per year'],
  [q(1, 'retries'), '1 retry'],
  [q(1, 'crashes', 'week'), '1 crash per week'],
  [q(1, 'status', 'day'), '1 status per day'],
  [q(1 / 3, 'hours'), '20 minutes'],
  [q(1 / 3, 's'), '0.333 seconds'],
])('%j is written %s', (amount, text) => {
  expect(quantity(amount)).toBe(text);
});

test.each([
  [q(900, 'postings', 'second'), q(6400, 'postings', 'second'), 'from 900 to 6,400 postings per second'],
  [q(1.8, 's'), q(210, 'ms'), 'from 1.8 seconds to 210 ms'],
  [q(400, 'ms'), q(90, 'ms'), 'from 400 ms to 90 ms'],
  [q(99.95, '%'), q(99.99, '%'), 'from 99.95% to 99.99%'],
  [q(99.999, '%'), q(99.999999999, '%'), 'from 99.999% to 99.999999999%'],
  [q(0.0001, '%'), q(1e-7, '%'), 'from 1 in a million to 1 in a billion'],
  [q(3, 's'), q(2, 's'), 'from 3 to 2 seconds'],
  [q(14, 'min'), q(0.9, 'min'), 'from 14 minutes to 54 seconds'],
  [q(35, 'pages', 'week'), q(0, 'pages'), 'from 35 pages per week to 0 pages per week'],
])('%j → %j', (before, after, text) => {
  expect(change(before, after)).toBe(text);
});
