/** Finds what is confidential in a message that calls something so, or that a model read, and the words to use instead. */
import { askBack, type Command, remark } from '../machine/commands.ts';
import type { InterviewContext } from '../machine/context.ts';
import type { Language } from '../machine/language.ts';
import type { Sheet } from '../machine/sheet.ts';
import { slotKind } from '../machine/slots.ts';
import { keepOutWish, WISH_AT_MOST } from '../text/keep-out-wish.ts';
import { phraseList, wordSet } from '../text/lexer.ts';
import { mayName, needsCapitals } from '../text/naming.ts';
import { asideKind } from '../text/phrases.ts';
import { numbersIn } from '../text/quantities.ts';
import { hasTitle } from '../text/roles.ts';
import { capitalizedRuns, countWords, piecesOf, sentencesIn, trimPunctuation } from '../text/sentences.ts';
import { SLOT_AT_MOST } from './answer-backlog.ts';
import { type Finder, finderFor } from './quotes.ts';
import type { Message } from './reader.ts';
import type { Reading } from './reading-schema.ts';
import type { MessageView } from './verify-figure.ts';

/** Maximum words of a name. */
export const NAME_WORDS = 3;
/** Maximum values offered after a remark that something is confidential. */
const OFFERS_AT_MOST = 5;
/** Maximum pieces that are searched for them. A longer text is no remark. */
const PIECES_AT_MOST = 60;

/** Names and numbers of the sentences that call something confidential; if they have none, those of the whole text. */
export function confidentialValues(text: string, sheet: Sheet): string[] {
  const said = calledIn(text, sheet);
  return said.length > 0 ? said : valuesIn(sentencesIn(text), text, sheet);
}

/** Names and numbers of the sentences of a text that call something confidential. */
export function calledIn(text: string, sheet: Sheet): string[] {
  const said = sentencesIn(text).filter(isConfidential);
  return valuesIn(said, text, sheet);
}

/** Whether a sentence calls something confidential. */
export const isConfidential = (sentence: string) => asideKind(sentence) === 'confidential';

/** What a message wants kept out, and the rest: the end of a sentence, or whole sentences that name what they mean. */
export function wishIn({
  text,
  context,
}: Pick<Message, 'text' | 'context'>): { readonly text: string; readonly rest: string } | null {
  if (text.length > WISH_AT_MOST) return null;
  const all = sentencesIn(text);
  const said = all.filter(isConfidential);
  const wish = said.length > 1 ? null : keepOutWish(text);
  // A name that is new may be the answer: "Brightwell. It is confidential."
  if (wish || notedNamesIn(said.join(' '), context.sheet).length === 0) return wish;
  return { text: said.join(' '), rest: all.filter((sentence) => !said.includes(sentence)).join(' ') };
}

/** @param text all that was said: "It was a batch by Sofie. Sofie must not be named." */
function valuesIn(sentences: readonly string[], text: string, sheet: Sheet): string[] {
  const { language } = sheet;
  const pieces = sentencesIn(text).flatMap(piecesOf);
  const own = sentences
    .flatMap(piecesOf)
    .slice(0, PIECES_AT_MOST)
    .filter((piece) => !isStandIn(piece));
  const names = own.flatMap((piece) => namesWithin(piece, pieces, language)).filter((name) => asideKind(name) === null);
  const numbers = own.flatMap((piece) => numbersIn(piece, language).mentions.map((mention) => mention.text));
  const noted = notedNames(sheet);
  const finder = finderFor(own.join('\n'));
  const known = noted.filter((name) => isNamedIn(finder, name));
  // "Please don't mention Sunmar hotels", but no description: "our main customer".
  const wished = sentences.flatMap((sentence) => keepOutWish(sentence)?.words ?? []);
  const isNew = (words: string) =>
    countWords(words) <= NAME_WORDS &&
    (capitalizedRuns(words).length > 0 || countWords(words) === 1) &&
    !isStandIn(words) &&
    ![...known, ...names].some((name) => words.includes(name));
  const found = new Set([...known, ...wished.filter(isNew), ...names, ...numbers]);
  const said = finderFor(text);
  const values = [...found]
    .filter((value) => mayName(value) || noted.includes(value))
    .map((value) => ({ value, place: said.find(value)?.start ?? text.length }))
    .toSorted((one, other) => one.place - other.place);
  return withoutParts(values.map(({ value }) => value)).slice(0, OFFERS_AT_MOST);
}

/** Names of the notes that a text has, in any case, also in part: "norsea" for "Norsea Lines". */
export function notedNamesIn(text: string, sheet: Sheet): string[] {
  const finder = finderFor(text);
  return notedNames(sheet).filter((name) => isNamedIn(finder, name));
}

/** Whether words are such a name, and nothing else. */
export function isNotedName(words: string, sheet: Sheet): boolean {
  return notedNamesIn(words, sheet).some((name) => name.toLowerCase() === words.toLowerCase());
}

/** Words before the replacement: "say a colleague". */
const SAY = wordSet('say write put use call schreib sag nenne dis écris mets di pon escribe diga escreva ponha');

const QUOTES = new Set([...'"\'‘“„«']);
/** Words behind the replacement. */
const INSTEAD = phraseList('instead | stattdessen | à la place | en su lugar | em vez disso | no lugar');

/** The replacement that a remark names: "don't name Tomasz, say a colleague"; null for none. */
export function standInOf(text: string): string | null {
  const piece = sentencesIn(text).flatMap(piecesOf).find(isStandIn);
  if (piece === undefined) return null;
  const words = piece.split(' ');
  const said = trimPunctuation(words.slice(sayIn(words) + 1).join(' '));
  const end = INSTEAD.find((each) => said.toLowerCase().endsWith(` ${each}`)) ?? '';
  return trimPunctuation(said.slice(0, said.length - end.length));
}

/** "Say a colleague" */
export function isStandIn(piece: string): boolean {
  const words = piece.split(' ');
  return words.length > 1 && sayIn(words) >= 0;
}

/** The place of "say", first or in front of quoted words: "so only say 'a colleague'"; -1 for none. */
function sayIn(words: readonly string[]): number {
  const isQuoted = (at: number) => QUOTES.has(words[at + 1]?.charAt(0) ?? '');
  return words.findIndex((word, at) => SAY.has(word.toLowerCase()) && (at === 0 || isQuoted(at)));
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
export function namesWithin(piece: string, all: readonly string[], language: Language): string[] {
  const runs = language === 'de' ? [] : capitalizedRuns(piece);
  return runs.filter((name) => all.some((piece) => piece === name || piece.lastIndexOf(name) > 0));
}

/** Hides the values that the model read, and asks for a stand-in unless the message names one. */
export function hideFromReading(
  reading: Reading,
  context: InterviewContext,
  { finder, unmask }: MessageView,
): Command[] {
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
    return [{ type: 'hide', value, say: null }, askBack({ kind: 'describe', value })];
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
