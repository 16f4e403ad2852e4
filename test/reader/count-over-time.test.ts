import { expect, test } from 'vitest';
import { rateOverDuration } from '../../src/reader/count-over-time.ts';
import { numbersIn } from '../../src/text/quantities.ts';

function rateIn(text: string) {
  const { mentions } = numbersIn(text, 'en');
  const [first] = mentions;
  const rate = first && rateOverDuration(text, first, mentions);
  return rate && [rate.quantity.value, rate.quantity.per, rate.text];
}

test.each([
  ['1.2 million cards in 5 hours', 240_000, 'hour'],
  ['3,000 orders in 10 seconds', 300, 'second'],
  ['5,200 readings every 15 minutes', 20_800, 'hour'],
  ['3 200 bookings in half an hour', 6_400, 'hour'],
  ['900 checks in 9 days', 100, 'day'],
])('reads %s as a rate', (text, value, per) => {
  expect(rateIn(text)).toEqual([value, per, text]);
});

test.each(['5,200 readings', '5,200 readings, 15 minutes late', '5,200 readings from 3 sites', '100 rows in 7 hours'])(
  'reads no rate in %s',
  (text) => {
    expect(rateIn(text) ?? null).toBeNull();
  },
);
