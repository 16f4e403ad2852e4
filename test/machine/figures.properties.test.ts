import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TOPICS, type Topic } from '../../src/machine/brief.ts';
import {
  cut,
  factor,
  inBase,
  kindOf,
  readFigures,
  readMentions,
  readPercentiles,
  readRepairs,
  sameQuantity,
} from '../../src/machine/figures.ts';
import { FigureSchema, type Period, PeriodSchema, type Quantity } from '../../src/machine/quantity.ts';
import { amount } from './figures/told.ts';

/** A quantity, one way to write it, and the topic that it answers. */
interface Written {
  readonly quantity: Quantity;
  readonly text: string;
}

const asked = fc.constantFrom<Topic | null>(null, ...TOPICS);

/** Whole numbers as people of several places write them. */
const NOTATIONS: readonly ((value: number) => string | null)[] = [
  (value) => String(value),
  (value) => value.toLocaleString('en-US'),
  (value) => value.toLocaleString('en-IN'),
  (value) => value.toLocaleString('en-US').replaceAll(',', ' '),
  (value) => value.toLocaleString('en-US').replaceAll(',', "'"),
  (value) => value.toLocaleString('en-US').replaceAll(',', '\u202f'),
  // A single dot before three digits could be a decimal point; two can't, and a counted noun settles one.
  (value) => value.toLocaleString('en-US').replaceAll(',', '.'),
  (value) => scaled(value, 1e3, 'k'),
  (value) => scaled(value, 1e3, 'K'),
  (value) => scaled(value, 1e3, ' thousand'),
  (value) => scaled(value, 1e5, ' lakh'),
  (value) => scaled(value, 1e6, 'M'),
  (value) => scaled(value, 1e6, ' mio'),
  (value) => scaled(value, 1e6, ' mln'),
  (value) => scaled(value, 1e6, ' million')?.replace('.', ',') ?? null,
  (value) => scaled(value, 1e7, ' crore'),
  (value) => scaled(value, 1e9, ' billion'),
];

/** "8.5k" for 8500, where two decimals are enough and something stands before the point. */
function scaled(value: number, by: number, suffix: string): string | null {
  const mantissa = value / by;
  return mantissa >= 1 && Number(mantissa.toFixed(2)) === mantissa ? `${mantissa}${suffix}` : null;
}

const PERIODS: Readonly<Record<Period, readonly string[]>> = {
  second: ['/s', ' per second', ' a second', '/sec', ' each second'],
  minute: ['/min', ' per minute', ' a minute', '/minute', ' per min'],
  hour: ['/h', ' per hour', ' an hour', '/hr', ' hourly'],
  day: ['/day', ' per day', ' a day', ' daily', ' every day'],
  week: ['/week', ' per week', ' a week', ' weekly'],
  month: ['/month', ' per month', ' a month', '/mo'],
  quarter: ['/quarter', ' per quarter', ' a quarter'],
  year: ['/year', ' per year', ' a year', '/yr'],
};

const roundNumber = fc
  .tuple(fc.integer({ min: 10, max: 999 }), fc.integer({ min: 0, max: 8 }))
  .map(([digits, zeros]) => digits * 10 ** zeros);

const rate: fc.Arbitrary<Written> = fc
  .record({
    value: fc.oneof(roundNumber, fc.integer({ min: 10_000, max: 99_999_999 })),
    notation: fc.nat(),
    noun: fc.constantFrom('requests', 'orders', 'messages', 'postings', 'lookups', 'readings'),
    per: fc.constantFrom(...PeriodSchema.options),
    period: fc.nat(),
  })
  .map(({ value, notation, noun, per, period }) => {
    const ways = NOTATIONS.map((write) => write(value)).filter((way) => way !== null);
    const spans = PERIODS[per];
    const text = `${ways[notation % ways.length]} ${noun}${spans[period % spans.length]}`;
    return { quantity: { value, unit: noun, per }, text };
  });

const UNITS: Readonly<Record<string, readonly string[]>> = {
  ns: ['ns', ' nanoseconds'],
  µs: ['µs', 'us', ' µs', ' microseconds'],
  ms: ['ms', ' ms', ' msec', ' milliseconds', ' millis'],
  s: ['s', ' s', ' sec', ' secs', ' seconds'],
  min: [' min', ' mins', ' minutes'],
  hours: ['h', ' h', ' hours', ' hrs'],
};

/** "503s" are answers of a server unless a verb makes them seconds. */
const isStatus = ({ text }: Written) => /^[45]\d\ds$/.test(text);

