/** Reads what the candidate wants to keep out of the letter, and its stand-ins. */
import { askBack, type Command, remark } from '../machine/commands.ts';
import type { InterviewContext } from '../machine/context.ts';
import { nextQuestion, openStep } from '../machine/next-question.ts';
import { kindOf, sameQuantity } from '../machine/quantity.ts';
import type { Question } from '../machine/question.ts';
import type { Sheet } from '../machine/sheet.ts';
import { slotKind } from '../machine/slots.ts';
import { isCapital } from '../text/capitals.ts';
import { keepOutWish, namesNothing } from '../text/keep-out-wish.ts';
import { tokens, wordSet } from '../text/lexer.ts';
import { isFunctionWord, mayName, withoutFunctionWords } from '../text/naming.ts';
import { asideKind, hideTarget, phraseIn } from '../text/phrases.ts';
import { numbersIn } from '../text/quantities.ts';
import { countWords, isDigit, piecesOf, sentencesIn, trimPunctuation } from '../text/sentences.ts';
import { SLOT_AT_MOST } from './answer-backlog.ts';
import { confidentialValues, namesWithin, notedNamesIn, notedWords, standInOf } from './confidential-values.ts';
import { alternativesIn } from './name-answers.ts';
import { askIfAnswer } from './not-answers.ts';
import { type Verb, verbOf } from './order-rules.ts';
import { finderFor } from './quotes.ts';
import type { Message } from './reader.ts';
import type { Reading } from './reading-schema.ts';
import type { MessageView } from './verify-figure.ts';
import { hasClause } from './words-around.ts';

/** Maximum words that a stand-in has more than the value without being shown first. */
const WORDS_MORE = 4;
/** Words to the bot within a stand-in: "just leave the name out", "drop it". */
const TO_BOT = wordSet('leave drop keep hide skip say just please');
const EDITS: ReadonlySet<Verb | undefined> = new Set(['cut', 'replace', 'rewrite', 'hide']);
const NAME_WORDS = 3;

/** @returns the commands of a "keep out …" order; null for any other message */
export function hideOrder(message: Message): Command[] | null {
  const words = hideTarget(message.text);
  // "Keep out 3" may mean a numbered sentence.
  const isNumbered = words !== null && [...words].every(isDigit);
  return words === null || isNumbered ? null : hideCommands({ ...message, text: words });
}

/** Asks what to keep out, if a message calls something confidential; null for any other message. */
export function askKeepOut({ text, context }: Message): Command | null {
  if (!sentencesIn(text).some((sentence) => asideKind(sentence) === 'confidential')) return null;
  const say = standInOf(text);
  const values = confidentialValues(text, context.sheet).filter((value) => say === null || !say.includes(value));
  return askBack({ kind: 'keep-out', values, ...(say !== null && { say }) });
}

/**
 * "9 per month, and please don't name Sunmar": asks what to keep out.
 * @returns the rest, which may be an answer; null without a wish, or beside a story, which is shown first
 */
export function wishedOut(
  question: Question,
  message: Message,
): { readonly ask: Command; readonly rest: string } | null {
  const isTyped = question.kind === 'wording' || question.kind === 'confidential' || question.kind === 'sentence';
  const isText = slotKind(question.slot) === 'text';
  const wish =
    isTyped || (isText && question.kind === 'slot' && question.isRevision) ? null : keepOutWish(message.text);
  const ask = wish && askKeepOut({ ...message, text: wish.text });
  return ask && (!isText || wish.rest === '') ? { ask, rest: wish.rest } : null;
}

/** Minimum words of an answer to the question below the one about confidential words. */
const ANSWER_WORDS = 6;

