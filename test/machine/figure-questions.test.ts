import { describe, expect, test } from 'vitest';
import { EMPTY } from '../../src/machine/context.ts';
import { doubtOf, doubtStep } from '../../src/machine/figure-questions.ts';
import type { Period } from '../../src/machine/quantity.ts';
import type { Figure } from '../../src/machine/sheet.ts';
import type { Metric } from '../../src/machine/slots.ts';
import { amount, figure as figureOf, quantity } from '../letter/sheets.ts';

const side = (value: number, unit: string, per?: Period) => amount(quantity(value, unit, per));

const figure = (topic: Metric, before: Figure['before'], now: Figure['now'], more: Partial<Figure> = {}) =>
  figureOf(topic, { before, now, ...more });

function why(...figures: Figure[]) {
  return doubtOf({ ...EMPTY, sheet: { ...EMPTY.sheet, figures } })?.why ?? null;
}

describe('doubt about a figure', () => {
  test.each<[string, Figure, string | null]>([
    ['doubts a higher latency', figure('latency', side(80, 'ms'), side(2, 's')), 'worse'],
    ['does not doubt a lower latency', figure('latency', side(2, 's'), side(80, 'ms')), null],
    ['doubts a lower load', figure('throughput', side(9, 'k', 'second'), side(3, 'k', 'second')), 'worse'],
    ['doubts a lower availability', figure('reliability', side(99.99, '%'), side(99.9, '%')), 'worse'],
    ['does not doubt a higher availability', figure('reliability', side(99.9, '%'), side(99.99, '%')), null],
    ['doubts more failures', figure('reliability', side(0.1, '%'), side(0.4, '%')), 'worse'],
    ['does not doubt fewer failures', figure('reliability', side(0.4, '%'), side(0.1, '%')), null],
    ['doubts a share and a count as one figure', figure('reliability', side(0.4, '%'), side(3, 'incidents')), 'kinds'],
    [
      'does not doubt a fall from 35 a week to none',
      figure('reliability', side(35, 'orders', 'week'), side(0, 'orders')),
      null,
    ],
    ['does not doubt equal sides', figure('latency', side(2, 's'), side(2000, 'ms')), null],
  ])('%s', (_, one, expected) => expect(why(one)).toBe(expected));

  test('doubts a median above the p99 of the same measure', () => {
    const p99 = figure('latency', null, side(80, 'ms'), { percentile: 'p99' });
    const p50 = figure('latency', null, side(90, 'ms'), { percentile: 'p50', id: 'latency.2' });
    expect(why(p99, p50)).toBe('percentiles');
    expect(why(p99, { ...p50, measure: 'search' })).toBeNull();
  });

  test('does not doubt a confirmed figure', () => {
    const one = figure('latency', side(80, 'ms'), side(2, 's'));
    expect(doubtOf({ ...EMPTY, done: [doubtStep(one)], sheet: { ...EMPTY.sheet, figures: [one] } })).toBeNull();
  });
});
