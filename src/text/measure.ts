/** What stands behind a number: its unit, the noun that it counts, and the period. */
import { kindOf, type Period, type Quantity } from '../machine/quantity.ts';
import { andFraction } from './fractions.ts';
import { ahead, type Token, wordSet } from './lexer.ts';
import { isStop, nounAt } from './nouns.ts';
import { exact } from './number-words.ts';
import { type Numeral, numeral } from './numerals.ts';
import { currency, DURATION_WORDS, dataUnit, lineRate, periodAt, RATES } from './units.ts';

export interface Measure {
  /** All readings, the most plausible first. */
  readonly quantities: readonly Quantity[];
  readonly next: number;
  /** Nothing that measures stands behind the number. */
  readonly bare: boolean;
  /** Only a noun stands behind it. */
  readonly counted: boolean;
  /** A bare share by its form: `99.95`. */
  readonly shaped: boolean;
  /** "four nines" */
  readonly nines: boolean;
  /** "40k-ish" */
  readonly ish: boolean;
}

type Part = Partial<Measure> & { readonly next: number };

/** @param number the number that is measured */
export function measureAt(list: readonly Token[], number: Numeral): Measure {
  const hyphen = ahead(list, number.next) === '-' && list[number.next]?.glued && list[number.next + 1]?.glued ? 1 : 0;
  const ish = ahead(list, number.next + hyphen) === 'ish';
  const at = number.next + hyphen + (ish ? 1 : 0);
  const part =
    share(list, number, at) ?? money(list, number, at) ?? physical(list, number, at) ?? counted(list, number, at);
  const read = part ?? bare(list, { ...number, next: ish ? at : number.next });
  return { quantities: [], bare: false, counted: false, shaped: false, nines: false, ish, ...read };
}

/** Readings in one unit. */
export function inUnit(values: readonly number[], unit: string, per?: Period): Quantity[] {
  return values.map((value) => ({ value, unit, ...(per ? { per } : {}) }));
}

const PERCENT = wordSet('% percent pct percentage prozent');
const NINES = wordSet(`nines 9s 9's`);

function share(list: readonly Token[], { values, spelled }: Numeral, at: number): Part | null {
  const low = ahead(list, at);
  if (low === '') return null;
  const two = `${low} ${ahead(list, at + 1)}`;
  if (PERCENT.has(low) || two === 'per cent') {
    const next = two === 'per cent' ? at + 2 : at + 1;
    const isPoint = ahead(list, next) === 'points' || ahead(list, next) === 'point';
    // 99,999 % can't be a hundred thousand.
    const likely = [...values.filter((value) => value <= 100), ...values.filter((value) => value > 100)];
    const kept = likely.filter((value, index) => index === 0 || value <= 1000);
    return { quantities: inUnit(kept, '%'), next: isPoint ? next + 1 : next };
  }
  const divided = (by: number, next: number): Part => ({
    quantities: inUnit(
      values.map((value) => exact(value / by)),
      '%',
    ),
    next,
  });
  if (low === '‰' || low === 'permille') return divided(10, at + 1);
  if (two === 'per mille' || two === 'per mil' || two === 'per mill') return divided(10, at + 2);
  if (low === 'ppm') return divided(1e4, at + 1);
  if (low === 'bps' || low === 'bp') return divided(100, at + 1);
  if (two === 'basis points' || two === 'basis point') return divided(100, at + 2);
  const digit = low === '9' && list[at + 1]?.glued && ahead(list, at + 1) === 's';
  const [count = 0] = values;
  if (count > 0 && count <= 12 && (NINES.has(low) || digit || (low === 'nine' && spelled && count === 1))) {
    const next = digit ? at + 2 : at + 1;
    const half = andFraction(list, next);
    return { quantities: [nines(count + (half?.part ?? 0))], next: half?.next ?? next, nines: true };
  }
  return null;
}

