/** Words that stand for numbers. */

export const ONES: ReadonlyMap<string, number> = new Map([
  ['zero', 0],
  ['nil', 0],
  ...'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, index): [string, number] => [word, index + 1]),
  ...'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, index): [string, number] => [word, (index + 2) * 10]),
  ['fourty', 40],
]);

/** Ordinals that name a percentile: "ninety-fifth". */
export const ORDINALS: ReadonlyMap<string, number> = new Map(
  'first second third fourth fifth sixth seventh eighth ninth'.split(' ').map((word, index) => [word, index + 1]),
);

/** What multiplies a number, with the spellings of several languages. The first value is the most plausible one. */
export const MULTIPLIERS: ReadonlyMap<string, readonly number[]> = new Map(
  (
    [
      [[12], 'dozen'],
      [[100], 'hundred hundreds'],
      [[1e3], 'k thousand thousands grand tsd tys tis тыс 千'],
      [[1e4], 'wan 万 萬'],
      [[1e5], 'lakh lakhs lac lacs'],
      [[1e6], 'mm mn mio mill mln million millions millionen millones млн'],
      // A million in English slang, a thousand in Spanish and Portuguese
      [[1e6, 1e3], 'mil'],
      [[1e7], 'crore crores cr'],
      [[1e8], '億 亿'],
      [[1e9], 'b bn bln mrd billion billions milliard млрд'],
      [[1e12], 't trillion trillions'],
    ] satisfies [number[], string][]
  ).flatMap(([values, words]) => words.split(' ').map((word): [string, readonly number[]] => [word, values])),
);

/** Multipliers that are written with a full stop: "9 Mio. requests". */
export const ABBREVIATED: ReadonlySet<string> = new Set('mio mrd tsd mln tys tis тыс млн млрд mill'.split(' '));

export const FRACTIONS: ReadonlyMap<string, number> = new Map([
  ['half', 0.5],
  ['quarter', 0.25],
  ['quarters', 0.25],
  ['third', 1 / 3],
  ['thirds', 1 / 3],
  ['fifth', 0.2],
  ['eighth', 0.125],
  ['tenth', 0.1],
  ['tenths', 0.1],
  ['hundredth', 0.01],
  ['thousandth', 0.001],
]);

/** Removes the dust of binary fractions. */
export function exact(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}
