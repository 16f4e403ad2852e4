/** Corrections that name both numbers: "63 crematoria, not 36", "change 36 to 63". They are shown before they count. */
import { askBack, type Command } from '../machine/commands.ts';
import type { Language } from '../machine/language.ts';
import { meantStep } from '../machine/pending.ts';
import { comparable, kindOf, type Quantity } from '../machine/quantity.ts';
import type { Question } from '../machine/question.ts';
import { type Figure, type FigurePatch, type Sheet, slotOfFigure, type Value } from '../machine/sheet.ts';
import { slotKind } from '../machine/slots.ts';
import { timeOrder } from '../text/before-after.ts';
import { type Span, tokens } from '../text/lexer.ts';
import { numberReadings } from '../text/numerals.ts';
import { negates } from '../text/phrases.ts';
import { isNumberless, numbersIn } from '../text/quantities.ts';
import { countWords, sentencesIn, textValue, trimEnd } from '../text/sentences.ts';
import { withOwnSentence } from './figure-correction.ts';
import { orderVerb, startsWithOrder } from './parse-orders.ts';
import type { Message } from './reader.ts';

/** A number in digits, a year included. */
interface Digits extends Span {
  readonly text: string;
  readonly values: readonly number[];
  /** Null for a year, or another number that is no quantity. */
  readonly quantity: Quantity | null;
  /** A negation stands directly in front of it. */
  readonly isDenied: boolean;
}

/** Maximum characters of a message that may be a correction. A longer text is an answer. */
const LONGEST = 1000;
/** Maximum numbers of a noted text that are searched. */
const NUMBERS_AT_MOST = 200;
/** Minimum words beside a correction that are an answer, if they have no number. */
const REST_WORDS = 3;

function digitsIn(text: string, language: Language): readonly Digits[] {
  const { mentions } = numbersIn(text, language);
  return tokens(text).flatMap(({ kind, text: typed, start, end }, at, list): Digits[] => {
    const values = kind === 'number' ? numberReadings(typed) : [];
    const mention = mentions.find((one) => one.start <= start && end <= one.end);
    // "36k" is another number than 36.
    const isWhole = !mention || mention.readings.some(({ value }) => values.includes(value));
    const isDenied = negates(list[at - 1]?.low ?? '');
    return isWhole && values.length > 0
      ? [{ start, end, text: typed, values, quantity: mention?.quantity ?? null, isDenied }]
      : [];
  });
}

const isSame = (one: Digits, other: Digits) => one.values.some((value) => other.values.includes(value));

/**
 * Asks whether to put a number of a message in the place of another one, which is noted once, in a text or a figure; null
 * if the message is no such correction. What else it says is read as the answer.
 */
export function askToCorrect(question: Question, message: Message): Command | null {
  const { text, id, context } = message;
  const { sheet, pending, done } = context;
  // An answer that waits would be lost.
  const isWaiting = pending.some(({ kind }) => kind !== 'revise') || done.includes(meantStep(text));
  if (question.kind !== 'slot' || isWaiting || text.length > LONGEST) return null;
  const parts = partsIn(text, sheet.language);
  const places = parts.length === 0 ? [] : placesIn(sheet);
  const [found] = parts.flatMap((part) => correctionIn(part, places, question.slot, sheet.language) ?? []);
  const shown = found ? shownWith(found, message) : null;
  // A figure that was asked for is read with its number at hand.
  const isOther = question.isRevision && (question.slot !== found?.slot || !found.value);
  if (!found || shown === null || isOther) return null;
  const { slot, value, told, part } = found;
  // A sentence that was rewritten in the letter keeps its words.
  const isRewritten = told && context.edits.some((edit) => edit.type === 'rewrite' && edit.key === told.figure);
  const at = text.indexOf(part);
  const rest = trimEnd(`${text.slice(0, at).trimEnd()} ${text.slice(at + part.length).trimStart()}`.trim(), ',;:( ');
  // "Cut 2. Change 36 to 63": what else it says is no answer.
  if (startsWithOrder(rest)) return null;
  const fix = {
    slot,
    ...(value && { value }),
    ...(told && { told: isRewritten ? { ...told, patch: { ...told.patch, sentence: shown } } : told }),
    shown,
    rest: isNumberless(rest) && countWords(rest) < REST_WORDS ? null : textValue(rest, id),
    ...(question.isRevision && { isRevision: true as const }),
  };
  return askBack({ kind: 'which', text: textValue(text, id), only: null, fix });
}

/** The clauses of a message that have two numbers, or else its sentences that have. */
function partsIn(text: string, language: Language): readonly string[] {
  const isTwo = (part: string) => digitsIn(part, language).length === 2;
  return sentencesIn(text).flatMap((sentence) => {
    const clauses = sentence.split(', ').filter(isTwo);
    return clauses.length > 0 ? clauses : [sentence].filter(isTwo);
  });
}

interface Told {
  readonly figure: string;
  readonly topic: Figure['topic'];
  readonly patch: FigurePatch;
}

interface Correction {
  readonly slot: string;
  /** The text with the new number; null for a figure. */
  readonly value: Value | null;
  /** The change of the figure; null for a text. */
  readonly told: Told | null;
  readonly part: string;
  readonly old: Digits;
  readonly by: Digits;
}