/** Hides the typed words, or asks whether they are the answer to the question that stood before the remark. */
export function hiddenWords(message: Message): Command[] {
  const { text, context } = message;
  const asked = context.pending.at(-1);
  const commands = confirmAbsent(hideCommands(message), message);
  if (asked?.kind !== 'keep-out') return commands;
  const below = nextQuestion({ ...context, pending: context.pending.filter(({ kind }) => kind !== 'keep-out') });
  const isRemark = askKeepOut(message) !== null;
  const isUnknown = commands.some((command) => isNowhere(command) || isAbsence(command));
  const isAnswer =
    hasNewQuantity(message, asked.values) ||
    (countWords(text) >= ANSWER_WORDS && (isUnknown || isNamelessClause(text)));
  if (below?.kind !== 'slot' || !isAnswer || isRemark) return commands;
  // The question about confidential words comes again after the answer.
  return [askBack(asked), askIfAnswer(below.slot, message)];
}

const isNowhere = (command: Command) => command.type === 'remark' && command.remark === 'hidden-nowhere';
const isAbsence = (command: Command) =>
  command.type === 'ask-back' && command.pending.kind === 'keep-out' && command.pending.isAbsent === true;

/** Asks whether words that stand nowhere are meant to stay out: "shorter" is none, "2.1 million a year" may be. */
function confirmAbsent(commands: Command[], { text, inLetter, context }: Message): Command[] {
  const { sheet } = context;
  const notes = [...Object.values(sheet.values), ...sheet.kept].map((told) => told.text).join('\n');
  // During the interview, a later answer may have the name or number.
  const isOver = [undefined, 'confidential'].includes(openStep(context)?.asks);
  const isAbsent = (value: string) =>
    (isOver || !isNamed(value)) && inLetter(value) === null && finderFor(notes).find(value) === null;
  const numbers = numbersIn(text, sheet.language).mentions.filter(({ quantity }) => kindOf(quantity) !== 'bare');
  const values = commands.flatMap((command) => {
    if (isNowhere(command)) return numbers.map((mention) => mention.text);
    return command.type === 'ask-back' && command.pending.kind === 'describe' ? [command.pending.value] : [];
  });
  const isWhole = values.length > 0 && commands.length === 1 && values.every(isAbsent);
  return isWhole ? [askBack({ kind: 'keep-out', values, isAbsent: true })] : commands;
}

/** Whether a text is a sentence that names nobody. */
function isNamelessClause(text: string): boolean {
  const pieces = sentencesIn(text).flatMap(piecesOf);
  return hasClause(text) && pieces.every((piece) => namesWithin(piece, pieces, 'en').length === 0);
}

/** Whether a text has a number with a unit that is neither on the sheet nor in the letter, nor offered. */
function hasNewQuantity({ text, context, inLetter }: Message, offered: readonly string[]): boolean {
  const { language, figures, kept } = context.sheet;
  const sides = figures.flatMap(({ now, before }) => [now, before]);
  const amounts = kept.flatMap((each) => each.amounts.flatMap(({ amount, before }) => [amount, before]));
  const known = [...sides, ...amounts].flatMap((amount) => amount?.quantity ?? []);
  return numbersIn(text, language).mentions.some(
    ({ quantity, text: quote }) =>
      // A number alone can be hidden in advance.
      quote !== trimPunctuation(text) &&
      kindOf(quantity) !== 'bare' &&
      !known.some((one) => sameQuantity(one, quantity)) &&
      !offered.some((value) => finderFor(value).find(quote) !== null) &&
      inLetter(quote) === null,
  );
}

/** Shows what may be no phrase in its sentence first: "nothing, just drop it" can't stand in for a bank. */
export function standInCommands(value: string, { text, context }: Message): Command[] {
  const say = text.trim();
  const [start = ''] = piecesOf(say);
  const isToBot = tokens(say).some(({ low }) => TO_BOT.has(low) || EDITS.has(verbOf(low)));
  const isLong = countWords(say) > countWords(value) + WORDS_MORE;
  const isPhrase = !isToBot && !isLong && !hasClause(say) && asideKind(say) === null && phraseIn(start) === null;
  const pending = context.pending.at(-1);
  // A repeated answer is accepted.
  const isMeant = isPhrase || (pending?.kind === 'describe' && pending.said === say);
  return isMeant ? [{ type: 'hide', value, say }, remark('hidden')] : [askBack({ kind: 'describe', value, said: say })];
}

