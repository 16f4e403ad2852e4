/** Quantities in words: 2.1 million messages per day, 1.8 s, 99.99%. */
import { sameQuantity } from './figures/units.ts';
import type { Quantity } from './quantity.ts';

/** By the digits that count, so that nothing small becomes zero. */
const GROUPED = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 15 });
/** With all the decimals that a number near a hundred can hold, so that nothing short of it becomes it. */
const NEAR_WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 14 });
const UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  ns: ['ns', 'ns'],
  µs: ['µs', 'µs'],
  ms: ['ms', 'ms'],
  s: ['second', 'seconds'],
  min: ['minute', 'minutes'],
  hours: ['hour', 'hours'],
  days: ['day', 'days'],
  weeks: ['week', 'weeks'],
  months: ['month', 'months'],
  years: ['year', 'years'],
};

/** The number alone: grouped, with "million" and "billion" where they shorten it without rounding. */
export function number(exact: number): string {
  const value = ending(exact);
  for (const [size, word] of [
    [1e9, 'billion'],
    [1e6, 'million'],
  ] as const) {
    const short = value / size;
    if (value >= size && Number(short.toFixed(3)) === short) return `${GROUPED.format(short)} ${word}`;
  }
  return GROUPED.format(value);
}

/** A third has no end of decimals, and nobody means them. */
function ending(value: number): number {
  const isPart = [3, 6, 7, 9].some((parts) => Math.abs(value * parts - Math.round(value * parts)) < 1e-9);
  return isPart && value < 1_000 && Number(value.toPrecision(6)) !== value ? Number(value.toPrecision(3)) : value;
}

/** Half a minute is thirty seconds: a part of a larger unit is said in the next smaller one. */
function inWholeUnits(amount: Quantity): Quantity {
  const smaller: Readonly<Record<string, readonly [unit: string, factor: number]>> = {
    min: ['s', 60],
    hours: ['min', 60],
    days: ['hours', 24],
  };
  const [unit, factor] = smaller[amount.unit] ?? [];
  if (!unit || !factor || amount.value >= 1) return amount;
  const value = Number((amount.value * factor).toPrecision(12));
  return Number(value.toPrecision(4)) === value ? { ...amount, value, unit } : amount;
}

export function quantity(original: Quantity): string {
  const amount = inWholeUnits(original);
  if (amount.unit === '%') return share(amount);
  const value = number(amount.value);
  const duration = UNITS[amount.unit];
  const noun = plural(
    amount.unit.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase()),
    amount,
  );
  const unit = duration ? (amount.value === 1 ? duration[0] : duration[1]) : noun;
  const per = amount.per ? ` per ${amount.per}` : '';
  return `${value}${unit ? ` ${unit}` : ''}${per}`;
}

/** "99.99%"; "1 in 3,000" and "1 in a billion" where the percentage has no end, or more zeros than anyone counts. */
function share({ value, unit }: Quantity): string {
  const every = Math.round(100 / value);
  const isUnreadable = value > 0 && (value < 0.001 || Number(value.toPrecision(4)) !== value);
  if (isUnreadable && sameQuantity({ value: 100 / every, unit }, { value, unit }))
    return `1 in ${number(every).replace(/^1 (?=\p{L})/u, 'a ')}`;
  return `${value > 99 && value < 100 ? NEAR_WHOLE.format(value) : number(value)}%`;
}

/** "4,800 reservation per second": of more than one, and of a rate, a noun has its plural; of one it has none. */
function plural(noun: string, { value, per }: Quantity): string {
  if (value === 1)
    return noun
      .replace(/(?<=\p{Ll}{2})ies$/u, 'y')
      .replace(/(?<=\p{Ll}{2}(?:sh|ch|x|ss))es$|(?<=\p{Ll}{2}[^siu])s$/u, '');
  return per !== undefined && value !== 1 && COUNTABLE.test(noun) ? `${noun.replace(/(?<=[^aeiou])y$/, 'ie')}s` : noun;
}

/** Nouns that only name single things, by how they end. */
const COUNTABLE =
  /^(?!.*traffic)\p{Ll}{2,}(?:tion|sion|ment|ing|er|or|ent|ice|age|ase|ort|est|ect|let|ket|ord|ll|ry|ple|ile|ead|ite|uote|ook|rip|ob|ask|ush)$/u;

/** What stands before each side of a change: "about ", or nothing. */
interface Hedges {
  readonly before: string;
  readonly after: string;
}

/** "from 900 to 6,400 postings per second": the unit once, where both share it. */
export function change(from: Quantity, to: Quantity, hedges: Hedges = { before: '', after: '' }): string {
  const [before, after] = [inWholeUnits(from), inWholeUnits(to)];
  // "from 260 ms to 15 ms": short units stand with each number, a noun stands once.
  const short = /^(?:%|ns|µs|ms)$/.test(before.unit);
  const shared = before.unit === after.unit && before.per === after.per && !short;
  const noun = after.unit || before.unit;
  const unitless = { value: before.value, unit: '' };
  const whole = { ...after, unit: noun, ...((after.per ?? before.per) ? { per: after.per ?? before.per } : {}) };
  const first = `${hedges.before}${quantity(shared ? unitless : before)}`;
  return `from ${first} to ${hedges.after}${quantity(withPer(whole))}`;
}

function withPer(amount: { value: number; unit: string; per?: Quantity['per'] }): Quantity {
  const { per, ...rest } = amount;
  return per ? { ...rest, per } : rest;
}
