/**
 * The patterns that say for certain which of two quantities was before and which is now. Nothing else is taken for an
 * order: where no row matches, the person is asked.
 */

/** A stretch of the text that holds a quantity. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface RelationRow {
  readonly id: string;
  /** Which of the two comes first in time. */
  readonly before: 'first' | 'second';
  matches(around: Around): boolean;
  readonly examples: readonly string[];
  readonly counterexamples: readonly string[];
}

/** The words beside two quantities, in lower case. */
interface Around {
  /** What one quantity is marked as by the word that touches it, no punctuation between. */
  readonly first: Side | null;
  readonly second: Side | null;
  /** The word in front of the first quantity. */
  readonly lead: string;
  /** The words between the two. */
  readonly between: readonly string[];
}

type Side = 'before' | 'now';

const MARKERS: ReadonlyMap<string, Side> = new Map([
  ...['before', 'was', 'were', 'previously', 'formerly', 'earlier', 'originally', 'initially', 'old'].map(
    (word) => [word, 'before'] as const,
  ),
  ...['now', 'after', 'afterwards', 'today', 'currently'].map((word) => [word, 'now'] as const),
]);

const ARROWS = new Set(['→', '->', '-->', '=>', '==>', '⇒', '➜', '➔', '>>', '–>', '—>']);

const last = (words: readonly string[], count: number) => words.slice(-count).join(' ');

export const RELATIONS: readonly RelationRow[] = [
  {
    id: 'arrow',
    before: 'first',
    matches: ({ between }) => between.some((word) => ARROWS.has(word)),
    examples: ['8.5k → 72k orders/min', 'p99 45s -> 2s', 'failed pushes. 0.2% => 0.01%'],
    counterexamples: ['8.5k, 72k orders/min'],
  },
  {
    id: 'from-to',
    before: 'first',
    matches: ({ lead, between }) => lead === 'from' && last(between, 1) === 'to',
    examples: ['from 300 per second to 4,200 per second', 'dropped from 740 ms to 95 ms', 'from 2 s down to 40 ms'],
    counterexamples: ['200 to 5k changes/s', 'from 400ms, so 200ms'],
  },
  {
    id: 'up-or-down-from',
    before: 'second',
    matches: ({ between }) => ['up from', 'down from', 'instead of'].includes(last(between, 2)),
    examples: ['9,500 rps, up from 400 rps', '210 ms down from 1.8 s', '2 s instead of 40 s'],
    counterexamples: ['2 s from 40 s'],
  },
  {
    id: 'first-was',
    before: 'first',
    matches: ({ first, second }) => first === 'before' && second !== 'before',
    examples: [
      '14 s before, 800 ms after',
      'it was 1,8 s and is since the change 240 ms',
      'earlier 1 lakh reads per day, now 10 lakh reads per day',
    ],
    counterexamples: ['6,000 with the old matcher, 85,000 with the new one', '9500 tps before 800 tps'],
  },
  {
    id: 'second-was',
    before: 'second',
    matches: ({ first, second }) => second === 'before' && first !== 'before',
    examples: ['4.2 s, was 30 s', '0.4 s now, 3 s before', '900 per second now, before 140 per second'],
    counterexamples: ['9500 tps (800 tps on the mainframe)', '9500 tps before 800 tps'],
  },
  {
    id: 'second-now',
    before: 'first',
    matches: ({ first, second }) => first === null && second === 'now',
    examples: ['450 req/s, now 3.2k req/s', '11 minutes, 90 seconds now'],
    counterexamples: ['450 req/s or 3.2k req/s'],
  },
];

/** Which of two quantities was before; null where it is not certain. `first` stands in front of `second`. */
export function relationOf(text: string, first: Span, second: Span): RelationRow | null {
  const gap = text.slice(first.end, second.start);
  const between = wordsOf(gap);
  // What one sentence marks says nothing about the next.
  if (/[.!?]\s/.test(gap)) return null;
  // One word alone between the two could belong to either.
  const isShared = between.length === 1 && !hasPunctuation(gap);
  const around: Around = {
    lead: wordsOf(text.slice(Math.max(0, first.start - 40), first.start)).at(-1) ?? '',
    between,
    first: sideOf(text, first, isShared ? 'left' : 'both'),
    second: sideOf(text, second, isShared ? 'right' : 'both'),
  };
  return RELATIONS.find((row) => row.matches(around)) ?? null;
}

/** What the words that touch a quantity mark it as; null without a mark, or with both. */
export function sideOf(text: string, { start, end }: Span, where: 'left' | 'right' | 'both' = 'both'): Side | null {
  const left = where === 'right' ? undefined : MARKERS.get(touching(text.slice(Math.max(0, start - 40), start), 'end'));
  const right = where === 'left' ? undefined : MARKERS.get(touching(text.slice(end, end + 40), 'start'));
  if (left && right && left !== right) return null;
  return left ?? right ?? null;
}

/** The word at one end of a text, where no punctuation stands in between. */
function touching(text: string, end: 'start' | 'end'): string {
  const words = text
    .toLowerCase()
    .split(/[ \t]+/)
    .filter((word) => word !== '');
  const word = (end === 'start' ? words[0] : words.at(-1)) ?? '';
  const isTouching = end === 'start' ? !/^[^\p{L}]/u.test(word) : !/[^\p{L}]$/u.test(word);
  return isTouching ? word.replace(/[^\p{L}]/gu, '') : '';
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s,;:.()]+/u)
    .filter((word) => word !== '');
}

function hasPunctuation(text: string): boolean {
  return /[,;:.()]/.test(text);
}