const duration: fc.Arbitrary<Written> = fc
  .record({
    tenths: fc.integer({ min: 11, max: 9990 }),
    unit: fc.constantFrom(...Object.keys(UNITS)),
    name: fc.nat(),
    comma: fc.boolean(),
  })
  .map(({ tenths, unit, name, comma }) => {
    const value = tenths / 10;
    const names = UNITS[unit] ?? [];
    const digits = comma ? String(value).replace('.', ',') : String(value);
    return { quantity: { value, unit }, text: `${digits}${names[name % names.length]}` };
  })
  .filter((written) => !isStatus(written));

const share: fc.Arbitrary<Written> = fc
  .record({
    hundredths: fc.integer({ min: 1, max: 9999 }),
    form: fc.constantFrom('1%', '1 %', '%1', '1 percent', '1 per cent', '1 pct'),
    comma: fc.boolean(),
  })
  .map(({ hundredths, form, comma }) => {
    const value = hundredths / 100;
    const digits = comma ? String(value).replace('.', ',') : String(value);
    return { quantity: { value, unit: '%' }, text: form.replace('1', digits) };
  });

const KINDS: readonly (readonly [string, Topic, fc.Arbitrary<Written>])[] = [
  ['a rate', 'throughput', rate],
  ['a duration', 'latency', duration],
  ['a share', 'reliability', share],
];

describe('a quantity in any notation is read back', () => {
  test.each(KINDS)('%s', (_, topic, written) => {
    fc.assert(
      fc.property(written, ({ quantity, text }) => {
        expect(readFigures(text, topic).found.map(({ figure }) => amount(figure.after))).toEqual([amount(quantity)]);
      }),
      { numRuns: 400 },
    );
  });

  test('nines', () => {
    const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
    for (let count = 1; count <= 9; count += 1) {
      const percent = Number((100 - 10 ** (2 - count)).toPrecision(count + 2));
      for (const text of [`${count} nines`, `${words[count - 1]} nines`, `${count} 9s`]) {
        expect([text, ...readFigures(text, 'reliability').found.map(({ figure }) => figure.after?.value)]).toEqual([
          text,
          percent,
        ]);
      }
    }
  });

  test('1 in N', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 1_000_000_000 }), (whole) => {
        const [figure] = readFigures(`1 in ${whole.toLocaleString('en-US')}`, 'reliability').found;
        expect(figure?.figure.after?.value).toBeCloseTo(100 / whole, 10);
      }),
    );
  });

  test('a percentile', () => {
    const name = fc.oneof(
      fc.integer({ min: 50, max: 99 }).map((whole) => `p${whole}`),
      fc.integer({ min: 1, max: 9 }).map((tenth) => `p99.${tenth}`),
    );
    fc.assert(
      fc.property(name, fc.constantFrom('p', 'P', 'ordinal'), (percentile, form) => {
        const digits = percentile.slice(1);
        const text = form === 'ordinal' ? `the ${digits}th percentile` : `${form}${digits}`;
        expect(readPercentiles(`${text} is 20 ms`)).toEqual([percentile]);
      }),
    );
  });
});

const FORWARD = [
  'from A to B',
  'it went from A to B',
  'A → B',
  'A -> B',
  'A to B',
  'A before, B now',
  'it was A and is B now',
  'it used to be A, now it is B',
  'Before: A. Now: B.',
  'Before the rewrite A, after it B',
];
const BACKWARD = [
  'B, changed from A',
  'B now, A before',
  'B instead of A',
  'B (was A)',
  'B compared to A',
  'Now: B. Before: A.',
  'it is B now, it was A',
];

describe('before and after keep their sides', () => {
  const told = (template: string, a: Written, b: Written) =>
    template.replace(/[AB]/g, (side) => (side === 'A' ? a.text : b.text));
  const differ = (a: Written, b: Written) => Math.abs(Math.log(inBase(a.quantity) / inBase(b.quantity))) > 0.3;

  test.each(KINDS)('%s', (_, topic, written) => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FORWARD, ...BACKWARD),
        fc.tuple(written, written).filter(([a, b]) => differ(a, b)),
        (template, [a, b]) => {
          const text = told(template, a, b);
          const sides = readFigures(text, topic).found.map(({ figure }) => [
            amount(figure.before),
            amount(figure.after),
          ]);
          expect([text, ...sides]).toEqual([text, [amount(a.quantity), amount(b.quantity)]]);
        },
      ),
      { numRuns: 400 },
    );
  });
});

const quantity: fc.Arbitrary<Quantity> = fc.oneof(rate, duration, share).map((written) => written.quantity);
const ofOneKind = fc
  .constantFrom(rate, duration, share)
  .chain((kind) => fc.tuple(kind, kind, kind))
  .map((all) => all.map((written) => written.quantity));