/**
 * Hides words of the letter, and names and numbers that it doesn't contain yet. Of descriptions ("the bank"), only the
 * names in them can be hidden. Asks for a stand-in for each value, and which words are meant if the letter has only some.
 */
export function hideCommands({
  text,
  inLetter,
  letterText,
  context: { sheet },
}: Pick<Message, 'text' | 'inLetter' | 'letterText' | 'context'>): Command[] {
  const letter = finderFor(letterText());
  const typed = text.trim();
  // "Just Eat" and "Next" are names that consist of such words.
  const isName = notedNamesIn(typed, sheet).some((name) => name.toLowerCase() === typed.toLowerCase());
  const isQuoted = isName || (isCapital(typed) && mayName(typed) && letter.find(typed)?.text === typed);
  const words = isQuoted ? typed : withoutFunctionWords(typed);
  const isNoted = notedNamesIn(words, sheet).some((name) => name.toLowerCase() === words.toLowerCase());
  if (words.length > SLOT_AT_MOST || !((mayName(words) && !namesNothing(words)) || isNoted || isQuoted))
    return [remark('hidden-nowhere')];
  const whole = letter.find(words)?.text;
  const { hidden, language } = sheet;
  const isGone = (piece: string) => hidden.some(({ value }) => finderFor(value).find(piece) !== null);
  if (whole === undefined && isGone(words)) return [remark('hidden-already')];
  const find = (piece: string) => {
    const there = mayName(piece) || notedNamesIn(piece, sheet).includes(piece) ? letter.find(piece) : null;
    return there?.text ?? (isDigit(piece.charAt(0)) ? inLetter(piece) : null);
  };
  const pieces = whole === undefined ? piecesToHide(words, sheet, find) : [];
  const told = [...new Set(pieces.map(find).filter((piece) => piece !== null))];
  // Names that the letter doesn't contain yet.
  const names = [...new Set(pieces)].filter(
    (piece) => find(piece) === null && !isGone(piece) && isNamed(piece) && mayBeName(piece),
  );
  const asked = told
    .map((value, at) => {
      const like = told[at - 1] ?? '';
      // "A colleague" may stand in for two people, but for no number and no employer.
      const isLike = [value, like].every(
        (one) => one !== '' && !isDigit(one.charAt(0)) && one !== sheet.values['system.employer']?.text,
      );
      return askBack({ kind: 'describe', value, ...(isLike && { like }) });
    })
    .toReversed();
  // A single name is asked about, like a message that is only a name.
  if (told.length === 0 && names.length === 1) return names.map((value) => askBack({ kind: 'describe', value }));
  if (told.length + names.length > 0) {
    const ahead = names.map((value): Command => ({ type: 'hide', value, say: null }));
    const isAll = pieces.every((piece) => find(piece) !== null || names.includes(piece) || isGone(piece));
    return [...ahead, ...(isAll ? [] : [remark('hidden-partly')]), ...(told.length > 0 ? asked : [remark('hidden')])];
  }
  const [number] = numbersIn(words, language).mentions;
  const isNumber = number?.start === 0 && number.end === words.length;
  // "The name of the bank" contains words of the letter but quotes none.
  const found = whole ?? (isNumber || isProper(words) ? inLetter(words) : null);
  const parts = found === null ? partsIn(words, find).filter((part) => notedWords([part], sheet).length > 0) : [];
  if (parts.length > 0) return [askBack({ kind: 'keep-out', values: [...new Set(parts)].slice(0, PARTS_AT_MOST) })];
  // A name or a number can be hidden in advance; a description, or "keep everything", is no name.
  const isNew = mayBeName(words) && (isNamed(words) || countWords(words) === 1);
  const value = found ?? (isNew || isNumber ? words : null);
  if (value !== null) return [askBack({ kind: 'describe', value })];
  const isAgain = hidden.some((each) => finderFor(words).find(each.value) !== null);
  return [remark(isAgain ? 'hidden-already' : 'hidden-nowhere')];
}

