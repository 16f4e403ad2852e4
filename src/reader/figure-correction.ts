/** Puts a corrected number into the candidate's own sentence about a figure. */
import type { Language } from '../machine/language.ts';
import { type Quantity, sameQuantity } from '../machine/quantity.ts';
import type { Amount, Figure, FigurePatch } from '../machine/sheet.ts';
import { numbersIn } from '../text/quantities.ts';

const SIDES = ['now', 'before'] as const;

/** Keeps the candidate's sentence when an answer changes a number of its figure. The template would replace it. */
export function withOwnSentence(patch: FigurePatch, known: Figure | null, language: Language): FigurePatch {
  if (!known?.sentence || patch.sentence !== undefined) return patch;
  const sentence = SIDES.reduce((words: string | null, side) => {
    const [next, old] = [patch[side], known[side]];
    if (words === null || !next) return words;
    return old ? withAmount(words, old.quantity, next, language) : null;
  }, known.sentence);
  return { ...patch, sentence };
}

/** Replaces the only number of a text that is equal to `old`; null if there is none, several, or the new one has no unit. */
function withAmount(text: string, old: Quantity, { quote, quantity }: Amount, language: Language): string | null {
  const among = (words: string, wanted: Quantity) =>
    numbersIn(words, language).mentions.filter(({ readings }) => readings.some((one) => sameQuantity(one, wanted)));
  const [found, another] = among(text, old);
  if (!found || another || among(quote, quantity).length === 0) return null;
  return text.slice(0, found.start) + quote + text.slice(found.end);
}
