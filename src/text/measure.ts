/** Parses what follows a number: its unit, the counted noun, and the period. */
import type { Period, Quantity } from '../machine/quantity.ts';
import { lowAt, parseNumberTable, type Token, wordSet } from './lexer.ts';
import { exact, isNumberWord, type Numeral, numeral, partAt } from './numerals.ts';
import {
  adverbPeriod,
  CURRENCY_NAMES,
  DURATION_WORDS,
  dataUnit,
  durationUnit,
  PERCENT_WORDS,
  periodAt,
  rateAt,
} from './units.ts';

export interface Measure {
  /** All readings, the most plausible first. */
  readonly quantities: readonly Quantity[];
  readonly next: number;
  /** `bare`: nothing follows the number. `counted`: only a noun. */
  readonly form?: 'bare' | 'counted' | undefined;
  /** A bare number that looks like a share: `99.95`. */
  readonly shaped?: boolean | undefined;
  /** An availability in nines: "four nines". */
  readonly nines?: boolean | undefined;
}

/** Parses the measure of `number`; `bare` if nothing fits. */
export function measureAt(list: readonly Token[], number: Numeral): Measure {
  const isHyphened = lowAt(list, number.next) === '-' && list[number.next]?.glued && list[number.next + 1]?.glued;
  const at = isHyphened ? number.next + 1 : number.next;
  return share(list, number, at) ?? physical(list, number, at) ?? counted(list, number, at) ?? bare(number);
}

/** Quantities of these values in one unit. */
export function inUnit(values: readonly number[], unit: string, per?: Period): Quantity[] {
  return values.map((value) => ({ value, unit, ...(per ? { per } : {}) }));
}

/** The next smaller unit, and its count per unit. */
const SMALLER: ReadonlyMap<string, readonly [unit: string, count: number]> = new Map([
  ['min', ['s', 60]],
  ['hours', ['min', 60]],
  ['days', ['hours', 24]],
]);

/** Converts fractions to a smaller unit: "a quarter of an hour" → 15 min. */
export function inWholeUnits(quantity: Quantity): Quantity {
  const [unit, count] = SMALLER.get(quantity.unit) ?? [];
  const value = quantity.value * (count ?? 1);
  return unit !== undefined && quantity.value < 1 && value >= 1 && Number.isInteger(value)
    ? { ...quantity, value, unit }
    : quantity;
}

/** Maximum percentage read with a thousands separator: `1,001%`, but not `99,999 %`. */
const PERCENT_AT_MOST = 10_000;
/** Maximum nines; object stores promise "eleven nines". */
export const NINES_AT_MOST = 12;

/** Units of shares, in percent; of two words: `per_mille`. */
const SHARES = parseNumberTable(`0.1: ‰ promille permille per_mille pro_mille pour_mille por_mil;
  0.01: basis_point basis_points; 1e-4: ppm`);

function share(list: readonly Token[], { values, spelled }: Numeral, at: number): Measure | null {
  const [low, second] = [lowAt(list, at), lowAt(list, at + 1)];
  const isPair = list[at]?.kind === 'word' && SHARES.has(`${low}_${second}`);
  const inPercent = SHARES.get(isPair ? `${low}_${second}` : low);
  if (inPercent !== undefined) {
    const shares = values.map((value) => exact(value * inPercent));
    return { quantities: inUnit(shares, '%'), next: isPair ? at + 2 : at + 1 };
  }
  const isLong = low === 'per' && second === 'cent';
  if (isLong || PERCENT_WORDS.has(low)) {
    const likely = values.toSorted((one, other) => Number(one > 100) - Number(other > 100));
    const kept = likely.filter((value, index) => index === 0 || value <= PERCENT_AT_MOST);
    return { quantities: inUnit(kept, '%'), next: isLong || second.startsWith('point') ? at + 2 : at + 1 };
  }
  const isDigit = low === '9' && list[at + 1]?.glued === true && second === 's';
  const [count = 0] = values;
  const isNines = low === 'nines' || isDigit || (low === 'nine' && spelled && count === 1);
  if (!isNines || count === 0 || count > NINES_AT_MOST) return null;
  return { quantities: [nines(count)], next: isDigit ? at + 2 : at + 1, nines: true };
}

