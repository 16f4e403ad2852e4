import { describe, expect, test } from 'vitest';
import { createTestModel, getShortestPaths } from 'xstate/graph';
import { TOPICS } from '../../src/machine/brief.ts';
import { advance, type Interview, type InterviewEvent, machine } from '../../src/machine/interview.ts';
import { emptyReading } from '../../src/machine/reading.ts';
import { freeze, thaw } from '../../src/machine/saved.ts';
import { question } from '../../src/prompts/questions.ts';
import { standing } from '../../src/prompts/speak.ts';
import {
  asked,
  back,
  digression,
  ENOUGH,
  edited,
  fact,
  figure,
  RPS,
  reading,
  said,
  skipped,
  write,
} from './readings.ts';

describe('the graph', () => {
  const EVENTS: readonly InterviewEvent[] = [
    { type: 'began' },
    said(reading('dump', ENOUGH.system, ENOUGH.throughput)),
    said(
      reading('clash', fact('throughput', '7 rps', { figures: [figure('throughput', { ...RPS.after, value: 7 })] })),
    ),
    said({ ...emptyReading('vague'), vague: { word: 'fast' } }),
    said(digression),
    edited(reading('dump', ENOUGH.system)),
    skipped,
    back,
    write,
    { type: 'asked-for-help' },
    { type: 'restarted' },
    { type: 'asked-for-shorter' },
    { type: 'asked-for-another' },
    { type: 'asked-why' },
    { type: 'letter.written', version: 1 },
    { type: 'letter.failed', version: 1 },
  ];
  const paths = getShortestPaths(machine, {
    events: EVENTS,
    // Of the context only what decides where it goes from here, or the words in it make the graph endless.
    serializeState: (state) => {
      const { context, value } = state as Interview;
      return `${String(value)} ${asked(state as Interview)} ${Math.min(context.letters, 2)} ${context.enough}`;
    },
    limit: 20_000,
  }).map(({ state }) => state as Interview);
  const reached = new Set(paths.map(({ value }) => String(value)));

  test('every state is reached, but the one that takes no time', () => {
    expect([...reached].sort()).toEqual(
      Object.keys(machine.states)
        .filter((name) => name !== 'deciding')
        .sort(),
    );
  });

  test('every state that asks has words and one question, in its own topic', () => {
    const asking = paths.filter((state) => state.hasTag('asking'));
    expect(new Set(asking.map(({ value }) => String(value))).size).toBe(TOPICS.length + 2);
    for (const state of asking) {
      const [message, ...more] = standing(state);
      expect([state.value, more]).toEqual([state.value, []]);
      expect(message).toMatchObject({ kind: 'ask', topic: state.value, text: expect.stringMatching(/\S{2}/) });
    }
  });

  test('in a topic the question is about that topic, and its words say so', () => {
    const topics = paths.filter(({ value }) => TOPICS.some((topic) => topic === value));
    expect(topics.length).toBeGreaterThan(TOPICS.length * 2);
    for (const { value, context } of topics) {
      expect(context.asking?.topic).toBe(value);
      expect(context.asking && question(context.asking, context.brief)).toMatch(/\?|\.$/);
    }
  });

  test('what waits for a letter asks nothing', () => {
    const waiting = paths.filter((state) => state.hasTag('writing'));
    expect(waiting.map(({ value }) => value)).toContain('writing');
    for (const state of waiting) expect(standing(state)).toEqual([]);
  });

  test('every reached state survives freezing and thawing, and goes on the same way', () => {
    for (const state of paths) {
      const thawed = thaw(JSON.parse(JSON.stringify(freeze(state))));
      expect(thawed?.value).toEqual(state.value);
      expect(thawed?.context).toEqual(state.context);
      for (const event of EVENTS) {
        const [here, there] = [advance(state, event), thawed && advance(thawed, event)];
        expect([there?.value, there?.context]).toEqual([here.value, here.context]);
      }
    }
  });

  test('the machine can be walked whole: it starts nothing by itself', () => {
    expect(() => createTestModel(machine)).not.toThrow();
    expect(JSON.stringify(machine.config)).not.toMatch(/"(?:invoke|after|entry|exit|spawn)"/);
  });
});
