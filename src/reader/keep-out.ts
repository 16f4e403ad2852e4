/** Reads what the candidate wants to keep out of the letter, and its stand-ins. */
import { askBack, type Command, hideAndAsk, remark } from '../machine/commands.ts';
import type { Question } from '../machine/question.ts';
import { isHidden } from '../machine/sheet.ts';
import { slotKind } from '../machine/slots.ts';
import { hideTarget, isConfidential } from '../text/asides.ts';
import { alternativesIn, mayName } from '../text/naming.ts';
import { opensNegation, phraseIn } from '../text/phrases.ts';
import { countWords, isDigit, piecesOf, sentencesIn, trimEnd, trimPunctuation } from '../text/sentences.ts';
import { SLOT_AT_MOST } from './answer-backlog.ts';
import { confidentialSentences, confidentialValues, findName, isNotedName, NAME_WORDS } from './confidential-values.ts';
import { numberedSentence, startsWithOrder } from './parse-orders.ts';
import { finderFor } from './quotes.ts';
import type { Message } from './reader.ts';
import { describedIn } from './unclear-orders.ts';

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
  const only = describedIn(words, sentences).map(({ sentence }) => sentence.key);
  const isName = (part: string) => mayName(part) && countWords(part) <= NAME_WORDS && !opensNegation(part);
  // A later answer may have them.
  const names = only.length > 0 ? [] : [...new Set(parts)].filter(isName);
  const offered = only.length > 0 && { only: only.slice(0, OFFERED_AT_MOST) };
  const ask =
    names.length > 0
      ? askBack({ kind: 'keep-out', values: names.slice(0, OFFERED_AT_MOST) })
      : askBack({ kind: 'sentence', action: 'cut', ...offered });
  return [...(names.length > 0 || sentences.length > 0 ? [ask] : []), remark('hidden-nowhere')];
}

/** Maximum values or sentences that are offered. */
const OFFERED_AT_MOST = 5;
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
