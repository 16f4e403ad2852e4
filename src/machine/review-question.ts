/** Questions about the letter: its numbered sentences under review, and what to do once it is delivered. */
import { askBack, type Command, editLetter } from './commands.ts';
import type { InterviewContext } from './context.ts';
import type { Pending } from './pending.ts';
import type { Option, Question } from './question.ts';
import { control, everywhere, OPTIONS_AT_MOST, option } from './step-question.ts';

/** The letter with its numbered sentences, before it is written. */
export function reviewQuestion(context: InterviewContext): Question {
  const sentence = (action: Extract<Pending, { kind: 'sentence' }>['action']) =>
    option(action, askBack({ kind: 'sentence', action }));
  const wording = (action: 'greeting' | 'sign-off') => option(action, askBack({ kind: 'wording', action, key: '' }));
  const options = [
    control('write'),
    ...(['rewrite', 'cut', 'move', 'add'] as const).map(sentence),
    wording('greeting'),
    wording('sign-off'),
    sentence('hide'),
    ...(context.edits.length > 0 ? [control('undo')] : []),
    ...everywhere(context),
  ];
  return { step: null, topic: 'review', slot: '', kind: 'review', options };
}

/** What to do with a delivered letter. */
export function letterQuestion({ edits, recent, draft }: InterviewContext): Question {
  const wish = (kind: 'opening' | 'shorter' | 'note') =>
    option(kind, { type: 'wish', wish: { kind } }, { type: 'control', control: 'write' });
  const options = [
    ...(['edit', 'why', 'practice', 'another'] as const).map(control),
    ...(draft === null ? [] : [wish('opening'), wish('shorter')]),
    wish('note'),
    ...(['pdf', 'docx', 'email'] as const).map((form) => option(form, { type: 'send', form })),
    ...(edits.length > 0 ? [control('undo')] : []),
    ...(recent.length > 0 ? [control('fix')] : []),
  ];
  return { step: null, topic: 'letter', slot: '', kind: 'letter', options };
}

/**
 * The same question with its sentences as options, where it asks for one of them.
 *
 * @param keys the keys of the letter's sentences, in their order
 */
export function withSentences(question: Question, keys: readonly string[]): Question {
  const { kind } = question;
  if ((kind !== 'sentence' && kind !== 'place') || (kind === 'sentence' && question.action === 'hide')) return question;
  const numbered = keys.slice(0, OPTIONS_AT_MOST).map((key, at): Option => {
    const does =
      question.kind === 'place'
        ? editLetter({ type: 'move', key: question.key, to: at + 1 })
        : sentenceCommand(question.action, key);
    return { id: `n:${at + 1}`, slot: key, does: [does] };
  });
  return { ...question, options: [...numbered, ...question.options] };
}

/** What is done with a sentence, or asked about it. */
export function sentenceCommand(action: Extract<Pending, { kind: 'sentence' }>['action'], key: string): Command {
  if (action === 'cut') return editLetter({ type: 'cut', key });
  if (action === 'move') return askBack({ kind: 'place', key });
  return askBack({ kind: 'wording', action: action === 'add' ? 'add' : 'rewrite', key });
}
