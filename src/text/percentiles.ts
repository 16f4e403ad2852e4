/** p50, P 99, p99.9, "95th percentile", "the median", "average". */
import { ahead, behind, type Token, wordSet } from './lexer.ts';
import { ONES, ORDINALS } from './number-words.ts';
import { digits, numeral } from './numerals.ts';

export interface PercentileMention {
  readonly start: number;
  readonly end: number;
  /** `p99`, `p99.9`; `p50` for a median; `average` for a mean. */
  readonly name: string;
}

/** A percentile over the tokens `first` to `next` (exclusive). */
export interface PercentileTokens {
  readonly name: string;
  readonly first: number;
  readonly next: number;
}

const SHORT = /^t?p(\d{2,3})(?:\.(\d{1,3}))?$/u;
const PERCENTILE = wordSet('percentile percentiles percentil pctl pctile ile');
const AVERAGE = wordSet('average averages avg mean');
/** "I mean", "doesn't mean" */
const VERB_BEFORE = wordSet(`i you we they that which this it to not don't doesn't didn't does do did would could can`);
const SUFFIXES = wordSet('th st nd rd');

/** All percentiles among the tokens, ascending. */
export function percentiles(list: readonly Token[]): PercentileTokens[] {
  const found: PercentileTokens[] = [];
  for (let at = 0; at < list.length; at += 1) {
    const read = percentileAt(list, at);
    if (!read || read.first < (found.at(-1)?.next ?? 0)) continue;
    found.push(read);
    at = read.next - 1;
  }
  return found;
}

function percentileAt(list: readonly Token[], at: number): PercentileTokens | null {
  const token = list[at];
  if (token?.kind !== 'word') return null;
  const [, whole = '', part] = SHORT.exec(token.low) ?? [];
  if (whole !== '') return { name: named(whole, part), first: at, next: at + 1 };
  if (token.low === 'p' || token.low === 'tp') return spaced(list, at);
  if (token.low === 'median' || token.low === 'medians') return { name: 'p50', first: at, next: at + 1 };
  if (AVERAGE.has(token.low)) {
    const isVerb = token.low === 'mean' && VERB_BEFORE.has(behind(list, at - 1));
    return isVerb ? null : { name: 'average', first: at, next: at + 1 };
  }
  return PERCENTILE.has(token.low) ? before(list, at) : null;
}

/** p999 is how some write p99.9. */
function named(whole: string, part: string | undefined): string {
  if (part !== undefined) return `p${whole}.${part}`;
  return whole.length === 3 && whole.startsWith('99') ? `p99.${whole.slice(2)}` : `p${Number(whole)}`;
}

function isPercentile(value: number | undefined): value is number {
  return value !== undefined && value >= 1 && value < 100;
}

/** "P 99", "p-95", "p ninety-nine" */
function spaced(list: readonly Token[], at: number): PercentileTokens | null {
  const place = ahead(list, at + 1) === '-' ? at + 2 : at + 1;
  const token = list[place];
  if (!token || token.newLine) return null;
  if (token.kind === 'number') {
    const [value] = digits(token.text);
    const isOne = isPercentile(value) && value >= 50;
    return isOne ? { name: `p${value}`, first: at, next: place + 1 } : null;
  }
  const spoken = numeral(list, place);
  const [value] = spoken?.values ?? [];
  return spoken && isPercentile(value) && value >= 50 ? { name: `p${value}`, first: at, next: spoken.next } : null;
}

/** "99.9th percentile", "99%ile", "95 percentile", "ninety-fifth percentile", "ninety fifth percentile" */
function before(list: readonly Token[], at: number): PercentileTokens | null {
  if (list[at]?.newLine) return null;
  const low = behind(list, at - 1);
  const place = SUFFIXES.has(low) || low === '%' || low === '-' ? at - 2 : at - 1;
  const token = list[place];
  if (token?.kind === 'number') {
    const [value] = digits(token.text);
    return isPercentile(value) ? { name: `p${value}`, first: place, next: at + 1 } : null;
  }
  if (low === 'ninetieth') return { name: 'p90', first: at - 1, next: at + 1 };
  const tens = behind(list, at - 2) === '-' ? at - 3 : at - 2;
  const ordinal = ORDINALS.get(low);
  const value = ONES.get(list[tens]?.low ?? '');
  if (ordinal !== undefined && value !== undefined && value >= 20) {
    return { name: `p${value + ordinal}`, first: tens, next: at + 1 };
  }
  const spoken = value === undefined ? null : numeral(list, tens);
  const [whole] = spoken?.values ?? [];
  return spoken?.next === at && isPercentile(whole) ? { name: `p${whole}`, first: tens, next: at + 1 } : null;
}
