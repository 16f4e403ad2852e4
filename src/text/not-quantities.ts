/** Detects numbers that measure nothing: versions, dates, times of day, ports, identifiers, ordinals, pronouns. */
import { lowAt, lowBefore, type Token, wordSet } from './lexer.ts';
import { endsNoun, type Measure } from './measure.ts';
import { MULTIPLIERS, type Numeral, spelledYear } from './numerals.ts';
import { DURATION_WORDS } from './units.ts';

const MONTHS = wordSet(`jan january feb february mar march apr april may june jun july jul aug august
  sep sept september oct october nov november dec december`);
/** Words that make the number after them a name, even if a noun follows. */
const NAMING = wordSet(`version versions v release build port ports rfc level step phase sprint chapter id issue pr
  ticket commit tier sev priority shard partition article iso soc sha md utf ipv top http https tls oauth`);
/** The same, but only if no noun follows: "week 12", but "last year 12 incidents". */
const NAMING_ALONE = wordSet('part section page line figure room floor number no week day year q h aged status code');
const BEFORE_TIME = wordSet('this last each per a every previous next the');
/** Technologies with version numbers. */
const VERSIONED = wordSet(`java jdk python node nodejs php ruby rails spring boot kafka postgres postgresql mysql
  mariadb oracle redis mongodb elasticsearch cassandra scala kotlin go golang rust angular react vue django laravel net core
  kubernetes k8s debian ubuntu windows ios android ssl hl7 fhir log4j typescript es erlang otp flink spark`);
/** Words that make the number before them a name. */
const NAMED = wordSet(`am pm bit bits o'clock utc gmt st nd rd th xx`);
const BEFORE_HOUR = wordSet('at after before until till by past since around');
const PARTS_OF_DAY = wordSet('morning afternoon evening');
const BEFORE_YEAR = wordSet(`in since spring summer autumn fall winter early late mid year christmas q1 q2 q3 q4
  h1 h2`);
/** Words that a hyphen joins to a measured number: "sub-40". */
const HYPHEN_PREFIXES = wordSet('sub mid low high under over was now to from at');
const YEAR = /^(?:19|20)\d\d$/u;
const LETTERS_AND_DIGITS = /^\p{L}+\d/u;
/** 4k7 means 4,700. */
const IN_THOUSANDS = /^k\d$/;

/** "2/100", "3/1000" */
const PARTS = /^100+$/;

/** The index after an identifier made of joined digits, such as a date, a time of day, 24/7 or 24x7; null if none. */
export function identifierEnd(list: readonly Token[], at: number): number | null {
  if (list[at]?.kind !== 'number') return null;
  if (list[at]?.glued && list[at - 1]?.kind === 'word') return at + 1;
  let next = at + 1;
  let isDashed = true;
  for (; list[next]?.glued && list[next + 1]?.glued && list[next + 1]?.kind === 'number'; next += 2) {
    const sign = list[next]?.text ?? '';
    if (sign !== '-' && sign !== '/' && sign !== ':') break;
    isDashed &&= sign === '-';
  }
  // "200-300" is a range, "2/1000" a share.
  if (next === at + 3 && lowAt(list, at + 1) === '/' && PARTS.test(lowAt(list, at + 2))) return null;
  if (next > at + 3 || (next > at + 1 && !isDashed)) return next;
  const joined = list[at + 1]?.glued ? lowAt(list, at + 1) : '';
  return LETTERS_AND_DIGITS.test(joined) && !IN_THOUSANDS.test(joined) ? at + 2 : null;
}

/** Whether a number names something instead of measuring it. */
export function isNumberName(list: readonly Token[], number: Numeral, unit: Measure): boolean {
  const { first, next } = number;
  const isHyphened = lowAt(list, next) === '-' && list[next]?.glued && list[next + 1]?.glued;
  const joined = isHyphened ? lowAt(list, next + 1) : '';
  if (NAMED.has(joined) || NAMED.has(lowAt(list, next))) return true;
  if (isTimeOfDay(list, number)) return true;
  // "3 p.m."
  if ('ap'.includes(lowAt(list, next) || ' ') && lowAt(list, next + 1) === '.' && lowAt(list, next + 2) === 'm')
    return true;
  const isOpen = unit.form !== undefined;
  // "a three-tier service", "a 12-factor app"; but "a two-second pause"
  if (isOpen && joined !== '' && list[next + 1]?.kind === 'word' && !DURATION_WORDS.has(joined)) return true;
  if (number.spelled && isOpen && (isInName(list, number) || spelledYear(list, first) !== null)) return true;
  if (number.spelled)
    return isPronoun(list, number, unit) || (unit.form === 'bare' && MULTIPLIERS.has(list[first]?.low ?? ''));
  if (list[first]?.glued && isGluedToName(list, first, unit)) return true;
  if (lowAt(list, first) !== '' && lowBefore(list, first - 1) === '#') return true;
  if (isListMarker(list, number) || isGluedLetters(list, number, unit)) return true;
  if (number.scale > 1 || number.bound === 'over' || !isOpen) return false;
  return isDate(list, number) || isNamedBefore(list, number, unit) || isYear(list, number, unit);
}

/** "Just after 4 in the morning" */
function isTimeOfDay(list: readonly Token[], { first, next, values: [value = 0] }: Numeral): boolean {
  const isHour = Number.isInteger(value) && value >= 1 && value <= 12 && BEFORE_HOUR.has(lowBefore(list, first - 1));
  return isHour && lowAt(list, next) === 'in' && PARTS_OF_DAY.has(lowAt(list, next + 2));
}

