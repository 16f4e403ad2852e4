/** The edits that move sentences of the letter, without those that would change nothing. */
import type { Move } from './edits.ts';

/** A sentence of the letter, with the number of its paragraph. */
export interface Placed {
  readonly key: string;
  readonly paragraph?: number;
}

export interface Moved {
  readonly edits: readonly Move[];
  /** Number of the first moved sentence afterwards, from 1. */
  readonly position: number;
}

/**
 * Moves sentences beside another one, in its paragraph, each behind the one before.
 *
 * @param keys the sentences, in their new order
 * @param side null: to the place of `beside`, so that the first sentence gets its number
 */
export function movesOf(
  keys: readonly string[],
  beside: string,
  side: Move['side'] | null,
  sentences: readonly Placed[],
): Moved {
  const at = (key: string) => sentences.findIndex((one) => one.key === key);
  const [first = ''] = keys;
  const own = side ?? (at(first) < at(beside) ? 'after' : 'before');
  let placed = sentences;
  const edits = keys.flatMap((key, index): Move[] => {
    const before = keys[index - 1];
    const edit: Move = { type: 'move', key, ...(before === undefined ? { beside, side: own } : behind(before)) };
    const next = after(edit, placed);
    const isSame = next.every(({ paragraph }, place) => {
      const old = placed[place];
      return old?.key === next[place]?.key && old?.paragraph === paragraph;
    });
    placed = next;
    return isSame ? [] : [edit];
  });
  return { edits, position: placed.findIndex(({ key }) => key === first) + 1 };
}

function behind(beside: string): Pick<Move, 'beside' | 'side'> {
  return { beside, side: 'after' };
}

/** The sentences after a move. */
function after({ key, beside, side }: Move, sentences: readonly Placed[]): readonly Placed[] {
  const [moving, target] = [key, beside].map((wanted) => sentences.find((one) => one.key === wanted));
  if (!moving || !target || moving === target) return sentences;
  const others = sentences.filter((one) => one !== moving);
  const { paragraph } = target;
  const moved = { key, ...(paragraph !== undefined && { paragraph }) };
  return others.toSpliced(others.indexOf(target) + (side === 'after' ? 1 : 0), 0, moved);
}
