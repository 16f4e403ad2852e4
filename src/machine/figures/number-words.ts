/** Words that stand for numbers: the small ones, what multiplies them, and the decimals that people speak. */
import type { Token } from './lexer.ts';

export const ONES = new Map(
  Object.entries({
    zero: 0,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    thirteen: 13,
    fourteen: 14,
    fifteen: 15,
    sixteen: 16,
    seventeen: 17,
    eighteen: 18,
    nineteen: 19,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fourty: 40,
    fifty: 50,
    sixty: 60,
    seventy: 70,
    eighty: 80,
    ninety: 90,
  }),
);

export const MULTIPLIERS = new Map(
  Object.entries({
    hundred: 100,
    hundreds: 100,
    dozen: 12,
    k: 1e3,
    thousand: 1e3,
    thousands: 1e3,
    grand: 1e3,
    tsd: 1e3,
    mm: 1e6,
    mn: 1e6,
    mio: 1e6,
    mil: 1e6,
    mill: 1e6,
    mln: 1e6,
    million: 1e6,
    millions: 1e6,
    millones: 1e6,
    b: 1e9,
    bn: 1e9,
    bln: 1e9,
    mrd: 1e9,
    billion: 1e9,
    billions: 1e9,
    milliard: 1e9,
    trillion: 1e12,
    lakh: 1e5,
    lakhs: 1e5,
    lac: 1e5,
    lacs: 1e5,
    crore: 1e7,
    crores: 1e7,
    cr: 1e7,
    tys: 1e3,
    tis: 1e3,
    тыс: 1e3,
    млн: 1e6,
    wan: 1e4,
    千: 1e3,
    万: 1e4,
    萬: 1e4,
    億: 1e8,
    亿: 1e8,
  }),
);

const POINT = /^(?:point|dot|comma)$/;
const DECIMALS_AT_MOST = 14;

/** What is spoken behind "point", digit by digit or in one number: "nine five", "oh one", "seventy-five", "4". */
export function decimalsAt(list: readonly Token[], at: number): { part: number; next: number } | null {
  if (!POINT.test(list[at]?.low ?? '')) return null;
  let written = '';
  let next = at + 1;
  while (written.length < DECIMALS_AT_MOST) {
    const token = list[next];
    if (!token || token.newLine) break;
    if (token.kind === 'number' && /^\d{1,3}$/.test(token.text) && written === '') {
      written = token.text;
      next += 1;
      break;
    }
    const digit = /^(?:oh?|nought|naught)$/.test(token.low) ? 0 : ONES.get(token.low);
    if (digit === undefined || (digit >= 10 && written !== '')) break;
    // "seventy five" is one number of two digits.
    const beside = list[next + 1]?.text === '-' ? next + 2 : next + 1;
    const one = digit >= 20 ? (ONES.get(list[beside]?.low ?? '') ?? 0) : 0;
    const isPair = one > 0 && one < 10;
    written += String(isPair ? digit + one : digit);
    next = isPair ? beside + 1 : next + 1;
  }
  return written === '' ? null : { part: Number(`0.${written}`), next };
}
