/** p50, P 99, p99.9, "95th percentile", "the median", "average". */
import { ahead, behind, type Token, wordSet } from './lexer.ts';
import { digits, ONES } from './numerals.ts';

/** A percentile over the tokens `first` to `next` (exclusive). */
export interface PercentileTokens {
  /** `p99`, `p99.9`; `p50` for a median; `average` for a mean. */
  readonly name: string;
  readonly first: number;
  readonly next: number;
}

const SHORT = /^p(\d{2,3}(?:[.,]\d{1,3})?)$/u;
const PERCENTILE = wordSet('percentile percentiles pctl ile');
const AVERAGE = wordSet('average averages avg mean');
/** "I mean", "doesn't mean" */
const VERB_BEFORE = wordSet(`i you we they that which this it to not don't doesn't didn't do does did would could can`);
const SUFFIXES = wordSet('th st nd rd % -');
const ORDINALS = 'zeroth first second third fourth fifth sixth seventh eighth ninth'.split(' ');

/** All percentiles among the tokens, ascending. */
export function percentiles(list: readonly Token[]): PercentileTokens[] {
  const found: PercentileTokens[] = [];
  for (const at of list.keys()) {
    const read = percentileAt(list, at);
    if (read && read.first >= (found.at(-1)?.next ?? 0)) found.push(read);
  }
  return found;
}

function percentileAt(list: readonly Token[], at: number): PercentileTokens | null {
  const token = list[at];
  if (token?.kind !== 'word') return null;
  const [, short = ''] = SHORT.exec(token.low) ?? [];
  // p999 is how some write p99.9.
  const plain = Number(short.replace(',', '.'));
  const value = short.length === 3 && short.startsWith('99') ? plain / 10 : plain;
  const isVerb = token.low === 'mean' && VERB_BEFORE.has(behind(list, at - 1));
  const middle = token.low === 'median' ? 'p50' : AVERAGE.has(token.low) && !isVerb ? 'average' : null;
  const name = short === '' ? middle : `p${value}`;
  if (name !== null) return { name, first: at, next: at + 1 };
  if (token.low === 'p') {
    const place = ahead(list, at + 1) === '-' ? at + 2 : at + 1;
    return list[place]?.newLine ? null : named(list[place], 50, at, place + 1);
  }
  return PERCENTILE.has(token.low) && !token.newLine ? before(list, at) : null;
}

function named(token: Token | undefined, least: number, first: number, next: number): PercentileTokens | null {
  const [value = 0] = token?.kind === 'number' ? digits(token.text) : [];
  return value >= least && value < 100 ? { name: `p${value}`, first, next } : null;
}

/** "99.9th percentile", "99%ile", "95 percentile", "ninety-fifth percentile", "ninety fifth percentile" */
function before(list: readonly Token[], at: number): PercentileTokens | null {
  const low = behind(list, at - 1);
  const place = SUFFIXES.has(low) ? at - 2 : at - 1;
  if (list[place]?.kind === 'number') return named(list[place], 1, place, at + 1);
  const first = behind(list, at - 2) === '-' ? at - 3 : at - 2;
  const tens = ONES.get(list[first]?.low ?? '') ?? 0;
  const ordinal = ORDINALS.indexOf(low);
  return ordinal > 0 && tens >= 20 ? { name: `p${tens + ordinal}`, first, next: at + 1 } : null;
}
