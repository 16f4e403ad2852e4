import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Command } from '../../src/machine/commands.ts';
import { ContextSchema, EMPTY } from '../../src/machine/context.ts';
import { advance, awaitedLetter, begin, type Interview, questionOf } from '../../src/machine/interview.ts';
import { deserialize, type Saved, SavedSchema, serialize, VERSION } from '../../src/machine/saved.ts';
import { TOPICS } from '../../src/machine/slots.ts';
import { value } from '../letter/sheets.ts';

const FIXTURE = join(import.meta.dirname, '..', 'fixtures', 'saved', `v${VERSION}.json`);
const STATES = z.array(SavedSchema).parse(JSON.parse(readFileSync(FIXTURE, 'utf8')));

/** The state after a round trip through a database row. */
const stored = (state: Interview): Saved => SavedSchema.parse(JSON.parse(JSON.stringify(serialize(state))));

const say = (state: Interview, ...commands: Command[]) => advance(state, { type: 'said', commands });
const set = (slot: string, text: string): Command => ({ type: 'set', slot, value: value(text) });

/** Leaves out everything up to the review, by the options of each question. */
function untilReview(from: Interview, onAsked: (topic: string) => void = () => undefined): Interview {
  let state = from;
  for (let turn = 0; turn < 80 && state.value !== 'review'; turn += 1) {
    const question = questionOf(state);
    onAsked(question?.topic ?? '');
    const options = question?.options ?? [];
    const option = ['skip', 'yes', 'no', 'keep', 'none'].flatMap((id) => options.filter((each) => each.id === id))[0];
    if (!option) throw new Error(`nothing ends ${String(state.value)}`);
    state = say(state, ...option.does);
  }
  return state;
}

const begun = advance(begin(), { type: 'began' });
const told = say(begun, set('system.what', 'I rebuilt the meter pipeline.'));
const review = untilReview(told);
const writing = advance(review, { type: 'write' });
const letter = advance(writing, { type: 'letter.written', version: 1, draft: null });

test.each([
  ['new', begin()],
  ['role', begun],
  ['changing', advance(told, { type: 'fix' })],
  ['review', review],
  ['writing', writing],
  ['letter', letter],
] as const)('the state "%s" survives freeze and thaw', (value, state) => {
  expect(state.value).toBe(value);
  const thawed = deserialize(stored(state));
  expect(thawed?.value).toBe(value);
  expect(thawed?.context).toEqual(state.context);
  expect(thawed && questionOf(thawed)).toEqual(questionOf(state));
});

describe('case 26: saved interviews', () => {
  test.each(STATES.map((saved, at) => ({ at, saved, value: saved.value })))('reads number $at: $value', ({ saved }) => {
    const state = deserialize(saved);
    if (!state) throw new Error('it is not understood');
    expect([...TOPICS, 'changing', 'review', 'writing', 'letter']).toContain(state.value);
    // It is stable from now on, and can be continued up to a letter.
    expect(deserialize(stored(state))?.context).toEqual(state.context);
    if (awaitedLetter(state) === null) {
      expect(questionOf(state)).not.toBeNull();
      expect(advance(state, { type: 'help' }).context.remarks).toEqual(['help']);
      if (state.value !== 'letter') expect(untilReview(state).value).toBe('review');
    } else
      expect(advance(state, { type: 'letter.written', version: state.context.letters, draft: null }).value).toBe(
        'letter',
      );
  });

  test('leaves interviews unchanged', () => {
    for (const saved of STATES) {
      const state = deserialize(saved);
      // A model no longer words practice questions.
      const isGone = (key: string, value: unknown) => value === null && key === 'words';
      const kept = JSON.parse(JSON.stringify(saved), (key, value) => (isGone(key, value) ? undefined : value));
      expect(state && serialize(state)).toMatchObject(kept);
      // The fixtures were saved before languages existed.
      expect(state?.context.sheet.language).toBe('en');
    }
  });
});

