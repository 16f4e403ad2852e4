/** Several systems: each is kept in full, and the letter is about one of them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY, type InterviewContext } from '../../src/machine/context.ts';
import { startNewApplication } from '../../src/machine/context-updates.ts';
import { advance, begin, type Interview, questionOf, restoreState } from '../../src/machine/interview.ts';
import { type Kept, typedValue } from '../../src/machine/sheet.ts';
import { CONTRACT_STORY, isAbout, OPEN_STEPS, SLOTS } from '../../src/machine/slots.ts';
import { storiesOf, strongestFigure, switchStory } from '../../src/machine/stories.ts';
import { amount, figure, quantity } from '../letter/sheets.ts';

const kept = (topic: string | null, text: string): Kept => ({
  source: 'm1',
  text,
  topic,
  isPost: false,
  sentences: [text],
  names: [],
  amounts: [],
});

/** Contexts with a value for a random subset of the slots. */
const slots = fc.subarray([...SLOTS.filter(({ kind }) => kind !== 'figure').map(({ id }) => id), CONTRACT_STORY]);
const contexts = fc.tuple(slots, fc.boolean(), fc.integer({ min: 1, max: 999 })).map(
  ([told, hasFigure, number]): InterviewContext => ({
    ...EMPTY,
    letters: 1,
    sheet: {
      ...EMPTY.sheet,
      values: Object.fromEntries(told.map((slot) => [slot, typedValue(`${slot} ${number}`, 'm1')])),
      figures: hasFigure ? [figure('latency', { now: amount(quantity(number, 'ms')) })] : [],
      declined: ['latency.more', 'background'],
      hidden: [{ value: 'Tavolo', say: null }],
      kept: [kept('contract', `contract ${number}`), kept(null, `all ${number}`)],
    },
    done: ['role:post', 'doubt:latency.1', 'confidential:confidential'],
    edits: [
      { type: 'cut', key: 'system.what#2' },
      { type: 'greeting', text: 'Hi,' },
      { type: 'add', key: 'added:m1', after: 'latency.1', text: 'One.', source: 'm1' },
    ],
  }),
);

const isOwn = (slot: string) => isAbout('system', slot);
const told = ({ sheet }: InterviewContext) => ({
  values: sheet.values,
  figures: sheet.figures,
  declined: sheet.declined.toSorted(),
  kept: sheet.kept.map(({ text }) => text).toSorted(),
});

describe('withStory', () => {
  test('empties the topics of the system, and keeps the rest: 300 sheets', () => {
    fc.assert(
      fc.property(contexts, (context) => {
        const next = switchStory(context, null);
        expect(Object.keys(next.sheet.values)).toEqual(
          Object.keys(context.sheet.values).filter((slot) => !isOwn(slot)),
        );
        expect(next.sheet.figures).toEqual([]);
        expect(next.sheet.hidden).toEqual(context.sheet.hidden);
        expect(next.sheet.declined).toEqual(['background']);
        expect(next.done).toEqual(['role:post']);
        expect(next.edits).toEqual([{ type: 'greeting', text: 'Hi,' }]);
        expect(next.letters).toBe(1);
      }),
      { numRuns: 300 },
    );
  });

  test('restores the first system without a loss: 300 sheets', () => {
    fc.assert(
      fc.property(contexts, contexts, (first, second) => {
        const without = switchStory(first, null);
        const { values, figures } = second.sheet;
        const own = Object.fromEntries(Object.entries(values).filter(([slot]) => isOwn(slot)));
        const both = { ...without, sheet: { ...without.sheet, values: { ...without.sheet.values, ...own }, figures } };
        const isKept = without.stories.length === 1;
        const back = isKept ? switchStory(both, 0) : both;
        if (!isKept) return;
        expect(told(back)).toEqual(told(first));
        expect(back.edits).toHaveLength(3);
        const isSecondTold = Object.keys(own).length + figures.length > 0;
        expect(back.stories).toHaveLength(isSecondTold ? 1 : 0);
        if (isSecondTold) expect(switchStory(back, 0).sheet.values).toEqual(both.sheet.values);
      }),
      { numRuns: 300 },
    );
  });

  test('changes nothing for a place that does not exist', () => {
    expect(switchStory(EMPTY, 3)).toBe(EMPTY);
  });
});

test('for another company, removes words about the first one that are in no letter from every story', () => {
  const typed = 'the same load as at Harbour Grid';
  const first: InterviewContext = {
    ...EMPTY,
    letters: 1,
    sheet: {
      ...EMPTY.sheet,
      values: {
        'role.company': typedValue('Harbour Grid', 'm1'),
        'system.what': {
          ...typedValue('rebuilt the pipeline', 'm1'),
          around: 'I rebuilt the pipeline of Harbour Grid.',
        },
      },
      figures: [figure('throughput', { now: amount(quantity(4, 'x', 'second')), typed })],
      kept: [kept('system', 'As at Harbour Grid.')],
    },
  };
  const named = [typed, 'I rebuilt the pipeline of Harbour Grid.', 'As at Harbour Grid.'];
  const next = startNewApplication(switchStory(first, null), named);
  expect(next.stories).toHaveLength(1);
  expect(next.stories[0]?.values['system.what']).toEqual(typedValue('rebuilt the pipeline', 'm1'));
  expect(JSON.stringify(next.stories)).not.toContain('Harbour');
  expect(next.former).toEqual([{ slot: 'role.company', name: 'Harbour Grid' }]);
});

