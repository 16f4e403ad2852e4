/** Numbers that name things: versions, dates, years, times of day, ports, identifiers, ordinals, pronouns. */
import { ahead, behind, type Token, wordSet } from './lexer.ts';
import { isStop } from './nouns.ts';
import { MULTIPLIERS } from './number-words.ts';
import type { Numeral } from './numerals.ts';
import { DURATION_WORDS } from './units.ts';

const MONTHS = wordSet(`jan january feb february mar march apr april may june jun july jul aug august
  sep sept september oct october nov november dec december`);
/** Words after which a plain number is a name, with or without a noun behind it. */
const NAMING =
  wordSet(`version versions v release build port ports rfc level step phase sprint chapter nr id issue ticket pr mr
  proposal commit tier sev priority shard partition article iso soc sha md utf ipv top http https tls oauth`);
/** The same, where nothing is counted: "week 12", but "last year 12 incidents". */
const NAMING_ALONE = wordSet(
  'part section page line figure room floor number no week day year q h age aged status code',
);
const BEFORE_TIME = wordSet('this last each per a every previous next the');
/** Technologies that are written with a version. */
const VERSIONED =
  wordSet(`java jdk jvm python node nodejs php ruby rails spring boot kafka postgres postgresql mysql mariadb
  oracle redis mongodb elasticsearch cassandra scala kotlin go golang rust angular react vue django laravel dotnet net core
  kubernetes k8s debian ubuntu windows rhel centos ios android http https tls ssl ssh oauth hl7 fhir log4j typescript swift
  ecmascript es elixir erlang otp flink spark hadoop rabbitmq nginx terraform openapi graphql grpc llama gpt`);
/** Words that make the number before them a name. */
const NAMED = wordSet(`bit bits am pm a.m p.m o'clock uhr gmt utc cet st nd rd th xx`);
const BEFORE_YEAR = wordSet(
  'in since spring summer autumn fall winter early late mid year christmas q1 q2 q3 q4 h1 h2',
);
const DECADES = wordSet('the early late mid');
const BEFORE_STATUS = wordSet(
  'a an http status code codes error errors return returns returned returning respond responded',
);
const BEFORE_SECONDS = wordSet('from to took take takes in under over about was is ~ < > → ->');
const STATUS = wordSet('400 401 403 404 408 409 410 413 422 425 429 499 500 501 502 503 504 520 521 522 524');
/** A hyphen joins these words to a measured number. */
const HYPHEN_PREFIXES = wordSet('sub mid low high under over was now to from at');
const YEAR = /^(?:19|20)\d\d$/u;
const SHORT_VERSION = /^\d{1,2}(?:\.\d{1,2})?$/u;
const LETTERS_AND_DIGITS = /^\p{L}+\d/u;

/** What the unit parser found behind the number. */
interface Measured {
  /** Nothing at all is behind it. */
  readonly bare: boolean;
  /** Only a noun is behind it. */
  readonly counted: boolean;
}

/** The token after a name that begins at `at` with digits joined by signs: a date, a time, a phone number, a hash. */
export function identifierEnd(list: readonly Token[], at: number): number | null {
  const token = list[at];
  if (token?.kind !== 'number') return null;
  const sign = list[at - 1];
  const plus = sign?.text === '+' && !sign.glued && token.glued;
  const isPhone = plus || (token.text.startsWith('0') && token.text.length > 2 && Number.isInteger(Number(token.text)));
  if (isPhone) return phoneEnd(list, at);
  let next = at + 1;
  let parts = 1;
  let hyphens = 0;
  for (; list[next]?.glued; next += 1) {
    const text = list[next]?.text ?? '';
    if (list[next]?.kind === 'number') parts += 1;
    else if (text === '-') hyphens += 1;
    else if (text !== '/' && text !== ':') {
      // 24x7, 7f3a9b; but 1e6 and 1h30m are numbers
      if (next > at + 1 && list[next]?.kind === 'word' && hyphens > 1) continue;
      break;
    }
  }
  const [first, second] = [list[at + 1], list[at + 2]];
  if (parts === 2 && hyphens === 0 && second?.kind === 'number') return at + 3;
  if (parts > 2) return next;
  const isMixed = first?.kind === 'word' && first.glued && LETTERS_AND_DIGITS.test(first.low) && !isExponent(first.low);
  return isMixed ? at + 2 : null;
}

