/** Asks where a message belongs that may be a correction, an order or a number, though a text was asked for. */
import { askBack, type Command } from '../machine/commands.ts';
import type { Note } from '../machine/context.ts';
import type { Language } from '../machine/language.ts';
import type { PendingOf } from '../machine/pending.ts';
import { comparable, kindOf, type Quantity, type QuantityKind, sameQuantity } from '../machine/quantity.ts';
import type { Sheet } from '../machine/sheet.ts';
import { type Metric, slotKind, topicOf } from '../machine/slots.ts';
import { isNumberless, type Mention, numbersIn } from '../text/quantities.ts';
import { countWords, isDigit, isEnded, sentencesIn, textValue } from '../text/sentences.ts';
import { NAME_WORDS } from './confidential-values.ts';
import { candidatesIn, numbersOn } from './figure-candidates.ts';
import { optionsFor } from './figure-options.ts';
import { startsWithOrder } from './parse-orders.ts';
import type { Message } from './reader.ts';
import { askToCut, lastOrder } from './unclear-orders.ts';

/** Maximum sentences and numbers of a message that may be misplaced. A longer text is an answer. */
const SENTENCES_AT_MOST = 2;
const NUMBERS_AT_MOST = 12;
/** Minimum digits of a number that is the same one with any unit: "7600" and "7,600 EUR a month". */
const DIGITS = 3;
/** Maximum characters besides the numbers in a message that is hardly more than numbers. */
const WORDS_BESIDE = 12;

/** The topic that a kind of number belongs to. */
const TOPIC_OF: Readonly<Partial<Record<QuantityKind, Metric>>> = {
  rate: 'throughput',
  data: 'throughput',
  duration: 'latency',
  share: 'reliability',
  count: 'reliability',
  money: 'reliability',
};

/** Asks which noted value a message changes or cuts, whether it is another number, or the answer. */
export function askWhere(message: Message): Command {
  const { text, id } = message;
  const cut = askToCut(message);
  if (cut) return cut;
  const number = furtherFigure(message);
  const greetings = message.greetsIn(text);
  return askBack({
    kind: 'which',
    text: textValue(text, id),
    only: null,
    likely: notesLike(message),
    ...(isNumberless(text) && { isWords: true }),
    ...(number && { number }),
    ...(greetings.length > 0 && { greetings }),
  });
}

/** Asks what a message says as a further figure; null if it has no measured number. */
function furtherFigure({ text, id: source, context: { sheet } }: Message): PendingOf<'order'> | null {
  const { language } = sheet;
  const [topic] = digitsIn(text, language).flatMap(({ quantity }) => TOPIC_OF[kindOf(quantity)] ?? []);
  if (topic === undefined) return null;
  const { mentions, percentiles } = numbersOn(topic, text, language);
  const candidates = candidatesIn(topic, text, mentions, language, true).filter(({ spelled }) => !spelled);
  const options = optionsFor({ text, source, topic, part: 'more', figure: null, sheet }, candidates, percentiles);
  return options.length === 0 ? null : { kind: 'order', slot: `${topic}.more`, topic, text: text.trim(), options };
}

/**
 * Whether a message may be no answer to the question for a text or a name: an order, a message of hardly more
 * than numbers, a noted number beside a new one, or a change between two numbers at the closing.
 */
