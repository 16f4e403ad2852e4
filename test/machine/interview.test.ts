import { describe, expect, test } from 'vitest';
import { getShortestPaths } from 'xstate/graph';
import { apply, type Command } from '../../src/machine/commands.ts';
import { EMPTY, type InterviewContext } from '../../src/machine/context.ts';
import { applyCommands } from '../../src/machine/context-updates.ts';
import { sentenceEdits } from '../../src/machine/edits.ts';
import { advance, begin, type Interview, machine, questionOf } from '../../src/machine/interview.ts';
import { nextQuestion, openStep } from '../../src/machine/next-question.ts';
import { deserialize, serialize } from '../../src/machine/saved.ts';
import type { Amount } from '../../src/machine/sheet.ts';
import { CONTRACT_STORY, TOPICS, topicOf } from '../../src/machine/slots.ts';

const value = (text: string, sentences = 1) => ({ text, source: 'm', sentences, ours: false });
const amount = (quantity: Amount['quantity']): Amount => ({ quantity, bound: null, tail: '', quote: 'q', source: 'm' });
const set = (slot: string, text = 'x', sentences = 1): Command => ({
  type: 'set',
  slot,
  value: value(text, sentences),
});

/** An open interview with a role, and with one word about the system. */
const BEGUN: InterviewContext = {
  ...[set('role.position'), set('role.company'), set('system.what', 'gateway')].reduce(apply, EMPTY),
  open: true,
};

/** The slots of all questions in order, if `answer` answers each and the rest is declined. */
function walk(answer: (slot: string) => Command[]): string[] {
  let context: InterviewContext = EMPTY;
  const asked: string[] = [];
  for (let question = nextQuestion(context); question && asked.length < 60; question = nextQuestion(context)) {
    asked.push(question.slot);
    const step = openStep(context);
    const commands = answer(question.slot);
    context = (commands.length > 0 ? commands : [{ type: 'decline', slot: question.slot } as Command]).reduce(
      apply,
      context,
    );
    // A step without slots is finished explicitly.
    if (step && openStep(context)?.id === step.id) context = apply(context, { type: 'finish', step: step.id });
  }
  return asked;
}

describe('order of questions', () => {
  test('asks each topic once if everything is declined', () => {
    const order = [
      'job-post',
      'role.position+role.company',
      'company.choice',
      'company.view',
      'system.employer',
      'system.what',
      'system.before',
      'system.part',
      'reliability.now',
      'reliability.words',
      'latency.now',
      'throughput.now',
      CONTRACT_STORY,
      'background',
      'closing',
      'contact.name+contact.email+contact.location',
      'role.team',
      'role.addressee',
      'confidential.value',
    ];
    const asked = walk(() => []);
    expect(asked.filter((slot) => order.includes(slot))).toEqual(order);
    expect(asked).toHaveLength(new Set(asked).size);
    expect(TOPICS.filter((topic) => !asked.some((slot) => topicOf(slot) === topic))).toEqual([]);
  });

  test('asks for the other parts of a figure, and for one more figure', () => {
    const asked = walk((slot) =>
      slot === 'latency.now'
        ? [{ type: 'set-figure', topic: 'latency', id: null, slot, patch: { now: amount({ value: 4, unit: 's' }) } }]
        : [],
    );
    expect(asked.filter((slot) => slot.startsWith('latency'))).toEqual([
      'latency.now',
      'latency.before',
      'latency.percentile',
      'latency.measure',
      'latency.more',
    ]);
  });

  test('asks for the missing parts of a short contract story, and for none of a long one', () => {
    const parts = (sentences: number) =>
      walk((slot) => (slot === CONTRACT_STORY ? [set(CONTRACT_STORY, 'x', sentences)] : [])).filter(
        (slot) => slot.startsWith('contract.') && !slot.includes('+'),
      );
    expect(parts(1)).toEqual(['contract.decision', 'contract.result']);
    expect(parts(2)).toEqual(['contract.result']);
    expect(parts(3)).toEqual([]);
  });

  test('does not ask for a slot that is set', () => {
    const known = new Set(['company.choice', 'system.employer', 'closing']);
    const context = [...known].reduce((now, slot) => apply(now, set(slot)), EMPTY);
    let now = context;
    for (let step = openStep(now); step; step = openStep(now)) {
      expect(known.has(step.slots.join('+'))).toBe(false);
      now = { ...now, done: [...now.done, step.id] };
    }
  });
});

