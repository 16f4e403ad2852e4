/** Finds what is to be kept out of the letter, in a message or a model's reading of it, and what to say instead. */
import { askBack, type Command, hideAndAsk, remark } from '../machine/commands.ts';
import type { InterviewContext } from '../machine/context.ts';
import type { Language } from '../machine/language.ts';
import type { Question } from '../machine/question.ts';
import { type Hidden, isHidden, type Sheet } from '../machine/sheet.ts';
import { slotKind } from '../machine/slots.ts';
import { hideTarget, isConfidential, speaksOfNames } from '../text/asides.ts';
import { alternativesIn, isFunctionWord, mayName, needsCapitals } from '../text/naming.ts';
import { opensNegation, phraseIn, plain } from '../text/phrases.ts';
import { type Mention, numbersIn } from '../text/quantities.ts';
import { hasTitle } from '../text/roles.ts';
import {
  capitalizedRuns,
  countWords,
  isDigit,
  piecesOf,
  sentencesIn,
  trimEnd,
  trimPunctuation,
} from '../text/sentences.ts';
import { SLOT_AT_MOST } from './answer-backlog.ts';
import { numberedSentence, startsWithOrder } from './parse-orders.ts';
import { describedIn, type Finder, finderFor } from './quotes.ts';
import type { Message } from './reader.ts';
import type { Reading } from './reading-schema.ts';
import type { MessageView } from './verify-figure.ts';

/** @returns the commands of a "keep out …" order; null for any other message */
export function hideOrder(message: Message): Command[] | null {
  const words = hideTarget(message.text);
  // "Keep out 3" may mean a numbered sentence.
  const isNumbered = words !== null && [...words].every(isDigit);
  return words === null || isNumbered ? null : hideCommands({ ...message, text: words });
}

/** Questions whose answer is looked at for itself: words to hide, or a new sentence. */
const OWN_WORDS: ReadonlySet<Question['kind']> = new Set(['confidential', 'wording', 'practice', 'practiced']);

/**
 * Asks what to keep out, if a message calls something confidential. Its other sentences are read as the answer. An answer
 * that is a text is asked about first (`textAnswer`).
 *
 * @param read reads the other sentences
 * @returns null for any other message
 */
export function askKeepOut(
  question: Question,
  message: Message,
  read: (rest: Message) => readonly Command[],
): readonly Command[] | null {
  const { text, context } = message;
  const isText = question.kind === 'slot' && slotKind(question.slot) === 'text';
  const sentences = sentencesIn(text);
  const rest = sentences.filter((sentence) => !isConfidential(sentence));
  if (isText || OWN_WORDS.has(question.kind) || rest.length === sentences.length) return null;
  const values = confidentialValues(text, context.sheet);
  const open = values.filter((value) => !isHidden(context.sheet, value));
  if (values.length > 0 && open.length === 0) return [remark('hidden-already')];
  const ask = askBack({ kind: 'keep-out', values: open, said: confidentialSentences(text).join(' ') });
  const others = rest.join(' ');
  // "No! That is confidential." declines nothing else.
  const isRead = question.kind === 'slot' && others !== '' && phraseIn(others) === null;
  const answers = isRead ? read({ ...message, text: others }) : [remark('confidential-answer')];
  const isAnswered = answers.some(({ type }) => type !== 'remark');
  // What was asked is asked again.
  return [...(isAnswered ? [] : context.pending.slice(-1).map(askBack)), ...answers, ask];
}

/**
 * Hides words of the letter, or a single word, name or number that it doesn't contain yet. Of a longer text, its names and
 * numbers are offered; without any, the sentences of the letter.
 *
 * @param said the remark that is asked about: words that stand in it are hidden as typed
 */
