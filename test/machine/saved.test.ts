import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { LetterSchema } from '../../src/letter/letter.ts';
import type { Command } from '../../src/machine/commands.ts';
import { ContextSchema, EMPTY } from '../../src/machine/context.ts';
import { advance, awaitedLetter, begin, type Interview, questionOf } from '../../src/machine/interview.ts';
import { deserialize, migrate, type Saved, SavedSchema, serialize, VERSION } from '../../src/machine/saved.ts';
import { BriefSchema, type Figure } from '../../src/machine/sheet.ts';
import { TOPICS } from '../../src/machine/slots.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'saved');
const VERSIONS = Array.from({ length: VERSION }, (_, index) => index + 1);

const fileOf = (version: number) => join(FIXTURES, `v${version}.json`);
const statesOf = (version: number): Saved[] =>
  z.array(SavedSchema).parse(JSON.parse(readFileSync(fileOf(version), 'utf8')));

/** The state after a round trip through a database row. */
const stored = (state: Interview): Saved => SavedSchema.parse(JSON.parse(JSON.stringify(serialize(state))));

const say = (state: Interview, ...commands: Command[]) => advance(state, { type: 'said', commands });
const set = (slot: string, text: string): Command => ({
  type: 'set',
  slot,
  value: { text, source: 'm1', sentences: 1, ours: false },
});

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