/** The availability that a count of nines stands for: three and a half are 99.95 %. */
export function nines(count: number): Quantity {
  const whole = Math.floor(count);
  const rest = 100 * 10 ** -whole;
  return { value: Number((100 - rest + (count > whole ? rest / 2 : 0)).toFixed(13)), unit: '%' };
}

/** "12 EUR a month", "20k dollars" */
function money(list: readonly Token[], { values }: Numeral, at: number): Part | null {
  const token = list[at];
  const code = token?.newLine ? undefined : currency(token);
  if (!token || !code || (token.kind === 'mark' && list[at + 1]?.kind === 'number' && list[at + 1]?.glued)) return null;
  const per = periodAt(list, at + 1);
  return { quantities: inUnit(values, code, per?.per), next: per?.next ?? at + 1 };
}

/** Data, durations and the abbreviated rates. */
function physical(list: readonly Token[], number: Numeral, at: number): Part | null {
  const token = list[at];
  if (token?.kind !== 'word' || token.newLine) return null;
  const rate = RATES.get(token.low);
  const per = periodAt(list, at + 1);
  if (rate && !per) return { quantities: inUnit(number.values, rate.unit, rate.per), next: at + 1 };
  const line = lineRate(token);
  if (line) return { quantities: inUnit(number.values, line, 'second'), next: at + 1 };
  const data = dataUnit(token, per !== null);
  if (data) {
    // "300 GB of logs a day"
    const held = per || ahead(list, at + 1) !== 'of' ? null : nounAt(list, at + 2);
    const often = per ?? (held?.per ? { per: held.per, next: held.next } : null);
    return { quantities: inUnit(number.values, data, often?.per), next: often?.next ?? at + 1 };
  }
  const duration = DURATION_WORDS.get(token.low);
  if (!duration || (token.text === 'M' && token.low === 'm')) return null;
  return durationAt(list, number, at, duration);
}

const DOWNTIME = wordSet('downtime outage outages unavailability');
const SINGLE = wordSet('w y d');
const LOWER_CASE = wordSet('s h d w y');
/** From here on, minutes and hours are counted, not waited for: "9 mio minutes of footage a day". */
const COUNTED_FROM = 1000;

function durationAt(list: readonly Token[], number: Numeral, at: number, unit: string): Part | null {
  const token = list[at];
  if (!token || (SINGLE.has(token.low) && !token.glued)) return null;
  if (LOWER_CASE.has(token.low) && token.text !== token.low) return null;
  const { values } = number;
  const [value = 0] = values;
  const per = periodAt(list, at + 1);
  const from = ahead(list, at + 1) === 'of' ? at + 2 : at + 1;
  const down = [from, from + 1].find((place) => DOWNTIME.has(ahead(list, place)));
  if (down !== undefined) {
    const often = periodAt(list, down + 1);
    return { quantities: inUnit(values, unit, often?.per), next: often?.next ?? at + 1 };
  }
  const isShort = unit === 'ns' || unit === 'µs' || unit === 'ms';
  if (token.low.length > 3 && !isShort) {
    const noun = from > at + 1 && !isStop(ahead(list, from)) ? nounAt(list, at) : null;
    if (noun?.noun.includes(' of ') && (noun.per !== undefined || value >= COUNTED_FROM)) {
      return { quantities: inUnit(values, noun.noun, noun.per), next: noun.next };
    }
    if (per && value >= COUNTED_FROM) return { quantities: inUnit(values, token.text, per.per), next: per.next };
  }
  if (per) return { quantities: inUnit(values, unit, per.per), next: per.next };
  const half = andFraction(list, at + 1);
  if (half) return { quantities: inUnit([exact(value + half.part)], unit), next: half.next };
  const whole = compound(list, value, unit, at + 1);
  if (whole) return { quantities: [whole.quantity], next: whole.next };
  const minutes = inUnit(values, unit);
  const isMillion = token.low === 'm' && !number.spelled;
  const millions = isMillion ? inUnit([exact(value * 1e6)], '') : [];
  return { quantities: [...minutes, ...millions], next: at + 1 };
}

