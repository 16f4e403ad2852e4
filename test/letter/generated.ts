/** Sheets with a hidden value in every place and notation, for the property tests. */
import fc from 'fast-check';
import { comparable, type Quantity } from '../../src/machine/quantity.ts';
import type { Hidden, Sheet } from '../../src/machine/sheet.ts';
import { METRICS } from '../../src/machine/slots.ts';
import { amount, figure, quantity, sheetOf, value } from './sheets.ts';

/** A hidden value: as typed, in all notations, and with a check whether a text leaks it. */
export interface Secret {
  readonly typed: string;
  readonly notations: readonly string[];
  readonly leaks: (text: string) => boolean;
  readonly quantity: Quantity | null;
}

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = '  twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

function spelled(number: number): string {
  const over = (size: number, name: string) => {
    const rest = number % size;
    return `${spelled(Math.floor(number / size))} ${name}${rest === 0 ? '' : ` ${spelled(rest)}`}`;
  };
  if (number >= 1e6) return over(1e6, 'million');
  if (number >= 1e3) return over(1e3, 'thousand');
  if (number >= 100) return over(100, 'hundred');
  const tens = TENS[Math.floor(number / 10)] ?? '';
  return number < 20 ? (ONES[number] ?? '') : number % 10 === 0 ? tens : `${tens}-${ONES[number % 10]}`;
}

function short(number: number): string[] {
  if (number >= 1e6) return [`${number / 1e6} million`, `${number / 1e6}M`, `${number / 1e6} mio`, `${number / 1e3}k`];
  return number >= 1e3 ? [`${number / 1e3}k`, `${number / 1e3}K`, `${number / 1e3} thousand`] : [];
}

/** Whether the text has one of the notations, not as a part of a longer number or word. */
function stands(text: string, notations: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return notations.some((notation) => {
    const wanted = notation.toLowerCase();
    for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
      const before = lower.slice(0, at);
      const after = lower.slice(at + wanted.length);
      if (!/[\p{L}\p{N}]$|\d[.,]$/u.test(before) && !/^[\p{L}\p{N}]|^[.,]\d/u.test(after)) return true;
    }
    return false;
  });
}

const counted = fc
  .tuple(fc.integer({ min: 101, max: 999 }), fc.constantFrom(1, 10, 100, 1e3, 1e4, 1e5))
  .chain(([digits, scale]) => {
    const number = digits * scale;
    const notations = [number.toLocaleString('en-US'), String(number), spelled(number), ...short(number)];
    const nouns = ['', ' orders', ' trips'];
    return fc.record({ notation: fc.constantFrom(...notations), noun: fc.constantFrom(...nouns) }).map(
      ({ notation, noun }): Secret => ({
        typed: notation + noun,
        notations: notations.flatMap((one) => [one, `${one} orders`, `${one} rides per day`]),
        leaks: (text) => stands(text, notations),
        quantity: quantity(number, 'orders'),
      }),
    );
  });

const timed = fc.integer({ min: 101, max: 999 }).chain((ms) => {
  const notations = [
    `${ms} ms`,
    `${ms}ms`,
    `${ms / 1000} s`,
    `${ms / 1000}s`,
    `${ms} milliseconds`,
    `${ms / 1000} seconds`,
  ];
  return fc
    .constantFrom(...notations)
    .map(
      (typed): Secret => ({ typed, notations, leaks: (text) => stands(text, notations), quantity: quantity(ms, 'ms') }),
    );
});

const paid = fc.integer({ min: 11, max: 99 }).chain((tenths) => {
  const [amountOf, full] = [tenths / 10, (tenths * 1e5).toLocaleString('en-US')];
  const notations = [`€${amountOf}M`, `€${amountOf} million`, `${amountOf} million euros`, `EUR ${full}`, `€${full}`];
  return fc.constantFrom(...notations).map(
    (typed): Secret => ({
      typed,
      notations,
      leaks: (text) => stands(text, notations),
      quantity: quantity(tenths * 1e5, 'EUR'),
    }),
  );
});

const NAMES: readonly (readonly [string, string])[] = [
  ['Kestrel Health', 'kestrel'],
  ['Nordwind Systems GmbH', 'nordwind'],
  ['Zalvora', 'zalvora'],
  ['The Brightledger Group', 'brightledger'],
  ['ferrox games', 'ferrox'],
  ['Møller Logistics', 'møller'],
  ['Project Halcyon', 'halcyon'],
];

