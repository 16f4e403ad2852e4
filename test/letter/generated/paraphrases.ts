/** Other words for the same figure: whatever a careful writer may make of it, and no more than is true. */
import { cut, factor } from '../../../src/machine/figures.ts';
import type { Period, Quantity } from '../../../src/machine/quantity.ts';
import { number, quantity, type Told } from './figures.ts';
import type { Random } from './random.ts';
import { inWords, OUT_OF, ordinal } from './words.ts';

export type Manner = 'unit' | 'rounded' | 'spelled' | 'percentile' | 'multiple' | 'per cent' | 'share';

interface Paraphrase {
  readonly manner: Manner;
  readonly text: string;
}

/** What the figure is of, as the subject of a sentence. */
function subject({ kind, percentile, state, before }: Told): string {
  switch (kind) {
    case 'rate':
      return 'Throughput';
    case 'duration':
      return `The ${percentile} latency`;
    case 'share':
      return 'Availability';
    case 'count':
      return `The number of ${state} ${before.unit}`;
  }
}

export function paraphrases(told: Told, random: Random): Paraphrase[] {
  return [
    ...inOtherUnits(told),
    ...rounded(told, random),
    ...spelled(told),
    ...percentileInWords(told),
    ...derived(told, random),
    ...shares(told),
  ];
}

const as = (manner: Manner, ...texts: readonly string[]): Paraphrase[] => texts.map((text) => ({ manner, text }));

/** 1.8 s are 1,800 milliseconds, and 4,500 a minute are 75 a second. */
function inOtherUnits(told: Told): Paraphrase[] {
  const { kind, percentile, before, after } = told;
  if (kind === 'duration') {
    const [from, to] = [otherDuration(before), otherDuration(after)];
    return as(
      'unit',
      `${subject(told)} went from ${from} to ${to}.`,
      `At ${percentile}, a request took ${from}; now it takes ${quantity(after)}.`,
      `${subject(told)} fell from ${quantity(before)} to ${to}.`,
    );
  }
  if (kind !== 'rate') return [];
  return otherPeriods(before, after).flatMap(([from, to]) =>
    as(
      'unit',
      `Throughput went from ${number(from.value)} to ${quantity(to)}.`,
      `It carries ${quantity(to)}, up from ${number(from.value)}.`,
      `Before it was ${quantity(from)}, and now it is ${quantity(to)}.`,
    ),
  );
}

function otherDuration({ value, unit }: Quantity): string {
  return unit === 's' ? `${number(value * 1000)} milliseconds` : `${number(value / 1000)} seconds`;
}

const SECONDS = { second: 1, minute: 60, hour: 3600, day: 86_400 } satisfies Partial<Record<Period, number>>;

/** Over another time, where both numbers stay whole. */
function otherPeriods(before: Quantity, after: Quantity): [Quantity, Quantity][] {
  return (['second', 'minute', 'hour', 'day'] as const).flatMap((per) => {
    const own = (['second', 'minute', 'hour', 'day'] as const).find((one) => one === before.per);
    if (!own || own === per) return [];
    const values = [before, after].map(({ value }) => (value * SECONDS[per]) / SECONDS[own]);
    const [from, to] = values;
    return from && to && values.every((value) => Number.isInteger(value) && value >= 10)
      ? [
          [
            { ...before, value: from, per },
            { ...after, value: to, per },
          ] satisfies [Quantity, Quantity],
        ]
      : [];
  });
}

/** Two digits, and the word that says so. */
function rounded(told: Told, random: Random): Paraphrase[] {
  if (told.kind === 'share') return [];
  const about = random.one(['about', 'around', 'roughly', 'approximately']);
  const [before, after] = [told.before, told.after].map((side) => {
    const value = Number(side.value.toPrecision(2));
    return `${value === side.value ? '' : `${about} `}${quantity({ ...side, value })}`;
  });
  const over = Number(Math.floor(told.after.value).toPrecision(1));
  const more =
    over < told.after.value && over >= told.after.value / 1.3 && told.kind === 'rate'
      ? as('rounded', `It carries more than ${quantity({ ...told.after, value: over })} now.`)
      : [];
  return [
    ...as('rounded', `${subject(told)} went from ${before} to ${after}.`, `${subject(told)} is ${after} now.`),
    ...more,
  ];
}

