/** Asks where a message belongs that may be a correction, an order or a number, though a text or a name was asked for. */
import { askBack, type Command } from '../machine/commands.ts';
import type { Note } from '../machine/context.ts';
import type { Language } from '../machine/language.ts';
import { meantStep, type PendingOf } from '../machine/pending.ts';
import { comparable, kindOf, type Quantity } from '../machine/quantity.ts';
import type { Question } from '../machine/question.ts';
import { type Figure, type FigurePatch, type Sheet, slotOfFigure } from '../machine/sheet.ts';
import { slotKind, topicOf } from '../machine/slots.ts';
import { opensWithCorrection } from '../text/corrections.ts';
import { type Span, tokens, wordSet } from '../text/lexer.ts';
import { numberReadings } from '../text/numerals.ts';
import { negates, saysPlease } from '../text/phrases.ts';
import { isNumberless, type Mention, numbersIn } from '../text/quantities.ts';
import { countWords, isEnded, sentencesIn, textValue, trimEnd, trimPunctuation } from '../text/sentences.ts';
import { NAME_WORDS } from './keep-out.ts';
import { withOwnSentence } from './noted-figure.ts';
import { orderVerb, startsWithOrder, WITH } from './parse-orders.ts';
import type { Message } from './reader.ts';

/** Maximum characters besides the numbers in a message that is hardly more than numbers. */
const WORDS_BESIDE = 12;
/** Maximum numbers of a message that are looked for in what is noted. */
const NUMBERS_AT_MOST = 12;