/** The smaller unit that may follow a larger one, and how many of it make one. */
const PARTS = new Map([
  ['days', { unit: 'hours', many: 24 }],
  ['hours', { unit: 'min', many: 60 }],
  ['min', { unit: 's', many: 60 }],
  ['s', { unit: 'ms', many: 1000 }],
]);

/** "1 min 30 s", "1h30m", "1h30", "2 hours and 15 minutes": one duration, in the smallest unit. */
function compound(
  list: readonly Token[],
  value: number,
  unit: string,
  at: number,
): { quantity: Quantity; next: number } | null {
  const part = PARTS.get(unit);
  const place = ahead(list, at) === 'and' || ahead(list, at) === ',' ? at + 1 : at;
  if (!part || list[place]?.newLine) return null;
  const rest = numeral(list, place);
  const [count = 0] = rest?.values ?? [];
  if (!rest || count >= part.many || !Number.isInteger(count) || !Number.isInteger(value)) return null;
  const isMeant = DURATION_WORDS.get(ahead(list, rest.next)) === part.unit;
  const isClock = unit === 'hours' && place === at && list[place]?.glued === true && list[place]?.text.length === 2;
  if (!isMeant && !isClock) return null;
  const next = isMeant ? rest.next + 1 : rest.next;
  const total = value * part.many + count;
  const smaller = isMeant ? compound(list, total, part.unit, next) : null;
  return smaller ?? { quantity: { value: total, unit: part.unit }, next };
}

const HEALTHY = wordSet('availability uptime sla slo success reliability durability');

/** "9 mio per day", "3x", "35 oversold orders a week", "6 times a year" */
function counted(list: readonly Token[], number: Numeral, at: number): Part | null {
  const direct = periodAt(list, at);
  const read = nounAt(list, at);
  const noun = direct && !read?.noun ? null : read;
  const [value = 0] = number.values;
  if (noun && value > 50 && value <= 100 && HEALTHY.has(ahead(list, at))) {
    return { quantities: inUnit(number.values.slice(0, 1), '%'), next: number.next };
  }
  // "1.250 orders" is more than a thousand.
  const values = number.values.toSorted((one, other) => Number(other >= 1000) - Number(one >= 1000));
  const ordered = number.scale === 1 ? values : number.values;
  if (noun && (noun.noun !== '' || noun.per)) {
    const low = ahead(list, at);
    if (low === 'x' || low === 'fold' || low === 'times') {
      const isOften = low === 'times' && noun.next > at + 1 && noun.noun === 'times';
      return {
        quantities: inUnit(number.values, 'times', isOften ? noun.per : undefined),
        next: isOften ? noun.next : at + 1,
      };
    }
    return { quantities: inUnit(ordered, noun.noun, noun.per), next: noun.next, counted: noun.per === undefined };
  }
  if (ahead(list, at) === '×') return { quantities: inUnit(number.values, 'times'), next: at + 1 };
  return direct ? { quantities: inUnit(ordered, '', direct.per), next: direct.next } : null;
}

/** A number alone. 99.95 is a share by its form; 95.5 may be one; 5B may be bytes. */
function bare(list: readonly Token[], { values, next, scale }: Numeral): Part {
  const [value = 0] = values;
  const isDecimal = scale === 1 && !Number.isInteger(value) && value >= 90 && value < 100;
  const shaped = isDecimal && value >= 99;
  const plain = inUnit(values, '');
  const asShare = isDecimal ? inUnit([value], '%') : [];
  const asBytes = list[next - 1]?.text === 'B' ? inUnit([exact(value / 1e9)], 'B') : [];
  const quantities = shaped ? [...asShare, ...plain] : [...plain, ...asShare, ...asBytes];
  return { quantities, next, bare: true, shaped };
}

/** Whether a quantity can lend its unit to a bare number. */
export function isMeasured(quantity: Quantity | undefined): quantity is Quantity {
  return quantity !== undefined && kindOf(quantity) !== 'bare';
}