function spelled(told: Told): Paraphrase[] {
  const { kind, percentile, state, before, after } = told;
  if (![before, after].every(({ value }) => Number.isInteger(value)) || kind === 'share') return [];
  const [from, to] = [inWords(before.value), inWords(after.value)];
  switch (kind) {
    case 'rate':
      return as(
        'spelled',
        `Throughput went from ${from} to ${to} ${after.unit} per ${after.per}.`,
        `It carries ${to} ${after.unit} a ${after.per} now.`,
      );
    case 'duration': {
      const long = (unit: string) => (unit === 'ms' ? 'milliseconds' : 'seconds');
      return as(
        'spelled',
        `${subject(told)} went from ${from} ${long(before.unit)} to ${to} ${long(after.unit)}.`,
        `At ${percentile} it took ${from} ${long(before.unit)} and takes ${to} ${long(after.unit)} today.`,
      );
    }
    case 'count':
      return as(
        'spelled',
        `The ${state} ${before.unit} went from ${from} to ${to} a ${after.per}.`,
        `There are ${to} ${state} ${after.unit} a ${after.per} now, where there were ${from}.`,
      );
  }
}

function percentileInWords(told: Told): Paraphrase[] {
  const { percentile, before, after } = told;
  if (!percentile) return [];
  const [part, whole] = OUT_OF[percentile] ?? [];
  const [from, to] = [quantity(before), quantity(after)];
  const median =
    percentile === 'p50'
      ? as('percentile', `The median latency went from ${from} to ${to}.`, `The median request takes ${to} now.`)
      : as(
          'percentile',
          `For ${part} out of ${whole} requests the answer came within ${from}, and now it comes within ${to}.`,
          `${percentile.slice(1)}% of requests took at most ${from}; now they take at most ${to}.`,
        );
  return [
    ...median,
    ...as(
      'percentile',
      `The ${ordinal(percentile)} percentile went from ${from} to ${to}.`,
      `Latency at the ${percentile.slice(1)}th percentile is ${to}, down from ${from}.`,
      `The latency at the ${ordinal(percentile)} percentile fell from ${from} to ${to}.`,
    ),
  ];
}

/** "fifteen times as many", "cut by 88%": only as far as it follows. */
function derived(told: Told, random: Random): Paraphrase[] {
  const { kind, before, after } = told;
  const ratio = factor(before, after) ?? 0;
  if (kind === 'share' || ratio === 0) return [];
  const rise = ratio > 1;
  const times = rise ? ratio : 1 / ratio;
  const whole = Math.round(times);
  const about = random.one(['about', 'roughly', 'around']);
  const exact = Number(times.toFixed(1));
  const close = Math.abs(whole - times) <= 0.05 * times && whole >= 3;
  const [from, to] = [quantity(before), quantity(after)];
  const multiples = rise
    ? [
        ...(close
          ? [
              `Throughput went from ${from} to ${to}, ${about} ${inWords(whole)} times as much.`,
              `It carries ${to} now, ${about} ${whole} times what it carried before.`,
              `That is ${about} a ${whole}-fold increase, from ${from} to ${to}.`,
            ]
          : []),
        `Throughput rose by a factor of ${exact}, from ${from} to ${to}.`,
        `It carries ${to}, which is more than ${inWords(Math.floor(times))} times the old ${number(before.value)}.`,
      ]
    : [
        ...(close ? [`${subject(told)} went from ${from} to ${to}, ${about} ${inWords(whole)} times less.`] : []),
        `${subject(told)} fell by a factor of ${exact}, from ${from} to ${to}.`,
      ];
  const change = Math.abs(cut(before, after) ?? 0);
  const percents = rise
    ? []
    : [
        `${subject(told)} went from ${from} to ${to}, a cut of ${Math.round(change)}%.`,
        `${subject(told)} is ${Math.round(change)}% lower, ${to} where it was ${from}.`,
        `${subject(told)} fell by ${about} ${Math.round(change)} percent, from ${from} to ${to}.`,
        `${subject(told)} fell by more than ${Math.floor(change)}%, from ${from} to ${to}.`,
      ];
  return [...as('multiple', ...multiples), ...as('per cent', ...percents)];
}

const NINES: Readonly<Record<number, string>> = { 99: 'two nines', 99.9: 'three nines', 99.99: 'four nines' };

function shares(told: Told): Paraphrase[] {
  const { kind, before, after } = told;
  if (kind !== 'share') return [];
  const nines = NINES[after.value];
  const missing = (value: number) => number(Number((100 - value).toPrecision(6)));
  return as(
    'share',
    `Availability went from ${number(before.value)} percent to ${number(after.value)} percent.`,
    `It was unavailable ${missing(before.value)}% of the time and is unavailable ${missing(after.value)}% of the time now.`,
    ...(nines ? [`Availability went from ${quantity(before)} to ${nines}.`] : []),
  );
}
