/** Whole interviews, read by a capable reader who was given nothing but the prompt: what becomes of their answers. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { check } from '../../../src/letter/check.ts';
import { letterText } from '../../../src/letter/letter.ts';
import { composed } from '../../../src/letter/settle.ts';
import { type Brief, DetailsSchema, detail, TOPICS, type Topic, TopicSchema } from '../../../src/machine/brief.ts';
import { advance } from '../../../src/machine/interview.ts';
import { modelServer, says } from '../../fakes/model.ts';
import { there } from '../../letter/author.ts';
import { begun, figuresIn } from '../converse.ts';
import { readerAt } from './listening.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/model');

const TurnSchema = z.object({
  asked: z.object({ topic: TopicSchema }).nullable(),
  text: z.string(),
  /** Null where the rules left no doubt, and nobody was asked. */
  answer: z.string().nullable(),
});
type Turn = z.infer<typeof TurnSchema>;

const ExpectedSchema = z.record(
  z.string(),
  z.object({
    figures: z.array(z.string()),
    names: DetailsSchema,
    topics: z.array(TopicSchema),
    declined: z.array(TopicSchema),
    /** What must stay out, and what may be said in its place. */
    hidden: z.array(z.object({ hide: z.string(), say: z.string().nullable() })),
    struck: z.array(z.string()),
    /** Words of orders, of others, and of what was taken back, which no letter may hold. */
    absent: z.array(z.string()),
    /** Questions that the model worded and that were asked. */
    worded: z.array(z.string()),
  }),
);
const EXPECTED = ExpectedSchema.parse(JSON.parse(readFileSync(join(FIXTURES, 'readings.expected.json'), 'utf8')));

const recorded = readdirSync(join(FIXTURES, 'readings')).map((file) => ({
  id: file.replace('.json', ''),
  turns: z
    .object({ turns: z.array(TurnSchema) })
    .parse(JSON.parse(readFileSync(join(FIXTURES, 'readings', file), 'utf8'))).turns,
}));

/** The turn that answers what is asked now: the next one, or a later one on its topic; null where there is none. */
function turnFor(topic: Topic | null, waiting: readonly Turn[], said: string): Turn | null {
  const next = waiting[0];
  if (!next || topic === next.asked?.topic || next.text === said) return next ?? null;
  return waiting.find(({ asked }) => asked?.topic === topic) ?? null;
}

async function replayed(turns: readonly Turn[]) {
  let current: Turn | null = null;
  await using server = await modelServer(() => (current?.answer ? says(current.answer) : null));
  const reader = readerAt(server);
  const said = new Map<string, string>();
  const worded: string[] = [];
  let state = begun();
  let waiting = turns;
  let last = '';
  while (waiting.length > 0 && state.context.asking !== null) {
    const { asking, brief } = state.context;
    current = turnFor(asking.topic, waiting, last);
    if (current === null) {
      state = advance(state, { type: 'skipped' });
      continue;
    }
    const { text, answer } = current;
    waiting = waiting.filter((turn) => turn !== current);
    // Once the same message was asked for again, which it is not any more.
    if (text === last) continue;
    last = text;
    const id = `m${turns.indexOf(current) + 1}`;
    said.set(id, text);
    const before = server.calls;
    const reading = await reader.read({ id, text, asking, brief });
    expect({ text, calls: server.calls - before }).toEqual({ text, calls: answer === null ? 0 : 1 });
    state = advance(state, { type: 'said', reading });
    const { wording } = state.context.asking ?? {};
    if (wording !== undefined) worded.push(wording);
  }
  return { state, said, worded, left: waiting.length };
}

function names(brief: Brief) {
  return Object.fromEntries(
    DetailsSchema.keyType.options.flatMap((name) => {
      const value = detail(brief, name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

test('there are ten interviews, each with what was understood at its end', () => {
  expect(recorded).toHaveLength(10);
  expect(recorded.flatMap(({ turns }) => turns)).toHaveLength(106);
  expect(recorded.map(({ id }) => id).toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
});

describe.each(recorded)('$id', ({ id, turns }) => {
  test('is understood, in one call for each message that leaves a doubt', async () => {
    const { state, said, worded, left } = await replayed(turns);
    const { brief } = state.context;
    expect({ value: state.value, left }).toEqual({ value: 'review', left: 0 });
    for (const { source, quote, voice, details } of brief.facts) {
      expect(said.get(source)).toContain(quote);
      expect(voice).toBe('candidate');
      for (const value of Object.values(details)) expect([...said.values()].join('\n')).toContain(value);
    }
    expect({
      figures: figuresIn(brief),
      names: names(brief),
      topics: TOPICS.filter((topic) => brief.facts.some((fact) => fact.topic === topic)),
      declined: brief.declined,
      hidden: brief.facts.flatMap(({ standIns }) => standIns),
      struck: brief.facts.flatMap(({ struck }) => struck),
      worded,
    }).toEqual({ ...EXPECTED[id], absent: undefined });
    const letter = letterText(there(composed({ brief, date: new Date('2026-03-02T12:00:00Z'), short: false })));
    expect(check(letter, brief)).toEqual([]);
    for (const words of EXPECTED[id]?.absent ?? []) expect(letter).not.toContain(words);
  });
});
