/** What comes behind a whole number: spoken decimals, "and a half", ½. */
import { ahead, type Token, wordSet } from './lexer.ts';
import { FRACTIONS, ONES } from './number-words.ts';

export const POINT = wordSet('point dot comma');
export const NOUGHT = wordSet('o oh nought naught');

/** What is spoken behind "point": "nine five", "oh one", "seventy-five", "4". */
export function decimalsAt(list: readonly Token[], at: number, isFirst = false): { part: number; next: number } | null {
  const token = list[at];
  if (token?.kind !== 'word' || !POINT.has(token.low) || (token.newLine && !isFirst)) return null;
  const following = list[at + 1];
  if (following?.kind === 'number') {
    const isPart = !following.newLine && following.text.length <= 4 && Number.isInteger(Number(following.text));
    return isPart ? { part: Number(`0.${following.text}`), next: at + 2 } : null;
  }
  let written = '';
  let next = at + 1;
  while (written.length < 12) {
    const low = ahead(list, next);
    const digit = NOUGHT.has(low) ? 0 : ONES.get(low);
    if (digit === undefined || (digit >= 10 && written !== '')) break;
    const pair = digit >= 20 ? (ahead(list, next + 1) === '-' ? next + 2 : next + 1) : 0;
    const one = pair > 0 ? (ONES.get(ahead(list, pair)) ?? 0) : 0;
    const isPair = one > 0 && one < 10;
    written += String(isPair ? digit + one : digit);
    next = isPair ? pair + 1 : next + 1;
  }
  return written === '' ? null : { part: Number(`0.${written}`), next };
}

/** "and a half", "and three quarters" */
export function andFraction(list: readonly Token[], at: number): { part: number; next: number } | null {
  if (ahead(list, at) !== 'and') return null;
  const count = ahead(list, at + 1) === 'a' ? 1 : ONES.get(ahead(list, at + 1));
  const part = FRACTIONS.get(ahead(list, at + 2));
  if (!count || part === undefined || part < 0.2 || ahead(list, at + 3) === 'of') return null;
  return { part: count * part, next: at + 3 };
}

const VULGAR = new Map([
  ['½', 0.5],
  ['¼', 0.25],
  ['¾', 0.75],
]);

/** 2½ */
export function vulgar(list: readonly Token[], at: number): { part: number; next: number } | null {
  const part = list[at]?.glued ? VULGAR.get(ahead(list, at)) : undefined;
  return part === undefined ? null : { part, next: at + 1 };
}