const named = fc.constantFrom(...NAMES).chain(([name, part]) => {
  const words = name.split(' ');
  const forms = [
    name,
    name.toLowerCase(),
    name.toUpperCase(),
    words.join(''),
    words.join('-').toLowerCase(),
    words.join('_'),
  ];
  const capital = part.charAt(0).toUpperCase() + part.slice(1);
  const notations = [
    ...forms,
    capital,
    part,
    `${capital}'s`,
    `${capital}API`,
    `the ${capital} team`,
    `ops@${part}.example`,
  ];
  return fc
    .constantFrom(...forms.slice(0, 3))
    .map((typed): Secret => ({ typed, notations, leaks: (text) => text.toLowerCase().includes(part), quantity: null }));
});

const secrets = fc.oneof(counted, timed, paid, named);

const CLEAN = [
  'the ledger kept its order',
  'two old clients never changed',
  'it ran in Go. Nobody noticed',
  'rebuilt the nightly run',
];
const FRAMES = [
  'we had $ in the nightly run',
  '$',
  'rebuilt $ with four people',
  'It was $. Then it grew',
  'no ($), never',
  'from $, we moved on',
  'my colleague $ and the old $ ledger',
];

const PLACES = [
  'role.position',
  'role.company',
  'role.team',
  'role.addressee',
  'company.choice',
  'company.view',
  'system.employer',
  'system.what',
  'system.before',
  'system.part',
  'contract.constraint+contract.decision+contract.result',
  'contract.result',
  'background',
  'closing',
  'contact.email',
  'contact.location',
  'latency.words',
];

export interface Case {
  readonly secret: Secret;
  readonly sheet: Sheet;
  /** A rewritten sentence, with or without the hidden value in it. */
  readonly rewritten: string;
}

const numbers = fc.record({
  value: fc.oneof(
    fc.integer({ min: 0, max: 5e6 }),
    fc.double({ min: 0.01, max: 99, noNaN: true }).map((of) => Number(of.toFixed(2))),
  ),
  unit: fc.constantFrom('ms', 's', '%', 'orders', 'requests', '', 'min', 'EUR', 'GB'),
  per: fc.constantFrom(undefined, 'second' as const, 'day' as const),
});

export const cases: fc.Arbitrary<Case> = secrets.chain((secret) => {
  const text = fc.oneof(
    fc.constantFrom(...CLEAN),
    fc
      .tuple(fc.constantFrom(...FRAMES), fc.constantFrom(...secret.notations))
      .map(([frame, of]) => frame.replaceAll('$', () => of)),
  );
  const side = fc.oneof(
    fc.constant(null),
    fc
      .tuple(numbers, fc.boolean(), text, fc.constantFrom(null, 'about' as const))
      .map(([of, isSecret, tail, bound]) => {
        const own = isSecret ? secret.quantity : null;
        // Keeps percentages plausible.
        const number = of.unit === '%' ? Number((of.value % 100).toFixed(2)) : of.value;
        const said =
          own ??
          quantity(number, of.unit, of.unit === 'ms' || of.unit === 's' || of.unit === 'min' ? undefined : of.per);
        return amount(said, { tail: tail.length < 30 ? `with ${tail}` : '', bound, quote: `it was ${tail}` });
      }),
  );
  const figures = fc.tuple(
    ...METRICS.map((topic) =>
      fc
        .record({
          now: side,
          before: side,
          measure: fc.option(text),
          percentile: fc.constantFrom(null, 'p50', 'p99', 'average'),
        })
        .map((parts) => {
          // The machine asks about sides that can't be compared, so such a figure never reaches a letter.
          const { now, before } = parts;
          const fits = now === null || before === null || comparable(now.quantity, before.quantity);
          return figure(topic, fits ? parts : { ...parts, before: null });
        }),
    ),
  );
  const values = fc.dictionary(fc.constantFrom(...PLACES), text);
  const say = fc.constantFrom(null, 'a streaming service', 'something large', 'an old one', 'a colleague');
  return fc
    .record({ values, figures, say, rewritten: text })
    .map(({ values: typed, figures: all, say: instead, rewritten }) => {
      const hidden: Hidden[] = [{ value: secret.typed, say: instead }];
      const sheet = sheetOf(typed, { figures: all, hidden });
      return {
        secret,
        rewritten,
        sheet: { ...sheet, values: { ...sheet.values, 'contact.name': value('Ada Byron') } },
      };
    });
});
