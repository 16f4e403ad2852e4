/** Numbers as people write them: the separators of four conventions, multipliers, and words. */
import { andFraction, decimalsAt, NOUGHT, POINT, vulgar } from './fractions.ts';
import { ahead, behind, type Token, wordSet } from './lexer.ts';
import { ABBREVIATED, exact, FRACTIONS, MULTIPLIERS, ONES } from './number-words.ts';
import { DURATION_WORDS, dataUnit, periodAt, RATES } from './units.ts';

/** A number over the tokens `first` to `next` (exclusive). */
export interface Numeral {
  /** All readings, the most plausible first. */
  readonly values: readonly number[];
  readonly first: number;
  readonly next: number;
  /** Written with words only. */
  readonly spelled: boolean;
  /** "a couple of hundred" */
  readonly loose: boolean;
  /** "12M+" */
  readonly plus: boolean;
  /** What "k" or "million" multiplied it by; 1 if nothing did. */
  readonly scale: number;
}

const DIGITS_AT_MOST = 15;
const SEPARATOR = /[.,'’]/u;

/** The readings of one number token: `1.250` is 1.25 or 1250; none for a version, an address or a list. */
export function digits(text: string): readonly number[] {
  if (text.length <= DIGITS_AT_MOST && Number.isInteger(Number(text)) && !text.includes('.')) return [Number(text)];
  const groups = text.split(SEPARATOR);
  const separators = [...text].filter((sign) => SEPARATOR.test(sign)).map((sign) => (sign === '’' ? "'" : sign));
  if (text.length - separators.length > DIGITS_AT_MOST) return [];
  const [head = '', ...tail] = groups;
  const last = tail.at(-1) ?? '';
  const mark = separators.at(-1) ?? '';
  const whole = Number(groups.join(''));
  const middle = tail.slice(0, -1);
  const isThree = (group: string) => group.length === 3;
  const same = separators.every((sign) => sign === separators[0]);
  const thousands = head.length >= 1 && head.length <= 3 && !(head.startsWith('0') && tail.length > 0);
  if (tail.length === 0) return [whole];
  if (tail.length === 1) {
    const decimal = Number(`${head}.${last}`);
    if (mark === "'") return thousands && isThree(last) ? [whole] : [];
    if (!thousands || !isThree(last)) return [decimal];
    // "12,000" has no decimals.
    if (mark === ',') return last === '000' ? [whole] : [whole, decimal];
    return [decimal, whole];
  }
  if (!thousands) return [];
  if (same && tail.every(isThree)) {
    // An IPv4 address: 192.168.100.200
    const isAddress = mark === '.' && tail.length === 3 && groups.every((group) => Number(group) < 256);
    return isAddress ? [] : [whole];
  }
  // 10,00,000
  if (same && mark === ',' && isThree(last) && head.length <= 2 && middle.every(({ length }) => length === 2)) {
    return [whole];
  }
  // 1.250.000,5 and 1,250,000.5
  const mixed = separators.slice(0, -1).every((sign) => sign === separators[0]) && mark !== separators[0];
  return mixed && mark !== "'" && middle.every(isThree) ? [Number(`${head}${middle.join('')}.${last}`)] : [];
}

/** Reads the numeral that begins at token `at`. */
export function numeral(list: readonly Token[], at: number): Numeral | null {
  const token = list[at];
  if (token?.kind === 'number') return inDigits(list, at, token);
  return token?.kind === 'word' && OPENINGS.has(token.low) ? (inFractions(list, at) ?? inWords(list, at)) : null;
}

function inDigits(list: readonly Token[], at: number, token: Token): Numeral | null {
  let values = digits(token.text);
  if (values.length === 0) return null;
  let next = at + 1;
  const isPlain = Number.isInteger(Number(token.text));
  if (isPlain && token.text.length <= 3 && !token.text.startsWith('0')) {
    const group = spaceGroups(list, next);
    if (group) {
      values = [Number(`${token.text}${group.written}`)];
      next = group.next;
    }
  }
  const power = powerOfTen(list, at, values);
  const spoken = isPlain && !power ? decimalsAt(list, next) : null;
  const half = spoken || power ? null : (vulgar(list, next) ?? andFraction(list, next));
  if (power) {
    values = [power.value];
    next = power.next;
  } else if (spoken || half) {
    values = values.map((value) => exact(value + (spoken?.part ?? half?.part ?? 0)));
    next = spoken?.next ?? half?.next ?? next;
  }
  let scale = 1;
  // "5 hundred thousand", "2 lakh crore": two at most
  for (let count = 0; count < 2; count += 1) {
    const factors = list[next]?.kind === 'word' ? multiplierAt(list, next) : null;
    if (!factors) break;
    scale *= factors[0] ?? 1;
    values = values.flatMap((value) => factors.map((factor) => exact(value * factor)));
    next = afterAbbreviation(list, next);
  }
  const plus = ahead(list, next) === '+' && list[next]?.glued === true;
  return { values, first: at, next: plus ? next + 1 : next, spelled: false, loose: false, plus, scale };
}

const THREE_DIGITS = /^\d{3}$/u;

/** 1 250 000: groups of three, one white space apart, at most four of them. */
function spaceGroups(list: readonly Token[], at: number): { written: string; next: number } | null {
  let written = '';
  let next = at;
  while (next < at + 4) {
    const group = list[next];
    const apart = (group?.start ?? 0) - (list[next - 1]?.end ?? 0);
    if (group?.kind !== 'number' || group.newLine || apart !== 1 || !THREE_DIGITS.test(group.text)) break;
    written += group.text;
    next += 1;
  }
  return written === '' ? null : { written, next };
}

const EXPONENT = /^e(\d{1,2})$/u;

/** 1e6, 10^6 */
function powerOfTen(
  list: readonly Token[],
  at: number,
  values: readonly number[],
): { value: number; next: number } | null {
  const sign = list[at + 1];
  if (!sign?.glued) return null;
  const scientific = EXPONENT.exec(sign.low)?.[1];
  if (scientific !== undefined) return { value: exact((values[0] ?? 0) * Number(`1e${scientific}`)), next: at + 2 };
  const exponent = list[at + 2];
  if (sign.text !== '^' || list[at]?.text !== '10' || exponent?.kind !== 'number' || !exponent.glued) return null;
  return exponent.text.length <= 2 ? { value: Number(`1e${exponent.text}`), next: at + 3 } : null;
}

const COUNTED = wordSet('req reqs rows jobs hits runs msgs txns');
const NOT_COUNTED = wordSet('days hours minutes seconds minus less plus this was previous is has across versus always');

/** The factors of the multiplier at a token. A lone `m` counts millions only before something counted or a period. */
function multiplierAt(list: readonly Token[], at: number): readonly number[] | null {
  const token = list[at];
  if (token?.kind !== 'word' || token.newLine) return null;
  if (token.low === 'm') {
    const low = ahead(list, at + 1);
    const isNoun = COUNTED.has(low) || RATES.has(low) || (low.length > 4 && low.endsWith('s') && !NOT_COUNTED.has(low));
    const isMillion = token.text === 'M' || periodAt(list, at + 1) !== null || isNoun;
    return isMillion ? [1e6] : null;
  }
  // "5b" and "5T", but "5 b" and "5 t" are something else
  if ((token.low === 'b' && !token.glued) || (token.low === 't' && !(token.glued && token.text === 'T'))) return null;
  return MULTIPLIERS.get(token.low) ?? null;
}

function afterAbbreviation(list: readonly Token[], at: number): number {
  const stop = list[at + 1];
  const abbreviated = ABBREVIATED.has(list[at]?.low ?? '') && stop?.text === '.' && stop.glued;
  return abbreviated && list[at + 2] !== undefined && !list[at + 2]?.newLine ? at + 2 : at + 1;
}

/** Words with which a number can begin. */
const OPENINGS = wordSet(
  `${[...ONES.keys(), ...FRACTIONS.keys()].join(' ')} a an couple hundred thousand million billion dozen lakh crore
  point nought naught`,
);

/** Words before "hundred" or "dozen" that make it vague. */
const VAGUE_BEFORE = wordSet('few several many some multiple tens hundreds the');
const BEFORE_POINT = wordSet('this that the a one some which what no any each my first last');

function spelledOut(first: number, next: number, value: number, loose = false, scale = 1): Numeral {
  return { values: [exact(value)], first, next, spelled: true, loose, plus: false, scale };
}

/** "half a second", "a quarter of a million", "three quarters of an hour", "half second", "a tenth of a percent". */
function inFractions(list: readonly Token[], at: number): Numeral | null {
  const low = list[at]?.low ?? '';
  const counted = FRACTIONS.has(ahead(list, at + 1));
  const count = low === 'a' || low === 'an' ? 1 : ONES.get(low);
  const place = counted && count ? at + 1 : at;
  const part = FRACTIONS.get(list[place]?.low ?? '');
  if (part === undefined) return null;
  const of = ahead(list, place + 1) === 'of' ? place + 2 : place + 1;
  const article = ahead(list, of) === 'a' || ahead(list, of) === 'an';
  const unit = article ? of + 1 : of;
  if (unit === place + 1 && part !== 0.5) return null;
  const scale = ahead(list, unit).length > 2 ? MULTIPLIERS.get(ahead(list, unit))?.[0] : undefined;
  const value = (place > at ? (count ?? 1) : 1) * part;
  if (scale !== undefined) return spelledOut(at, unit + 1, value * scale, false, scale);
  return isDivisible(list, unit) ? spelledOut(at, unit, value) : null;
}

const PERCENT = wordSet('percent per percentage pct %');

function isDivisible(list: readonly Token[], at: number): boolean {
  const low = ahead(list, at);
  if (DURATION_WORDS.has(low)) return low.length > 1;
  return PERCENT.has(low) || dataUnit(list[at], false) !== undefined;
}

function inWords(list: readonly Token[], at: number): Numeral | null {
  const low = list[at]?.low ?? '';
  const isArticle = low === 'a' || low === 'an';
  const couple = isArticle ? at + 1 : at;
  if ((isArticle ? ahead(list, couple) : low) === 'couple') {
    const place = ahead(list, couple + 1) === 'of' ? couple + 2 : couple + 1;
    const scale = MULTIPLIERS.get(ahead(list, place))?.[0];
    return scale === undefined || ahead(list, place).length < 3
      ? null
      : spelledOut(at, place + 1, 2 * scale, true, scale);
  }
  if (NOUGHT.has(low) || POINT.has(low)) {
    if (POINT.has(low) && BEFORE_POINT.has(behind(list, at - 1))) return null;
    const spoken = decimalsAt(list, NOUGHT.has(low) ? at + 1 : at, POINT.has(low));
    const known = spoken && (NOUGHT.has(low) || isDivisible(list, spoken.next) || multiplierAt(list, spoken.next));
    if (!spoken || !known) return NOUGHT.has(low) ? spelledOut(at, at + 1, 0) : null;
    const scale = multiplierAt(list, spoken.next)?.[0] ?? 1;
    return spelledOut(at, scale > 1 ? spoken.next + 1 : spoken.next, spoken.part * scale, false, scale);
  }
  if (isArticle && (MULTIPLIERS.get(ahead(list, at + 1))?.[0] === undefined || ahead(list, at + 1).length < 3))
    return null;
  if (!isArticle && MULTIPLIERS.has(low) && VAGUE_BEFORE.has(behind(list, at - 1))) return null;
  return sumOfWords(list, at, isArticle ? at + 1 : at);
}

const TOKENS_AT_MOST = 40;

/** "twelve thousand five hundred", "two hundred and ten", "ninety-nine point nine five", "one and a half". */
function sumOfWords(list: readonly Token[], first: number, from: number): Numeral | null {
  let next = from;
  let total = 0;
  let current: number | null = null;
  let scale = 1;
  let largest = Number.POSITIVE_INFINITY;
  const word = (index: number) => (index === from ? (list[from]?.low ?? '') : ahead(list, index));
  while (next < from + TOKENS_AT_MOST) {
    const joint = next > from && ((word(next) === '-' && list[next]?.glued === true) || word(next) === 'and') ? 1 : 0;
    const one = ONES.get(word(next + joint));
    // "hundred and five", "twenty-five", "twenty five"; but "one two" are two numbers
    const open = current ?? total;
    const fits =
      one !== undefined &&
      (word(next) === 'and'
        ? open >= 100 && one > 0
        : next === from ||
          (current === null && one > 0 && joint === 0) ||
          (current !== null && one > 0 && fitsBehind(current, one, joint > 0)));
    if (fits) {
      current = (current ?? 0) + (one ?? 0);
      next += joint + 1;
      continue;
    }
    const factor = word(next).length > 2 || word(next) === 'k' ? MULTIPLIERS.get(word(next))?.[0] : undefined;
    if (factor !== undefined && !(next > from && current === null && total === 0)) {
      const base: number = current ?? (next === from ? 1 : 0);
      if (factor <= 100) {
        if (base >= 100 || base === 0) break;
        current = base * factor;
      } else {
        if (factor >= largest && base > 0 && total > 0) break;
        total = base > 0 ? total + base * factor : total * factor;
        largest = factor;
        scale = factor;
        current = null;
      }
      next += 1;
      continue;
    }
    break;
  }
  if (next === from) return null;
  const tail = decimalsAt(list, next) ?? andFraction(list, next);
  if (!tail) return withPlus(list, spelledOut(first, next, total + (current ?? 0), false, scale));
  // "one point four million", "one and a half thousand", "a million and a half"
  const wide = current === null && total > 0 ? scale : 1;
  const factor = ahead(list, tail.next).length > 2 ? (MULTIPLIERS.get(ahead(list, tail.next))?.[0] ?? 1) : 1;
  const value = (total + (current ?? 0) + tail.part * wide) * factor;
  return spelledOut(first, factor > 1 ? tail.next + 1 : tail.next, value, false, factor > 1 ? factor : scale);
}

function fitsBehind(current: number, one: number, hyphened: boolean): boolean {
  const rest = current % 100;
  if (rest === 0 && current > 0) return one < 100 && !hyphened;
  return rest >= 20 && rest % 10 === 0 && one < 10;
}

function withPlus(list: readonly Token[], read: Numeral): Numeral {
  const plus = ahead(list, read.next) === '+' && list[read.next]?.glued === true;
  return plus ? { ...read, next: read.next + 1, plus } : read;
}