export function hideCommands(
  { text, context, sentences, inLetter, letterText }: Omit<Message, 'id' | 'question' | 'drops' | 'greets' | 'as'>,
  said = '',
): Command[] {
  const { sheet } = context;
  const words = trimPunctuation(text.trim());
  const mayBeName = mayName(words) && phraseIn(words) === null;
  if (words.length > SLOT_AT_MOST || !(mayBeName || isNotedName(words, sheet))) return [remark('hidden-nowhere')];
  const isGone = (value: string) => sheet.hidden.some((each) => finderFor(each.value).find(value) !== null);
  if (isGone(words)) return [remark('hidden-already')];
  const letter = finderFor(letterText());
  const named = confidentialValues(words, sheet);
  const isSaid = mayBeName && countWords(words) <= NAME_WORDS && findName(finderFor(said), words) !== null;
  const isValue = words.length <= VALUE_AT_MOST && (countWords(words) === 1 || named.includes(words) || isSaid);
  // A later answer may have it.
  const found = findName(letter, words) ?? (isValue ? (inLetter(words) ?? words) : null);
  if (found !== null) return hideAndAsk(found);
  const parts = sentencesIn(words)
    .flatMap(piecesOf)
    .flatMap((piece) => alternativesIn(piece, sheet.language, true));
  const told = parts.flatMap((part) => (mayName(part) ? (findName(letter, part) ?? []) : []));
  const values = [...new Set([...told, ...named])];
  const open = values.filter((value) => !isGone(value)).slice(0, OFFERED_AT_MOST);
  if (open.length > 0) return [askBack({ kind: 'keep-out', values: open })];
  if (values.length > 0) return [remark('hidden-already')];
  // "Just the airline, you have that already", where the letter says "the airline"
  const isStandIn = ({ say }: Hidden) => say !== null && say !== '' && finderFor(words).find(say) !== null;
  if (sheet.hidden.some(isStandIn)) return [remark('hidden-already')];
  // "The poultry one" may mean "Marlowe Poultry", which is hidden, but it may be another: no sentence is offered for it.
  const hiddenWords = new Set(sheet.hidden.flatMap(({ value }) => plain(value).split(' ')));
  const isOfHidden = (word: string) => hiddenWords.has(word) && !isFunctionWord(word);
  if (plain(words).split(' ').some(isOfHidden)) return [remark('hidden-nowhere')];
  const only = describedIn(words, sentences).map(({ key }) => key);
  const isName = (part: string) => mayName(part) && countWords(part) <= NAME_WORDS && !opensNegation(part);
  // A later answer may have them.
  const names = only.length > 0 ? [] : [...new Set(parts)].filter(isName);
  const ask =
    names.length > 0
      ? askBack({ kind: 'keep-out', values: names.slice(0, OFFERED_AT_MOST) })
      : askBack({ kind: 'sentence', action: 'cut', only: only.slice(0, OFFERED_AT_MOST) });
  return [...(names.length > 0 || only.length > 0 ? [ask] : []), remark('hidden-nowhere')];
}

/** Maximum characters of a value that the letter doesn't have yet. */
const VALUE_AT_MOST = 200;

/** Maximum words of a stand-in. */
const STAND_IN_WORDS = 8;

/** Takes a short phrase to say instead of a hidden value. Anything else may be meant for the bot: "no, it is fine". */
export function standInCommands(value: string, { text, context }: Message): Command[] {
  const say = trimEnd(text.trim(), '.');
  const isLong = countWords(say) > STAND_IN_WORDS || sentencesIn(say).length > 1 || numberedSentence(text) !== null;
  const isToBot = phraseIn(say) !== null || startsWithOrder(say) || opensNegation(say) || isConfidential(say);
  if (isLong || isToBot) return [remark('no-stand-in'), ...context.pending.slice(-1).map(askBack)];
  return [{ type: 'hide', value, say }, remark('hidden')];
}

/** Maximum values or sentences that are offered. */
const OFFERED_AT_MOST = 5;
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
  return withoutParts(ordered).slice(0, OFFERED_AT_MOST);
}

/** Maximum words of a name that is typed in lower case. */
export const NAME_WORDS = 3;

/** Names of the notes that a text has, in any case, also in part: "norsea" for "Norsea Lines". */
function notedNamesIn(text: string, sheet: Sheet): string[] {
  const finder = finderFor(text);
  return notedNames(sheet).filter((name) => isNamedIn(finder, name));
}

/** Whether words are such a name, and nothing else. */
function isNotedName(words: string, sheet: Sheet): boolean {
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
function findName(finder: Finder, words: string): string | null {
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
