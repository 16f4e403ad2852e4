/** The edits that move sentences of the letter. */
import type { Move } from './edits.ts';

/** A sentence of the letter, with the number of its paragraph. */
export interface Placed {
  readonly key: string;
  readonly paragraph?: number;
}

export interface Moved {
  /** Empty if the sentences are there already. */
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
  const edits = keys.map((key, index): Move => {
    const before = keys[index - 1];
    return { type: 'move', key, beside: before ?? beside, side: before === undefined ? own : 'after' };
  });
  const moved = edits.reduce(after, sentences);
  const isSame = moved.every(({ key, paragraph }, index) => {
    const old = sentences[index];
    return old?.key === key && old.paragraph === paragraph;
  });
  return { edits: isSame ? [] : edits, position: moved.findIndex(({ key }) => key === first) + 1 };
}

/** The sentences after a move. */
function after(sentences: readonly Placed[], { key, beside, side }: Move): readonly Placed[] {
  const [moving, target] = [key, beside].map((wanted) => sentences.find((one) => one.key === wanted));
  if (!moving || !target || moving === target) return sentences;
  const others = sentences.filter((one) => one !== moving);
  return others.toSpliced(others.indexOf(target) + (side === 'after' ? 1 : 0), 0, { ...target, key });
}
