/** Answers to "which of the two?" that give no figure of their own: "the first one", "300k is right". */
import { type Brief, factsOn, figuresOn, type Topic } from '../machine/brief.ts';
import { type Mention, readFigures, readMentions, sameDigits, sameQuantity } from '../machine/figures.ts';
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

/**
 * The figures of a topic after "which value was before?", where the answer tells no change of its own: "the other way
 * round", "4 s is now", "yes, it did get worse". Null where it tells none of this.
 */
export function sidesTold(text: string, topic: Topic, quote: string, brief: Brief): Figure[] | null {
  const figures = figuresOn(brief, topic);
  const meant = figures.find((figure) => figure.quote === quote);
  const isTold = readFigures(text, topic).found.some(({ figure }) => figure.before && figure.after);
  if (!meant?.before || !meant.after || isTold) return null;
  const swapped = isSwapped(text, meant.before, meant.after);
  if (swapped === null) return null;
  const right = swapped ? { ...meant, before: meant.after, after: meant.before } : meant;
  return figures.map((figure) => (figure === meant ? { ...right, quote: '' } : figure));
}

function isSwapped(text: string, before: Quantity, after: Quantity): boolean | null {
  if (SWAPPED.test(text)) return true;
  const named = readMentions(text).flatMap(({ quantity, bare, lean }) => {
    const is = (side: Quantity) => (bare ? sameDigits(quantity.value, side.value) : sameQuantity(quantity, side));
    if (Math.abs(lean) < 1 || is(before) === is(after)) return [];
    return [is(before) === lean > 0];
  });
  return named[0] ?? (GOT_WORSE.test(text) ? false : null);
}

const SWAPPED =
  /\b(?:other way (?:a?round)|vice versa|swap(?:ped)?|revers\w+|the wrong way|backwards|mixed (?:them |it |that )?up|switch(?:ed)?)\b/i;
/** "Yes", "it did get worse", "that is right, we traded it for safety" */
const GOT_WORSE =
  /^(?:yes|yep|yeah|correct|right|it did|exactly|that(?:'s| is) (?:right|correct|true)|indeed)\b|\b(?:got|is|did get|became|gets) (?:really |indeed |a bit |actually )?(?:worse|slower|less|lower)\b/i;