/** Asks which noted value a message changes, or whether it is the answer. */
export function askWhere({ text, id, context: { sheet } }: Message): Command {
  const { mentions, percentiles } = numbersIn(text, sheet.language);
  return askBack({
    kind: 'which',
    text: textValue(text, id),
    only: null,
    likely: notesLike(mentions, sheet),
    ...(mentions.length + percentiles.length === 0 && { isWords: true }),
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

/** The noted texts with one of the first numbers of the message, and the sides of figures that can be compared with one. */
function notesLike(all: readonly Mention[], { values, figures }: Sheet): Note[] {
  const mentions = all.slice(0, NUMBERS_AT_MOST);
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

/** A number in digits, a year included. */
interface Digits extends Span {
  readonly text: string;
  readonly values: readonly number[];
  /** Null for a year, or another number that is no quantity. */
  readonly quantity: Quantity | null;
  /** A negation stands directly in front of it. */
  readonly isDenied: boolean;
}

interface Correction {
  /** The words of the message that say it. */
  readonly part: string;
  readonly old: Digits;
  readonly by: Digits;
}

/** What changes on the sheet. */
type Change = Pick<NonNullable<PendingOf<'which'>['fix']>, 'slot' | 'value' | 'told'>;

/** Between the wrong number and the right one: "the 36 crematoria should be 63". */
const SHOULD = wordSet(
  'should must müsste müssten sollte sollten muss müssen devrait devraient debería deberían deveria deveriam',
);
const SIDES = ['now', 'before'] as const;
/** Maximum characters of a message that may be a correction. A longer text is an answer. */
const LONGEST = 1000;
/** Maximum tokens between the numbers of a compound such as "5 h 40 min". */
const COMPOUND_AT_MOST = 3;
/** Minimum words beside a correction that are an answer, if they have no number. */
const REST_WORDS = 3;

/**
 * Asks whether to put a number of a message in the place of another one, which is noted once, in a text or a figure; null
 * if the message is no such correction. What else it says is read as the answer.
 */
export function askToCorrect(question: Question, message: Message): Command | null {
  const { text, id, context, letterText } = message;
  const { sheet, pending, done, edits } = context;
  const { language } = sheet;
  // An answer that waits would be lost.
  const isWaiting = pending.some(({ kind }) => kind !== 'revise' && kind !== 'again') || done.includes(meantStep(text));
  if (question.kind !== 'slot' || isWaiting || text.length > LONGEST) return null;
  const correction = correctionsIn(text, language)[0] ?? correctedUnit(text, letterText, language);
  const [change, another] = correction ? changesOf(correction, sheet) : [];
  if (!correction || !change || another) return null;
  // A confidential number stands in no sentence.
  const [shown, other] = sentencesIn(letterText()).flatMap((line) => corrected(line, correction, language) ?? []);
  // A figure that was asked for is read with its number at hand.
  const isOther = question.isRevision && (question.slot !== change.slot || !change.value);
  if (shown === undefined || other !== undefined || isOther) return null;
  const { part } = correction;
  const at = text.indexOf(part);
  const [ahead, behind] = [text.slice(0, at).trimEnd(), trimPunctuation(text.slice(at + part.length))];
  const rest = trimEnd(`${ahead} ${behind}`.trim(), ',;:( ');
  // "Cut 2. Change 36 to 63": what else it says is no answer.
  if (startsWithOrder(rest)) return null;
  // A sentence that was rewritten in the letter keeps its words.
  const { told } = change;
  const isRewritten = told && edits.some((edit) => edit.type === 'rewrite' && edit.key === told.figure);
  const fix = {
    ...change,
    ...(isRewritten && { told: { ...told, patch: { ...told.patch, sentence: shown } } }),
    shown,
    rest: isNumberless(rest) && countWords(rest) < REST_WORDS ? null : textValue(rest, id),
    ...(question.isRevision && { isRevision: true as const }),
  };
  return askBack({ kind: 'which', text: textValue(text, id), only: null, fix });
}

/** The sentences of the letter that a correction changes, with the other number: "it's 45 a minute these days, not 40". */
export function correctedSentences({ text, id, context, sentences }: Message) {
  const { language } = context.sheet;
  const corrections = text.length > LONGEST ? [] : correctionsIn(text, language);
  return sentences.flatMap(({ key, text: told }) => {
    const line = corrections.reduce((words, each) => corrected(words, each, language) ?? words, told);
    return line === told ? [] : [{ key, text: line, source: id }];
  });
}

/** "Correction, it's 32 lorries": the only other number of lorries in the letter is the wrong one. */
function correctedUnit(text: string, letterText: () => string, language: Language): Correction | null {
  const [by, another] = opensWithCorrection(text) ? digitsIn(text, language) : [];
  const { unit = '', per } = by?.quantity ?? {};
  if (!by || another || unit === '') return null;
  const isOfUnit = ({ quantity }: Digits) => quantity?.unit === unit && quantity.per === per;
  const [old, more] = digitsIn(letterText(), language).filter(isOfUnit);
  return !old || more || isSame(old, by) ? null : { part: text, old, by };
}

/** The clauses, then the sentences, that have two numbers and say which one is wrong. */
function correctionsIn(text: string, language: Language): readonly Correction[] {
  const parts = sentencesIn(text).flatMap((sentence) => [...sentence.split(', '), sentence]);
  return parts.flatMap((part): Correction[] => {
    const [first, second, another] = digitsIn(part, language);
    if (!first || !second || another || isSame(first, second)) return [];
    const joint = part.slice(0, second.start).trim().split(' ').at(-1)?.toLowerCase() ?? '';
    const isReplaced = orderVerb(part) === 'replace' && WITH.has(joint);
    const isOtherwise = tokens(part.slice(first.end, second.start)).some(({ low }) => SHOULD.has(low));
    if (first.isDenied || isReplaced || isOtherwise) return [{ part, old: first, by: second }];
    return second.isDenied ? [{ part, old: second, by: first }] : [];
  });
}

function digitsIn(text: string, language: Language): readonly Digits[] {
  const { mentions } = numbersIn(text, language);
  return tokens(text).flatMap(({ kind, text: typed, start, end }, at, list): Digits[] => {
    const values = kind === 'number' ? numberReadings(typed) : [];
    const mention = mentions.find((one) => one.start <= start && end <= one.end);
    const isDenied = negates(list[at - 1]?.low ?? '');
    // "5h40" is one number.
    const next = list.slice(at + 1, at + 1 + COMPOUND_AT_MOST).find((one) => one.kind === 'number');
    if (mention?.start === start && next && next.end <= mention.end)
      return [{ ...mention, values: [mention.quantity.value], isDenied }];
    // "36k" is another number than 36.
    const isWhole = !mention || mention.readings.some(({ value }) => values.includes(value));
    return isWhole && values.length > 0
      ? [{ start, end, text: typed, values, quantity: mention?.quantity ?? null, isDenied }]
      : [];
  });
}

const isSame = (one: Digits, other: Digits) => one.values.some((value) => other.values.includes(value));

/** What a correction changes, wherever the old number stands once in what is noted. */
function changesOf(correction: Correction, { values, figures, language }: Sheet): readonly Change[] {
  const texts = Object.entries(values).flatMap(([slot, value]): Change[] => {
    const about = value.about === undefined ? null : corrected(value.about, correction, language);
    if (about !== null) return [{ slot, value: { ...value, about } }];
    const text = slotKind(slot) === 'text' ? corrected(value.text, correction, language) : null;
    const english = value.english === undefined ? null : corrected(value.english, correction, language);
    return text === null ? [] : [{ slot, value: { ...value, text, ...(english !== null && { english }) } }];
  });
  const told = figures.flatMap((figure) =>
    patchesOf(correction, figure, language).map((patch): Change => {
      const { id, topic } = figure;
      return { slot: slotOfFigure(figure), told: { figure: id, topic, patch: { ...patch, typed: null } } };
    }),
  );
  return [...texts, ...told];
}

/** The changes of a figure: of its numbers, which stay in the same unit, or of its sentence, if it has no number. */
function patchesOf(correction: Correction, figure: Figure, language: Language): readonly FigurePatch[] {
  const { quantity } = correction.by;
  if (figure.now === null) {
    const sentence = corrected(figure.sentence ?? '', correction, language);
    return sentence === null ? [] : [{ sentence }];
  }
  return SIDES.flatMap((side): FigurePatch[] => {
    const noted = figure[side];
    const quote = noted && corrected(noted.quote, correction, language);
    if (!noted || quote === null || quantity === null) return [];
    const { unit, per } = noted.quantity;
    // "52 pages a month" of "on-call pages: 25 a month"
    const isCounted = unit === '' && (figure.measure ?? '').toLowerCase().endsWith(quantity.unit.toLowerCase());
    const isSameKind = (quantity.unit === unit || isCounted) && quantity.per === per;
    if (kindOf(quantity) !== 'bare' && !isSameKind) return [];
    const amount = { ...noted, quote, quantity: { ...noted.quantity, value: quantity.value } };
    return [withOwnSentence({ [side]: amount }, figure, language)];
  });
}

/** A text with the new number; null unless the old one stands there once, and can be replaced by it. */
function corrected(text: string, { old, by }: Correction, language: Language): string | null {
  const [only, another] = digitsIn(text, language).filter((one) => isSame(one, old));
  if (!only || another || !isAlike(by, only) || isCompound(by) !== isCompound(only)) return null;
  return text.slice(0, only.start) + by.text + text.slice(only.end);
}

/** "3 hours 40 minutes", which has its units in it */
function isCompound({ text }: Digits): boolean {
  return /\p{L}/u.test(text);
}

/** Whether one number can stand for the other: "36 weeks" doesn't become "63 crematoria", nor 2019 "63". */
function isAlike({ quantity: by }: Digits, { quantity: old }: Digits): boolean {
  return by === null || old === null ? by === old : kindOf(by) === 'bare' || comparable(by, old);
}