test.each([
  [
    'the one with the largest change',
    [
      [400, 9500],
      [10, 12],
    ],
    0,
  ],
  [
    'one that fell to zero',
    [
      [400, 9500],
      [40, 0],
    ],
    1,
  ],
  [
    'one with both sides rather than one',
    [
      [null, 99],
      [10, 12],
    ],
    1,
  ],
] as const)('the strongest figure is %s', (_, sides, at) => {
  const figures = sides.map(([before, now], place) =>
    figure('reliability', {
      id: `reliability.${place + 1}`,
      before: before === null ? null : amount(quantity(before)),
      now: amount(quantity(now)),
    }),
  );
  expect(strongestFigure(figures)).toBe(figures[at]);
  expect(strongestFigure([])).toBeNull();
});

describe('stories in the interview chart', () => {
  const set = (slot: string, text: string) => ({ type: 'set', slot, value: typedValue(text, 'm1') }) as const;
  const option = (state: Interview, id: string) =>
    questionOf(state)?.options.find((each) => each.id === id)?.does ?? [];
  const say = (state: Interview, id: string) => advance(state, { type: 'said', commands: option(state, id) });
  const letter = restoreState('letter', {
    ...advance(begin(), { type: 'said', commands: [set('system.what', 'x'), set('role.company', 'Ferrox')] }).context,
    letters: 1,
  });

  test('the letter offers the systems: a new one starts the questions, and an old one can be picked again', () => {
    const asked = advance(letter, { type: 'stories' });
    expect(asked.value).toBe('letter');
    expect(questionOf(asked)?.options.map(({ id }) => id)).toEqual(['story:1', 'new-story', 'none']);
    expect(say(asked, 'none').context.sheet).toBe(letter.context.sheet);
    expect(questionOf(say(asked, 'story:1'))?.kind).toBe('letter');
    const begun = say(asked, 'new-story');
    expect(begun.context.sheet.values['system.what']).toBeUndefined();
    expect(begun.context.sheet.values['role.company']?.text).toBe('Ferrox');
    // The new system has no values yet, so it is not in the list.
    expect(storiesOf(begun.context).map(({ pick }) => pick)).toEqual([0]);
    const again = say(advance(begun, { type: 'stories' }), 'story:1');
    expect(again.context.sheet.values['system.what']?.text).toBe('x');
    expect(again.context.stories).toEqual([]);
    // Switching is not an edit, so undo loses neither system.
    expect(advance(begun, { type: 'undo' }).context.stories).toEqual(begun.context.stories);
  });

  test('no system can be picked before the first answer, or while a letter is being written', () => {
    const fresh = advance(advance(begin(), { type: 'began' }), { type: 'stories' });
    expect(fresh.context.remarks).toEqual(['no-story']);
    const writing = advance(letter, { type: 'write' });
    expect(advance(writing, { type: 'stories' }).context.remarks).toEqual(['being-written']);
  });

  test('with a model, a new system asks only the open questions about systems', () => {
    const values = ['role.position', 'role.company', 'company.choice', 'company.view', 'system.what', 'system.part'];
    const sheet = {
      ...EMPTY.sheet,
      values: Object.fromEntries(
        [...values, CONTRACT_STORY, 'closing', 'contact.name', 'contact.email', 'contact.location'].map((slot) => [
          slot,
          typedValue(slot, 'm1'),
        ]),
      ),
      declined: ['latency.now', 'throughput.now', 'reliability.now'],
      hidden: [{ value: 'Tavolo', say: null }],
    };
    let state = restoreState('letter', { ...EMPTY, open: true, letters: 1, sheet });
    state = say(advance(state, { type: 'stories' }), 'new-story');
    const topics: string[] = [];
    for (let turn = 0; turn < 12 && state.value !== 'review'; turn += 1) {
      topics.push(`${questionOf(state)?.kind} ${questionOf(state)?.topic}`);
      state = say(state, 'skip');
    }
    expect(topics[0]).toBe('open system');
    const own = OPEN_STEPS.map(({ topic }) => topic).filter((topic) => isAbout('system', topic));
    expect(new Set(topics.map((topic) => topic.split(' ')[1]))).toEqual(new Set(own));
    expect(state.value).toBe('review');
  });

  test('a full list offers no new system', () => {
    const full = { ...letter.context, stories: Array.from({ length: 7 }, () => storiesOf(letter.context)[0]?.story) };
    const stories = full.stories.filter((story) => story !== undefined);
    const state = advance(restoreState('letter', { ...full, stories }), { type: 'stories' });
    const ids = questionOf(state)?.options.map(({ id }) => id);
    expect(ids).toHaveLength(9);
    expect(ids).not.toContain('new-story');
  });
});
