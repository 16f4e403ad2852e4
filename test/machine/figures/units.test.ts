import { describe, expect, test } from 'vitest';
import { cut, factor, inBase, kindOf, sameQuantity } from '../../../src/machine/figures/units.ts';
import type { Period, Quantity } from '../../../src/machine/quantity.ts';

const q = (value: number, unit: string, per?: Period): Quantity => ({ value, unit, ...(per ? { per } : {}) });

test.each<[Quantity, string, number]>([
  [q(1.8, 's'), 'duration', 1800],
  [q(250, 'µs'), 'duration', 0.25],
  [q(2, 'hours'), 'duration', 7_200_000],
  [q(72_000, 'orders', 'minute'), 'rate', 1200],
  [q(4, 'hours', 'year'), 'duration', 14_400_000],
  [q(2, 'TB', 'day'), 'data', 2e12 / 86_400],
  [q(10, 'Gbit', 'second'), 'data', 1.25e9],
  [q(1, 'KiB'), 'data', 1024],
  [q(99.9, '%'), 'share', 99.9],
  [q(0, 'dropped events'), 'count', 0],
  [q(5, 'constructor'), 'count', 5],
])('%j is a %s of %d', (quantity, kind, base) => {
  expect(kindOf(quantity)).toBe(kind);
  expect(inBase(quantity)).toBeCloseTo(base, 6);
});

describe('comparing', () => {
  test.each<[Quantity, Quantity, factor: number, cut: number]>([
    [q(1.8, 's'), q(210, 'ms'), 210 / 1800, 88.333333],
    [q(400, 'ms'), q(200, 'ms'), 0.5, 50],
    [q(8500, 'orders', 'minute'), q(72_000, 'orders', 'minute'), 8.470588, -747.058824],
    [q(60, 'requests', 'minute'), q(2, 'requests', 'second'), 2, -100],
    [q(0.2, '%'), q(0.01, '%'), 0.05, 95],
    [q(35, 'pages', 'week'), q(0, 'pages', 'week'), 0, 100],
  ])('%j → %j', (from, to, times, percent) => {
    expect(factor(from, to)).toBeCloseTo(times, 6);
    expect(cut(from, to)).toBeCloseTo(percent, 5);
  });

  test.each<[Quantity, Quantity]>([
    [q(1.8, 's'), q(1800, 'ms')],
    [q(90, 's'), q(1.5, 'min')],
    [q(1200, 'orders', 'second'), q(72_000, 'requests', 'minute')],
    [q(24, 'GB', 'day'), q(1, 'GB', 'hour')],
    [q(0, 'ms'), q(0, 'hours')],
  ])('%j is %j', (one, other) => {
    expect(sameQuantity(one, other)).toBe(true);
  });

  test.each<[string, Quantity, Quantity]>([
    ['a share and a count', q(5, '%'), q(5, 'errors')],
    ['a duration and a rate', q(5, 's'), q(5, 'requests', 'second')],
    ['99.95 and 99.99', q(99.95, '%'), q(99.99, '%')],
    ['six nines and seven', q(99.9999, '%'), q(99.99999, '%')],
    ['ten nines and eleven', q(99.99999999, '%'), q(99.999999999, '%')],
    ['eleven nines and everything', q(99.999999999, '%'), q(100, '%')],
    ['one in a million and one in a billion', q(1e-4, '%'), q(1e-7, '%')],
    ['numbers of eight digits that differ in the last', q(12_345_678, 'orders'), q(12_345_679, 'orders')],
    ['a second and a millisecond more', q(1, 's'), q(1001, 'ms')],
  ])('%s differ', (_, one, other) => {
    expect(sameQuantity(one, other)).toBe(false);
  });

  test('nothing follows from zero, or across kinds', () => {
    expect(factor(q(0, 'pages', 'week'), q(5, 'pages', 'week'))).toBeNull();
    expect(cut(q(0, 'pages', 'week'), q(5, 'pages', 'week'))).toBeNull();
    expect(factor(q(5, 's'), q(5, '%'))).toBeNull();
  });
});