const EXPONENT = /^e\d{1,2}$/u;

function isExponent(low: string): boolean {
  return EXPONENT.test(low);
}

function phoneEnd(list: readonly Token[], at: number): number {
  let next = at + 1;
  for (; list[next] && !list[next]?.newLine; next += 1) {
    const isPart = list[next]?.kind === 'number' || PHONE_SIGNS.has(list[next]?.text ?? '');
    if (!isPart) break;
  }
  return next;
}

const PHONE_SIGNS = wordSet('( ) - /');

/** Whether a number names something instead of measuring it. */
export function isName(list: readonly Token[], number: Numeral, unit: Measured): boolean {
  const token = list[number.first];
  if (!token) return true;
  const isHyphened = ahead(list, number.next) === '-' && list[number.next]?.glued === true;
  const joined = isHyphened && list[number.next + 1]?.glued ? ahead(list, number.next + 1) : '';
  if (NAMED.has(joined) || NAMED.has(ahead(list, number.next))) return true;
  // "a three-tier service", "a 12-factor app"; but "a two-second pause", "40k-ish"
  const isWord = list[number.next + 1]?.kind === 'word' && joined !== '';
  if (isWord && !DURATION_WORDS.has(joined) && joined !== 'ish' && (unit.bare || unit.counted)) return true;
  if (number.spelled) return isPronoun(list, number, unit) || (unit.bare && MULTIPLIERS.has(token.low));
  if (token.glued && isGluedToName(list, number, unit)) return true;
  const before = list[number.first - 1];
  if (before && !token.newLine && (before.text === '#' || before.text === '№')) return true;
  if (isListMarker(list, number) || isGluedLetters(list, number, unit) || isStatus(list, number, unit)) return true;
  if (number.scale > 1 || number.plus || !(unit.bare || unit.counted)) return false;
  return isDate(list, number) || isNamedBefore(list, number, unit) || isYear(list, number, unit);
}

/** "this one", "the new one", "one of them", "one by one"; a bare "one" counts only behind a few words. */
function isPronoun(list: readonly Token[], { first, next, values }: Numeral, unit: Measured): boolean {
  if (values[0] !== 1 || next !== first + 1 || list[first]?.low !== 'one') return false;
  if (PRONOUN_BEFORE.has(behind(list, first - 1)) && !list[first]?.newLine) return true;
  if (!unit.bare) return false;
  const low = ahead(list, next);
  if (PRONOUN_AFTER.has(low) || list[next]?.low === '-') return true;
  const before = list[first]?.newLine ? '' : behind(list, first - 1);
  return before === '' ? low !== '' && low !== '.' : !NUMBER_BEFORE.has(before);
}

const PRONOUN_BEFORE =
  wordSet(`this that which any every each no another new newer old older other latter former previous current first
  second last big bigger small smaller good bad right wrong same the`);
const PRONOUN_AFTER = wordSet('of that who which by another can could should would must has is was more');
const NUMBER_BEFORE = wordSet('to from is was were now only just exactly about : = → -> than had have ,');

/** HTTP/2, C++20, v1.2.3, ORD-12345, localhost:5432, ?page=3. */
function isGluedToName(list: readonly Token[], number: Numeral, unit: Measured): boolean {
  const sign = list[number.first - 1];
  const word = list[number.first - 2];
  if (!sign) return false;
  if (sign.kind === 'word') return true;
  if (sign.kind !== 'mark') return false;
  if (sign.text === ':' && !sign.glued) return unit.bare;
  if (!sign.glued || !word) return sign.text === "'" || sign.text === '’';
  const isMeasured = list[number.first - 3]?.kind === 'number';
  switch (sign.text) {
    case '/':
      return word.kind !== 'word' ? word.text !== '%' : !isMeasured && !LETTERS_AND_DIGITS.test(word.low);
    case '-':
      return word.kind === 'word' && !HYPHEN_PREFIXES.has(word.low) && !isMeasured;
    case ':':
      return word.kind === 'word' && unit.bare && PORT.test(list[number.first]?.text ?? '');
    case '.':
    case '+':
    case '_':
    case '\\':
    case '&':
    case '?':
    case "'":
      return true;
    default:
      return false;
  }
}

