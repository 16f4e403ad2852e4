/** A choice made in words: the label of a button, or its id, typed alone. */
import type { Ask } from '../adapters/contract.ts';
import { plain } from '../text/phrases.ts';

/** A shorter beginning of a label is no choice; in characters. */
const SHORTEST = 4;

/** @returns the id of the choice; null where the text is none */
export function choiceIn(text: string, { choices }: Ask): string | null {
  const typed = plain(text.trim().replace(/^\[|\]$/g, ''));
  if (typed === '') return null;
  const exact = choices.find(({ id, label }) => typed === plain(label) || typed === id);
  if (exact) return exact.id;
  // "Only now" for "Only now is known": the beginning of one label and of no other.
  const begun = typed.length < SHORTEST ? [] : choices.filter(({ label }) => plain(label).startsWith(`${typed} `));
  return begun.length === 1 ? (begun[0]?.id ?? null) : null;
}
