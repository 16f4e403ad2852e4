/** Questions about the letter: its numbered sentences under review, and what to do once it is delivered. */
import type { Command } from './commands.ts';
import type { InterviewContext } from './context.ts';
import type { Pending } from './pending.ts';
import type { Option, Question } from './question.ts';
import { everywhere, OPTIONS_AT_MOST, option } from './step-question.ts';

/** The letter with its numbered sentences, before it is written. */
export function reviewQuestion(context: InterviewContext): Question {
  const sentence = (action: Extract<Pending, { kind: 'sentence' }>['action']) =>
    option(action, { type: 'ask-back', pending: { kind: 'sentence', action } });
  const wording = (action: 'greeting' | 'sign-off') =>
    option(action, { type: 'ask-back', pending: { kind: 'wording', action, key: '' } });
  return {
    step: null,
    topic: 'review',
    slot: '',
    kind: 'review',
    options: [
      option('write', { type: 'control', control: 'write' }),
      sentence('rewrite'),
      sentence('cut'),
      sentence('move'),
      sentence('add'),
      wording('greeting'),
      wording('sign-off'),
      sentence('hide'),
      ...(context.edits.length > 0 ? [option('undo', { type: 'undo' })] : []),
      ...everywhere(context),
    ],
  };
}

/** What to do with a delivered letter. */
export function letterQuestion(context: InterviewContext): Question {
  return {
    step: null,
    topic: 'letter',
    slot: '',
    kind: 'letter',
    options: [
      option('edit', { type: 'control', control: 'edit' }),
      option('why', { type: 'control', control: 'why' }),
      option('another', { type: 'control', control: 'another' }),
      ...(context.edits.length > 0 ? [option('undo', { type: 'undo' })] : []),
      ...(context.recent.length > 0 ? [option('fix', { type: 'control', control: 'fix' })] : []),
    ],
  };
}

/**
 * The same question with its sentences as options, where it asks for one of them.
 *
 * @param keys the keys of the letter's sentences, in their order
 */
export function withSentences(question: Question, keys: readonly string[]): Question {
  if (question.kind !== 'sentence' && question.kind !== 'place') return question;
  const numbered = keys.slice(0, OPTIONS_AT_MOST).map(
    (key, at): Option => ({
      id: `n:${at + 1}`,
      slot: key,
      does: [sentenceCommand(question, key, at + 1)],
    }),
  );
  return {
    ...question,
    options:
      question.kind === 'sentence' && question.action === 'hide'
        ? question.options
        : [...numbered, ...question.options],
  };
}

function sentenceCommand(
  question: Extract<Question, { kind: 'sentence' | 'place' }>,
  key: string,
  number: number,
): Command {
  if (question.kind === 'place') return { type: 'edit-letter', edit: { type: 'move', key: question.key, to: number } };
  switch (question.action) {
    case 'cut':
      return { type: 'edit-letter', edit: { type: 'cut', key } };
    case 'move':
      return { type: 'ask-back', pending: { kind: 'place', key } };
    default:
      return {
        type: 'ask-back',
        pending: { kind: 'wording', action: question.action === 'add' ? 'add' : 'rewrite', key },
      };
  }
}