const PORT = /^\d{2,5}$/u;

/** "4) poisoned entries", "1. First" at the start of a line. */
function isListMarker(list: readonly Token[], number: Numeral): boolean {
  const sign = list[number.next];
  if (!list[number.first]?.newLine || number.next !== number.first + 1 || !sign?.glued) return false;
  const isMarker = sign.text === ')' || (sign.text === '.' && (number.values[0] ?? 0) < 30);
  return isMarker && list[number.next + 1] !== undefined && !list[number.next + 1]?.newLine;
}

/** 3D, 4xx, 0xFF, the 90s, 2010s: letters glued to the number that are no unit. */
function isGluedLetters(list: readonly Token[], number: Numeral, unit: Measured): boolean {
  const after = list[number.next];
  const written = list[number.first]?.text ?? '';
  if (after?.kind !== 'word' || !after.glued) return false;
  if (after.low === 's') {
    const isDecade = written.endsWith('0') && (YEAR.test(written) || (written.length === 2 && written >= '20'));
    return isDecade && (YEAR.test(written) || DECADES.has(behind(list, number.first - 1)));
  }
  return unit.counted && (after.text.length < 3 || after.text.startsWith('x'));
}

/** "HTTP 503", "returned 429", "503s"; but "from 500s to 20s" are seconds. */
function isStatus(list: readonly Token[], number: Numeral, unit: Measured): boolean {
  if (!STATUS.has(list[number.first]?.text ?? '') || number.next !== number.first + 1) return false;
  const before = behind(list, number.first - 1);
  const after = list[number.next];
  if (after?.text === 's' && after.glued) return !BEFORE_SECONDS.has(before) && !LETTERS_AND_DIGITS.test(before);
  return unit.bare && BEFORE_STATUS.has(before);
}

function isDate(list: readonly Token[], { first, next, values }: Numeral): boolean {
  const [value = 0] = values;
  const before = behind(list, first - 1);
  const isYearly = YEAR.test(list[first]?.text ?? '');
  if (!Number.isInteger(value) || (value > 31 && !isYearly)) return false;
  if (
    !list[first]?.newLine &&
    MONTHS.has(before) &&
    (before !== 'may' || isYearly || list[first - 1]?.text === 'May')
  ) {
    return true;
  }
  const month = ahead(list, next) === '.' ? next + 1 : next;
  // "5 may fail"
  const isVerb = list[month]?.text === 'may' && list[month + 1]?.kind === 'word' && !isStop(ahead(list, month + 1));
  return MONTHS.has(ahead(list, month)) && !list[month]?.glued && !isVerb;
}

function isNamedBefore(list: readonly Token[], number: Numeral, unit: Measured): boolean {
  const token = list[number.first];
  const before = list[number.first - 1];
  if (token?.newLine || before?.kind !== 'word') {
    const isNumbered = before?.text === '.' && list[number.first - 2]?.low === 'no' && before.glued;
    return isNumbered && !token?.newLine;
  }
  if (NAMING.has(before.low)) return true;
  if (NAMING_ALONE.has(before.low)) return unit.bare && !BEFORE_TIME.has(behind(list, number.first - 2));
  if (!VERSIONED.has(before.low) || !SHORT_VERSION.test(token?.text ?? '')) return false;
  return unit.bare || !ahead(list, number.next).endsWith('s');
}

/** Four digits that could be a year are one unless they are clearly counted. */
function isYear(list: readonly Token[], { first, next }: Numeral, unit: Measured): boolean {
  const token = list[first];
  if (!token || !YEAR.test(token.text) || next !== first + 1) return false;
  const before = token.newLine ? '' : behind(list, first - 1);
  const target = list[next + 1];
  const leads = list[next]?.kind === 'arrow' || ahead(list, next) === 'to' || ahead(list, next) === '-';
  if (leads && target?.kind === 'number') return YEAR.test(target.text) && !DURATION_WORDS.has(ahead(list, next + 2));
  if (BEFORE_YEAR.has(before)) return true;
  const source = list[first - 2];
  const follows = before === 'to' || before === '→' || before === '->' || before === '-';
  if (follows && source && source.kind !== 'number') return false;
  if (follows && source) return YEAR.test(source.text);
  return unit.bare || isStop(ahead(list, next));
}
