import { describe, expect, test } from 'vitest';
import { figureText, sameFigure, sameQuantity } from '../../bench/figures.ts';
import type { Figure, Quantity } from '../../bench/lines.ts';

function q(value: number, unit: string, per?: Quantity['per']): Quantity {
  return { value, unit, ...(per !== undefined && { per }) };
}

describe('equal quantities', () => {
  test.each([
    [q(1.8, 's'), q(1800, 'ms')],
    [q(6, 'hours'), q(360, 'min')],
    [q(250, 'µs'), q(0.25, 'milliseconds')],
    [q(72_000, 'orders', 'minute'), q(1_200, 'requests', 'second')],
    [q(2_100_000, 'minutes of footage', 'day'), q(2_100_000, 'min of video', 'day')],
    [q(12, 'incidents', 'quarter'), q(48, 'incidents', 'year')],
    [q(99.99, '%'), q(4, 'nines')],
    [q(99.99, '%'), q(99.99, 'percent')],
    [q(0, 'lost changes'), q(0, 'changes')],
    [q(1000, 'jobs'), q(1000.9, 'jobs')],
  ])('%j equals %j', (a, b) => {
    expect(sameQuantity(a, b)).toBe(true);
    expect(sameQuantity(b, a)).toBe(true);
  });
});

describe('different quantities', () => {
  test.each([
    ['value', q(210, 'ms'), q(240, 'ms')],
    ['unit of time', q(210, 'ms'), q(210, 's')],
    ['kind: count and percentage', q(0, 'errors'), q(0, '%')],
    ['kind: count and rate', q(900, 'invoices'), q(900, 'invoices', 'second')],
    ['kind: duration and count', q(15, 'min'), q(15, 'incidents')],
    ['period', q(900, 'invoices', 'minute'), q(900, 'invoices', 'second')],
    ['more than the tolerance', q(1000, 'jobs'), q(1002, 'jobs')],
    ['availability, although close in ratio', q(99.95, '%'), q(99.99, '%')],
  ])('quantities differ by %s', (_, a, b) => {
    expect(sameQuantity(a, b)).toBe(false);
  });
});

describe('equal figures', () => {
  const given: Figure = {
    topic: 'latency',
    percentile: 'p99',
    before: q(1.8, 's'),
    after: q(210, 'ms'),
    approximate: false,
    quote: '',
  };
  const { topic, percentile } = given;
  const before = q(1800, 'ms');
  const after = q(0.21, 's');

  test('equal figures agree in topic, percentile and both sides', () => {
    expect(sameFigure({ topic, percentile, before, after }, given)).toBe(true);
    expect(sameFigure({ topic: 'reliability', percentile, before, after }, given)).toBe(false);
    expect(sameFigure({ topic, percentile: 'p95', before, after }, given)).toBe(false);
    expect(sameFigure({ topic, before, after }, given)).toBe(false);
  });

  test('figures with swapped sides differ', () => {
    expect(sameFigure({ topic, percentile, before: after, after: before }, given)).toBe(false);
    expect(sameFigure({ topic, percentile, before: after }, given)).toBe(false);
  });

  test('a figure may have an unexpected side, but not lack an expected one', () => {
    const { before: _, ...level } = given;
    expect(sameFigure({ topic, percentile, after }, given)).toBe(true);
    expect(sameFigure({ topic, percentile, before, after }, level)).toBe(false);
  });

  test('a median equals p50', () => {
    expect(sameFigure({ topic, percentile: 'p50', after }, { ...given, percentile: 'median' })).toBe(true);
  });
});

test('figureText() writes a figure in one line', () => {
  expect(figureText({ topic: 'latency', percentile: 'p99', before: q(1.8, 's'), after: q(210, 'ms') })).toBe(
    'latency p99 1.8 s → 210 ms',
  );
  expect(figureText({ topic: 'throughput', after: q(900, 'invoices', 'second') })).toBe(
    'throughput 900 invoices/second',
  );
});
