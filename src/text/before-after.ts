/** Which of two quantities is before and which is now, and which number is a change. What isn't certain is asked. */
import { type Span, spellingMap, type Token, tokens, wordSet } from './lexer.ts';
import type { Mention } from './quantities.ts';
import { isAbbreviated, sentencesIn } from './sentences.ts';
import { type Hint, translated } from './vocabulary.ts';

export type Side = 'before' | 'now';

/** All words are English: those of other languages are translated first. */
const SIDES = spellingMap<Side>([
  ['before', 'before was were previously formerly earlier originally initially old'],
  ['now', 'now after afterwards today currently'],
]);
/** Words to ignore next to a number: "from about 2.4 s", "before it took 3 s", "from 8% to under 1%". */
const SMALL = wordSet(`it takes took a the about around roughly some nearly almost ca circa only
  under below over above less more than`);
/** "From 8 to 1"; in French, Spanish and Portuguese, "of 8 to 1", and "of the 8 to the 1". */
const FROM = { en: wordSet('from'), other: wordSet('from of since') };
const TO = { en: wordSet('to'), other: wordSet('to until at a') };
/** Words in front of the earlier value: "2 s instead of 40 s", "au lieu de", "frente a". */
const INSTEAD = wordSet('instead against lieu frente contra anstatt anstelle');
/** The same in two words, as typed: "em vez de". */
const INSTEAD_OF = ['en vez', 'em vez', 'en lugar', 'em lugar'];

/** Characters next to a number that are searched for a word. */
const NEAR = 40;

const inFront = (text: string, at: number, language: Hint) =>
  translated(tokens(text.slice(Math.max(0, at - NEAR), at)), language);
const behind = (text: string, at: number, language: Hint) => translated(tokens(text.slice(at, at + NEAR)), language);
const isWord = ({ kind }: Token) => kind === 'word';
const isSmall = ({ low }: Token) => SMALL.has(low);
const wordsOnly = (list: readonly Token[]) => list.filter((one) => isWord(one) && !isSmall(one)).map(({ low }) => low);

/** The adjacent word in front of a number; empty if punctuation separates it. "Antes era de 2 horas": "was". */
function lastWordOf(front: readonly Token[]): string {
  const word = front.findLast((one) => !isSmall(one) && one.low !== 'of');
  return word && isWord(word) ? word.low : '';
}

function firstWordOf([word]: readonly Token[]): string {
  return word && isWord(word) ? word.low : '';
}

/** Whether a number is a starting point: "cut by 80 % from 500 ms". */
export function isBehindFrom(text: string, { start }: Span, language: Hint = 'en'): boolean {
  return lastWordOf(inFront(text, start, language)) === 'from';
}

interface TimeOrder {
  readonly before: 'first' | 'second';
  /** `was`: a word next to the earlier value says so, which may be a past tense only. */
  readonly by: 'words-between' | 'was' | 'now';
}

/** Which of two quantities is before; null if uncertain. `first` precedes `second` in the text. */
export function timeOrder(text: string, first: Span, second: Span, language: Hint = 'en'): TimeOrder | null {
  // "2,4 Sek. auf 310 ms": the full stop doesn't end the sentence.
  const gap = text.slice(isAbbreviated(text, first.end) ? first.end + 1 : first.end, second.start);
  // A marker doesn't apply across sentences.
  if (sentencesIn(gap).length > 1) return null;
  const list = translated(tokens(gap), language);
  const words = wordsOnly(list);
  const typed = ` ${gap.toLowerCase()} `;
  const is = language === 'en' ? 'en' : 'other';
  const isFrom = FROM[is].has(wordsOnly(inFront(text, first.start, language)).at(-1) ?? '');
  const goal = list.findLast((one) => isWord(one) && (one.low === 'a' || !isSmall(one)))?.low ?? '';
  if (list.some(({ kind }) => kind === 'arrow') || (isFrom && TO[is].has(goal)))
    return { before: 'first', by: 'words-between' };
  const isUpFrom = ['up from', 'down from'].includes(words.slice(-2).join(' '));
  const isInstead = words.some((word) => INSTEAD.has(word)) || INSTEAD_OF.some((both) => typed.includes(` ${both} `));
  if (isUpFrom || isInstead) return { before: 'second', by: 'words-between' };
  // A single word between the two could belong to either.
  const isShared = list.length === 1 && words.length === 1;
  const one = markedSide(text, first, language, isShared ? 'left' : undefined);
  const other = markedSide(text, second, language, isShared ? 'right' : undefined);
  if (one === 'before' && other !== 'before') return { before: 'first', by: 'was' };
  if (other === 'before' && one !== 'before') return { before: 'second', by: 'was' };
  return one === null && other === 'now' ? { before: 'first', by: 'now' } : null;
}

/** The side that the adjacent words mark; null without a marker, or if they disagree. */
export function markedSide(text: string, { start, end }: Span, language: Hint, only?: 'left' | 'right'): Side | null {
  const left = only === 'right' ? undefined : SIDES.get(lastWordOf(inFront(text, start, language)));
  const right = only === 'left' ? undefined : SIDES.get(firstWordOf(behind(text, end, language)));
  return left && right && left !== right ? null : (left ?? right ?? null);
}

/** Words in front of a number, or behind it, that make it a change: "by 90%", "down 60%", "40% fewer". */
const CHANGED_BY = wordSet(
  'by up down fell dropped rose grew cut reduced improved increased decreased lowered saved slashed',
);
const CHANGED = wordSet(`faster slower fewer less more lower higher cheaper better worse smaller larger quicker drop
  decrease reduction increase improvement improved reduced growth gain cut speedup savings`);

/** Behind a German "um": "um 40 % gesenkt". */
const GERMAN_CHANGES = wordSet('gesenkt reduziert gesunken verringert gestiegen erhöht verbessert gefallen less more');

/** Whether a number says how much something changed, which is no level. */
export function isChange(text: string, { start, end, quantity }: Mention, language: Hint = 'en'): boolean {
  const ahead = inFront(text, start, language);
  const front = lastWordOf(ahead);
  const rest = behind(text, end, language);
  const isEnd = ({ low, glued }: Token, at: number) => glued && '.,;'.includes(low) && rest[at + 1]?.glued !== true;
  const stop = rest.findIndex(isEnd);
  const clause = stop < 0 ? rest : rest.slice(0, stop);
  const holds = (sign: string) => clause.some(({ kind, low }) => low === sign || (sign === 'to' && kind === 'arrow'));
  const isShare = quantity.unit === '%';
  // "Fell 1.2% to 0.05%" and "reduced 400 crashes a month to 3" state both sides.
  const isFrom = front !== 'by' && holds('to') && (!isShare || holds('%'));
  // "It was up 99.95% of the time."
  const isUptime = front === 'up' && isShare && quantity.value > 90;
  if (CHANGED.has(firstWordOf(rest))) return true;
  if (front === 'um' && clause.some(({ low }) => GERMAN_CHANGES.has(low))) return true;
  // "+3%", "errors: -90%", but not "1.2%-0.05%" or "errors -0.05%"
  const [before, sign] = (text[start] === '+' ? inFront(text, start + 1, language) : ahead).slice(-2);
  const mark = sign ?? before;
  const isJoined = sign !== undefined && before !== undefined && (before.kind !== 'mark' || before.low === '%');
  const isSigned = mark?.low === '+' || mark?.low === '−' || (mark?.low === '-' && !isJoined);
  return (CHANGED_BY.has(front) && !isUptime && !isFrom) || isSigned;
}
