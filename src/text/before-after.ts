/** Patterns that tell which of two quantities is before and which is now. If none matches, the user is asked. */

import { phraseList, type Span, spellingMap, wordSet } from './lexer.ts';
import type { Mention } from './quantities.ts';
import { isAbbreviated } from './sentences.ts';

interface RelationRow {
  readonly id: string;
  /** Which of the two, in text order, is the earlier value. */
  readonly before: 'first' | 'second';
  matches(around: Around): boolean;
}

/** The words around two quantities, in lower case. */
interface Around {
  /** The side that an adjacent word marks, without punctuation in between. */
  readonly first: Side | null;
  readonly second: Side | null;
  /** The word before the first quantity. */
  readonly lead: string;
  /** The words between the two. */
  readonly between: readonly string[];
}

export type Side = 'before' | 'now';

/** "von 400 auf 9.500", "del 1,2 % al 0,05 %" */
const FROM_TO = phraseList(
  'from to | von auf | de à | de a | del al | desde hasta | de para | desde até | de pra | de pro | de ao',
);
const WAS = ['era', 'eran', 'eram'];

const MARKERS = spellingMap<Side>([
  [
    'before',
    `before was were previously formerly earlier originally initially old
    vorher früher davor zuvor war waren avant auparavant était étaient antes era eran eram antigamente`,
  ],
  ['now', 'now after afterwards today currently jetzt heute maintenant ahora hoy agora hoje'],
]);

const ARROWS = new Set(['→', '->', '-->', '=>', '==>', '⇒', '➜', '➔', '>>', '–>', '—>']);

const last = (words: readonly string[], count: number) => words.slice(-count).join(' ');

/** Words to ignore before a number: "from about 2.4 s", "before it took 3 s", "auf etwa 310 ms", "de un 3 % a un 1 %". */
const SMALL_WORDS =
  wordSet(`it takes took es sie er dauert dauerte brauchte elle il ça prend prenait tarda tardaba leva levava demorava about around roughly some nearly almost ca circa etwa rund ungefähr knapp fast gut environ
  presque quelque cerca casi quase noch nur encore solo sólo só un una unos unas el los las um uma uns umas o os as`);

const RELATIONS: readonly RelationRow[] = [
  { id: 'arrow', before: 'first', matches: ({ between }) => between.some((word) => ARROWS.has(word)) },
  { id: 'from-to', before: 'first', matches: ({ lead, between }) => FROM_TO.includes(`${lead} ${last(between, 1)}`) },
  {
    id: 'up-or-down-from',
    before: 'second',
    matches: ({ between }) =>
      ['up from', 'down from', 'instead of', 'statt früher', 'anstelle von', 'lieu de', 'frente a', 'em vez'].includes(
        last(between, 2),
      ) || ['statt', 'anstatt', 'contre', 'contra'].includes(last(between, 1)),
  },
  { id: 'first-was', before: 'first', matches: ({ first, second }) => first === 'before' && second !== 'before' },
  { id: 'second-was', before: 'second', matches: ({ first, second }) => second === 'before' && first !== 'before' },
  { id: 'second-now', before: 'first', matches: ({ first, second }) => first === null && second === 'now' },
];

/** Words in front of a number, or behind it, that make it a change: "by 90%", "down 60%", "40% fewer". */
const CHANGED_BY = wordSet(
  'by up down fell dropped rose grew cut reduced improved increased decreased lowered saved slashed',
);
const CHANGED =
  wordSet(`faster slower fewer less more lower higher cheaper better worse smaller larger quicker drop decrease
  reduction increase improvement improved reduced growth gain cut speedup savings weniger mehr schneller langsamer moins plus
  menos más mais`);

const GERMAN_CHANGES = wordSet(
  'gesenkt reduziert gesunken verringert gestiegen erhöht verbessert gefallen weniger mehr',
);
/** Words before the second side of a change. */
const INTO = [' to ', ' auf ', ' à ', ' a ', ' para ', '→', '->'];