describe('apply', () => {
  test('a set slot becomes the most recent one, and is no longer declined', () => {
    const context = [
      { type: 'decline', slot: 'closing' } as Command,
      set('closing'),
      set('background'),
      set('closing'),
    ].reduce(apply, EMPTY);
    expect(context.recent.map(({ slot }) => slot)).toEqual(['background', 'closing']);
    expect(context.sheet.declined).toEqual([]);
  });

  test('a patch keeps the other parts of a figure', () => {
    const first: Command = {
      type: 'set-figure',
      topic: 'latency',
      id: null,
      slot: 'latency.now',
      patch: { measure: 'search', now: amount({ value: 2, unit: 's' }) },
    };
    const second: Command = {
      type: 'set-figure',
      topic: 'latency',
      id: 'latency.1',
      slot: 'latency.before',
      patch: { before: amount({ value: 9, unit: 's' }) },
    };
    const { sheet } = [first, second].reduce(apply, EMPTY);
    expect(sheet.figures).toHaveLength(1);
    expect(sheet.figures[0]).toMatchObject({
      id: 'latency.1',
      measure: 'search',
      now: { quantity: { value: 2 } },
      before: { quantity: { value: 9 } },
    });
  });

  test('a sentence without numbers is kept beside a later number', () => {
    const patch = (parts: object): Command => ({
      type: 'set-figure',
      topic: 'latency',
      id: 'latency.1',
      slot: 'latency.now',
      patch: parts,
    });
    const words = patch({ sentence: 'Until a swap shows.' });
    const { sheet } = [words, patch({ now: amount({ value: 2, unit: 's' }), typed: null })].reduce(apply, EMPTY);
    expect(sheet.figures).toMatchObject([{ sentence: null, typed: 'Until a swap shows.' }]);
  });

  test('a follow-up asks again about a thin text, and skipping it keeps the text', () => {
    const asked = apply(BEGUN, { type: 'follow-up', slot: 'system.what', question: 'What does it do?' });
    const question = nextQuestion(asked);
    expect(question).toMatchObject({ kind: 'slot', slot: 'system.what', words: 'What does it do?' });
    const skipped = (question?.options.find(({ id }) => id === 'skip')?.does ?? []).reduce(apply, asked);
    expect(nextQuestion(skipped)?.slot).toBe('system.part');
    expect(skipped.sheet).toMatchObject({ values: { 'system.what': { text: 'gateway' } }, declined: [] });
  });

  test('a follow-up stays open after another answer, and is dropped after its own', () => {
    const asks: Command = { type: 'follow-up', slot: 'latency.now', question: 'Roughly how many seconds?' };
    const told = [set('system.part'), set('throughput.words'), set('latency.words', 'real time'), asks];
    const asked = told.reduce(apply, BEGUN);
    expect(nextQuestion(asked)?.slot).toBe('latency.now');
    const beside = applyCommands(asked, [set('system.what', 'gateway of 48'), asks]);
    expect(nextQuestion(beside)).toMatchObject({ slot: 'latency.now', words: 'Roughly how many seconds?' });
    expect(nextQuestion(applyCommands(beside, [set('latency.words', 'at once'), asks]))?.topic).toBe('reliability');
  });

  test('a zero that answers a follow-up is asked for the value before', () => {
    const none: Command = {
      type: 'set-figure',
      topic: 'reliability',
      id: null,
      patch: { now: { ...amount({ value: 0, unit: 'lost orders' }), tail: 'since May' } },
      slot: 'reliability.now',
    };
    const words = [set('system.part'), set('throughput.words'), set('latency.words')].reduce(apply, BEGUN);
    expect(nextQuestion(apply(words, none))?.topic).toBe('contract');
    const asked = applyCommands(words, [
      set('reliability.words', 'fine'),
      { type: 'follow-up', slot: 'reliability.now', question: 'Fine how?' },
    ]);
    expect(nextQuestion(asked)?.slot).toBe('reliability.now');
    expect(nextQuestion(applyCommands(asked, [none]))?.slot).toBe('reliability.before');
  });

  test('the list of changes has the value before of a figure as an item of its own', () => {
    const told: Command = {
      type: 'set-figure',
      topic: 'latency',
      id: null,
      slot: 'latency.now',
      patch: { now: amount({ value: 2, unit: 's' }), before: amount({ value: 9, unit: 's' }) },
    };
    const context: InterviewContext = { ...apply(EMPTY, told), pending: [{ kind: 'which', text: null, only: null }] };
    const slots = nextQuestion(context)?.options.flatMap(({ slot }) => slot ?? []);
    expect(slots).toEqual(['latency.now', 'latency.before']);
  });

  test('a value that is hidden twice keeps the last stand-in', () => {
    const { sheet } = (['a', 'b'].map((say) => ({ type: 'hide', value: 'Acme', say })) as Command[]).reduce(
      apply,
      EMPTY,
    );
    expect(sheet.hidden).toEqual([{ value: 'Acme', say: 'b' }]);
  });
});

