/** Answers to "which of the two?" that give no figure of their own: "the first one", "300k is right". */
import { type Brief, factsOn, type Topic } from '../machine/brief.ts';
import { type Mention, readMentions, sameDigits, sameQuantity } from '../machine/figures.ts';
import type { Figure, Quantity } from '../machine/quantity.ts';

/** The figure among those in dispute that the words choose; null where they choose none. */
export function chosenFigure(text: string, topic: Topic, brief: Brief): Figure | null {
  const figures = factsOn(brief, topic).flatMap((fact) => fact.figures);
  const named = readMentions(text).filter(({ denied }) => !denied);
  const repeats = (mention: Mention, quantity: Quantity | undefined) =>
    quantity !== undefined &&
    (mention.bare ? sameDigits(mention.quantity.value, quantity.value) : sameQuantity(mention.quantity, quantity));
  const byValue = figures.filter(({ before, after }) =>
    named.some((mention) => repeats(mention, after) || repeats(mention, before)),
  );
  if (byValue.length === 1) return byValue[0] ?? null;
  if (figures.length < 2 || named.length > 0) return null;
  if (/\b(?:first|former|earlier|old) (?:one|number|figure|value|statement)?\b/i.test(text)) return figures[0] ?? null;
  return /\b(?:second|last|latter|later|new(?:er)?) (?:one|number|figure|value|statement)?\b/i.test(text)
    ? (figures.at(-1) ?? null)
    : null;
}
