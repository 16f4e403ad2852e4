/** A choice made in words: the label of a button, or its id, typed alone. */
import type { Ask, Choice } from '../adapters/contract.ts';
import { plain } from '../text/phrases.ts';

/** A label that is longer, in characters, opens no answer by chance. */
const LABEL_AT_LEAST = 11;

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

/** A shorter beginning of a label is no choice; in characters. */
const SHORTEST = 4;

/** "Identity", typed where "identity" of an earlier answer is offered: the capitals of a name are given now. */
function isSpelledAnew(text: string, { value }: Choice): boolean {
  return value !== undefined && value === value.toLowerCase() && text !== text.toLowerCase();
}

/** @returns the id of the choice; null where the text is none */
export function choiceIn(text: string, { choices }: Pick<Ask, 'choices'>): string | null {
  const typed = plain(text.trim().replace(/^\[|\]$/g, ''));
  if (typed === '') return null;
  const exact = choices.find(({ id, label }) => typed === plain(label) || typed === id);
  if (exact && !isSpelledAnew(text, exact)) return exact.id;
  const ordinal = ORDINALS.indexOf(typed.replace('the ', '').replace(' one', ''));
  const offered = choices.filter(({ value, figure, slot }) => (value ?? figure ?? slot) !== undefined);
  if (ordinal >= 0) return offered[ordinal]?.id ?? null;
  // "Already said, I believe. The second sentence is my opinion.": a label, and why.
  const ours = choices.filter((choice) => !offered.includes(choice));
  const said = ours.find(({ label }) => plain(label).length >= LABEL_AT_LEAST && typed.startsWith(`${plain(label)} `));
  if (said) return said.id;
  // "Only now" for "Only now is known": the beginning of one label and of no other.
  const begun = typed.length < SHORTEST ? [] : ours.filter(({ label }) => plain(label).startsWith(`${typed} `));
  return begun.length === 1 ? (begun[0]?.id ?? null) : null;
}