/** Converts nines to an availability: 3.5 → 99.95 %. */
export function nines(count: number): Quantity {
  const whole = Math.floor(count);
  const rest = 100 * 10 ** -whole;
  return { value: Number((100 - rest + (count > whole ? rest / 2 : 0)).toFixed(13)), unit: '%' };
}

/** Money, data, durations and abbreviated rates ("rps"). */
function physical(list: readonly Token[], number: Numeral, at: number): Measure | null {
  const low = lowAt(list, at);
  const rate = low === '' ? null : rateAt(list[at]?.text ?? '');
  const per = periodAt(list, at + 1);
  if (rate && !per) {
    const values = number.values.map((value) => exact(value * rate.factor));
    return { quantities: inUnit(values, rate.unit, rate.per), next: at + 1 };
  }
  const unit = low === '' ? undefined : (CURRENCY_NAMES.get(low) ?? dataUnit(list[at]));
  if (unit) {
    // "300 GB of logs a day"
    const held = lowAt(list, at + 1) === 'of' ? nounAt(list, at + 2) : null;
    const often = per ?? (held?.per ? { per: held.per, next: held.next } : null);
    return { quantities: inUnit(number.values, unit, often?.per), next: often?.next ?? at + 1 };
  }
  const duration = list[at]?.text === 'M' ? undefined : durationUnit(low);
  return duration ? durationAt(list, number, at, duration) : null;
}

const DOWNTIME = wordSet('downtime outage outages unavailability');
const LONG_UNITS = wordSet('s min hours');
/** From this number on, minutes are a counted noun, not a duration: "9 mio minutes of footage a day". */
const COUNTED_FROM = 1000;

function durationAt(list: readonly Token[], { values, spelled }: Numeral, at: number, unit: string): Measure | null {
  const { text = '', low = '', glued } = list[at] ?? {};
  if (low.length === 1 && low !== 'm' && (text !== low || (!glued && low !== 's' && low !== 'h'))) return null;
  const [value = 0] = values;
  const from = lowAt(list, at + 1) === 'of' ? at + 2 : at + 1;
  const isDown = DOWNTIME.has(lowAt(list, from));
  const per = periodAt(list, isDown ? from + 1 : at + 1);
  const isLong = !isDown && low.length > 3 && LONG_UNITS.has(unit);
  const noun = isLong && from > at + 1 ? nounAt(list, at) : null;
  if (noun?.noun.includes(' of ') && (noun.per !== undefined || value >= COUNTED_FROM)) {
    return { quantities: inUnit(values, noun.noun, noun.per), next: noun.next };
  }
  const name = isLong && value >= COUNTED_FROM ? text : unit;
  if (per) return { quantities: inUnit(values, name, per.per), next: per.next };
  const half = partAt(list, at + 1);
  if (half) return { quantities: inUnit([exact(value + half.value)], unit), next: half.next };
  const millions = low === 'm' && !spelled ? inUnit([exact(value * 1e6)], '') : [];
  return compound(list, value, unit, at + 1) ?? { quantities: [...inUnit(values, unit), ...millions], next: at + 1 };
}

/** Reads on to a compound duration, in its smaller unit: "1 min 30 s", "1h30m", "2 hours and 15 minutes". */
export function compound(list: readonly Token[], value: number, unit: string, at: number): Measure | null {
  const smaller = unit === 'hours' ? 'min' : unit === 'min' ? 's' : null;
  const place = lowAt(list, at) === 'and' ? at + 1 : at;
  const rest = smaller === null || list[place]?.newLine ? null : numeral(list, place);
  const [count = 0] = rest?.values ?? [];
  if (!rest || !smaller || count >= 60 || !Number.isInteger(count) || !Number.isInteger(value)) return null;
  const quantities = inUnit([value * 60 + count], smaller);
  if (DURATION_WORDS.get(lowAt(list, rest.next)) === smaller) return { quantities, next: rest.next + 1 };
  // "1 minute 10" without a noun that the 10 could count; "an hour and ten of them" states two quantities.
  const behindIt = lowAt(list, rest.next);
  // Percentiles are opaque tokens here.
  const isEnd = ['mark', 'opaque', undefined].includes(list[rest.next]?.kind) || behindIt === 'at';
  // "6h40"
  const isGlued = list[place]?.glued === true;
  const isAlone = isGlued || (place === at ? isEnd || endsNoun(behindIt) : isEnd);
  return isAlone ? { quantities, next: rest.next } : null;
}

