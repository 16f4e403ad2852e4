/** Asks which words of an answer are meant for the letter, if it begins with words to the bot: "I would say: It …" */
import { askBack, type Command } from '../machine/commands.ts';
import { slotKind } from '../machine/slots.ts';
import { behindIntroduction } from '../text/introductions.ts';
import { textValue } from '../text/sentences.ts';
import { readFigure } from './figure-answer.ts';
import type { FigureAnswer, Offer } from './figure-options.ts';
import type { Message } from './reader.ts';

/**
 * Offers the sentence alone, then the whole answer.
 *
 * @param answer of a figure; null for another slot
 * @returns null for any other answer
 */
export function askIntroduced(slot: string, answer: FigureAnswer | null, { text, id }: Message): Command | null {
  const told = behindIntroduction(text);
  if (told === null || (answer === null && slotKind(slot) !== 'text')) return null;
  const offers = [told, text.trim()].map((words) => offerOf(words));
  return askBack({ kind: 'again', slot, figure: answer?.figure ?? null, problem: 'noun-or-sentence', offers, text });

  function offerOf(words: string): Offer {
    const value = textValue(words, id);
    if (answer === null) return { value, patch: null };
    const [read, another] = readFigure({ ...answer, text: words });
    const patch = read?.type === 'set-figure' && !another ? read.patch : {};
    // A tap promises these words.
    return { value, patch: { ...patch, sentence: words } };
  }
}
