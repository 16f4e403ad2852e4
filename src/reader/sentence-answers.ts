/** Answers that are sentences of the letter: new words for one, one more, or what was said in a practice interview. */
import { askBack, type Command, editLetter, remark } from '../machine/commands.ts';
import type { Edit } from '../machine/edits.ts';
import { reworded } from '../machine/former.ts';
import type { PracticeItem } from '../machine/pending.ts';
import type { Question } from '../machine/question.ts';
import { typedValue, type Value } from '../machine/sheet.ts';
import { topicOf } from '../machine/slots.ts';
import { sentencesIn } from '../text/sentences.ts';
import type { Message } from './reader.ts';

export function textValue({ text, id }: Message): Value {
  return typedValue(text.trim(), id, sentencesIn(text).length);
}

/** New words for a sentence that may name an earlier application. */
export function formerAnswer(question: Extract<Question, { kind: 'former' }>, message: Message): readonly Command[] {
  const value = textValue(message);
  return message.drops(value.text) ? [remark('has-hidden')] : reworded(question, value, message.context.sheet);
}

/** Nothing of it goes into the letter unasked; then it stands behind the last sentence on what the question was about. */
export function practiceAnswer({ slot }: PracticeItem, message: Message): readonly Command[] {
  const { id, context, isLiteral, sentences, drops } = message;
  const answer = textValue(message);
  if (drops(answer.text)) return [remark('has-hidden')];
  const pending = context.pending.at(-1);
  if (!isLiteral && (pending?.kind === 'practice' || pending?.kind === 'practiced'))
    return [askBack({ ...pending, kind: 'practiced', answer })];
  const topic = topicOf(slot);
  const last =
    sentences.findLast(({ slots }) => slots?.includes(slot)) ??
    sentences.findLast(({ slots }) => slots?.some((each) => topicOf(each) === topic));
  return [editLetter({ type: 'add', key: `added:${id}`, after: last?.key ?? null, text: answer.text, source: id })];
}

export function wordingEdit(
  { action, key }: Extract<Question, { kind: 'wording' }>,
  text: string,
  source: string,
): Edit {
  if (action === 'rewrite') return { type: 'rewrite', key, text, source };
  if (action === 'add') return { type: 'add', key: `added:${source}`, after: key === '' ? null : key, text, source };
  return { type: action, text };
}