const HEALTHY = wordSet('availability uptime sla slo success reliability durability');
const TIMES = wordSet('x × fold times');

/** "9 mio per day", "3x", "35 oversold orders a week", "6 times a year" */
function counted(list: readonly Token[], { values, next, scale }: Numeral, begins: number): Measure | null {
  // "2 millones de lecturas"
  const at = scale > 1 && lowAt(list, begins) === 'of' ? begins + 1 : begins;
  const low = lowAt(list, at);
  const [value = 0] = values;
  if (value > 50 && value <= 100 && HEALTHY.has(low)) return { quantities: inUnit([value], '%'), next };
  const noun = nounAt(list, at);
  if (TIMES.has(low) && !(noun?.noun === 'times' && noun.per))
    return { quantities: inUnit(values, 'times'), next: at + 1 };
  const ordered = scale === 1 ? largeFirst(values) : values;
  const form = noun?.per ? undefined : 'counted';
  if (noun?.noun) return { quantities: inUnit(ordered, noun.noun, noun.per), next: noun.next, form };
  const per = periodAt(list, at) ?? noun;
  return per?.per ? { quantities: inUnit(ordered, '', per.per), next: per.next } : null;
}

/** Sorts readings of at least 1,000 first: "1.250 orders" is 1,250. */
export function largeFirst(values: readonly number[]): number[] {
  return values.toSorted((one, other) => Number(other >= 1000) - Number(one >= 1000));
}

/** A number alone. 99.95 looks like a share; 95.5 may be one. */
function bare({ values, next, scale }: Numeral): Measure {
  const [value = 0] = values;
  const isDecimal = scale === 1 && !Number.isInteger(value) && value >= 90 && value < 100;
  const shaped = isDecimal && value >= 99;
  const plain = inUnit(values, '');
  const asShare = isDecimal ? inUnit([value], '%') : [];
  return { quantities: shaped ? [...asShare, ...plain] : [...plain, ...asShare], next, form: 'bare', shaped };
}

/** Words that end a noun phrase: prepositions, conjunctions, pronouns, auxiliary verbs, adverbs of time. */
const STOP =
  wordSet(`a an the this that these those each every all any some no not nor none nobody outta such another other i you he
  she it we they me him us them my your his its our their who whose which what and or but so because than as if then though
  although whereas at in on since for with without within per from to into onto of off by via during under over above below
  between about around across through until till up down out after before against toward towards near plus minus like
  versus vs compared instead behind despite except when while where once is are was were be been being am has have had
  having do does did done can could will would should must may might went goes go came comes got gets get fell rose grew took
  takes take gave gives kept keeps stays stayed became becomes handles handled used uses measured made said seen using
  including running now today currently nowadays previously formerly originally earlier later ago afterwards yet still
  already again also too even only just ever never always usually often here there overall total peak max tops sustained
  last next sorry please actually maybe perhaps roughly approximately nearly almost exactly more less fewer faster slower
  quicker higher lower better worse longer shorter it's that's i'm we're they're auf bis pro`);
const WORDS_AT_MOST = 4;
const ANY_DIGIT = /\p{N}/u;

/** "Nine", "v1" */
const hasNumber = (low: string) => isNumberWord(low) || ANY_DIGIT.test(low);

/** Whether a word can't be part of a noun phrase. */
export function endsNoun(low: string): boolean {
  return low === '' || STOP.has(low) || low.endsWith("n't");
}

