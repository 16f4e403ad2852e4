/** The edit that moves a sentence of the letter. */
import type { Move } from './edits.ts';

/** A sentence of the letter, with the number of its paragraph. */
export interface Placed {
  readonly key: string;
  readonly paragraph?: number;
}

/**
 * Moves a sentence beside another one, into its paragraph.
 *
 * @param side null: to the place of `beside`, so that the sentence gets its number
 * @returns null if the sentence is there already
 */
export function moveOf(
  key: string,
  beside: string,
  side: Move['side'] | null,
  sentences: readonly Placed[],
): Move | null {
  const [from, to] = [key, beside].map((wanted) => sentences.findIndex((one) => one.key === wanted));
  if (from === undefined || to === undefined || from < 0 || to < 0 || from === to) return null;
  const own = side ?? (from < to ? 'after' : 'before');
  const isThere = from === to + (own === 'after' ? 1 : -1) && sentences[from]?.paragraph === sentences[to]?.paragraph;
  return isThere ? null : { type: 'move', key, beside, side: own };
}
