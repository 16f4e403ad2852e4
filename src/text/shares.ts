/** Parses shares of two numbers: "1 in 300", "3 out of 1,000", "one in hundred". */
import { lowAt, lowBefore, type Token, wordSet } from './lexer.ts';
import { endsNoun, inUnit, largeFirst, measureAt } from './measure.ts';
import { isNumberName, isYearLike } from './not-quantities.ts';
import { exact, type Numeral, numeral } from './numerals.ts';
import type { Measured } from './ranges.ts';
import { DURATION_WORDS, PERIOD_WORDS } from './units.ts';

/** Maximum words of what is counted: "one wind turbine blade in 40". */
const NOUN_WORDS = 3;

/** Reads a share that begins with `part`: "1 failed deploy in 300", "1-in-80", "30 per 100,000", "3 out of 1,000", "1 on 200", "7 from 1000". */
export function shareOf(list: readonly Token[], part: Numeral): Measured | null {
  const [count = 0] = part.values;
  if (count < 0.01 || part.scale > 1) return null;
  const isHyphened = ['-', 'in', '-'].every((sign, at) => lowAt(list, part.next + at) === sign);
  let sign = isHyphened ? part.next + 1 : part.next;
  const end = isHyphened ? sign : part.next + NOUN_WORDS;
  while (sign < end && list[sign]?.kind === 'word' && !endsNoun(lowAt(list, sign))) sign += 1;
  const word = lowAt(list, sign);
  const isOutOf = word === 'outta' || (word === 'out' && lowAt(list, sign + 1) === 'of');
  const signs = ['of', 'on', '/', ...(lowBefore(list, part.first - 1) === 'to' ? [] : ['from'])];
  // "One of ten thousand" may be a member; "one from ten thousand" is a share.
  const isOn = signs.includes(word) && sign === part.next && (!part.spelled || count > 1 || word === 'from');
  const isOf = isOn || (word === 'of' && lowAt(list, sign + 1) === 'every');
  // "1.5 bottles in a hundred"
  const isWholeOrNamed = Number.isInteger(count) || (sign > part.next && word === 'in');
  if (word !== 'per' && !((word === 'in' || isOutOf || isOf) && isWholeOrNamed)) return null;
  const of = word === 'out' || isHyphened ? sign + 2 : sign + 1;
  const isEvery = lowAt(list, of) === 'every';
  const from = isEvery ? of + 1 : of;
  const whole = list[from]?.newLine ? null : numeral(list, from);
  const [size = 0] = largeFirst(whole?.values ?? []);
  const isNamed = !isHyphened && sign > part.next;
  const unit = whole && measureAt(list, whole);
  // "1 in 12", "9 in 10", "nine out of ten trucks", "nine mornings in ten" are shares; "3 in 12 regions" says where.
  const isTenth = (size === 10 || size === 20) && (isOutOf || count * 2 >= size || (part.spelled && isNamed));
  const isHundred = isTenth || (size >= 100 && Number.isInteger(Math.log10(size)));
  // "One visit in eight had …", but not "one person in eight rooms".
  const one = word === 'from' ? 100 : isNamed && unit?.form !== 'bare' ? 20 : 3;
  // "Two out of five", with nothing behind it.
  const isAlone = isOutOf && unit?.form === 'bare';
  const many = isAlone ? 3 : isOutOf || isEvery || isHundred ? 10 : word === 'in' ? 1000 : Number.POSITIVE_INFINITY;
  const least = ['per', '/'].includes(word) ? 100 : count === 1 ? one : many;
  if (!whole || !unit || !Number.isFinite(size) || size < Math.max(least, isHundred || isAlone ? count + 1 : count * 2))
    return null;
  if (word === 'in' && count > 1 && unit.form === 'bare' && isYearLike(list, whole)) return null;
  // "In every thousand" and "in a hundred thousand" always state a share, whatever follows.
  const isRound = isEvery || (lowAt(list, of) === 'a' && whole.scale >= 1000);
  const isMeasured =
    !isRound && unit.form !== 'bare' && (unit.form === undefined || (word === 'in' && isNamed && count > 1));
  const isJoined = isHyphened || word === '/' || (word === 'per' && whole.scale >= 1000);
  // "1 in 2000" is a share; 2000 is no year here.
  const isYearAlone = size === 2000 && count === 1;
  // "One in hundred", without an article
  const isPower = whole.spelled && isHundred && !isTenth;
  const isNumber = isRound || isJoined || isYearAlone || isPower;
  if (isMeasured || (!isNumber && isNumberName(list, whole, unit))) return null;
  const measure = { quantities: inUnit([exact((100 * count) / size)], '%'), next: whole.next };
  return { number: { ...part, spelled: part.spelled && whole.spelled }, measure };
}

/** By their number. */
export const ORDINALS: readonly string[] =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');

/** Words of time: "every third day" says how often. */
const isTime = (low: string) => DURATION_WORDS.has(low) || PERIOD_WORDS.has(low) || TIMES.has(low);
const TIMES = wordSet('time night morning evening');
const SUFFIXES = wordSet('th nd rd');

/** Whether one of so many is a share with at most two decimals. */
const isExact = (nth: number) => nth > 1 && Number.isInteger(10_000 / nth);

/** "every fifth sled", "every 5th sled": a share. Not "every third sled" (33.3 %), "every third day", nor "every second". */
export function everyNth(list: readonly Token[], at: number): Measured | null {
  const [digits, suffix] = [list[at + 1], list[at + 2]];
  const isInDigits = digits?.kind === 'number' && suffix?.glued === true && SUFFIXES.has(suffix.low);
  const place = ORDINALS.indexOf(digits?.low ?? '');
  const nth = isInDigits ? Number(digits.text) : place > 2 ? place : 0;
  const next = isInDigits ? at + 3 : at + 2;
  const noun = list[next];
  const isCounted = noun?.kind === 'word' && !noun.newLine && !endsNoun(noun.low) && !isTime(noun.low);
  if (!isCounted || !isExact(nth)) return null;
  const number = { values: [nth], first: at, next, spelled: !isInDigits, bound: null, scale: 1 };
  return { number, measure: { quantities: inUnit([exact(100 / nth)], '%'), next } };
}
