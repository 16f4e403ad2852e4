import { describe, expect, test } from 'vitest';
import { claimsIn } from '../../../src/letter/check/claims.ts';

/** `8 times`, `about 88 percent`, and the words that claim it. */
function claimed(text: string): [string, string][] {
  return claimsIn(text).map(({ kind, value, atMost, loose, start, end }) => [
    `${loose === 'exact' ? '' : `${loose} `}${+value.toFixed(2)}${atMost === undefined ? '' : ` to ${atMost}`} ${kind}`,
    text.slice(start, end),
  ]);
}

describe('a multiple', () => {
  test.each([
    ['It is eight times faster.', '8 times', 'eight times'],
    ['It is about eight times faster.', 'about 8 times', 'about eight times'],
    ['It takes eight and a half times the load.', '8.5 times', 'eight and a half times'],
    ['It takes 2.5 times the load.', '2.5 times', '2.5 times'],
    ['It is between eight and nine times as fast.', '8 to 9 times', 'between eight and nine times'],
    ['It takes six to seven times as many.', '6 to 7 times', 'six to seven times'],
    ['It is more than six times as fast.', 'over 6 times', 'more than six times'],
    ['It is not quite nine times as fast.', 'under 9 times', 'not quite nine times'],
    ['It is 8x faster.', '8 times', '8x'],
    ['That was an 8x improvement.', '8 times', '8x'],
    ['It was a sixfold increase.', '6 times', 'sixfold'],
    ['A 6-fold increase followed.', '6 times', '6-fold'],
    ['It grew fifteen-fold.', '15 times', 'fifteen-fold'],
    ['It grew tenfold.', '10 times', 'tenfold'],
    ['Throughput grew 15 times.', '15 times', '15 times'],
    ['Lost scans fell by a factor of eighteen.', '18 times', 'by a factor of eighteen'],
    ['That is a factor of about six and a half.', 'about 6.5 times', 'a factor of about six and a half'],
    ['It is two hundred times less frequent.', '200 times', 'two hundred times'],
    ['It is a hundred and eighty times as many.', '180 times', 'a hundred and eighty times'],
    ['It is a dozen times the 3,500 of the form.', '12 times', 'a dozen times'],
    ['It is two dozen times the 3,500 of the form.', '24 times', 'two dozen times'],
    ['It is eighty times the earlier limit.', '80 times', 'eighty times'],
    ['It is an order of magnitude faster.', 'about 6 to 20 times', 'an order of magnitude'],
    ['It is two orders of magnitude faster.', 'about 60 to 200 times', 'two orders of magnitude'],
  ])('in "%s": %s', (text, claim, span) => {
    expect(claimed(text)).toEqual([[claim, span]]);
  });

  test.each([
    ['We doubled the load.', 'about 2 times', 'doubled'],
    ['We more than doubled the load.', 'over 2 times', 'more than doubled'],
    ['We nearly tripled the load.', 'about 3 times', 'nearly tripled'],
    ['That quadrupled the load.', 'about 4 times', 'quadrupled'],
    ['It is twice as fast.', 'about 2 times', 'twice as'],
    ['It takes double the load.', 'about 2 times', 'double the'],
    ['That halved the wait.', 'about 2 times', 'halved'],
    ['That halves the wait.', 'about 2 times', 'halves the'],
    ['A booking takes half as long.', 'about 2 times', 'half as long'],
    ['The wait was cut in half.', 'about 2 times', 'cut in half'],
  ])('by its own word in "%s": %s', (text, claim, span) => {
    expect(claimed(text)).toEqual([[claim, span]]);
  });

  test.each([
    ['It is a third of what it was.', 'about 3 times', 'a third of what'],
    ['It is down to less than a tenth of it.', 'over 10 times', 'less than a tenth of it'],
    ['It is not even a tenth of it.', 'over 10 times', 'not even a tenth of it'],
    ['It takes more than half of the old time.', 'under 2 times', 'more than half of the'],
    ['It takes a 75th of the time.', 'about 75 times', 'a 75th of the'],
    ['It takes a seventy-fifth of the time.', 'about 75 times', 'a seventy-fifth of the'],
    ['It takes one fifth of the old time.', 'about 5 times', 'one fifth of the'],
    ['It fell from 4 s to 1 s, a quarter.', 'about 4 times', 'a quarter'],
    ['The error rate fell to a seventh.', 'about 7 times', 'a seventh'],
    ['Of fifteen there is one in every twenty left.', 'about 20 times', 'one in every twenty'],
  ])('by what is left in "%s": %s', (text, claim, span) => {
    expect(claimed(text)).toEqual([[claim, span]]);
  });
});

