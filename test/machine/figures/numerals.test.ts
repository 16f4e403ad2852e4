import { describe, expect, test } from 'vitest';
import { tokens } from '../../../src/machine/figures/lexer.ts';
import { digits, numeral } from '../../../src/machine/figures/numerals.ts';

test.each<[string, number | null, number?]>([
  ['7', 7],
  ['007', 7],
  ['.5', 0.5],
  ['1,8', 1.8],
  ['1.8', 1.8],
  ['0.125', 0.125],
  ['0,125', 0.125],
  ['1,250', 1250, 1.25],
  ['8.500', 8.5, 8500],
  ['1234.567', 1234.567],
  ['1,250,000', 1_250_000],
  ['1.250.000', 1_250_000],
  ["1'250'000", 1_250_000],
  ['1\u202f250\u202f000', 1_250_000],
  ['12,50,000', 1_250_000],
  ['1,23,45,678', 12_345_678],
  ['1.250.000,5', 1_250_000.5],
  ['1,250,000.75', 1_250_000.75],
  ['1.2.3', null],
  ['10.0.0.1', null],
  ['1,2,3', null],
  ["1'2", null],
])('%s is %s', (text, value, alternative) => {
  expect(digits(text)).toEqual(
    value === null ? null : { value, ...(alternative === undefined ? {} : { alternative }) },
  );
});

describe('a numeral', () => {
  /** Its value, and how much of the text it takes. */
  const read = (text: string) => {
    const list = tokens(text);
    const found = numeral(list, 0);
    return (
      found && [
        found.value,
        list
          .slice(found.first, found.next)
          .map((token) => token.text)
          .join(' '),
      ]
    );
  };

  test.each<[string, [number, string] | null]>([
    ['72k orders', [72_000, '72 k']],
    ['3M rps', [3_000_000, '3 M']],
    ['3m rps', [3_000_000, '3 m']],
    ['3m 20s', [3, '3']],
    ['3 m', [3, '3']],
    ['4.1 billion events', [4_100_000_000, '4.1 billion']],
    ['1.2 crore', [12_000_000, '1.2 crore']],
    ['10 lakh', [1_000_000, '10 lakh']],
    ['5 hundred thousand', [500_000, '5 hundred thousand']],
    ['12M+ txns', [12_000_000, '12 M +']],
    ['1 250 000 a day', [1_250_000, '1 250 000']],
    ['1 25 000', [1, '1']],
    ['1e6 events', [1_000_000, '1 e6']],
    ['10^6 events', [1_000_000, '10 ^ 6']],
    ['five b', [5, 'five']],
    ['two hundred and fifty ms', [250, 'two hundred and fifty']],
    ['two thousand and one jobs', [2001, 'two thousand and one']],
    ['five thousand and seventy-two jobs', [5072, 'five thousand and seventy - two']],
    ['twenty-five thousand jobs', [25_000, 'twenty - five thousand']],
    ['twenty five', [25, 'twenty five']],
    ['three and a half nines', [3.5, 'three and a half']],
    ['one and a half million', [1_500_000, 'one and a half million']],
    ['half a second', [0.5, 'half a']],
    ['half a million', [500_000, 'half a million']],
    ['half of minute', [0.5, 'half of']],
    ['half second', [0.5, 'half']],
    ['48 тыс', [48_000, '48 тыс']],
    ['65 tys. calls', [65_000, '65 tys.']],
    ['12万', [120_000, '12 万']],
    ['8千', [8000, '8 千']],
    ['a quarter of a second', [0.25, 'a quarter of a']],
    ['three quarters of a second', [0.75, 'three quarters of a']],
    ['a million events', [1_000_000, 'a million']],
    ['a dozen', [12, 'a dozen']],
    ['a couple of hundred', [200, 'a couple of hundred']],
    ['a couple of friends', null],
    ['a b', null],
    ['million', null],
    ['and a half', null],
    ['word', null],
    // Decimals as they are spoken
    ['one point four seconds', [1.4, 'one point four']],
    ['zero point one percent', [0.1, 'zero point one']],
    ['zero point oh one percent', [0.01, 'zero point oh one']],
    ['nought point five percent', [0.5, 'nought point five']],
    ['point five percent', [0.5, 'point five']],
    ['ninety nine point nine percent', [99.9, 'ninety nine point nine']],
    ['ninety-nine point nine five', [99.95, 'ninety - nine point nine five']],
    ['ninety nine point nine nine eight', [99.998, 'ninety nine point nine nine eight']],
    ['ninety nine point ninety-five percent', [99.95, 'ninety nine point ninety - five']],
    ['two point five million a day', [2_500_000, 'two point five million']],
    ['four point seven thousand', [4700, 'four point seven thousand']],
    ['a hundred and one point five', [101.5, 'a hundred and one point five']],
    ['three dot two seconds', [3.2, 'three dot two']],
    ['three comma five seconds', [3.5, 'three comma five']],
    ['1 point 4 seconds', [1.4, '1 point 4']],
    ['99 point 95 percent', [99.95, '99 point 95']],
    ['point five of them', null],
    ['one point. Four jobs', [1, 'one']],
    ['oh well', null],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});
