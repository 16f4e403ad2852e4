/**
 * Which amount was before and which is after. People say it in three ways: by a connector ("from … to …", "→", "up
 * from"), by a word beside the number ("used to", "now", "with the old one"), or by the order in which they tell it.
 */
import type { Amount } from './amounts.ts';
import type { Token } from './lexer.ts';

const words = (text: string) => new Set(text.trim().split(/\s+/));

const BEFORE =
  words(`before previous previously earlier former formerly original originally initial initially once old prior predecessor
  beforehand legacy ago inherited era historically predecessors older beginning`);
const AFTER =
  words(`now today currently presently present nowadays since after afterwards new later mine ours became become becomes
  latest current currently finally meanwhile already recently newest actual`);
const WEAK_BEFORE =
  words(`was were had took did ran gave coped managed handled supported needed lasted stood got carried processed went
  lost made treated`);
const WEAK_AFTER =
  words(`is are takes handles does runs tops serves manages needs stands carries gets has lasts reaches processes last this
  supports down reached rests`);

const STRONG = 4;
const WEAK = 1;

const BOUNDARY = /^(?:[,;:()–—|]|\.|…|and|but|while|whereas|=>|->|→|vs|versus)$/;

/** The clause of an amount: token range up to the nearest boundaries, but never across another amount. */
export interface Clause {
  readonly first: number;
  readonly next: number;
}

export function clauseOf(list: readonly Token[], amount: Amount, sentence: Clause): Clause {
  let first = amount.first;
  while (first > sentence.first && !BOUNDARY.test(list[first - 1]?.low ?? '')) first -= 1;
  let next = amount.next;
  while (next < sentence.next && !BOUNDARY.test(list[next]?.low ?? '')) next += 1;
  return { first, next };
}

/**
 * How far each amount leans to "before" (negative) or "after" (positive). A cue belongs to the amount of its own clause,
 * to the nearest one where a clause holds several, and to the next amount of the sentence where a clause holds none
 * ("Before, it took two hours").
 */
export function leanings(list: readonly Token[], amounts: readonly Amount[], sentences: readonly Clause[]): number[] {
  const scores = amounts.map(() => 0);
  let from = 0;
  for (const sentence of sentences) {
    const here: number[] = [];
    while (from < amounts.length && (amounts[from]?.first ?? 0) < sentence.next) here.push(from++);
    if (here.length === 0) continue;
    const clauses = here.map((index) => clauseOf(list, amounts[index] as Amount, sentence));
    for (let at = sentence.first; at < sentence.next; at += 1) {
      const weight = cueAt(list, at);
      if (weight === 0) continue;
      const owner = ownerOf(at, here, clauses, amounts, list);
      if (owner !== null) scores[owner] = (scores[owner] ?? 0) + weight;
    }
  }
  return scores;
}

function cueAt(list: readonly Token[], at: number): number {
  const low = list[at]?.low ?? '';
  const following = list[at + 1]?.low ?? '';
  const preceding = list[at - 1]?.low ?? '';
  // "the year before" looks back; "after the rebuild" and "since launch" look at what came of it.
  if (low === 'then')
    return preceding === 'back' || /^[,.;)]?$/.test(following)
      ? -STRONG
      : preceding === ',' || preceding === 'and'
        ? STRONG
        : 0;
  if (low === 'used') return following === 'to' ? -STRONG : 0;
  if (low === 'first')
    return /^(?:at|my|in|the)$/.test(preceding) && !/^(?:time|attempt|rendition|byte|try)$/.test(following)
      ? -STRONG
      : 0;
  if (low === 'started' || low === 'arrived' || low === 'joined') return -STRONG;
  if (low === 'after' && /^(?:\d|one|two|three)/.test(following)) return 0;
  if (low === 'down' || low === 'up') return following === 'to' ? STRONG : 0;
  if (low === 'before' && /^(?:that|this)$/.test(following) && preceding === 'and') return 0;
  if (BEFORE.has(low)) return -STRONG;
  if (AFTER.has(low)) return STRONG;
  if (WEAK_BEFORE.has(low) || /^\p{L}{3,}ed$/u.test(low)) return -WEAK;
  if (WEAK_AFTER.has(low)) return WEAK;
  return 0;
}

function ownerOf(
  at: number,
  here: readonly number[],
  clauses: readonly Clause[],
  amounts: readonly Amount[],
  list: readonly Token[],
): number | null {
  const inside = here.filter((_, position) => {
    const clause = clauses[position];
    return clause !== undefined && at >= clause.first && at < clause.next;
  });
  const distance = (index: number) => {
    const amount = amounts[index];
    if (!amount) return Number.POSITIVE_INFINITY;
    return at < amount.first ? amount.first - at : at - amount.next + 0.5;
  };
  const nearest = (candidates: readonly number[]) =>
    candidates.reduce<number | null>(
      (best, index) => (best === null || distance(index) < distance(best) ? index : best),
      null,
    );
  if (inside.length > 0) return nearest(inside);
  // A remark in brackets or after a comma belongs to what it follows, an opening adverb to what it precedes.
  const previous = here.filter((index) => (amounts[index]?.next ?? 0) <= at);
  const following = here.filter((index) => (amounts[index]?.first ?? 0) > at);
  const tail = /^(?:\(|-|–|—)$/.test(list[at - 1]?.low ?? '');
  if (tail && previous.length > 0) return nearest(previous);
  return nearest(following.length > 0 ? following : previous);
}

/** What stands between two neighbouring amounts, where it settles their order; null where it doesn't. */
export function connector(list: readonly Token[], one: Amount, other: Amount): 'forward' | 'backward' | null {
  const between = list.slice(one.next, other.first);
  if (between.length > 14) return null;
  const lows = between.map(({ low }) => low);
  if (between.some(({ kind }) => kind === 'arrow') || (lows.length <= 2 && lows.includes('>'))) return 'forward';
  let last = lows.length - 1;
  while (
    last >= 0 &&
    /^(?:about|around|roughly|nearly|almost|over|under|just|only|some|approximately|~|≈|a|the|like|maybe|below|sub|-|well|now|more|less|than|around|ca|at|most|least|currently|today|mere|as|little|of)$/.test(
      lows[last] ?? '',
    )
  )
    last -= 1;
  const word = lows[last] ?? '';
  const tail = lows.slice(Math.max(0, last - 2), lows.length).join(' ');
  if (
    /\b(?:instead of|rather than|compared (?:to|with)|as opposed to|where it (?:was|took|used to)|against)\b/.test(
      lows.join(' '),
    )
  )
    return 'backward';
  if (/^(?:to|into|until|till)$/.test(word) && !/\b(?:due|according|close|equal|compared) to\b/.test(tail))
    return 'forward';
  if (word === 'from') return 'backward';
  return null;
}

/** Where both readings stay open, more throughput, less waiting and fewer faults is the story that people tell. */
export function improved(topic: 'throughput' | 'latency' | 'reliability', first: number, second: number): boolean {
  return topic === 'throughput' ? second > first : second < first;
}