test('a stored question of a kind or shape that no longer exists is dropped, and the others stay', () => {
  const gone = [
    { kind: 'edit', action: 'cut', numbers: [1], edits: [{ type: 'cut', key: 'role' }] },
    { kind: 'sentence', action: 'split', only: ['role'] },
    { kind: 'wording', action: 'join', key: 'role', other: 'closing#1' },
  ];
  const kept = [
    { kind: 'change', key: 'role', number: 1, offers: ['I apply.'], first: 'cut' },
    { kind: 'sentence', action: 'cut', only: ['role'], isWhole: true },
  ];
  const saved = stored(review);
  const context = { ...review.context, pending: [...gone, ...kept] };
  expect(deserialize({ ...saved, context })?.context.pending).toEqual([
    { kind: 'change', key: 'role', number: 1 },
    { kind: 'sentence', action: 'cut', only: ['role'] },
  ]);
  expect(deserialize({ ...saved, context: { ...context, pending: gone } })?.context.pending).toEqual([]);
});

describe('case 26: saved data that is not understood', () => {
  const good = stored(review);
  const broken: readonly [string, Saved][] = [
    ['a newer version', { ...good, version: VERSION + 1 }],
    ['a version before the first', { ...good, version: 0 }],
    ['a negative version', { ...good, version: -1 }],
    ['a state that the machine doesn’t have', { ...good, value: 'interrogation' }],
    ['a transient state', { ...good, value: 'deciding' }],
    ['a state called "__proto__"', { ...good, value: '__proto__' }],
    ['no state', { ...good, value: '' }],
    ['no context', { ...good, context: null }],
    ['a context of text', { ...good, context: '{}' }],
    ['an empty context', { ...good, context: {} }],
    ['a number as text', { ...good, context: { ...EMPTY, letters: 'two' } }],
    ['a figure without a topic', { ...good, context: { ...EMPTY, sheet: { ...EMPTY.sheet, figures: [{ id: 'x' }] } } }],
    ['an older version', { ...good, version: VERSION - 1 }],
  ];
  test.each(broken)('thaw returns null for %s', (_, saved) => {
    expect(deserialize(saved)).toBeNull();
  });

  test('thaw returns null if any part of the context is missing or wrong', () => {
    expect(deserialize(good)).not.toBeNull();
    const context = z.record(z.string(), z.unknown()).parse(good.context);
    for (const key of Object.keys(EMPTY)) {
      const { [key]: _, ...rest } = context;
      expect([key, deserialize({ ...good, context: rest })]).toEqual([key, null]);
      expect([key, deserialize({ ...good, context: { ...rest, [key]: 7.5 } })]).toEqual([key, null]);
    }
  });

  test('a remark of another version is dropped', () => {
    const { context, ...rest } = stored(review);
    const old = { ...ContextSchema.parse(context), remarks: ['no-such-words'] };
    expect(deserialize({ ...rest, context: old })?.context.remarks).toEqual([]);
  });

  test("a practice question that was stored with a model's words is asked without them", () => {
    const { context, ...rest } = stored(review);
    const item = { id: 'measured', slot: 'latency.now', figure: null, words: 'How did you measure it?' };
    const practice = { kind: 'practice', item, rest: [], of: 1 };
    const { words: _, ...plain } = item;
    const old = { ...ContextSchema.parse(context), pending: [practice] };
    expect(deserialize({ ...rest, context: old })?.context.pending).toEqual([{ ...practice, item: plain }]);
  });
});

test.each([
  [{ kind: 'aside', slot: 'background', about: 'question', asides: [1], isRead: true }, 'aside'],
  [{ kind: 'keep-out', values: ['Tavolo'], say: 'a bank', isAbsent: true }, 'confidential'],
  [{ kind: 'describe', value: 'Tavolo', said: 'a bank', like: 'Sunmar' }, 'confidential'],
  [{ kind: 'which', only: null, more: true }, 'which'],
  [{ kind: 'again', slot: 'background', figure: null, problem: 'verb-missing', offers: [], isNew: true }, 'slot'],
])('thaws a question with parts that are no longer asked: %j', (pending, kind) => {
  const value = { text: 'It was a batch. Who reads this?', source: 'm1', sentences: 2, ours: false };
  const parts = { aside: { value, rest: value }, which: { text: value, more: value }, none: {} };
  const old = { ...pending, ...parts[pending.kind === 'aside' || pending.kind === 'which' ? pending.kind : 'none'] };
  const asked = say(begun, set('system.employer', 'Tavolo'));
  const saved = stored(asked);
  const thawed = deserialize({
    ...saved,
    context: { ...z.record(z.string(), z.unknown()).parse(saved.context), pending: [old], remarks: ['answer-time'] },
  });
  expect(thawed && questionOf(thawed)?.kind).toBe(kind);
  expect(thawed?.context.remarks).toEqual([]);
});