describe('case 26: saved interviews of every version', () => {
  test.each(VERSIONS)('version %i has a fixture', (version) => {
    expect(existsSync(fileOf(version)), `${fileOf(version)} keeps states of version ${version}`).toBe(true);
    expect(statesOf(version).length).toBeGreaterThan(2);
    expect(new Set(statesOf(version).map((saved) => saved.version))).toEqual(new Set([version]));
  });

  const all = VERSIONS.flatMap((version) =>
    statesOf(version).map((saved, at) => ({ version, at, saved, value: saved.value })),
  );
  test.each(all)('reads version $version, number $at: $value', ({ saved }) => {
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

  test('leaves interviews of the current version unchanged', () => {
    for (const saved of statesOf(VERSION)) {
      const state = deserialize(saved);
      expect(state && serialize(state)).toMatchObject(saved);
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

describe('saved interviews of version 1', () => {
  const states = statesOf(1);
  const contexts = states.map((saved) => deserialize(saved)?.context ?? EMPTY);
  const V1Schema = z.object({
    brief: z.object({
      facts: z.array(
        z.looseObject({
          topic: z.string(),
          quote: z.string(),
          details: z.record(z.string(), z.string()),
          figures: z.array(z.looseObject({ topic: z.string(), quote: z.string() })),
          standIns: z.array(z.object({ hide: z.string(), say: z.string().nullable() })),
        }),
      ),
      declined: z.array(z.string()),
    }),
    letters: z.number(),
  });
  const kept = states.map(({ context }) => V1Schema.parse(context));

  test('moves names to slots', () => {
    for (const [at, { brief }] of kept.entries()) {
      const { values } = contexts[at]?.sheet ?? EMPTY.sheet;
      const names = brief.facts.flatMap(({ topic, details }) =>
        Object.entries(details).map(([name, text]) => [`${topic}.${name}`, text] as const),
      );
      for (const [slot, text] of names) expect(values[slot]?.text, slot).toBe(text);
    }
    const last = contexts.find(({ sheet }) => sheet.values['contact.name'] !== undefined)?.sheet.values;
    expect(last?.['role.position']?.text).toBe('Backend Engineer');
    expect(last?.['role.company']?.text).toBe('Tamarind');
    expect(last?.['contact.email']?.text).toBe('ada@example.org');
  });

  test('moves sentences to the slots of their topics, with a source', () => {
    const slots: Readonly<Record<string, string>> = {
      system: 'system.what',
      contract: 'contract.constraint+contract.decision+contract.result',
      company: 'company.choice',
      background: 'background',
      closing: 'closing',
    };
    let checked = 0;
    for (const [at, { brief }] of kept.entries())
      for (const { topic, quote } of brief.facts) {
        const slot = slots[topic];
        if (slot === undefined) continue;
        checked += 1;
        const value = contexts[at]?.sheet.values[slot];
        expect(value?.text, slot).toContain(quote);
        expect(value?.source).not.toBe('');
      }
    expect(checked).toBeGreaterThan(10);
  });

  test('keeps every figure, with both sides', () => {
    const quantities = (figures: readonly Figure[]) =>
      figures.map(({ topic, percentile, before, now }) => [topic, percentile, before?.quantity, now?.quantity]);
    let figures = 0;
    for (const [at, { brief }] of kept.entries()) {
      const sheet = contexts[at]?.sheet ?? EMPTY.sheet;
      const before = brief.facts.flatMap((fact) =>
        fact.figures.map((figure) => [figure.topic, figure.percentile ?? null, figure.before, figure.after]),
      );
      expect(quantities(sheet.figures)).toEqual(expect.arrayContaining(before));
      expect(sheet.figures).toHaveLength(before.length);
      expect(new Set(sheet.figures.map(({ id }) => id)).size).toBe(before.length);
      figures += before.length;
    }
    expect(figures).toBeGreaterThan(5);
  });

  test('keeps hidden values and the number of letters', () => {
    for (const [at, { brief, letters }] of kept.entries()) {
      const hidden = brief.facts.flatMap(({ standIns }) => standIns.map(({ hide, say }) => ({ value: hide, say })));
      expect(contexts[at]?.sheet.hidden).toEqual(hidden);
      expect(contexts[at]?.letters).toBe(letters);
    }
    expect(contexts.flatMap(({ sheet }) => sheet.hidden)).not.toEqual([]);
  });

  test('does not ask again for declined topics or for a known role', () => {
    for (const [at, { brief }] of kept.entries()) {
      const from = deserialize(states[at] ?? stored(begin()));
      if (!from || from.value === 'letter') continue;
      const asked: string[] = [];
      const end = untilReview(from, (topic) => asked.push(topic));
      expect(end.value).toBe('review');
      for (const topic of brief.declined) expect(asked, `${topic} was left out`).not.toContain(topic);
      // With a known role, the job post isn't needed.
      if (brief.facts.some(({ topic }) => topic === 'role')) expect(asked[0]).not.toBe('role');
    }
  });

  test('upgrades briefs and letters to the current schema', () => {
    for (const { context } of states) {
      const { brief } = z.object({ brief: z.unknown() }).parse(context);
      expect(BriefSchema.safeParse(migrate('brief', brief, 1)).error).toBeUndefined();
    }
    const old = {
      heading: ['Ada'],
      greeting: 'Dear team,',
      paragraphs: [
        { sentences: [{ text: 'One.', facts: ['m1#1'] }] },
        {
          sentences: [
            { text: 'Two.', facts: [] },
            { text: 'Three.', facts: ['m2#1'] },
          ],
        },
      ],
      signOff: 'Regards,\nAda',
    };
    const read = LetterSchema.parse(migrate('letter', old, 1));
    expect(read).toMatchObject({ heading: old.heading, greeting: old.greeting, signOff: old.signOff });
    const sentences = read.paragraphs.flatMap((paragraph) => paragraph.sentences);
    expect(sentences.map(({ text, slots }) => [text, slots])).toEqual([
      ['One.', ['m1#1']],
      ['Two.', []],
      ['Three.', ['m2#1']],
    ]);
    expect(new Set(sentences.map(({ key }) => key)).size).toBe(3);
    for (const none of [null, 7, 'Dear team,', {}, { paragraphs: [{ sentences: ['One.'] }] }])
      expect(migrate('letter', none, 1)).toBeUndefined();
  });
});

describe('case 26: saved data that is not understood', () => {
  const good = stored(review);
  const old = statesOf(1)[0] ?? good;
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
    ['an invalid context of version 1', { ...old, context: { brief: null, letters: 0 } }],
    ['version 1 with a context of the current version', { ...good, version: 1 }],
    ['version 2 with a context of version 1', { ...old, version: 2 }],
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

  test('upgraded returns undefined for an unknown version', () => {
    for (const kind of ['context', 'brief', 'letter'] as const)
      for (const version of [VERSION + 1, 0, -1, 1.5]) expect(migrate(kind, {}, version)).toBeUndefined();
  });
});
