/** What doesn't answer the open question: a question to the bot, also beside an answer, or a number of a button. */
import { askBack, type Command, remark } from '../machine/commands.ts';
import type { Remark } from '../machine/context.ts';
import type { PendingOf } from '../machine/pending.ts';
import { hasTrait, type Question } from '../machine/question.ts';
import type { Value } from '../machine/sheet.ts';
import { isMetric, slotKind } from '../machine/slots.ts';
import { isQuestion } from '../text/phrases.ts';
import { countWords, isDigit, sentencesIn, textValue } from '../text/sentences.ts';
import { startsWithOrder } from './parse-orders.ts';
import type { Message } from './reader.ts';

/** Maximum words of an answer that is asked back: "400 ms?" */
const ASKED_BACK_WORDS = 2;

/** Explains only once in a row what can be asked without a model. @param said in reply to the message before */
export function noAnswerAfter(said: readonly Remark[]): Command {
  return remark(said.some((one) => one.startsWith('no-answer')) ? 'no-answer-again' : 'no-answer');
}

/** Maximum sentences of a message that are searched for questions to the bot. */
const SENTENCES_AT_MOST = 40;

/**
 * Answers a question to the bot. Asks whether what stands beside it is the answer: "Ada Li. Do you store that?"
 *
 * @returns null for a message without such a question, and for one that `textAnswer` asks about
 */
export function answerQuestion(question: Question, { text, id, context }: Message): readonly Command[] | null {
  const { kind, slot } = question;
  // A wording may be a question, and the closing may ask the company something.
  const isOrder = (kind === 'sentence' || kind === 'change') && startsWithOrder(text);
  const isAsked = isOrder || kind === 'wording' || kind === 'review' || kind === 'letter' || slot === 'closing';
  const sentences = isAsked ? [] : sentencesIn(text);
  const told = sentences.filter((sentence) => !isQuestion(sentence) || isAskedBack(question, sentence));
  if (told.length === sentences.length || sentences.length > SENTENCES_AT_MOST) return null;
  const said = noAnswerAfter(context.remarks);
  if (told.length === 0) return [said];
  if (kind !== 'slot' || slotKind(slot) === 'text') return null;
  return [said, askWhetherMeant(slot, textValue(told.join(' '), id), 'question')];
}

/** Asks whether a whole answer is meant for the letter. */
export function askWhetherMeant(slot: string, value: Value, about: PendingOf<'aside'>['about']): Command {
  const asides = Array.from({ length: value.sentences }, (_, at) => at + 1);
  return askBack({ kind: 'aside', slot, value, asides, rest: null, about });
}

/** "p95?", "400 ms?": a figure, with doubts. */
function isAskedBack({ topic, slot }: Question, text: string): boolean {
  const isNumber = isMetric(topic) && !slot.endsWith('.measure');
  return isNumber && countWords(text) <= ASKED_BACK_WORDS && [...text].some(isDigit);
}

/** Whether a text is a number or a single letter: a button or a sentence that isn't there. A figure is a number. */
export function isLoneMark({ kind, topic, slot }: Question, text: string): boolean {
  const mark = text.trim();
  const isText = slotKind(slot) === 'text' || slot.endsWith('.words');
  if (!hasTrait({ kind }, 'text') || (mark.length !== 1 && !isText)) return false;
  if ([...mark].every(isDigit)) return isText || !isMetric(topic);
  // A company may be called "X".
  return mark.length === 1 && !(kind === 'slot' && slotKind(slot) === 'name' && mark === mark.toUpperCase());
}
