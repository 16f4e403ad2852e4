/** The noun of a count: the words behind a number, as typed. */
import type { Period } from '../machine/quantity.ts';
import { ahead, type Token, wordSet } from './lexer.ts';
import { FRACTIONS, MULTIPLIERS, ONES } from './number-words.ts';
import { ADVERBS, periodAt } from './units.ts';

/** Words that end a noun: prepositions, conjunctions, pronouns, auxiliary verbs, adverbs of time. */
const STOP = wordSet(`
  a an the this that these those each every all any some no not nor neither none such another other
  i you he she it we they me him us them my your his its our their who whom whose which what
  and or but so because than as if then else though although whereas whether
  at in on since for with without within per from to into onto of off by via during under over above below between among
  about around across through throughout until till up down out after before against toward towards near plus minus like
  versus vs compared instead behind beyond despite except when while where once
  is are was were be been being am has have had having do does did done can could will would should must may might shall
  went goes go came comes got gets get fell rose grew took takes take gave gives kept keeps stays stayed became becomes
  handles handled used uses measured made makes said says seen using including running
  now today currently presently nowadays previously formerly originally earlier later ago afterwards then yet still already
  again also too even only just ever never always usually often here there now overall total peak max tops sustained
  last next sorry please actually maybe perhaps roughly approximately nearly almost circa exactly
  more less fewer faster slower quicker higher lower better worse longer shorter old-style it's that's i'm we're they're
  auf bis pro et y et por`);

const WORDS_AT_MOST = 4;
const ANY_DIGIT = /\p{N}/u;

export function isStop(low: string): boolean {
  return low === '' || STOP.has(low);
}

export interface Noun {
  /** Without words that hold digits; may be empty. */
  readonly noun: string;
  readonly per?: Period;
  readonly next: number;
}

/** Reads up to four words and the period behind them. "of" is kept inside: "minutes of footage". */
export function nounAt(list: readonly Token[], at: number): Noun | null {
  const words: string[] = [];
  let adverb: Period | undefined;
  let next = at;
  for (let count = 0; count < WORDS_AT_MOST; count += 1) {
    const token = list[next];
    const low = ahead(list, next);
    const isPeriod = next > at && periodAt(list, next) !== null;
    if (token?.kind !== 'word' || (isPeriod && !ADVERBS.has(low))) break;
    // "3,000 daily orders"
    const often = ADVERBS.get(low);
    if (often) {
      const leads = list[next + 1]?.kind === 'word' && !isStop(ahead(list, next + 1));
      if (words.length > 0 || !leads) break;
      adverb = often;
      next += 1;
      continue;
    }
    if (isNumberWord(low)) break;
    if (low === 'of') {
      if (words.length === 0 || list[next + 1]?.kind !== 'word' || isStop(ahead(list, next + 1))) break;
    } else if (isStop(low)) break;
    const end = endOfCompound(list, next);
    const written = list
      .slice(next, end)
      .map(({ text }) => text)
      .join('');
    if (!ANY_DIGIT.test(written)) words.push(written);
    else if (words.length === 0 && PERCENTILE.test(low)) break;
    next = end;
  }
  if (words.at(-1) === 'of') {
    words.pop();
    next -= 1;
  }
  if (next === at) return null;
  const per = adverb ? null : periodAt(list, next);
  if (words.length === 0 && !per) return null;
  const often = per?.per ?? adverb;
  return { noun: words.join(' '), next: per?.next ?? next, ...(often ? { per: often } : {}) };
}

const PERCENTILE = /^t?p\d/u;

function isNumberWord(low: string): boolean {
  return ONES.has(low) || low === 'half' || (low.length > 3 && MULTIPLIERS.has(low)) || FRACTIONS.get(low) === 1 / 3;
}

/** "late-arriving", "Sev-1s", "reads/writes": parts joined by a glued hyphen or slash. At most four. */
function endOfCompound(list: readonly Token[], at: number): number {
  let end = at + 1;
  while (end < at + 8) {
    const sign = list[end];
    const part = list[end + 1];
    if ((sign?.text !== '-' && sign?.text !== '/') || !sign.glued || !part?.glued) break;
    if (part.kind !== 'word' && (part.kind !== 'number' || sign.text === '/')) break;
    if (sign.text === '/' && periodAt(list, end)) break;
    end += 2;
    const suffix = list[end];
    if (part.kind === 'number' && suffix?.kind === 'word' && suffix.glued) end += 1;
  }
  return end;
}
