import { describe, expect, test } from 'vitest';
import { compose } from '../../src/letter/compose.ts';
import { TOPICS } from '../../src/machine/brief.ts';
import { advance, begin, type Interview } from '../../src/machine/interview.ts';
import { HELP, WELCOME } from '../../src/prompts/remarks.ts';
import { speak, standing } from '../../src/prompts/speak.ts';
import { begun, converse } from '../reader/converse.ts';

const ids = (state: Interview) =>
  standing(state).flatMap((message) => (message.kind === 'ask' ? message.choices.map(({ id }) => id) : []));
const topics = (state: Interview) =>
  standing(state).map((message) => (message.kind === 'ask' ? message.topic : message.kind));

const told = converse(['Backend Engineer at Quillnote', 'I rebuilt the payout service.']);
const review = converse(['/write'], told);
const writing = advance(review, { type: 'asked-to-write' });
const written = advance(writing, { type: 'letter.written', version: writing.context.letters });
const letter = {
  letter: compose({ brief: written.context.brief, date: new Date(0), short: false }),
  brief: written.context.brief,
};

describe('what stands in each state', () => {
  test('nothing before the first event', () => {
    expect(speak(begin(), null)).toEqual([]);
  });

  test('the welcome and the first question, in one message', () => {
    const [message, ...more] = speak(begun(), null);
    expect(more).toEqual([]);
    expect(message).toMatchObject({ kind: 'ask', topic: 'role', choices: [{ id: 'skip' }] });
    expect(message?.kind === 'ask' && message.text.startsWith(`${WELCOME}\n\n`)).toBe(true);
  });

  test('each topic in its turn, with a way to skip it and a way back', () => {
    let state = begun();
    for (const topic of TOPICS) {
      expect({ value: state.value, asks: topics(state) }).toEqual({ value: topic, asks: [topic] });
      expect(ids(state)).toEqual(topic === 'role' ? ['skip'] : ['skip', 'back']);
      state = advance(state, { type: 'skipped' });
    }
    expect(state.value).toBe('review');
  });

  test('in review the brief, and whether to write', () => {
    const [message, ...more] = standing(review);
    expect(more).toEqual([]);
    expect(message).toMatchObject({ kind: 'ask', topic: 'review', choices: [{ id: 'write' }, { id: 'back' }] });
    expect(message?.kind === 'ask' && message.text).toContain('System: I rebuilt the payout service.');
  });

  test('nothing while a letter is being written, but what was asked for meanwhile', () => {
    expect(speak(writing, null)).toEqual([]);
    const asked = advance(writing, { type: 'asked-to-write' });
    expect(speak(asked, null)).toEqual([{ kind: 'say', text: 'The letter is being written.' }]);
  });

  test('after the letter, what to do with it', () => {
    expect(topics(written)).toEqual(['letter']);
    expect(ids(written)).toEqual(['shorter', 'why', 'another']);
  });
});

describe('remarks', () => {
  test('stand before the question, which stands again', () => {
    const state = converse(["what's p99?"], told);
    const [message] = speak(state, null);
    expect(message).toMatchObject({ kind: 'ask', topic: 'throughput' });
    const text = message?.kind === 'ask' ? message.text : '';
    expect(text).toMatch(/^A percentile says .*\n\n/);
    expect(text.split('?')).toHaveLength(2);
  });

  test('help and the brief are messages of their own, before the question', () => {
    expect(speak(advance(told, { type: 'asked-for-help' }), null)).toMatchObject([
      { kind: 'say', text: HELP },
      { kind: 'ask', topic: 'throughput' },
    ]);
    const [said, ask] = speak(advance(told, { type: 'asked-for-brief' }), null);
    expect(said).toMatchObject({ kind: 'say' });
    expect(said?.kind === 'say' && said.text).toContain('Role: Backend Engineer, Quillnote');
    expect(ask).toMatchObject({ kind: 'ask', topic: 'throughput' });
  });

  test('where each sentence comes from, in the candidate’s words', () => {
    const [said, ask] = speak(advance(written, { type: 'asked-why' }), letter);
    expect(said?.kind === 'say' && said.text).toContain(
      'I rebuilt the payout service.\n  from “I rebuilt the payout service.”',
    );
    expect(ask).toMatchObject({ topic: 'letter' });
    expect(speak(advance(written, { type: 'asked-why' }), null)).toMatchObject([{ topic: 'letter' }]);
  });
});

test('/brief shows the brief once, in the review as well', () => {
  const texts = (state: Interview) =>
    speak(advance(state, { type: 'asked-for-brief' }), null).flatMap((message) =>
      'text' in message ? message.text : [],
    );
  for (const state of [review, told, written])
    expect(texts(state).filter((text) => text.includes('This is what I understood'))).toHaveLength(1);
  expect(texts(review).at(-1)).not.toContain('System:');
});

test('whatever happens in whatever state: at most one question, and it is the last thing said', () => {
  const states = [
    begun(),
    told,
    review,
    writing,
    written,
    converse(['a lot'], told),
    converse(['from 9 to 4 jobs per minute'], told),
  ];
  const events = [
    'skipped',
    'went-back',
    'asked-to-write',
    'asked-for-help',
    'asked-for-brief',
    'asked-why',
    'asked-for-shorter',
    'asked-for-another',
    'restarted',
    'thanked',
  ] as const;
  for (const state of states) {
    for (const type of events) {
      const messages = speak(advance(state, { type }), letter);
      const asks = messages.filter(({ kind }) => kind === 'ask');
      expect(asks.length).toBeLessThanOrEqual(1);
      if (asks.length === 1) expect(messages.at(-1)).toBe(asks[0]);
      for (const message of messages) {
        const text = 'text' in message ? message.text : '';
        expect(text).not.toContain('!');
        if (message.kind === 'ask') expect(text.split('?').length - 1, text).toBeLessThanOrEqual(1);
      }
    }
  }
});
