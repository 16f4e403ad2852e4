import { expect, test } from 'vitest';
import { rateOfInterval, rateOverDuration } from '../../src/reader/count-over-time.ts';
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

test.each([
  ['one every 15 seconds', 4, 'minute'],
  ['On hot days one every 15 sec', 4, 'minute'],
  ['a tow truck every 6 minutes', 10, 'hour'],
])('reads the time of "%s" as a rate', (text, value, per) => {
  const [time] = numbersIn(text, 'en').mentions;
  expect(time && rateOfInterval(text, time).quantity).toEqual({ value, unit: '', per });
});

test.each([
  'it runs every 15 seconds',
  '15 seconds',
  'one job for all of them, every 15 seconds',
  'one every 7 minutes',
])('reads no rate in the time of "%s"', (text) => {
  const [time] = numbersIn(text, 'en').mentions;
  expect(time && rateOfInterval(text, time)).toBe(time);
});
