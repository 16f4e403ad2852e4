/** Words and signs that make a number a rough one, a lower or an upper bound. */
import { ahead, behind, type Token } from './lexer.ts';

export type Bound = 'about' | 'under' | 'over';

const BOUNDS: ReadonlyMap<string, Bound> = new Map(
  (
    [
      ['about', '~ ≈ about around roughly approximately approx ca circa almost nearly some close-to'],
      [
        'under',
        '< ≤ sub under below less-than fewer-than lower-than faster-than at-most up-to no-more-than not-more-than',
      ],
      ['over', '> ≥ over above more-than at-least upwards-of north-of in-excess-of no-less-than not-less-than'],
    ] satisfies [Bound, string][]
  ).flatMap(([bound, words]) => words.split(' ').map((word): [string, Bound] => [word.replaceAll('-', ' '), bound])),
);

/** The bound before token `at` and the first token of it that is glued to the number (or `at`). */
export function boundBefore(list: readonly Token[], at: number, floor: number): { bound: Bound | null; first: number } {
  const none = { bound: null, first: at };
  if (at <= floor || list[at]?.newLine) return none;
  const low = behind(list, at - 1);
  const isGlued = list[at]?.glued === true;
  if (low === '-' && isGlued && behind(list, at - 2) === 'sub') return { bound: 'under', first: at - 2 };
  if (low === '=' && list[at - 1]?.glued) {
    const sign = BOUNDS.get(behind(list, at - 2));
    const isSign = list[at - 2]?.kind === 'mark' && at - 2 > floor;
    return isSign && sign ? { bound: sign, first: isGlued ? at - 2 : at } : none;
  }
  // "0.2% > 0.01%": an arrow
  if (low === '>' && at - 1 === floor && floor > 0) return none;
  const dotted = low === '.' && list[at - 1]?.glued ? at - 2 : at - 1;
  if (dotted < floor) return none;
  const words = [behind(list, dotted - 2), behind(list, dotted - 1), list[dotted]?.low ?? ''];
  for (let from = 0; from < words.length; from += 1) {
    const bound = BOUNDS.get(words.slice(from).join(' '));
    const isKnown = dotted === at - 1 || bound === 'about';
    if (bound && isKnown) return { bound, first: isGlued && list[dotted]?.kind === 'mark' ? at - 1 : at };
  }
  return none;
}

/** "or so", "give or take" behind a quantity. */
export function isLooseAfter(list: readonly Token[], at: number): boolean {
  if (ahead(list, at) === 'or' && ahead(list, at + 1) === 'so') return true;
  const from = ahead(list, at) === ',' ? at + 1 : at;
  return ahead(list, from) === 'give' && ahead(list, from + 1) === 'or' && ahead(list, from + 2) === 'take';
}

const SINGLE_BOUNDS = new Set([...BOUNDS.keys()].flatMap((words) => words.split(' ')));

/** Whether a word can belong to a bound: "from 400 to under 200 ms". */
export function isBoundWord(low: string): boolean {
  return SINGLE_BOUNDS.has(low);
}
