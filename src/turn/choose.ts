/** A choice made in words: the label of a button, or its id, typed alone. */
import type { Ask } from '../adapters/contract.ts';
import { plain } from '../text/phrases.ts';

/** @returns the id of the choice; null where the text is none */
export function choiceIn(text: string, { choices }: Ask): string | null {
  const typed = plain(text.trim().replace(/^\[|\]$/g, ''));
  if (typed === '') return null;
  return choices.find(({ id, label }) => typed === plain(label) || typed === id)?.id ?? null;
}
