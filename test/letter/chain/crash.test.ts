/** A process that dies in the middle of a letter: what a model answered is not paid for again, and the letter comes once. */
import { describe, expect, test } from 'vitest';
import { hangs, modelServer, says } from '../../fakes/model.ts';
import {
  author,
  complaintsIn,
  Desk,
  GOOD,
  type Line,
  lines,
  nadia,
  objections,
  revised,
  type Step,
  stepOf,
  write,
} from '../author.ts';

const brief = nadia();
const DRAFT = lines(brief, GOOD.toSpliced(3, 0, [2, 'It runs on 48 nodes of Cassandra.', 'system'] satisfies Line));

/** Dies once, before or after it keeps the answer to a step. */
class Dying extends Desk {
  #at: { step: string; when: 'before' | 'after' } | null;

  constructor(step: string, when: 'before' | 'after') {
    super();
    this.#at = { step, when };
  }

  override async keep(step: string, raw: string): Promise<void> {
    const dies = this.#at?.step === step ? this.#at.when : null;
    if (dies !== null) this.#at = null;
    if (dies === 'before') throw new Error('killed');
    await super.keep(step, raw);
    if (dies === 'after') throw new Error('killed');
  }
}

/** A model with one revision in vain, and one that gives the sentence up. */
const thorough = () =>
  author(brief, {
    draft: () => says(DRAFT),
    revise: (one) => {
      const isSecond = one.user.includes('64 nodes');
      const text = isSecond ? '' : 'It runs on 64 nodes of ScyllaDB.';
      return revised(...complaintsIn(one).map((each) => ({ ...each, text })));
    },
  });

describe('without a crash', () => {
  test('that letter takes four calls', async () => {
    await using server = await modelServer(thorough());
    const { calls, desk } = await write(server, brief);
    expect(calls).toBe(4);
    expect([...desk.kept.keys()]).toEqual(['plan', 'draft', 'revise-1', 'revise-2']);
  });
});

describe.each(['plan', 'draft', 'revise-1', 'revise-2'])('killed at %s', (step) => {
  test.each(['before', 'after'] as const)(
    '%s its answer was kept: the letter is the same, for one call more at most',
    async (when) => {
      await using server = await modelServer(thorough());
      const untouched = await write(server, brief);
      const desk = new Dying(step, when);
      const before = server.calls;
      await expect(write(server, brief, { desk })).rejects.toThrow('killed');
      const { written, text } = await write(server, brief, { desk });
      expect(text).toBe(untouched.text);
      expect(written.byModel).toBe(true);
      expect(objections(written.letter, brief)).toEqual([]);
      expect(server.calls - before).toBe(when === 'after' ? 4 : 5);
    },
  );
});

test('killed after all was said: the letter is put together again without a call', async () => {
  await using server = await modelServer(thorough());
  const { desk, text } = await write(server, brief);
  const again = await write(server, brief, { desk });
  expect(again.calls).toBe(0);
  expect(again.text).toBe(text);
  expect(again.written.usage).toEqual({ calls: 0, inputTokens: 0, outputTokens: 0 });
  // What was seen before the crash grows anew from its beginning.
  expect(desk.shown.slice(desk.shown.length / 2)).toEqual(desk.shown.slice(0, desk.shown.length / 2));
});

test('what is kept is what the model said, before anything of it was checked', async () => {
  await using server = await modelServer(thorough());
  const { desk } = await write(server, brief);
  expect(desk.kept.get('draft')).toBe(DRAFT);
  expect(desk.kept.get('draft')).toContain('Cassandra');
});

describe('what was kept and can’t be read', () => {
  test.each(['', 'null', '{"angle":', '{"sentences":[{"text":1}]}'])('costs no letter: %s', async (raw) => {
    const steps: Step[] = [];
    await using server = await modelServer((asked) => {
      steps.push(stepOf(asked));
      return thorough()(asked);
    });
    const desk = new Desk();
    for (const step of ['plan', 'draft', 'revise-1', 'revise-2']) desk.kept.set(step, raw);
    const { written, calls } = await write(server, brief, { desk });
    expect(objections(written.letter, brief)).toEqual([]);
    expect(calls).toBe(0);
    expect(steps).toEqual([]);
    expect(written.byModel).toBe(false);
  });
});

test('a server that is gone after a crash costs only what was not yet said', async () => {
  await using server = await modelServer(thorough());
  const desk = new Dying('draft', 'after');
  await expect(write(server, brief, { desk })).rejects.toThrow('killed');
  server.answer(() => hangs());
  const { written, text, calls } = await write(server, brief, { desk, milliseconds: 1500 });
  expect(calls).toBe(1);
  expect(written.byModel).toBe(true);
  expect(text).toContain('I designed the ledger part myself.');
  expect(text).not.toContain('Cassandra');
  expect(objections(written.letter, brief)).toEqual([]);
});
