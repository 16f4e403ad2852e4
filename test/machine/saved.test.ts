import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { BriefSchema, TOPICS } from '../../src/machine/brief.ts';
import { EMPTY } from '../../src/machine/context.ts';
import { advance, begin } from '../../src/machine/interview.ts';
import { freeze, type Saved, SavedSchema, thaw, upgraded, VERSION } from '../../src/machine/saved.ts';
import { begun, ENOUGH, letter, reading, review, said, skipped, until, writing } from './readings.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'saved');
const stored = (state: Parameters<typeof freeze>[0]): Saved =>
  SavedSchema.parse(JSON.parse(JSON.stringify(freeze(state))));

test.each([
  ['new', begin],
  ['role', begun],
  ['contract', () => until('contract')],
  ['review', review],
  ['writing', writing],
  ['letter', letter],
] as const)('%s survives the row', (value, from) => {
  const state = from();
  const thawed = thaw(stored(state));
  expect(thawed?.value).toBe(value);
  expect(thawed?.context).toEqual(state.context);
});

describe('states of every version that was ever kept are understood', () => {
  test.each(Array.from({ length: VERSION }, (_, index) => index + 1))('version %i', (version) => {
    const file = join(FIXTURES, `v${version}.json`);
    expect(existsSync(file), `${file} keeps a state of version ${version}`).toBe(true);
    const states: unknown[] = JSON.parse(readFileSync(file, 'utf8'));
    expect(states.length).toBeGreaterThan(2);
    for (const each of states) {
      const saved = SavedSchema.parse(each);
      const state = thaw(saved);
      expect(state?.value).toBe(saved.value);
      // It goes on: whoever comes back can leave the question out or say more.
      if (state) expect(advance(state, said(reading('next', ENOUGH.background))).value).not.toBe('new');
    }
  });

  test.each(Array.from({ length: VERSION }, (_, index) => index + 1))('a brief by itself of version %i', (version) => {
    const states = z
      .array(z.object({ context: z.object({ brief: z.unknown() }) }))
      .parse(JSON.parse(readFileSync(join(FIXTURES, `v${version}.json`), 'utf8')));
    for (const { context } of states)
      expect(BriefSchema.safeParse(upgraded('brief', context.brief, version)).error).toBeUndefined();
    expect(upgraded('brief', states[0]?.context.brief, VERSION + 1)).toBeUndefined();
    expect(upgraded('brief', states[0]?.context.brief, 0)).toBeUndefined();
  });
});

describe('what is not understood is null, and nobody guesses', () => {
  const good = stored(until('contract'));
  const broken: readonly [string, Saved][] = [
    ['a newer version', { ...good, version: VERSION + 1 }],
    ['a version before the first', { ...good, version: 0 }],
    ['a negative version', { ...good, version: -1 }],
    ['a state that the machine doesn’t have', { ...good, value: 'interrogation' }],
    ['a state that takes no time', { ...good, value: 'deciding' }],
    ['the name of something else', { ...good, value: '__proto__' }],
    ['no state', { ...good, value: '' }],
    ['another question than its state', { ...good, value: 'latency' }],
    ['a question in a topic’s state that isn’t there', { ...good, context: { ...EMPTY } }],
    ['no context', { ...good, context: null }],
    ['a context of text', { ...good, context: '{}' }],
    ['a context of nothing', { ...good, context: {} }],
    ['a topic that doesn’t exist', { ...good, context: { ...EMPTY, closed: ['salary'] } }],
    ['a number that isn’t one', { ...good, context: { ...EMPTY, letters: 'two' } }],
  ];
  test.each(broken)('%s', (_, saved) => {
    expect(thaw(saved)).toBeNull();
  });

  test('a context with any of its parts missing or wrong', () => {
    expect(thaw(good)).not.toBeNull();
    for (const key of Object.keys(EMPTY)) {
      const { [key]: _, ...rest } = good.context as Record<string, unknown>;
      expect([key, thaw({ ...good, context: rest })]).toEqual([key, null]);
      expect([key, thaw({ ...good, context: { ...rest, [key]: 7.5 } })]).toEqual([key, null]);
    }
  });
});

test('a thawed conversation goes on where it stood', () => {
  let state = thaw(stored(until('latency')));
  const seen: unknown[] = [];
  while (state && state.value !== 'review') {
    seen.push(state.value);
    state = thaw(stored(advance(state, skipped)));
  }
  expect(seen).toEqual(TOPICS.slice(TOPICS.indexOf('latency')));
});
