/** Finds what is confidential in a message that calls something so, or that a model read, and the words to use instead. */
import { type Command, hideAndAsk, remark } from '../machine/commands.ts';
import type { InterviewContext } from '../machine/context.ts';
import type { Language } from '../machine/language.ts';
import type { Sheet } from '../machine/sheet.ts';
import { slotKind } from '../machine/slots.ts';
import { isConfidential, speaksOfNames } from '../text/asides.ts';
import { mayName, needsCapitals } from '../text/naming.ts';
import { type Mention, numbersIn } from '../text/quantities.ts';
import { hasTitle } from '../text/roles.ts';
import { capitalizedRuns, piecesOf, sentencesIn } from '../text/sentences.ts';
import { SLOT_AT_MOST } from './answer-backlog.ts';
import { type Finder, finderFor } from './quotes.ts';
import type { Reading } from './reading-schema.ts';
import type { MessageView } from './verify-figure.ts';

/** Maximum values offered after a remark that something is confidential. */
const OFFERS_AT_MOST = 5;
/** Maximum pieces that are searched for them. A longer text is no remark. */
const PIECES_AT_MOST = 60;

/** The sentences of a text that call something confidential. */
export const confidentialSentences = (text: string) => sentencesIn(text).filter(isConfidential);

/**
 * Names and numbers of the sentences that call something confidential; if they have none, those of the whole text. No
 * numbers if it is a name that they keep out.
 */
export function confidentialValues(text: string, sheet: Sheet): string[] {
  const sentences = sentencesIn(text);
  const marked = confidentialSentences(text);
  const isOfNames = marked.length > 0 && marked.every(speaksOfNames);
  const said = valuesIn(marked, sentences, sheet, isOfNames);
  return said.length > 0 ? said : valuesIn(sentences, sentences, sheet, isOfNames);
}

/** @param all the sentences of the whole text: "It was a batch by Sofie. Sofie must not be named." */
function valuesIn(sentences: readonly string[], all: readonly string[], sheet: Sheet, isOfNames: boolean): string[] {
  const { language } = sheet;
  const pieces = [...all, ...all.flatMap(piecesOf)];
  const own = sentences.flatMap(piecesOf).slice(0, PIECES_AT_MOST);
  const names = own
    .flatMap((piece) => namesWithin(piece, pieces, language))
    .filter((name) => mayName(name) && !isConfidential(name));
  // "Two colleagues" are what to say instead.
  const isNumber = ({ spelled, quantity }: Mention) => !spelled || quantity.value >= 10;
  const numbers = (isOfNames ? [] : own).flatMap((piece) =>
    numbersIn(piece, language)
      .mentions.filter(isNumber)
      .map(({ text }) => text),
  );
  const text = own.join('\n');
  const said = finderFor(text);
  const placeOf = (value: string) => said.find(value)?.start ?? text.length;
  const found = [...new Set([...notedNamesIn(text, sheet), ...names, ...numbers])];
  const ordered = found.toSorted((one, other) => placeOf(one) - placeOf(other));
  return withoutParts(ordered).slice(0, OFFERS_AT_MOST);
}

/** Maximum words of a name that is typed in lower case. */
export const NAME_WORDS = 3;

/** Names of the notes that a text has, in any case, also in part: "norsea" for "Norsea Lines". */
function notedNamesIn(text: string, sheet: Sheet): string[] {
  const finder = finderFor(text);
  return notedNames(sheet).filter((name) => isNamedIn(finder, name));
}

/** Whether words are such a name, and nothing else. */
export function isNotedName(words: string, sheet: Sheet): boolean {
  return notedNamesIn(words, sheet).some((name) => name.toLowerCase() === words.toLowerCase());
}

/** Names on the sheet, also those within sentences. */
function notedNames({ values, language }: Sheet): string[] {
  return Object.entries(values).flatMap(([slot, { text }]) => {
    if (slotKind(slot) === 'name') return [text];
    const sentences = sentencesIn(text);
    const pieces = sentences.flatMap(piecesOf);
    // "Kasia helped, Oleh tested it": a piece may begin with a name.
    return pieces.flatMap((piece) => namesWithin(piece, [...pieces, ...sentences], language));
  });
}

/** Finds words in any case, but "IT" and "Next" only with their capitals. */
export function findName(finder: Finder, words: string): string | null {
  const isAllowed = needsCapitals(words) ? ({ text }: { text: string }) => text === words : undefined;
  return finder.find(words, isAllowed)?.text ?? null;
}

/** Minimum characters of a word that stands for a name. */
const WORD_AT_LEAST = 4;

/** "Don't put norsea in" names "Norsea Lines". Words of a job title occur anywhere. */
function isNamedIn(finder: Finder, name: string): boolean {
  const words = hasTitle(name) ? [] : capitalizedRuns(name).flatMap((run) => run.split(' '));
  return [name, ...words.filter((word) => word.length >= WORD_AT_LEAST)].some(
    (word) => findName(finder, word) !== null,
  );
}

/** Each value is compared with each other one. */
const COMPARED_AT_MOST = 40;

/** Drops values that are part of another one, and a value in other letters: "norsea" beside "Norsea Lines". */
function withoutParts(all: readonly string[]): string[] {
  const values = all.slice(0, COMPARED_AT_MOST);
  const low = values.map((value) => value.toLowerCase());
  return values.filter(
    (value, at) =>
      low.indexOf(low[at] ?? '') === at &&
      !values.some((other) => other.length > value.length && finderFor(other).find(value) !== null),
  );
}

/** Runs of capitalised words. A word that only starts pieces is no name; in German, every noun has a capital. */
function namesWithin(piece: string, all: readonly string[], language: Language): string[] {
  const runs = language === 'de' ? [] : capitalizedRuns(piece);
  return runs.filter((name) => all.some((piece) => piece === name || piece.lastIndexOf(name) > 0));
}

/** Hides the values that the model read, and asks for a stand-in unless the message names one. */
export function hideFromReading(reading: Reading, { context, finder, unmask }: MessageView): Command[] {
  const { hidden } = context.sheet;
  const commands = reading.confidential.flatMap(({ hide, say }): Command[] => {
    const value = finder.find(hide)?.text ?? wordsOnSheet(hide, context) ?? '';
    const isName = mayName(value) || isNotedName(value, context.sheet);
    if (!isName || value.length > SLOT_AT_MOST || value !== unmask(value)) return [];
    if (hidden.some((each) => each.value === value)) return [];
    const stand = say === null ? '' : (finder.find(say)?.text ?? '');
    const isSaid = stand !== '' && !stand.toLowerCase().includes(value.toLowerCase()) && stand === unmask(stand);
    if (isSaid) return [{ type: 'hide', value, say: stand }];
    if (say?.trim() === '') return [{ type: 'hide', value, say: null }];
    return hideAndAsk(value);
  });
  return commands.length === 0 ? [] : [...commands, remark('kept-out')];
}

/** Returns the words as spelled on the sheet; null if they aren't there. */
function wordsOnSheet(words: string, { sheet }: InterviewContext): string | null {
  const texts = Object.values(sheet.values).map(({ text }) => text);
  const sides = sheet.figures.flatMap(({ now, before, measure, sentence }) => [
    ...[now, before].flatMap((side) => (side ? [side.quote, side.tail] : [])),
    measure ?? '',
    sentence ?? '',
  ]);
  const found = [...texts, ...sides].map((text) => finderFor(text).find(words)?.text ?? null);
  return found.find((text) => text !== null) ?? null;
}