/** A capitalised number word between capitalised words: "Operation Nine Lamps", "Lake Nine". */
function isInName(list: readonly Token[], { first, next }: Numeral): boolean {
  const isCapital = (at: number) => list[at]?.kind === 'word' && list[at]?.text !== list[at]?.low;
  return (
    isCapital(first) && isCapital(first - 1) && !list[first]?.newLine && (isCapital(next) || list[next] === undefined)
  );
}

const PRONOUN_BEFORE = wordSet(`this that which any every each no another new newer old older other latter former
  previous current first second last big small good bad right wrong same the`);
const PRONOUN_AFTER = wordSet('of that who which by another can could should would must has is was more -');
const NUMBER_BEFORE = wordSet('to from is was were now only just exactly about : = → -> than had have ,');

/** "this one", "the new one", "one of them", "one by one". A bare "one" is a number only after a few words. */
function isPronoun(list: readonly Token[], { first, next }: Numeral, unit: Measure): boolean {
  if (next !== first + 1 || list[first]?.low !== 'one') return false;
  const before = lowBefore(list, first - 1);
  if (PRONOUN_BEFORE.has(before)) return true;
  const low = lowAt(list, next);
  if (unit.form !== 'bare' || PRONOUN_AFTER.has(low)) return unit.form === 'bare';
  return before === '' ? low !== '' && low !== '.' : !NUMBER_BEFORE.has(before);
}

const NAME_SIGNS = new Set(".+_\\&?^'");

/** HTTP/2, C++20, v1.2.3, ORD-12345, localhost:5432, ?page=3. */
function isGluedToName(list: readonly Token[], first: number, unit: Measure): boolean {
  const [sign, word] = [list[first - 1], list[first - 2]];
  if (sign?.kind !== 'mark') return false;
  if (!sign.glued || !word) return sign.text === "'" || (sign.text === ':' && unit.form === 'bare');
  const isWord = word.kind === 'word';
  const isMeasured = list[first - 3]?.kind === 'number';
  if (sign.text === '/') return isWord ? !isMeasured && !LETTERS_AND_DIGITS.test(word.low) : word.text !== '%';
  if (sign.text === '-') return isWord && !isMeasured && !HYPHEN_PREFIXES.has(word.low);
  return sign.text === ':' ? isWord && unit.form === 'bare' : NAME_SIGNS.has(sign.text);
}

/** "4) poisoned entries", "1. First" at the start of a line. */
function isListMarker(list: readonly Token[], { first, next, values: [value = 0] }: Numeral): boolean {
  if (!list[first]?.newLine || next !== first + 1 || !list[next]?.glued || lowAt(list, next + 1) === '') return false;
  return list[next]?.text === ')' || (list[next]?.text === '.' && value < 30);
}

/** 3D, 4xx, 2010s: letters glued to the number that aren't a unit. */
function isGluedLetters(list: readonly Token[], { first, next }: Numeral, unit: Measure): boolean {
  const after = list[next];
  if (after?.kind !== 'word' || !after.glued) return false;
  if (after.low === 's') return YEAR.test(list[first]?.text ?? '');
  return unit.form === 'counted' && (after.text.length < 3 || after.text.startsWith('x'));
}

/** "March 3", "3 March", "May 2024" */
function isDate(list: readonly Token[], { first, next, values: [value = 0] }: Numeral): boolean {
  const before = lowBefore(list, first - 1);
  const isYearly = YEAR.test(list[first]?.text ?? '');
  if (!Number.isInteger(value) || (value > 31 && !isYearly)) return false;
  if (MONTHS.has(before) && (before !== 'may' || isYearly || list[first - 1]?.text === 'May')) return true;
  const month = lowAt(list, next) === '.' ? next + 1 : next;
  return MONTHS.has(lowAt(list, month)) && list[month]?.text !== 'may' && !list[month]?.glued;
}

function isNamedBefore(list: readonly Token[], { first, next, values: [value = 0] }: Numeral, unit: Measure): boolean {
  const before = lowBefore(list, first - 1);
  if (NAMING.has(before)) return true;
  if (NAMING_ALONE.has(before)) return unit.form === 'bare' && !BEFORE_TIME.has(lowBefore(list, first - 2));
  return VERSIONED.has(before) && value < 100 && (unit.form === 'bare' || !lowAt(list, next).endsWith('s'));
}

const BEFORE_TARGET = wordSet('to → -> -');

/** Whether a number is a year: four year-like digits, unless a noun clearly follows. */
function isYear(list: readonly Token[], number: Numeral, unit: Measure): boolean {
  const { first, next } = number;
  if (!isYearLike(list, number)) return false;
  const target = BEFORE_TARGET.has(lowAt(list, next)) ? list[next + 1] : undefined;
  if (target?.kind === 'number') return YEAR.test(target.text) && !DURATION_WORDS.has(lowAt(list, next + 2));
  const before = lowBefore(list, first - 1);
  if (BEFORE_YEAR.has(before)) return true;
  // "The 2022 season": a count would have a plural noun. The round number 2000 may be a count all the same.
  const [counted] = unit.quantities;
  const isOne = counted !== undefined && counted.unit !== '' && !counted.unit.endsWith('s') && counted.value !== 2000;
  if (before === 'the' && unit.form === 'counted' && isOne) return true;
  const source = BEFORE_TARGET.has(before) ? list[first - 2] : undefined;
  return source ? YEAR.test(source.text) : unit.form === 'bare' || endsNoun(lowAt(list, next));
}

/** Four digits that may be a year, without a multiplier. */
export function isYearLike(list: readonly Token[], { first, next }: Numeral): boolean {
  return YEAR.test(list[first]?.text ?? '') && next === first + 1;
}