const SMALLER: Readonly<Record<string, readonly [unit: string, many: number]>> = {
  hours: ['min', 60],
  min: ['s', 60],
  s: ['ms', 1000],
  ms: ['µs', 1000],
  µs: ['ns', 1000],
};
const LONGER: Partial<Record<Period, readonly [per: Period, many: number]>> = {
  second: ['minute', 60],
  minute: ['hour', 60],
  hour: ['day', 24],
  day: ['week', 7],
};

/** The same amount in the next smaller unit, or over the next longer time. */
function converted({ value, unit, per }: Quantity): Quantity {
  const [longer, times] = (per && LONGER[per]) ?? [];
  if (longer && times) return { value: value * times, unit, per: longer };
  const [smaller, many] = SMALLER[unit] ?? [];
  return smaller && many ? { value: value * many, unit: smaller } : { value, unit, ...(per ? { per } : {}) };
}

describe('conversion', () => {
  test('an amount is the same in other units, seen from every side and across several of them', () => {
    fc.assert(
      fc.property(quantity, (one) => {
        const chain = [one, converted(one), converted(converted(one))];
        for (const a of chain) for (const b of chain) expect([a, b, sameQuantity(a, b)]).toEqual([a, b, true]);
      }),
    );
  });

  test('a multiple is another amount, seen from either side', () => {
    fc.assert(
      fc.property(quantity, fc.integer({ min: 2, max: 1000 }), (one, times) => {
        const other = converted({ ...one, value: one.value * times });
        expect(sameQuantity(one, other)).toBe(false);
        expect(sameQuantity(other, one)).toBe(false);
        expect(factor(one, other)).toBeCloseTo(times, 6);
        expect(cut(other, one)).toBeCloseTo((1 - 1 / times) * 100, 6);
      }),
    );
  });

  test('factors multiply along a chain, cancel back and forth, and a cut says the same in per cent', () => {
    const ratio = (one: Quantity | undefined, other: Quantity | undefined) =>
      (one && other && factor(one, other)) ?? Number.NaN;
    fc.assert(
      fc.property(ofOneKind, ([a, b, c]) => {
        expect((ratio(a, b) * ratio(b, c)) / ratio(a, c)).toBeCloseTo(1, 9);
        expect(ratio(a, b) * ratio(b, a)).toBeCloseTo(1, 9);
        expect((a && b && cut(a, b)) ?? Number.NaN).toBe((1 - ratio(a, b)) * 100);
      }),
    );
  });

  test('nothing is compared across kinds, and nothing follows from zero', () => {
    fc.assert(
      fc.property(quantity, quantity, (one, other) => {
        fc.pre(kindOf(one) !== kindOf(other));
        expect(sameQuantity(one, other)).toBe(false);
        expect(factor(one, other)).toBeNull();
        expect(cut(one, other)).toBeNull();
        expect(factor({ ...one, value: 0 }, one)).toBeNull();
      }),
    );
  });
});

/** Scraps of speech about numbers, so that any text also holds what the reader looks for. */
const scrap = fc.constantFrom(
  ...`from to p99 P 99 p99.9 median percentile 99th 1.8s 210ms → -> 8.5k 72,000 orders/min per minute a day was now before not
  no, sorry wait scratch that four nines three and a half 1 in 10 million zero none never lost a single % ~ sub- . , ; : ( ) \n - – / + $
  RTO half halved an hour twice once 2024-03-01 503 +49 170 0171 1e6 10^6 e12 ^ ' ’ " \ud83d \u0000 \u202e ⅷ ٣ ９ ½ ６ İ ŉ ﬁ`.split(
    /[ \n]+/,
  ),
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(fc.oneof({ weight: 5, arbitrary: scrap }, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 60 })
    .chain((parts) => fc.constantFrom(' ', '', '\n').map((glue) => parts.join(glue))),
);

test('no text at all throws, and what is found stands in the text and can be stored', () => {
  fc.assert(
    fc.property(anyText, asked, (text, topic) => {
      const { found, retracted, others } = readFigures(text, topic);
      for (const { figure, start, end } of found) {
        expect(figure.quote).toBe(text.slice(start, end));
        expect(JSON.parse(JSON.stringify(FigureSchema.parse(figure)))).toEqual(figure);
      }
      for (const { value } of [...retracted, ...others]) expect(Number.isFinite(value)).toBe(true);
      for (const { start, end } of readMentions(text)) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }
      readRepairs(text);
      readPercentiles(text);
    }),
    { numRuns: 3000 },
  );
});

test('numbers beyond all measure are no figures', () => {
  for (const text of [
    `${'9'.repeat(400)} rps`,
    '9e99 rps',
    `5 ${'million '.repeat(60)}rps`,
    `1 ${'000 '.repeat(200)}rps`,
  ]) {
    expect(readFigures(text, 'throughput').found.every(({ figure }) => FigureSchema.safeParse(figure).success)).toBe(
      true,
    );
  }
});