export function mayBeMisplaced(slot: string, message: Message): boolean {
  const { text, context } = message;
  const { sheet } = context;
  const kind = slotKind(slot);
  if (kind === null || kind === 'figure') return false;
  const mentions = digitsIn(text, sheet.language);
  const sentences = sentencesIn(text);
  // "No, that's a question for you. Cut it"
  const order = lastOrder(text);
  if (order === 'cut' || (kind === 'text' && order !== null)) return true;
  const isOpen = mentions.length > 0 || !isEnded(text);
  if (startsWithOrder(text) && isOpen && (kind === 'text' || countWords(text) > NAME_WORDS)) return true;
  const isLong = sentences.length > SENTENCES_AT_MOST || mentions.length > NUMBERS_AT_MOST;
  // The digits of a shown sentence or of a button are no number (`isLoneMark`).
  const isNone = mentions.length === 0 || [...text.trim()].every(isDigit);
  if (kind === 'name' || isLong || isNone) return false;
  const { figures, texts } = notedNumbers(sheet);
  const isIn = (notes: readonly Told[]) => (one: Mention) =>
    notes.some((note) => note.told.some((other) => isSameNumber(one, other)));
  const told = mentions.reduce((sum, { start, end }) => sum + end - start, 0);
  const isNumbers = text.trim().length - told <= WORDS_BESIDE;
  if (isNumbers && mentions.some(isIn([...figures, ...texts]))) return true;
  // "About 18,000 results a day": a later question asks for it.
  const isMeasured = ({ quantity }: Mention) => !['bare', 'count'].includes(kindOf(quantity));
  if (isNumbers && topicOf(slot) === 'system' && mentions.some(isMeasured)) return true;
  const isNoted = isIn(figures);
  const [noted, others] = [mentions.filter(isNoted), mentions.filter((one) => !isNoted(one))];
  if (noted.some((one) => others.some((other) => isLike(one, other)))) return true;
  return slot === 'closing' && isChange(mentions);
}

function isSameNumber({ readings }: Mention, noted: Quantity): boolean {
  const digits = String(noted.value).length;
  const isSure = (one: Quantity) => digits >= DIGITS || (digits > 1 && kindOf(one) === 'bare');
  return readings.some((one) => sameQuantity(one, noted) || (one.value === noted.value && isSure(one)));
}

function isLike({ quantity: one }: Mention, { quantity: other }: Mention): boolean {
  return comparable(one, other) || kindOf(one) === 'bare' || kindOf(other) === 'bare';
}

interface Told extends Note {
  readonly told: readonly Quantity[];
}

/** The numbers of the noted figures and texts. */
function notedNumbers({ figures, values, language }: Sheet): { figures: Told[]; texts: Told[] } {
  const quantitiesIn = (text: string) => digitsIn(text, language).flatMap(({ readings }) => [...readings]);
  return {
    figures: figures.flatMap(({ id, topic, sentence, now, before }) => [
      { slot: `${topic}.now`, figure: id, told: now ? [now.quantity] : quantitiesIn(sentence ?? '') },
      { slot: `${topic}.before`, figure: id, told: before ? [before.quantity] : [] },
    ]),
    texts: Object.entries(values).flatMap(([slot, { text }]) =>
      slotKind(slot) === 'text' ? [{ slot, figure: null, told: quantitiesIn(text) }] : [],
    ),
  };
}

/** The noted values that a message may correct: those with a number of it in any unit, then figures of the same kind. */
function notesLike({ text, context: { sheet } }: Message): Note[] {
  const said = numbersIn(text, sheet.language).mentions.flatMap(({ readings }) => [...readings]);
  const { figures, texts } = notedNumbers(sheet);
  const likeSaid = (notes: readonly Told[], isSame: (one: Quantity, other: Quantity) => boolean) =>
    notes.filter(({ told }) => told.some((one) => said.some((other) => isSame(one, other))));
  const found = [
    ...likeSaid([...figures, ...texts], (one, other) => one.value === other.value),
    ...likeSaid(figures, comparable),
  ];
  return found.map(({ slot, figure }) => ({ slot, figure }));
}

/** "38,000 zł before, and now 2,900": two measured numbers that can be compared. */
function isChange([first, second, third]: readonly Mention[]): boolean {
  const isMeasured = ({ quantity }: Mention) => TOPIC_OF[kindOf(quantity)] !== undefined;
  return (
    first !== undefined && second !== undefined && !third && [first, second].some(isMeasured) && isLike(first, second)
  );
}

/** The numbers that aren't written in words, as "one thing" and "two colleagues" are. */
function digitsIn(text: string, language: Language): readonly Mention[] {
  return numbersIn(text, language).mentions.filter(({ spelled }) => !spelled);
}
