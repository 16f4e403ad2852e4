/** What doesn't answer the open question: a question to the bot, also beside an answer, or a single letter or digit. */
import { askBack, type Command } from '../machine/commands.ts';
import type { Question } from '../machine/question.ts';
import { hasTrait } from '../machine/question-kinds.ts';
import { isMetric, slotKind } from '../machine/slots.ts';
import { asideKind, isQuestion } from '../text/phrases.ts';
import { countWords, isDigit, sentencesIn, textValue } from '../text/sentences.ts';
import type { Message } from './reader.ts';

/** Maximum words of a question to the bot that has several sentences. */
const QUESTION_WORDS = 15;
/** Maximum words of an answer that is asked back: "400 ms?" */
const ASKED_BACK_WORDS = 2;

/** Whether the message is a question to the bot: a single sentence, or a short text, where no wording was asked for. */
export function isQuestionToBot(question: Question, text: string): boolean {
  const { kind, slot } = question;
  // The closing may ask the company something.
  const isWord = slot === 'closing' || kind === 'wording' || kind === 'review' || kind === 'letter';
  if (!isQuestion(text) || isWord || isAskedBack(question, text)) return false;
  // A long text may end with a question and still be an answer.
  const isText = kind === 'slot' && slotKind(slot) === 'text';
  return sentencesIn(text).length === 1 || (!isText && countWords(text) <= QUESTION_WORDS);
}

/** Asks whether words of a message are the answer. @param told the words, if they aren't the whole message */
export function askIfAnswer(slot: string, { text, id }: Pick<Message, 'text' | 'id'>, told = text): Command {
  const asides = sentencesIn(text).flatMap((sentence, at) => (told.includes(sentence) ? [] : [at + 1]));
  const aside = {
    slot,
    value: textValue(text, id),
    rest: textValue(told, id),
    asides,
    about: 'question',
    isRead: true,
  } as const;
  return askBack({ kind: 'aside', ...aside });
}

/** "Ada Li, ada@example.com. Do you store that?": the answer before or after a question to the bot; null for others. */
export function besideQuestion(question: Question, text: string): string | null {
  if (question.kind !== 'slot' || slotKind(question.slot) === 'text') return null;
  const sentences = sentencesIn(text);
  // "Can you keep that confidential?" is no question to answer.
  if (sentences.some((sentence) => asideKind(sentence) === 'confidential')) return null;
  const isTold = (sentence: string) => !isQuestion(sentence) || isAskedBack(question, sentence);
  const [first, last] = [sentences.findIndex(isTold), sentences.findLastIndex(isTold)];
  if (first < 0 || last - first === sentences.length - 1) return null;
  return sentences.slice(first, last + 1).join(' ');
}

/** "p95?", "400 ms?": a figure, with doubts. */
function isAskedBack({ topic, slot }: Question, text: string): boolean {
  const isNumber = isMetric(topic) && !slot.endsWith('.measure');
  return isNumber && countWords(text) <= ASKED_BACK_WORDS && [...text].some(isDigit);
}

/** Whether a text is a single letter or digit: a button that isn't there, not an answer. A figure may have one digit. */
export function isLoneMark(question: Question, text: string): boolean {
  const { kind, topic, slot } = question;
  const mark = text.trim();
  if (mark.length !== 1 || !hasTrait(question, 'text')) return false;
  // A company may be called "X".
  const isName = kind === 'slot' && slotKind(slot) === 'name' && mark === mark.toUpperCase();
  return isDigit(mark) ? !isMetric(topic) : !isName;
}
