/** What doesn't answer the open question: a question to the bot, also beside an answer, or a number of a button. */
import { type Command, remark } from '../machine/commands.ts';
import type { Remark } from '../machine/context.ts';
import type { Question } from '../machine/question.ts';
import { hasTrait } from '../machine/question-kinds.ts';
import { isMetric, slotKind } from '../machine/slots.ts';
import { isQuestion } from '../text/phrases.ts';
import { countWords, isDigit, sentencesIn } from '../text/sentences.ts';

/** Maximum words of an answer that is asked back: "400 ms?" */
const ASKED_BACK_WORDS = 2;

/** Whether the message only asks the bot something, where no wording was asked for. */
export function isQuestionToBot(question: Question, text: string): boolean {
  const { kind, slot } = question;
  if (kind === 'wording' || kind === 'review' || kind === 'letter' || isAskedBack(question, text)) return false;
  // The closing may ask the company something.
  return slot !== 'closing' && isQuestion(text) && sentencesIn(text).every(isQuestion);
}

/** Maximum sentences of a message that are searched for questions to the bot. */
const SENTENCES_AT_MOST = 40;

/** Explains only once in a row what can be asked without a model. @param said in reply to the message before */
export function noAnswerAfter(said: readonly Remark[]): Command {
  return remark(said.some((one) => one.startsWith('no-answer')) ? 'no-answer-again' : 'no-answer');
}

/** "Ada Li, ada@example.com. Do you store that?": the answer beside a question to the bot; null for others. */
export function besideQuestion(question: Question, text: string): string | null {
  if (question.kind !== 'slot' || slotKind(question.slot) === 'text') return null;
  const sentences = sentencesIn(text);
  if (sentences.length > SENTENCES_AT_MOST) return null;
  const told = sentences.filter((sentence) => !isQuestion(sentence) || isAskedBack(question, sentence));
  return told.length === 0 || told.length === sentences.length ? null : told.join(' ');
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