/** Parses a noun of up to four words and its period. Drops words with digits, so the noun may be empty. */
function nounAt(list: readonly Token[], at: number): { noun: string; per: Period | undefined; next: number } | null {
  const words: string[] = [];
  // "3,000 daily orders"
  const adverb = endsNoun(lowAt(list, at + 1)) ? undefined : adverbPeriod(lowAt(list, at));
  const first = adverb && list[at + 1]?.kind === 'word' ? at + 1 : at;
  let next = first;
  for (let count = 0; count < WORDS_AT_MOST; count += 1) {
    const low = lowAt(list, next);
    if (list[next]?.kind !== 'word' || isNumberWord(low) || adverbPeriod(low)) break;
    if (next > first && periodAt(list, next) !== null) break;
    if (low === 'of' && words.length > 0 ? endsNoun(lowAt(list, next + 1)) : endsNoun(low)) break;
    const end = endOfCompound(list, next);
    const written = list.slice(next, end).map(({ text }) => text);
    if (!written.some((text) => ANY_DIGIT.test(text))) words.push(written.join(''));
    next = end;
  }
  if (words.at(-1) === 'of') {
    words.pop();
    next -= 1;
  }
  const placed = words.length > 0 ? endOfPlace(list, next) : next;
  words.push(...list.slice(next, placed).map(({ text }) => text));
  next = placed;
  const period = periodAt(list, next);
  if (next === at || (words.length === 0 && !period)) return null;
  // "620 changes a shift": a period without a fixed length belongs to the noun.
  const other = words.length > 0 && !period ? perOther(list, next) : null;
  if (other) return { noun: [...words, other].join(' '), per: undefined, next: next + 2 };
  // "40 weekly plans an hour": the adverb belongs to the noun.
  const noun = first > at && period ? [list[at]?.text ?? '', ...words] : words;
  return { noun: noun.join(' '), per: period?.per ?? (first > at ? adverb : undefined), next: period?.next ?? next };
}

const PLACE = wordSet('in at on');
/** Maximum words of a place, with its preposition. */
const PLACE_AT_MOST = 4;

/** The end of a place between a noun and its period: "1 bike stuck in the dock a week". @returns `at` if there is none */
function endOfPlace(list: readonly Token[], at: number): number {
  if (!PLACE.has(lowAt(list, at)) || periodAt(list, at) !== null) return at;
  for (let end = at + 1; end <= at + PLACE_AT_MOST; end += 1) {
    const low = lowAt(list, end);
    // "In the weekly comparison" is no period.
    if (end > at + 1 && adverbPeriod(low) === undefined && periodAt(list, end) !== null) return end;
    if (list[end]?.kind !== 'word' || hasNumber(low) || (low !== 'the' && endsNoun(low))) return at;
  }
  return at;
}

const A = wordSet('a each');
const PER = wordSet('per pro par por');
const NO_PERIOD = wordSet('lot bit few while couple piece');

/** "a shift", "per release", "pro Schicht": words of a unit for which there is no period. */
export function perOther(list: readonly Token[], at: number): string | null {
  const [per, word] = [list[at], list[at + 1]];
  const isPer = per !== undefined && (A.has(per.text) || (per.low === 'per' && PER.has(per.text)));
  if (!isPer || word?.kind !== 'word') return null;
  const low = lowAt(list, at + 1);
  const isPeriod = !endsNoun(low) && !NO_PERIOD.has(low) && !hasNumber(low) && DURATION_WORDS.get(low) === undefined;
  const isEnd = list[at + 2]?.kind !== 'word' || endsNoun(lowAt(list, at + 2));
  return isPeriod && isEnd ? `${per.text} ${word.text}` : null;
}

/** The end of "late-arriving", "Sev-1s", "reads/writes": at most five parts joined by hyphens or slashes. */
function endOfCompound(list: readonly Token[], at: number): number {
  let end = at + 1;
  while (end < at + 8) {
    const [sign, part] = [list[end], list[end + 1]];
    if ((sign?.text !== '-' && sign?.text !== '/') || !sign.glued || !part?.glued || periodAt(list, end)) break;
    if (part.kind !== 'word' && (part.kind !== 'number' || sign.text === '/')) break;
    end += 2;
    if (part.kind === 'number' && list[end]?.kind === 'word' && list[end]?.glued) end += 1;
  }
  return end;
}
