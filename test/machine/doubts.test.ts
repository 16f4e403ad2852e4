import { describe, expect, test } from 'vitest';
import { EMPTY } from '../../src/machine/context.ts';
import { doubtOf, doubtStep } from '../../src/machine/doubts.ts';
import type { Quantity } from '../../src/machine/quantity.ts';
import type { Figure } from '../../src/machine/sheet.ts';

const side = (value: number, unit: string, per?: Quantity['per']) => ({
  quantity: { value, unit, ...(per && { per }) },
  bound: null,
  tail: '',
  quote: 'q',
  source: 'm',
});

function figure(
  topic: Figure['topic'],
  before: Figure['before'],
  now: Figure['now'],
  more: Partial<Figure> = {},
): Figure {
  return {
    id: `${topic}.1`,
    topic,
    measure: null,
    percentile: null,
    sentence: null,
    typed: null,
    before,
    now,
    ...more,
  };
}

function why(...figures: Figure[]) {
  return doubtOf({ ...EMPTY, sheet: { ...EMPTY.sheet, figures } })?.why ?? null;
}

describe('a figure is doubtful', () => {
  test.each<[string, Figure, string | null]>([
    ['slower than before', figure('latency', side(80, 'ms'), side(2, 's')), 'worse'],
    ['faster than before', figure('latency', side(2, 's'), side(80, 'ms')), null],
    ['less load', figure('throughput', side(9, 'k', 'second'), side(3, 'k', 'second')), 'worse'],
    ['less available', figure('reliability', side(99.99, '%'), side(99.9, '%')), 'worse'],
    ['more available', figure('reliability', side(99.9, '%'), side(99.99, '%')), null],
    ['more failures', figure('reliability', side(0.1, '%'), side(0.4, '%')), 'worse'],
    ['fewer failures', figure('reliability', side(0.4, '%'), side(0.1, '%')), null],
    ['a share and a count', figure('reliability', side(0.4, '%'), side(3, 'incidents')), 'kinds'],
    ['35 a week and none', figure('reliability', side(35, 'orders', 'week'), side(0, 'orders')), null],
    ['the same', figure('latency', side(2, 's'), side(2000, 'ms')), null],
  ])('%s', (_, one, expected) => expect(why(one)).toBe(expected));

  test('a median above its p99', () => {
    const p99 = figure('latency', null, side(80, 'ms'), { percentile: 'p99' });
    const p50 = figure('latency', null, side(90, 'ms'), { percentile: 'p50', id: 'latency.2' });
    expect(why(p99, p50)).toBe('percentiles');
    expect(why(p99, { ...p50, measure: 'search' })).toBeNull();
  });

  test('not once it is confirmed', () => {
    const one = figure('latency', side(80, 'ms'), side(2, 's'));
    expect(doubtOf({ ...EMPTY, done: [doubtStep(one)], sheet: { ...EMPTY.sheet, figures: [one] } })).toBeNull();
  });
});