describe('a change in per cent', () => {
  test.each([
    ['We cut it by 88%.', '88 percent', '88%'],
    ['We cut it by 88 %.', '88 percent', '88 %'],
    ['We cut it by eighty-eight percent.', '88 percent', 'eighty-eight percent'],
    ['We cut it by about 88%.', 'about 88 percent', '88%'],
    ['We cut it by nearly 90%.', 'about 90 percent', '90%'],
    ['We cut it by more than 80%.', 'over 80 percent', '80%'],
    ['We cut it by at least 80%.', 'over 80 percent', '80%'],
    ['We cut it by just under 90%.', 'under 90 percent', '90%'],
    ['That is a drop of 88 per cent.', '88 percent', '88 per cent'],
    ['That is a reduction of almost 90%.', 'about 90 percent', '90%'],
    ['Timeouts are down 88%.', '88 percent', '88%'],
    ['Throughput is up 40%.', '40 percent', '40%'],
    ['It takes 88% less.', '88 percent', '88%'],
    ['It takes about 88% less.', 'about 88 percent', '88%'],
    ['It was a 90% cut.', '90 percent', '90%'],
    ['Throughput increased by 1,400%.', '1400 percent', '1,400%'],
  ])('in "%s": %s', (text, claim, span) => {
    expect(claimed(text)).toEqual([[claim, span]]);
  });

  test.each([
    ['We cut it by a third.', 'about 33.33 percent', 'by a third'],
    ['We cut it by two thirds.', 'about 66.67 percent', 'by two thirds'],
    ['We cut it by more than three quarters.', 'over 75 percent', 'by more than three quarters'],
    ['We cut it by less than a third.', 'under 33.33 percent', 'by less than a third'],
    ['We cut it almost by half.', 'about 2 times', 'almost by half'],
    ['It takes nine tenths less.', 'about 90 percent', 'nine tenths'],
    ['It is three quarters of what it was.', 'about 25 percent', 'three quarters of what'],
    ['It is less than two thirds of what it was.', 'over 33.33 percent', 'less than two thirds of what'],
    ['14 out of every 15 are gone.', 'about 93.33 percent', '14 out of every 15'],
  ])('as a fraction in "%s": %s', (text, claim, span) => {
    expect(claimed(text)).toEqual([[claim, span]]);
  });
});

describe('no claim', () => {
  test.each([
    // Occasions
    'The job runs three times a day.',
    'It failed three times.',
    'We tried it two times before.',
    'It failed ten times in a row.',
    'It failed six times in 2023.',
    'Six times during that year it failed.',
    'It failed four times last winter.',
    'We asked them five times to change it.',
    'Every booking arrives twice.',
    // Counts, levels and times of day
    'Availability is 99.9%.',
    'It takes 9% of the CPU.',
    'It takes half an hour.',
    'That was a quarter ago.',
    'It took a tenth of a second.',
    'The second attempt is the last one.',
    // Words that only look like it
    'Double bookings are gone.',
    'Everything is double-checked.',
    'We split the table in two halves.',
    'It happened in the second half of the year.',
    'The third of the services came later.',
    'The extra large ones came later.',
  ])('is in "%s"', (text) => {
    expect(claimed(text)).toEqual([]);
  });
});

test('several claims are told apart, each where it stands', () => {
  const text = 'Throughput grew fifteenfold, the p95 is eight times lower, and errors are down 86%.';
  expect(claimed(text).sort()).toEqual([
    ['15 times', 'fifteenfold'],
    ['8 times', 'eight times'],
    ['86 percent', '86%'],
  ]);
});

test('what means other things as well is vague', () => {
  const vague = (text: string) => claimsIn(text).map((claim) => claim.vague);
  expect(vague('It is a third of the old time.')).toEqual([true]);
  expect(vague('It is twice as fast.')).toEqual([true]);
  expect(vague('It is three times as fast.')).toEqual([false]);
  expect(vague('We cut it by a third.')).toEqual([false]);
});
