/** Asks where a message belongs that may be a correction, an order or a number, though a text or a name was asked for. */
import { askBack, type Command } from '../machine/commands.ts';
import type { Note } from '../machine/context.ts';
import { comparable, kindOf } from '../machine/quantity.ts';
import type { Sheet } from '../machine/sheet.ts';
import { slotKind, topicOf } from '../machine/slots.ts';
import { saysPlease } from '../text/phrases.ts';
import { isNumberless, numbersIn } from '../text/quantities.ts';
import { countWords, isEnded, sentencesIn, textValue } from '../text/sentences.ts';
import { NAME_WORDS } from './confidential-values.ts';
import { startsWithOrder } from './parse-orders.ts';
import type { Message } from './reader.ts';

/** Maximum characters besides the numbers in a message that is hardly more than numbers. */
const WORDS_BESIDE = 12;
/** Maximum numbers of a message that are looked for in what is noted. */
const NUMBERS_AT_MOST = 12;

/** Asks which noted value a message changes, or whether it is the answer. */
export function askWhere({ text, id, context: { sheet } }: Message): Command {
  return askBack({
    kind: 'which',
    text: textValue(text, id),
    only: null,
    likely: notesLike(text, sheet),
    ...(isNumberless(text) && { isWords: true }),
  });
}

/** Whether a message may be no answer to the question: an order, or for a text or a name, hardly more than a number. */
export function mayBeMisplaced(slot: string, { text, context: { sheet } }: Message): boolean {
  const kind = slotKind(slot);
  if (kind === null) return false;
  if (kind === 'figure') return sentencesIn(text).some(saysPlease);
  const numbers = numbersIn(text, sheet.language).mentions.filter(({ spelled }) => !spelled);
  const isOpen = numbers.length > 0 || !isEnded(text);
  if (startsWithOrder(text) && isOpen && (kind === 'text' || countWords(text) > NAME_WORDS)) return true;
  // "About 18,000 results a day": a later question asks for it.
  const told = numbers.reduce((sum, { start, end }) => sum + end - start, 0);
  const isMeasured = numbers.some(({ quantity }) => !['bare', 'count'].includes(kindOf(quantity)));
  return kind === 'text' && topicOf(slot) === 'system' && isMeasured && text.trim().length - told <= WORDS_BESIDE;
}

/** The noted texts with a number of the message, and the sides of figures that can be compared with one. */
function notesLike(text: string, { values, figures, language }: Sheet): Note[] {
  const mentions = numbersIn(text, language).mentions.slice(0, NUMBERS_AT_MOST);
  const texts = Object.entries(values).filter(
    ([slot, noted]) => slotKind(slot) === 'text' && mentions.some((said) => noted.text.includes(said.text)),
  );
  const sides = figures.flatMap(({ id, topic, now, before }) => [
    { slot: `${topic}.now`, figure: id, amount: now },
    { slot: `${topic}.before`, figure: id, amount: before },
  ]);
  const alike = sides.filter(
    ({ amount }) => amount !== null && mentions.some(({ quantity }) => comparable(quantity, amount.quantity)),
  );
  return [...texts.map(([slot]) => ({ slot, figure: null })), ...alike.map(({ slot, figure }) => ({ slot, figure }))];
}
