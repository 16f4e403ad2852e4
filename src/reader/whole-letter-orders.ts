/** Typed orders about the letter as a whole: "shorter", "greet Ms Weber", "change the sign-off". */
import { askBack, type Command, editLetter, remark } from '../machine/commands.ts';
import type { Question } from '../machine/question.ts';
import type { Sheet } from '../machine/sheet.ts';
import { withoutPlease } from '../text/phrases.ts';
import { countWords, trimEnd, trimPunctuation } from '../text/sentences.ts';
import { greetedBy, greetingCommand, greetingOrder, leadingGreeting } from './greeting-orders.ts';
import { headerOrder } from './header-orders.ts';
import { askKeepOut } from './keep-out.ts';
import { isCertainOrder, isNumberedSentence, ORDER_ENDS, readOrder, withoutReason } from './letter-orders.ts';
import { alternativesIn } from './name-answers.ts';
import { framePart, INTO, isChangeVerb, JOINT_WORDS, lastOrderOffset, ORDER_AT_MOST } from './order-parser.ts';
import type { Message } from './reader.ts';
import { askWhichToCut, isShorter } from './shorter-letter.ts';

/**
 * Orders at the questions about the letter, but not at those of the interview: one, two in one message ("shorter, and greet
 * Anna"), or one followed by other words, which is asked about.
 *
 * @returns null for any other text
 */
export function wholeLetterOrder(message: Message, question: Question): Command[] | null {
  // Any words may be the ones to hide.
  if (question.kind === 'slot' || (question.kind === 'sentence' && question.action === 'hide')) return null;
  const text = withoutReason(withoutPlease(message.text.trim()));
  if (text.length > ORDER_AT_MOST) return null;
  const keepOut = askKeepOut(message);
  if (keepOut) return [keepOut];
  return twoOrders(text, message) ?? wholeOrder(text, message) ?? leadingOrder(text, message);
}

/** An order that can't be the wording that was asked for: "cut 4", "4: …", "shorter", "greet Ms Weber"; null for any other. */
export function orderOverWording(message: Message): Command[] | null {
  const text = message.text.trim();
  const [verb = ''] = text.toLowerCase().split(' ');
  if (isCertainOrder(text) || isNumberedSentence(text)) return readOrder(message, false);
  if (isShorter(text)) return wholeOrder(text, message);
  return (
    (greetedBy(text, message) !== null ? greetingOrder(message) : null) ??
    (isChangeVerb(verb) ? headerOrder(text, message) : null)
  );
}

function wholeOrder(text: string, message: Message): Command[] | null {
  const frame = framePart(text);
  if (frame !== null) return [askBack({ kind: 'wording', action: frame, key: '' })];
  if (isShorter(text)) return [askWhichToCut(message)];
  return greetingOrder({ ...message, text }) ?? headerOrder(text, message) ?? frameOrder(text, message);
}

/** Maximum words of a sign-off without a further remark. */
const SIGN_OFF_WORDS = 4;

/** "Change the greeting to Hi Sam"; offers a text that may be more than that. Null for any other text. */
function frameOrder(text: string, message: Message): Command[] | null {
  const words = text.split(' ');
  const at = words.findIndex(
    (word, place) => place > 0 && (INTO.has(word.toLowerCase()) || words[place - 1]?.endsWith(':')),
  );
  const action = at < 0 ? null : framePart(words.slice(0, at).join(' '));
  const typed = words.slice(INTO.has(words[at]?.toLowerCase() ?? '') ? at + 1 : at).join(' ');
  if (action === null || typed === '' || !isChangeVerb((words[0] ?? '').toLowerCase())) return null;
  const isCertain =
    action === 'greeting' ? message.greets(typed, false).length > 0 : countWords(typed) <= SIGN_OFF_WORDS;
  if (isCertain) return [normalizeFrame(editLetter({ type: action, text: typed }), message)];
  const offers = action === 'greeting' ? message.greets(typed.split(',', 1).join(), true) : [typed];
  return [askBack({ kind: 'wording', action, key: '', offers: [...offers] })];
}

/** Splits at a comma or an "and" so that both sides are orders, at least one of them about the whole letter. */
function twoOrders(text: string, message: Message): Command[] | null {
  const words = text.split(' ');
  for (const at of words.keys()) {
    const isJoint = '.,;'.includes((words[at - 1] ?? '-').slice(-1)) || JOINT_WORDS.has(words[at] ?? '');
    if (at === 0 || !isJoint) continue;
    const behind = words.slice(at);
    const left = trimEnd(words.slice(0, at).join(' '), '.,; ');
    const right = behind.slice(behind.findIndex((word) => !JOINT_WORDS.has(word))).join(' ');
    const orders = [left, right].map((half) => wholeOrder(half, message));
    if (orders.every((order) => order === null)) continue;
    const [one, other] = [left, right].map((half, side) => orders[side] ?? otherOrder(half, message));
    if (one && other) return [...one, ...other];
  }
  return null;
}

/** An order about sentences; null if it has free text, which may include the other order. */
function otherOrder(text: string, message: Message): Command[] | null {
  const order = text.includes(':') ? null : readOrder({ ...message, text }, false);
  return order?.some(({ type }) => type === 'remark') ? null : order;
}

/** "Greet Anna instead, don't use Ms": asks whether the first words are the order. */
function leadingOrder(text: string, message: Message): Command[] | null {
  for (const { index } of [...text.matchAll(ORDER_ENDS)].toReversed()) {
    const lead = text.slice(0, index);
    const rest = text.slice(index);
    const isLeadShorter = isShorter(lead);
    const greeting = isLeadShorter ? null : leadingGreeting({ ...message, text: lead });
    if (!isLeadShorter && greeting === null) continue;
    const asked = isLeadShorter
      ? askWhichToCut(message)
      : askBack({ kind: 'wording', action: 'greeting', key: '', offers: [...(greeting ?? [])] });
    // The second half may be another order.
    const [joint = ''] = trimPunctuation(rest).split(' ');
    const isTwo = lastOrderOffset(rest) >= 0 || JOINT_WORDS.has(joint);
    return [asked, ...(isTwo ? [remark('one-at-a-time')] : [])];
  }
  return null;
}

/** Puts a new greeting or sign-off into its customary form. */
export function normalizeFrame(command: Command, message: Message): Command {
  if (command.type !== 'edit-letter') return command;
  const { edit } = command;
  if (edit.type === 'greeting') return greetingCommand(edit.text, message);
  return edit.type === 'sign-off' ? signOffOf(edit.text, message.context.sheet) : command;
}

/** Sets the sign-off; asks which name to sign with if it names several people or another one: "Best, Kim". */
function signOffOf(text: string, sheet: Sheet): Command {
  const at = text.indexOf(',');
  const close = text.slice(0, at + 1);
  const names = alternativesIn(trimPunctuation(text.slice(at + 1)), sheet.language, true);
  const known = sheet.values['contact.name']?.text ?? '';
  const isOther = known !== '' && !text.includes(known.split(' ')[0] ?? '');
  const isClear = at < 1 || text.includes('\n') || names.every((name) => name === '') || (names.length < 2 && !isOther);
  if (isClear) return editLetter({ type: 'sign-off', text });
  const offers = [...names, ...(isOther ? [known] : [])].map((name) => `${close}\n${name}`);
  return askBack({ kind: 'wording', action: 'sign-off', key: '', offers });
}