/** Whether a number says how much something changed, which is no level. */
export function isChange(text: string, { start, end, quantity: { value, unit } }: Mention): boolean {
  const before = touching(text.slice(Math.max(0, start - 40), start), 'end');
  const behind = text.slice(end, end + 40);
  const [clause = ''] = behind.split(/[.,;]\s/, 1);
  // "Fell 1.2% to 0.05%" and "reduced 400 crashes a month to 3" state both sides.
  const isFrom =
    before !== 'by' && INTO.some((word) => clause.includes(word)) && (unit !== '%' || clause.includes('%'));
  // "It was up 99.95% of the time."
  const isUptime = before === 'up' && unit === '%' && value > 90;
  const isUm = last(wordsOf(text.slice(Math.max(0, start - 10), start)), 1) === 'um';
  const isBy = CHANGED_BY.has(before) || (isUm && wordsOf(behind).some((word) => GERMAN_CHANGES.has(word)));
  // "+3%", "errors: -90%", but not "1.2%-0.05%" or "errors -0.05%"
  const at = text[start] === '+' ? start : start - 1;
  const lead = text.slice(Math.max(0, at - 2), at).trim();
  const isSigned = text[at] === '+' || text[at] === '−' || (text[at] === '-' && !/[\p{L}\p{N}%]$/u.test(lead));
  return (isBy && !isUptime && !isFrom) || CHANGED.has(touching(behind, 'start')) || isSigned;
}

/** Which of two quantities is before; null if uncertain. `first` precedes `second` in the text. */
export function timeOrder(text: string, first: Span, second: Span): RelationRow | null {
  // "2,4 Sek. auf 310 ms": the full stop doesn't end the sentence.
  const gap = text.slice(isAbbreviated(text, first.end) ? first.end + 1 : first.end, second.start);
  const between = wordsOf(gap);
  // A marker doesn't apply across sentences.
  if (/[.!?]\s/.test(gap)) return null;
  // A single word between the two could belong to either.
  const isShared = between.length === 1 && !/[,;:.()]/.test(gap);
  const around: Around = {
    lead: last(withoutSmallWords(wordsOf(text.slice(Math.max(0, first.start - 40), first.start))), 1),
    between: withoutBound(withoutSmallWords(between)),
    first: markedSide(text, first, isShared ? 'left' : 'both'),
    second: markedSide(text, second, isShared ? 'right' : 'both'),
  };
  return RELATIONS.find((row) => row.matches(around)) ?? null;
}

/** The side that the adjacent words mark; null without a marker, or if they disagree. */
export function markedSide(text: string, { start, end }: Span, where: 'left' | 'right' | 'both' = 'both'): Side | null {
  const left = where === 'right' ? undefined : MARKERS.get(touching(text.slice(Math.max(0, start - 40), start), 'end'));
  const right = where === 'left' ? undefined : MARKERS.get(touching(text.slice(end, end + 40), 'start'));
  if (left && right && left !== right) return null;
  return left ?? right ?? null;
}

/** The word at one end of a text; empty if punctuation separates it. */
function touching(text: string, end: 'start' | 'end'): string {
  const words = text
    .toLowerCase()
    .split(/[ \t]+/)
    .filter((word) => word !== '');
  // "antes el 1,2 %", "antes era de 2 horas"
  const isPhrase = words.at(-1) === 'de' && WAS.includes(words.at(-2) ?? '');
  const word = (end === 'start' ? words[0] : last(withoutSmallWords(isPhrase ? words.slice(0, -1) : words), 1)) ?? '';
  const isTouching = end === 'start' ? !/^[^\p{L}]/u.test(word) : !/[^\p{L}]$/u.test(word);
  return isTouching ? word.replace(/[^\p{L}]/gu, '') : '';
}

/** Words of a bound before the second number: "from 8% to under 1%", "von 3 % auf unter 1 %", "a menos del 1 %". */
const BOUNDS = phraseList(`under | below | over | above | less than | more than | unter | über | weniger als | mehr als
  | moins de | plus de | menos de | menos del | más de | más del | mais de`);

function withoutBound(words: readonly string[]): readonly string[] {
  const bound = BOUNDS.find((one) => last(words, one.split(' ').length) === one);
  return bound === undefined ? words : words.slice(0, -bound.split(' ').length);
}

function withoutSmallWords(words: readonly string[]): string[] {
  return words.filter((word) => !SMALL_WORDS.has(word));
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s,;:.()]+/u)
    .filter((word) => word !== '');
}
