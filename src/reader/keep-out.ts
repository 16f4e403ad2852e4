/** Reads what the candidate wants to keep out of the letter, and its stand-ins. */
import { askBack, type Command, remark } from '../machine/commands.ts';
import type { Language } from '../machine/language.ts';
import { nextQuestion, openStep } from '../machine/next-question.ts';
import { kindOf, sameQuantity } from '../machine/quantity.ts';
import type { Question } from '../machine/question.ts';
import { isHidden, type Sheet } from '../machine/sheet.ts';
import { slotKind } from '../machine/slots.ts';
import { isCapital } from '../text/capitals.ts';
import { namesNothing } from '../text/keep-out-wish.ts';
import { isArticle, isFunctionWord, mayName, needsCapitals, withoutFunctionWords } from '../text/naming.ts';
import { hideTarget, phraseIn, withoutPlease } from '../text/phrases.ts';
import { numbersIn } from '../text/quantities.ts';
import { countWords, isDigit, piecesOf, sentencesIn, trimPunctuation } from '../text/sentences.ts';
import { SLOT_AT_MOST } from './answer-backlog.ts';
import {
  calledIn,
  confidentialValues,
  findName,
  isConfidential,
  isNotedName,
  isStandIn,
  NAME_WORDS,
  namesWithin,
  notedNamesIn,
  standInOf,
  wishIn,
} from './confidential-values.ts';
import { describedIn } from './described-sentences.ts';
import { startsWithOrder } from './letter-orders.ts';
import { alternativesIn } from './name-answers.ts';
import { askIfAnswer } from './not-answers.ts';
import { finderFor } from './quotes.ts';
import type { Message } from './reader.ts';
import { isNumberMissing } from './sentence-answers.ts';
import { hasClause } from './words-around.ts';

/** Maximum words of a description without an order. */
const PHRASE_WORDS = 8;

/** @returns the commands of a "keep out …" order; null for any other message */
export function hideOrder(message: Message): Command[] | null {
  const words = hideTarget(message.text);
  // "Keep out 3" may mean a numbered sentence.
  const isNumbered = words !== null && [...words].every(isDigit);
  return words === null || isNumbered ? null : hideCommands({ ...message, text: words });
}

/** Asks what to keep out, if a message calls something confidential; null for any other message. */
export function askKeepOut(message: Message): Command[] | null {
  const { text, question, sentences, inLetter, context } = message;
  const { sheet } = context;
  const said = sentencesIn(text).filter(isConfidential);
  if (said.length === 0) return null;
  const say = standInOf(text);
  const values = calledIn(text, sheet);
  const [value = '', another] = values;
  const isNumber = value !== '' && another === undefined && [...value].every(isDigit);
  const numbered = isNumber && inLetter(value) === null ? sentences[Number(value) - 1] : undefined;
  // "14 is confidential", below a letter with numbered sentences.
  if (numbered) return [askBack({ kind: 'change', key: numbered.key, number: Number(value) })];
  // With new words, a value that is hidden already gets these.
  const open = values.filter((one) => say !== null || !isHidden(sheet, one));
  if (values.length > 0) return open.length > 0 ? describeEach(open, say, sheet) : [remark('hidden-already')];
  const about = question?.kind === 'slot' ? null : askAbout(said.join(' '), message);
  if (about) return [about];
  return [askBack({ kind: 'keep-out', values: confidentialValues(text, sheet), ...(say !== null && { say }) })];
}

/**
 * "Leave out the part about my mother": asks about the sentence, as there is no name to replace. Null if none is meant.
 * @param least minimum words that a sentence must share with the text
 */
function askAbout(said: string, { sentences }: Pick<Message, 'sentences'>, least = 1): Command | null {
  const found = describedIn(said, sentences);
  const best = found.filter(({ hits }) => hits >= least && hits === found[0]?.hits).map(({ sentence }) => sentence);
  const [only, another] = best;
  if (!only) return null;
  if (another) return askBack({ kind: 'sentence', action: 'cut', only: best.map(({ key }) => key) });
  return askBack({ kind: 'change', key: only.key, number: sentences.indexOf(only) + 1 });
}

/**
 * Asks what to write instead of each value, the first one first.
 * @param say the words that the message itself has for them; null if it has none
 */
function describeEach(values: readonly string[], say: string | null, { values: noted }: Sheet): Command[] {
  // "A colleague" may stand in for two people, but for no number and no employer.
  const isLike = (value: string) =>
    value !== '' && !isDigit(value.charAt(0)) && value !== noted['system.employer']?.text;
  const asked = values.map((value, at) => {
    const like = values[at - 1] ?? '';
    const isSaid = say !== null && (values.length === 1 || !isDigit(value.charAt(0)));
    const offer = isSaid ? { said: say } : isLike(value) && isLike(like) && { like };
    return askBack({ kind: 'describe', value, ...offer });
  });
  return asked.toReversed();
}

/**
 * "9 per month, and please don't name Sunmar": asks what to keep out.
 * @param answer reads the rest of the message
 * @returns null without a wish, or beside a story, which is shown first
 */
