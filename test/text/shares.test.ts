import { expect, test } from 'vitest';
import { spelledShares } from '../../src/text/shares.ts';

test.each([
  ['a quarter', [25]],
  ['Half', [50]],
  ['false alarms a fifth', [20]],
  ['three fifths of the alarms, now a tenth', [60, 10]],
  ['half of them', [50]],
  ['fell by three quarters', []],
  ['a third', []],
  ['a second and a half', []],
  ['a quarter hour', []],
])('the shares in words of "%s" are %j percent', (text, percents) => {
  expect(spelledShares(text).map(({ percent }) => percent)).toEqual(percents);
});
