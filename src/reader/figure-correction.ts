/** Corrections of what was noted: which values a message may be about, and the new number in the candidate's own sentence. */
import type { Note } from '../machine/context.ts';
import type { Language } from '../machine/language.ts';
import { comparable, type Quantity, sameQuantity } from '../machine/quantity.ts';
import type { Amount, Figure, FigurePatch } from '../machine/sheet.ts';
import { slotKind } from '../machine/slots.ts';
import { numbersIn } from '../text/quantities.ts';
import type { Message } from './reader.ts';

const SIDES = ['now', 'before'] as const;

interface Told extends Note {
  readonly told: readonly Quantity[];
}

/** The noted values with a number of the message, then the numbers of the same kind. */
export function notesLike(message: Message): Note[] {
  return [...notesWithNumber(message), ...notesThat(message, comparable, false)];
}

/** The noted figures and texts with a number of the message, in any unit. */
export function notesWithNumber(message: Message): Note[] {
  return notesThat(message, (one, other) => one.value === other.value, true);
}

function notesThat(
  { text, context: { sheet } }: Message,
  isLike: (one: Quantity, other: Quantity) => boolean,
  withTexts: boolean,
): Note[] {
  const quantitiesIn = (words: string) =>
    numbersIn(words, sheet.language).mentions.flatMap(({ readings }) => [...readings]);
  const said = quantitiesIn(text);
  const numbers = sheet.figures.flatMap(({ id: figure, topic, sentence, ...sides }) =>
    SIDES.map((side): Told => {
      const { quantity } = sides[side] ?? {};
      const inSentence = side === 'now' ? quantitiesIn(sentence ?? '') : [];
      return { slot: `${topic}.${side}`, figure, told: quantity ? [quantity] : inSentence };
    }),
  );
  const texts: Told[] = Object.entries(sheet.values).flatMap(([slot, value]) =>
    slotKind(slot) === 'text' ? [{ slot, figure: null, told: quantitiesIn(value.text) }] : [],
  );
  const found = [...numbers, ...(withTexts ? texts : [])].filter(({ told }) =>
    told.some((one) => said.some((other) => isLike(one, other))),
  );
  return found.map(({ slot, figure }) => ({ slot, figure }));
}

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
