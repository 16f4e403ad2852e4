/** Asks where a message belongs that may be a correction, an order or a number, though a text was asked for. */
import { askBack, type Command } from '../machine/commands.ts';
import type { Language } from '../machine/language.ts';
import type { PendingOf } from '../machine/pending.ts';
import { comparable, kindOf, type Quantity, type QuantityKind, sameQuantity } from '../machine/quantity.ts';
import { type Metric, slotKind, topicOf } from '../machine/slots.ts';
import { isNumberless, type Mention, numbersIn } from '../text/quantities.ts';
import { isDigit, sentencesIn, textValue } from '../text/sentences.ts';
import { candidatesIn, numbersOn } from './figure-candidates.ts';
import { notesLike, notesWithNumber } from './figure-correction.ts';
import { optionsFor } from './figure-options.ts';
import { startsWithOrder } from './letter-orders.ts';
import type { Message } from './reader.ts';

/** Maximum sentences of a message that may be misplaced. A longer text is an answer. */
const SENTENCES_AT_MOST = 2;
/** Minimum digits of a number that is the same one with any unit: "7600" and "7,600 EUR a month", but not "4 people". */
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

/** Asks which noted value a message changes, whether it is another number, or the answer. */
export function askWhere(message: Message): Command {
  const { text, id } = message;
  const number = furtherFigure(message);
  return askBack({
    kind: 'which',
    text: textValue(text, id),
    only: null,
    likely: notesLike(message),
    ...(isNumberless(text) && { isWords: true }),
    ...(number && { number }),
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

/** Whether a message may be no answer to the question for a text or a name. */
export function mayBeMisplaced(slot: string, message: Message): boolean {
  const { text, context } = message;
  const kind = slotKind(slot);
  if (kind === null || kind === 'figure') return false;
  if (startsWithOrder(text)) return true;
  if (kind === 'name' || sentencesIn(text).length > SENTENCES_AT_MOST) return false;
  const mentions = digitsIn(text, context.sheet.language);
  const told = mentions.reduce((sum, { start, end }) => sum + end - start, 0);
  // The digits of a shown sentence or of a button are no number (`textAnswer`).
  const isNumbers =
    ![...text.trim()].every(isDigit) && mentions.length > 0 && text.trim().length - told <= WORDS_BESIDE;
  if (isNumbers && notesWithNumber(message).length > 0) return true;
  const figures = context.sheet.figures.flatMap(({ now, before }) => [now, before].flatMap((side) => side ?? []));
  const isNoted = (one: Mention) => figures.some(({ quantity }) => isSameNumber(one, quantity));
  const noted = mentions.filter(isNoted);
  // An answer about the system tells its numbers again. A correction has another one, too.
  const isCorrected = (one: Mention) => mentions.some((other) => !isNoted(other) && isLike(one, other));
  if (topicOf(slot) === 'contract' ? noted.some(isCorrected) : noted.length > 0) return true;
  return slot === 'closing' && isMeasured(mentions);
}

function isSameNumber({ readings }: Mention, noted: Quantity): boolean {
  const isSure = (one: Quantity) => String(one.value).length >= DIGITS || kindOf(one) === 'bare';
  return readings.some((one) => sameQuantity(one, noted) || (one.value === noted.value && isSure(one)));
}

function isLike({ quantity: one }: Mention, { quantity: other }: Mention): boolean {
  return comparable(one, other) || kindOf(one) === 'bare' || kindOf(other) === 'bare';
}

/** Whether the numbers are those of a figure. An ending may have a time: "I can start in 4 weeks". */
function isMeasured(mentions: readonly Mention[]): boolean {
  return mentions.length > 1 || mentions.some(({ quantity }) => ['rate', 'share', 'money'].includes(kindOf(quantity)));
}

/** The numbers that aren't written in words, as "one thing" and "two colleagues" are. */
function digitsIn(text: string, language: Language): readonly Mention[] {
  return numbersIn(text, language).mentions.filter(({ spelled }) => !spelled);
}