export function wishedOut(
  question: Question,
  message: Message,
  answer: (question: Question, rest: Message) => readonly Command[],
): readonly Command[] | null {
  const { context } = message;
  const isText = slotKind(question.slot) === 'text';
  const isTyped = question.kind === 'confidential' || question.kind === 'sentence';
  const order = question.kind === 'wording' ? hideOrder(message) : null;
  const wish = isTyped || (isText && question.kind === 'slot' && question.isRevision) ? null : wishIn(message);
  const ask = order ?? (wish && askKeepOut({ ...message, text: wish.text }));
  const rest = order ? '' : (wish?.rest ?? '');
  if (!ask || (isText && rest !== '')) return null;
  const answers = rest === '' ? [] : answer(question, { ...message, text: rest });
  const isAnswered = answers.some((command) => command.type !== 'remark' && !isNumberMissing(command));
  if (isAnswered) return [...ask, ...answers];
  // What was asked is asked again.
  const again = context.pending.slice(-1).map(askBack);
  return [...again, ...ask, ...(again.length > 0 ? [] : answers.filter(({ type }) => type === 'remark'))];
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

/**
 * Hides words of the letter, and names and numbers that it doesn't contain yet. Of descriptions ("the bank"), only the
 * names in them can be hidden. Asks for a stand-in for each value, and which words are meant if the letter has only some.
 */
export function hideCommands({
  text,
  inLetter,
  letterText,
  sentences,
  context,
}: Pick<Message, 'text' | 'inLetter' | 'letterText' | 'sentences' | 'context'>): Command[] {
  const { sheet } = context;
  const letter = finderFor(letterText());
  const typed = text.trim();
  // "Just Eat" and "Next" are names that consist of such words.
  const isName = isNotedName(typed, sheet);
  const isPhrase = !isName && phraseIn(typed) !== null;
  const isQuoted = isName || (isCapital(typed) && mayName(typed) && findName(letter, typed) === typed);
  const words = isQuoted ? typed : withoutFunctionWords(typed);
  const isNaming = (mayName(words) && !namesNothing(words)) || isNotedName(words, sheet) || isQuoted;
  if (isPhrase || words.length > SLOT_AT_MOST || !isNaming) return [remark('hidden-nowhere')];
  const whole = findName(letter, words);
  const { hidden, language } = sheet;
  const isGone = (piece: string) => hidden.some(({ value }) => finderFor(value).find(piece) !== null);
  if (whole === null && isGone(words)) return [remark('hidden-already')];
  const find = (piece: string) => {
    const isNamed = mayName(piece) || isNotedName(piece, sheet);
    return (isNamed ? findName(letter, piece) : null) ?? (isDigit(piece.charAt(0)) ? inLetter(piece) : null);
  };
  const pieces = whole === null ? piecesToHide(words, sheet, find) : [];
  const told = [...new Set(pieces.map(find).filter((piece) => piece !== null))];
  // Names that the letter doesn't contain yet.
  const names = [...new Set(pieces)].filter(
    (piece) => find(piece) === null && !isGone(piece) && isNamed(piece) && mayBeName(piece),
  );
  const asked = describeEach(told, standInOf(typed), sheet);
  // A single name is asked about, like a message that is only a name.
  if (told.length === 0 && names.length === 1) return names.map((value) => askBack({ kind: 'describe', value }));
  if (told.length + names.length > 0) {
    const ahead = names.map((value): Command => ({ type: 'hide', value, say: null }));
    const isAll = pieces.every((piece) => find(piece) !== null || names.includes(piece) || isGone(piece));
    return [...ahead, ...(isAll ? [] : [remark('hidden-partly')]), ...(told.length > 0 ? asked : [remark('hidden')])];
  }
  const [number] = numbersIn(words, language).mentions;
  const isNumber = number?.start === 0 && number.end === words.length;
  const found = whole ?? (isNumber || (isProper(words) && !needsCapitals(words)) ? inLetter(words) : null);
  // "The part with the night calls" has words of the letter but quotes none.
  const isDescription =
    isConfidential(typed) ||
    startsWithOrder(withoutPlease(typed)) ||
    (countWords(words) <= PHRASE_WORDS && !hasClause(words));
  const about = found === null && isDescription ? askAbout(typed, { sentences }) : null;
  if (about) return [about];
  // A name or a number can be hidden in advance; a description, or "keep everything", is no name.
  const isNew = mayBeName(words) && (isNamed(words) || countWords(words) === 1);
  const value = found ?? (isNew || isNumber ? words : null);
  if (value !== null) return [askBack({ kind: 'describe', value })];
  const isAgain = hidden.some((each) => finderFor(words).find(each.value) !== null);
  if (isAgain) return [remark('hidden-already')];
  // A story about what should stay out; an answer to another question may share words with the letter, too.
  const isOpen = context.pending.at(-1)?.kind !== 'keep-out';
  return [(isOpen && askAbout(typed, { sentences }, TOLD_WORDS)) || remark('hidden-nowhere')];
}

/** Minimum words of the letter in a story about one of its sentences. */
const TOLD_WORDS = 2;

/** Whether each word is a part of a name or a number, or a function word: "Kestrel Bank", but not "mihaela today". */
function isProper(words: string): boolean {
  return words.split(' ').every((word) => isFunctionWord(word) || isDigit(word.charAt(0)) || isCapital(word));
}

/** "The 600,000" → "600,000" */
function withoutArticle(piece: string, language: Language): string {
  const [number, another] = numbersIn(piece, language).mentions;
  const before = number && !another && number.end === piece.length ? piece.slice(0, number.start).trim() : '';
  return number && isArticle(before) ? number.text : piece;
}

function isWithin(part: string, text: string): boolean {
  return finderFor(text).find(part) !== null;
}

function mayBeName(words: string): boolean {
  return countWords(words) <= NAME_WORDS && !hasClause(words);
}

/** Whether the words start with a capital or a digit, after an optional article. */
function isNamed(words: string): boolean {
  const [first = '', second = ''] = words.split(' ');
  const start = (isArticle(first) ? second : first).charAt(0);
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
    .filter((piece) => phraseIn(piece) === null && !isStandIn(piece))
    .map(withoutFunctionWords)
    .map((piece) => withoutArticle(piece, language))
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
