import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PERIODS, sameQuantity } from '../../src/machine/quantity.ts';
import { numbersIn } from '../../src/text/quantities.ts';

const PIECES = [
  ...'0 1 2 5 9 10 99 100 200 999 1,250 1.250 1.250.000 99.95 0,5 2024 1e6 12,50,000 007'.split(' '),
  ...'one two twenty ninety hundred thousand million dozen half quarter point zero a an and of in out to from per each'.split(
    ' ',
  ),
  ...'k M m bn lakh mio ms s sec min hours second day daily % percent nines rps req orders GB EUR $ € p99 P median'.split(
    ' ',
  ),
  ...'" \' ” tp99 k7 ppm thsd mille basis points every ten nil'.split(' '),
  ...'between about under over sub ~ < > + - – / : , . ( ) → -> # @ v1 HTTP May 14:30 percentile ½ µs °'.split(' '),
  ...[' ', ' ', ' ', ' ', '\n', '\u00a0', '\u202f'],
];
const messy = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join('')),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join(' ')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

test('numbersIn returns correct offsets in order, without overlaps, and finite values', () => {
  fc.assert(
    fc.property(messy, (text) => {
      const { mentions, percentiles } = numbersIn(text);
      let last = 0;
      for (const mention of mentions) {
        expect(text.slice(mention.start, mention.end)).toBe(mention.text);
        expect(mention.start).toBeGreaterThanOrEqual(last);
        expect(mention.end).toBeGreaterThan(mention.start);
        expect(mention.readings[0]).toEqual(mention.quantity);
        for (const { value, unit } of mention.readings) {
          expect(Number.isFinite(value) && value >= 0).toBe(true);
          expect(unit).not.toMatch(/\p{N}/u);
        }
        last = mention.end;
      }
      for (const { start, end } of percentiles) {
        const overlaps = mentions.some((mention) => mention.start < end && start < mention.end);
        expect(overlaps).toBe(false);
      }
    }),
    { numRuns: Number(process.env.FOREWORD_RUNS ?? 1000) },
  );
});

const SMALL =
  `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
  eighteen nineteen`.split(/\s+/);
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

function inWords(value: number): string {
  if (value < 20) return SMALL[value] ?? '';
  if (value < 100) {
    const tens = TENS[Math.floor(value / 10) - 2] ?? '';
    return value % 10 === 0 ? tens : `${tens}-${SMALL[value % 10]}`;
  }
  const [size, name] =
    value < 1000
      ? [100, 'hundred']
      : value < 1e6
        ? [1e3, 'thousand']
        : value < 1e9
          ? [1e6, 'million']
          : [1e9, 'billion'];
  const rest = value % size;
  const joint = rest > 0 && rest < 100 ? ' and' : '';
  return `${inWords(Math.floor(value / size))} ${name}${rest === 0 ? '' : `${joint} ${inWords(rest)}`}`;
}

function grouped(value: number, separator: string): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, separator);
}

const NOTATIONS: readonly [string, (value: number) => string][] = [
  ['digits', (value) => String(value)],
  [',', (value) => grouped(value, ',')],
  ['.', (value) => grouped(value, '.')],
  ["'", (value) => grouped(value, "'")],
  ['’', (value) => grouped(value, '’')],
  ['space', (value) => grouped(value, ' ')],
  ['no-break space', (value) => grouped(value, '\u00a0')],
  ['narrow space', (value) => grouped(value, '\u202f')],
  ['words', inWords],
];
const SCALES: readonly [string, number][] = [
  ['k', 1e3],
  [' thousand', 1e3],
  [' Tsd.', 1e3],
  ['M', 1e6],
  [' million', 1e6],
  [' mio', 1e6],
  [' lakh', 1e5],
  [' crore', 1e7],
  ['bn', 1e9],
];

describe('notations of a number', () => {
  test.each(NOTATIONS)('reads an integer back, written with: %s', (_, render) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), fc.constantFrom(...PERIODS), (value, per) => {
        const text = `it is ${render(value)} orders per ${per}.`;
        const { mentions } = numbersIn(text);
        expect(mentions).toHaveLength(1);
        expect(mentions[0]?.readings.some((read) => sameQuantity(read, { value, unit: 'orders', per }))).toBe(true);
        expect(mentions[0]?.text).toBe(text.slice(6, -1));
      }),
    );
  });

  test.each(SCALES)('reads a decimal number back with the scale "%s"', (suffix, scale) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.constantFrom('.', ','), (hundredths, separator) => {
        const written = String(hundredths / 100).replace('.', separator);
        const value = Number(((hundredths * scale) / 100).toPrecision(15));
        const [mention] = numbersIn(`${written}${suffix} rows`).mentions;
        expect(mention?.readings.some((read) => sameQuantity(read, { value, unit: 'rows' }))).toBe(true);
      }),
    );
  });
});
