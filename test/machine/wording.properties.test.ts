import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nines } from '../../src/machine/figures/counted.ts';
import { readMentions, sameQuantity } from '../../src/machine/figures.ts';
import { PeriodSchema, type Quantity } from '../../src/machine/quantity.ts';
import { change, quantity } from '../../src/machine/wording.ts';

const digits = fc.integer({ min: 1, max: 9999 });
const percent = (value: number): Quantity => ({ value, unit: '%' });

const share = fc.oneof(
  fc.tuple(digits, fc.integer({ min: 2, max: 12 })).map(([value, places]) => percent(Number(`${value}e-${places}`))),
  fc
    .tuple(digits, fc.integer({ min: 4, max: 13 }))
    .map(([value, places]) => percent(100 - Number(`${value}e-${places}`))),
  fc.integer({ min: 1, max: 16 }).map((count) => percent(nines(count))),
  fc
    .tuple(fc.integer({ min: 3, max: 9999 }), fc.integer({ min: 0, max: 9 }))
    .map(([value, zeros]) => percent(Number((100 / (value * 10 ** zeros)).toPrecision(12)))),
);

const amount = fc.tuple(digits, fc.integer({ min: -9, max: 9 })).map(([value, power]) => Number(`${value}e${power}`));
/** A dot before three digits parts thousands to some of those who count. */
const counted = amount.filter((value) => !/^\d{1,3}\.\d{3}$/.test(String(value)));
const rate = fc
  .record({
    value: counted,
    unit: fc.constantFrom('requests', 'orders', 'readings'),
    per: fc.constantFrom(...PeriodSchema.options),
  })
  .map(({ value, unit, per }): Quantity => ({ value, unit, per }));
const duration = fc
  .record({
    value: amount,
    unit: fc.constantFrom('ns', 'µs', 'ms', 's', 'min', 'hours', 'days', 'weeks', 'months', 'years'),
  })
  .map(({ value, unit }): Quantity => ({ value, unit }));
const data = fc
  .record({ value: amount, unit: fc.constantFrom('KB', 'MB', 'GB', 'TB') })
  .map(({ value, unit }): Quantity => ({ value, unit }));

/** What is left of the whole counts as much as the share, without asking the code that is held to it. */
function leavesAsMuch(one: Quantity, other: Quantity): boolean {
  const [left, right] = [100 - one.value, 100 - other.value];
  return one.unit !== '%' || Math.abs(left - right) <= 1e-6 * Math.abs(left);
}

test('a quantity put into words reads back as itself', () => {
  fc.assert(
    fc.property(fc.oneof(share, rate, duration, data), (one) => {
      const words = quantity(one);
      const read = readMentions(`It is ${words}.`).map((mention) => mention.quantity);
      const same = read.every((other) => sameQuantity(one, other) && leavesAsMuch(one, other));
      expect({ words, read, count: read.length, same }).toEqual({ words, read, count: 1, same: true });
    }),
  );
});

test('a change put into words reads back as its two sides', () => {
  fc.assert(
    fc.property(share, share, (before, after) => {
      const read = readMentions(`It went ${change(before, after)}.`).map((mention) => mention.quantity);
      expect(read.map((other, index) => sameQuantity(other, [before, after][index] ?? other))).toEqual([true, true]);
    }),
  );
});

test('only nothing is 0%, and only everything 100%', () => {
  fc.assert(fc.property(share, (one) => !['0%', '100%'].includes(quantity(one))));
  expect([quantity(percent(0)), quantity(percent(100))]).toEqual(['0%', '100%']);
});