describe('interview chart', () => {
  test('has a state for each topic', () => {
    for (const topic of TOPICS) expect(Object.keys(machine.states)).toContain(topic);
  });

  test('every reachable state survives storage, and asks a question if it waits for an answer', () => {
    const event = (type: 'began' | 'write' | 'back' | 'fix' | 'restart' | 'another' | 'practice') => ({ type });
    const paths = getShortestPaths(machine, {
      events: [
        event('began'),
        event('write'),
        { type: 'said', commands: [set('system.what')] },
        { type: 'letter.written', version: 1, draft: null },
        { type: 'letter.failed', version: 1 },
        event('fix'),
        event('another'),
        event('practice'),
      ],
      serializeState: ({ value, context }) =>
        JSON.stringify([
          value,
          context.letters,
          context.enough,
          context.pending.map(({ kind }) => kind),
          Object.keys(context.sheet.values),
        ]),
      limit: 2_000,
    });
    const states = paths.map(({ state }) => state as Interview);
    const values = new Set(states.map(({ value }) => value));
    for (const known of ['new', 'role', 'review', 'writing', 'letter', 'changing']) expect(values).toContain(known);
    for (const state of states) {
      expect(deserialize(JSON.parse(JSON.stringify(serialize(state))))?.value).toBe(state.value);
      if (state.hasTag('asking')) expect(questionOf(state), String(state.value)).not.toBeNull();
    }
  });

  test('an event without a meaning returns the same state', () => {
    const state = advance(begin(), { type: 'began' });
    expect(advance(state, { type: 'letter.written', version: 7, draft: null })).toBe(state);
  });

  test('cuts a long name, but not a long text', () => {
    const [name, text] = ['role.company', 'system.what'].map(
      (slot) => apply(EMPTY, set(slot, 'x'.repeat(2_000))).sheet.values[slot],
    );
    expect([name?.text.length, text?.text.length]).toEqual([300, 2_000]);
  });

  test('accepts only the version of the letter that it waits for', () => {
    let state = advance(begin(), { type: 'said', commands: [set('system.what')] });
    state = advance(advance(state, { type: 'write' }), { type: 'write' });
    expect(state.value).toBe('writing');
    expect(advance(state, { type: 'letter.written', version: 9, draft: null }).value).toBe('writing');
    expect(advance(state, { type: 'letter.written', version: 1, draft: null }).value).toBe('letter');
  });

  test('keeps a draft until the sheet changes, or an edit from before the draft is undone', () => {
    const cut = { type: 'edit-letter', edit: { type: 'cut', key: 's1' } } as const;
    let state = advance(begin(), { type: 'said', commands: [set('system.what'), cut] });
    state = advance(advance(state, { type: 'write' }), { type: 'write' });
    const draft = { paragraphs: [[{ key: 's1', text: 'One.', slots: ['system.what'] }]], edits: 1 };
    const written = advance(state, { type: 'letter.written', version: 1, draft });
    expect(written.context.draft).toEqual(draft);
    const edited = advance(written, { type: 'said', commands: [cut] });
    expect(edited.context.draft).toEqual(draft);
    const undone = advance(edited, { type: 'undo' });
    expect(undone.context.draft).toEqual(draft);
    expect(advance(undone, { type: 'undo' }).context.draft).toBeNull();
    expect(advance(written, { type: 'said', commands: [set('system.what', 'y')] }).context.draft).toBeNull();
    // Contact data is only in the header.
    const email = [set('contact.email', 'jo@example.com')];
    expect(advance(written, { type: 'said', commands: email }).context.draft).toEqual(draft);
  });

  test('corrected spelling keeps all edits of sentences, and one undo brings everything back', () => {
    const rewrite = { type: 'rewrite', key: 'system.what#2', text: 'Teh end.', source: 'm' } as const;
    const told = advance(begin(), {
      type: 'said',
      commands: [set('system.what', 'I recieve it. So.', 2), { type: 'edit-letter', edit: rewrite }],
    });
    const state = advance(told, { type: 'write' });
    expect(state.value).toBe('review');
    const { sheet, edits } = state.context;
    const values = { 'system.what': { ...value('I recieve it. So.', 2), english: 'I receive it. So.' } };
    const respelled = edits.map((edit) => (edit.type === 'rewrite' ? { ...edit, text: 'The end.' } : edit));
    const command: Command = { type: 'respell', values, figures: sheet.figures, edits: respelled };
    const corrected = advance(state, { type: 'said', commands: [command] });
    expect(corrected.value).toBe('review');
    expect(corrected.context.sheet.values).toEqual(values);
    expect(sentenceEdits(corrected.context.edits)).toEqual([{ ...rewrite, text: 'The end.' }]);
    const undone = advance(corrected, { type: 'undo' });
    expect(undone.context.sheet).toEqual(sheet);
    expect(sentenceEdits(undone.context.edits)).toEqual([rewrite]);
    expect(deserialize(JSON.parse(JSON.stringify(serialize(corrected))))?.context).toEqual(corrected.context);
  });
});