/** Whether each word is a part of a name or a number, or a function word: "Kestrel Bank", but not "mihaela today". */
function isProper(words: string): boolean {
  return words.split(' ').every((word) => isFunctionWord(word) || isDigit(word.charAt(0)) || isCapital(word));
}

/** Maximum words of a part of a description, and parts offered. */
const PART_WORDS = 4;
const PARTS_AT_MOST = 5;

/** The longest runs of words that the letter has: "the steel works in town" → "steel works". */
function partsIn(words: string, find: (piece: string) => string | null): string[] {
  const pieces = sentencesIn(words).flatMap(piecesOf);
  return pieces
    .filter((piece) => phraseIn(piece) === null)
    .flatMap((piece) => {
      const all = piece.split(' ');
      const parts: string[] = [];
      for (let at = 0; at < all.length; ) {
        const runs = Array.from({ length: PART_WORDS }, (_, less) => all.slice(at, at + PART_WORDS - less));
        const run = runs.find((each) => !isFunctionWord(all[at] ?? '') && find(each.join(' ')) !== null) ?? [];
        if (run.length > 0) parts.push(find(run.join(' ')) ?? '');
        at += Math.max(1, run.length);
      }
      return parts.map(withoutFunctionWords).filter((part) => part !== '');
    });
}

function isWithin(part: string, text: string): boolean {
  return finderFor(text).find(part) !== null;
}

function mayBeName(words: string): boolean {
  return countWords(words) <= NAME_WORDS && !hasClause(words);
}

const ARTICLES = wordSet('the a an der die das le la les el los las o os as');

/** Whether the words start with a capital or a digit, after an optional article. */
function isNamed(words: string): boolean {
  const [first = '', second = ''] = words.split(' ');
  const start = (ARTICLES.has(first.toLowerCase()) ? second : first).charAt(0);
  return isDigit(start) || start !== start.toLowerCase();
}

/** Minimum characters of a piece. */
const PIECE_AT_LEAST = 2;

/** Splits "Mikko and Sanna, no names of colleagues"; returns nothing for a single piece. */
function piecesToHide(words: string, sheet: Sheet, find: (piece: string) => string | null): string[] {
  const { language } = sheet;
  const pieces = sentencesIn(words)
    .flatMap(piecesOf)
    .flatMap((piece) => {
      const several = alternativesIn(piece, language, true);
      return several.length > 1 ? several.slice(0, -1) : several;
    })
    .filter((piece) => phraseIn(piece) === null)
    .map(withoutFunctionWords)
    .filter((piece) => piece.length >= PIECE_AT_LEAST && !namesNothing(piece))
    .flatMap((piece) => {
      if (find(piece) !== null) return [piece];
      // "My colleague Sofie" is not in the letter, but "Sofie" may be; also "Oleh" of "Oleh won't like it".
      const noted = notedNamesIn(piece, sheet).filter((name) => find(name) !== null);
      const others = namesWithin(piece, [piece], language);
      const names = [
        ...noted,
        ...others.filter((name) => !noted.some((one) => isWithin(name, one) || isWithin(one, name))),
      ];
      const isName = isNamed(piece) && mayBeName(piece) && names.every((name) => find(name) === null);
      return isName ? [piece] : names;
    });
  return pieces.length > 1 || pieces[0] !== trimPunctuation(words) ? pieces : [];
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
    const isName = mayName(value) || notedNamesIn(value, context.sheet).includes(value);
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