function correctionIn(part: string, places: readonly Place[], asked: string, language: Language): Correction | null {
  const [first, second] = digitsIn(part, language);
  if (!first || !second || isSame(first, second)) return null;
  const [place, another] = places.filter(({ digits }) => isSame(digits, first) || isSame(digits, second));
  if (!place || another) return null;
  const { slot, value, digits } = place;
  const [old, by] = isSame(digits, first) ? [first, second] : [second, first];
  const isMeant = orderVerb(part) === 'replace' || old.isDenied;
  const told = isMeant ? toldWith(place, by, language) : null;
  if (!value) return told && { slot, part, old, by, value: null, told };
  // "From 27 to 61 sawmills" is an answer.
  const isNamed = slotKind(asked) !== 'figure' && timeOrder(part, first, second, language) === null;
  const isOf = (one: Digits) => hasNounOf(one, digits) || one.quantity?.unit === '';
  const isLike = isMeant ? isAlike(by, digits) : isNamed && hasNounOf(by, digits) && isOf(old);
  if (!isLike) return null;
  const text = value.text.slice(0, digits.start) + by.text + value.text.slice(digits.end);
  const english = value.english === undefined ? null : replaced(value.english, digits, by, language);
  return { slot, part, old, by, told: null, value: { ...value, text, ...(english !== null && { english }) } };
}

/** The figure with another number in the same unit; null if the place is a text. */
function toldWith({ figure, side, digits }: Place, by: Digits, language: Language): Told | null {
  if (!figure || !isAlike(by, digits)) return null;
  const { id, topic, sentence } = figure;
  const anew = (words: string) => words.slice(0, digits.start) + by.text + words.slice(digits.end);
  if (side === null) return { figure: id, topic, patch: { sentence: anew(sentence ?? ''), typed: null } };
  const [noted, { quantity }] = [figure[side], by];
  if (!noted || !quantity) return null;
  const { unit, per } = noted.quantity;
  if (kindOf(quantity) !== 'bare' && (quantity.unit !== unit || quantity.per !== per)) return null;
  const amount = { ...noted, quote: anew(noted.quote), quantity: { ...noted.quantity, value: quantity.value } };
  const patch = { [side]: amount, typed: null };
  return { figure: id, topic, patch: withOwnSentence(patch, figure, language) };
}

/**
 * An answer with the number that a message puts right: "sorry, 4 min, not 5"; null if the message says anything else, or
 * the answer has that number twice.
 */
export function correctedAnswer(answer: string, text: string, language: Language): string | null {
  if (text.length > LONGEST || sentencesIn(text).length !== 1) return null;
  const [first, second, another] = digitsIn(text, language);
  if (!first || !second || another) return null;
  if (first.isDenied === second.isDenied) return null;
  const [old, by] = first.isDenied ? [first, second] : [second, first];
  const [noted] = digitsIn(answer, language).filter((one) => isSame(one, old));
  return noted && isAlike(by, noted) ? replaced(answer, old, by, language) : null;
}

/** Whether one number can stand for the other: "36 weeks" doesn't become "63 crematoria", nor 2019 "63". */
function isAlike({ quantity: by }: Digits, { quantity: old }: Digits): boolean {
  return by === null || old === null ? by === old : kindOf(by) === 'bare' || comparable(by, old);
}

function hasNounOf({ quantity: by }: Digits, { quantity: old }: Digits): boolean {
  return by !== null && old !== null && by.unit !== '' && by.unit === old.unit && comparable(by, old);
}

interface Place {
  readonly slot: string;
  /** Null for a figure. */
  readonly value: Value | null;
  readonly figure: Figure | null;
  /** Null for a text, and for the sentence of a figure without a number. */
  readonly side: 'now' | 'before' | null;
  readonly digits: Digits;
}

/** Where numbers stand in what is noted. */
function placesIn({ values, figures, language }: Sheet): readonly Place[] {
  const texts = Object.entries(values).flatMap(([slot, value]) =>
    slotKind(slot) === 'text'
      ? digitsIn(value.text, language)
          .slice(0, NUMBERS_AT_MOST)
          .map((digits) => ({ slot, value, figure: null, side: null, digits }))
      : [],
  );
  const told = figures.flatMap((figure) => {
    const sides = (['now', 'before'] as const).map((side) => ({ side, quote: figure[side]?.quote ?? '' }));
    const words = { side: null, quote: figure.now ? '' : (figure.sentence ?? '') };
    return [...sides, words].flatMap(({ side, quote }) =>
      digitsIn(quote, language).map((digits) => ({ slot: slotOfFigure(figure), value: null, figure, side, digits })),
    );
  });
  return [...texts, ...told];
}

/** A text with another number in the place of the one that equals `old`; null unless it stands there once. */
function replaced(text: string, old: Digits, by: Digits, language: Language): string | null {
  const [found, another] = digitsIn(text, language).filter((one) => isSame(one, old));
  return found && !another ? text.slice(0, found.start) + by.text + text.slice(found.end) : null;
}

/** The letter's sentence with the new number; null unless it is a single one: a confidential number stands in none. */
function shownWith({ old, by }: Correction, { letterText, context }: Message): string | null {
  const { language } = context.sheet;
  const [shown, another] = sentencesIn(letterText()).flatMap((sentence) => replaced(sentence, old, by, language) ?? []);
  return another === undefined ? (shown ?? null) : null;
}
