/** Which side of a change a quantity stands on, as the words around it say: "from 40 s to 2 s", "2 s, where it was 40 s". */
import { comparable, kindOf, sameQuantity } from '../machine/quantity.ts';
import type { Mention } from '../text/quantities.ts';

export type Side = 'before' | 'now';

/** The second set counts only where the partner says the opposite. */
const OLD: ReadonlySet<string> = new Set('before used previously formerly earlier originally initially old'.split(' '));
const WEAKLY_OLD: ReadonlySet<string> = new Set('was were until had took managed'.split(' '));
const NEW: ReadonlySet<string> = new Set('now today after afterwards currently new'.split(' '));
const WEAKLY_NEW: ReadonlySet<string> = new Set('since is are takes'.split(' '));
/** Enough by themselves, without a partner. */
const SURELY_NEW: ReadonlySet<string> = new Set(['now', 'today', 'currently']);
const ARROWS: ReadonlySet<string> = new Set(['→', '->', '-->', '=>', '➜', '>>']);
/** Between two quantities: the second one is the old one. */
const TURNED: readonly string[] = ['down from', 'up from', 'instead of', 'compared with', 'compared to', 'as against'];
const SPLITS: ReadonlySet<string> = new Set(['and', 'to', 'where', 'while', 'but', 'whereas', 'then', 'or']);

/** The sides that are certain; what isn't in the map may be either. */
export function sidesOf(text: string, mentions: readonly Mention[]): ReadonlyMap<Mention, Side> {
  const sides = new Map<Mention, Side>();
  for (const [at, first] of mentions.entries()) {
    const second = mentions[at + 1];
    const isPair = second !== undefined && !sides.has(first) && isComparable(first, second);
    const order = isPair ? orderOf(text, first, second, mentions[at - 1]?.end ?? 0, mentions[at + 2]?.start) : null;
    if (order !== null && second !== undefined) {
      sides.set(first, order === 'first' ? 'before' : 'now');
      sides.set(second, order === 'first' ? 'now' : 'before');
    }
    if (sides.has(first)) continue;
    const lead = clause(text.slice(mentions[at - 1]?.end ?? 0, first.start), 'end');
    if (lead.some((word) => SURELY_NEW.has(word)) && !lead.some((word) => OLD.has(word) || WEAKLY_OLD.has(word)))
      sides.set(first, 'now');
    else if (lead.slice(-4).join(' ').includes('used to')) sides.set(first, 'before');
  }
  return sides;
}

/** "6,400 per second, and 900 after": the second leaves its unit out. "One in 80 (1.25%)" is the same number twice. */
function isComparable({ quantity: one }: Mention, { quantity: other }: Mention): boolean {
  if (sameQuantity(one, other)) return false;
  return comparable(one, other) || kindOf(one) === 'bare' || kindOf(other) === 'bare';
}

/** @returns which of the two came first in time, or null where the words don't say */
function orderOf(text: string, first: Mention, second: Mention, from: number, to?: number): 'first' | 'second' | null {
  const gap = text.slice(first.end, second.start);
  if (gap.length > 120 || /[.!?](?:\s|$)|\n/u.test(gap)) return null;
  const between = wordsIn(gap);
  const lead = clause(text.slice(from, first.start), 'end');
  const joined = between.join(' ');
  if (between.some((word) => ARROWS.has(word))) return 'first';
  if (TURNED.some((turn) => joined.includes(turn))) return 'second';
  if (lead.at(-1) === 'from' && between.includes('to')) return 'first';
  if (between.at(-1) === 'from' && lead.at(-1) !== 'from') return 'second';
  if (between.length <= 3 && between.at(-1) === 'to' && between.every((word) => ['down', 'up', 'to'].includes(word)))
    return 'first';
  const split = between.findIndex((word, at) => at >= 0 && SPLITS.has(word));
  const comma = gap.search(/[,;]/u);
  const own = comma >= 0 ? wordsIn(gap.slice(0, comma)) : split >= 0 ? between.slice(0, split) : [];
  const rest = between.slice(own.length);
  const behind = clause(text.slice(second.end, to ?? text.length), 'start');
  // What leads over to the next quantity belongs to that one.
  const next = to === undefined ? -1 : behind.findIndex((word) => SPLITS.has(word));
  const trail = next < 0 ? behind : behind.slice(0, next);
  const [one, other] = [side([...lead.slice(-6), ...own]), side([...rest, ...trail.slice(0, 8)])];
  if (one === null || other === null || one.side === other.side) {
    const [known] = [one, other].filter((each) => each?.isStrong === true);
    if (!known || (one !== null && other !== null)) return null;
    return (known === one) === (known.side === 'before') ? 'first' : 'second';
  }
  return one.side === 'before' ? 'first' : 'second';
}

function side(words: readonly string[]): { readonly side: Side; readonly isStrong: boolean } | null {
  const [old, fresh] = [words.some((word) => OLD.has(word)), words.some((word) => NEW.has(word))];
  if (old !== fresh) return { side: old ? 'before' : 'now', isStrong: true };
  if (old) return null;
  const [was, is] = [words.some((word) => WEAKLY_OLD.has(word)), words.some((word) => WEAKLY_NEW.has(word))];
  return was === is ? null : { side: was ? 'before' : 'now', isStrong: false };
}

/** The words of the clause that touches the quantity. */
function clause(text: string, touching: 'start' | 'end'): readonly string[] {
  const parts = text.split(/[.;:!?\n]\s|[,;]\s/u);
  return wordsIn((touching === 'end' ? parts.at(-1) : parts[0]) ?? '');
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}'’]+|[-=]?->|=>|→|➜|>>/gu) ?? [];
}
