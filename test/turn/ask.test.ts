/** What a question shows: nothing that is kept out of the letter. */
import { expect, test } from 'vitest';
import { EMPTY, type InterviewContext } from '../../src/machine/context.ts';
import { restoreState } from '../../src/machine/interview.ts';
import { askOf } from '../../src/turn/ask.ts';
import { currentQuestion } from '../../src/turn/current-question.ts';
import { STORED_QUESTIONS } from '../machine/stored-questions.ts';

const DATE = new Date('2026-03-02');

function shown(context: InterviewContext): string {
  const state = restoreState('changing', context);
  const question = currentQuestion(state, DATE);
  if (!question) return '';
  const { text, choices, value } = askOf(state, question);
  return [text, value, ...choices.flatMap(({ label, value }) => [label, value])].join('\n');
}

const hiding = { ...EMPTY.sheet, hidden: [{ value: 'Tavolo', say: 'a bank' }] };

test.each(Object.values(STORED_QUESTIONS).map(([pending]) => pending))(
  'no question shows a hidden value: $kind',
  (pending) => {
    expect(shown({ ...EMPTY, sheet: hiding, pending: [pending] })).not.toContain('Tavolo');
  },
);

test.each(['aside', 'place', 'proposals', 'heard', 'former', 'deleted', 'job-post'] as const)(
  'a question quotes the rest: %s',
  (kind) => {
    const [pending] = STORED_QUESTIONS[kind];
    expect(shown({ ...EMPTY, pending: [pending] })).toContain('Tavolo');
    expect(shown({ ...EMPTY, sheet: hiding, pending: [pending] }).toLowerCase()).toContain('a bank');
  },
);

test('texts that differ late have labels that differ', () => {
  const values = ['Go', 'Rust'].map((name) => ({
    text: `It reads every meter of the city once a minute, and all of it is written in ${name}.`,
    source: 'm1',
    sentences: 1,
    ours: false,
  }));
  const labels = shown({ ...EMPTY, pending: [{ kind: 'differs', slot: 'background', values }] });
  expect(labels).toContain('… is written in Go.');
  expect(labels).toContain('… is written in Rust.');
});
