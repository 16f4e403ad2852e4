/** Replays the answers of a capable model over HTTP, and checks the sheet and the next question. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isNewTopic } from '../../src/demo/replay.ts';
import { EMPTY, type InterviewContext } from '../../src/machine/context.ts';
import { applyCommands } from '../../src/machine/context-updates.ts';
import { nextQuestion } from '../../src/machine/next-question.ts';
import { PeriodSchema, type Quantity } from '../../src/machine/quantity.ts';
import { type Amount, EMPTY_SHEET, type Figure } from '../../src/machine/sheet.ts';
import { MetricSchema, OPEN_STEPS } from '../../src/machine/slots.ts';
import { stepQuestion } from '../../src/machine/step-question.ts';
import { modelServer, readerAndWriter, says } from '../fakes/model.ts';
import { TOPICS_THEN } from '../fixtures/topics.ts';
import { messageOf } from './message.ts';

const DIRECTORY = join(import.meta.dirname, '..', 'fixtures', 'model', 'readings');

const SideSchema = z.object({ value: z.number(), unit: z.string(), per: PeriodSchema.nullable(), quote: z.string() });
const FixtureSchema = z.object({
  /** The topic of the open question; null for the first message. */
  asked: z.string().nullable(),
  sheet: z.object({
    values: z.record(z.string(), z.string()).default({}),
    figures: z
      .array(
        z.object({
          topic: MetricSchema,
          measure: z.string().nullable(),
          percentile: z.string().nullable(),
          before: SideSchema.nullable(),
          after: SideSchema.nullable(),
        }),
      )
      .default([]),
  }),
  message: z.string(),
  answer: z.unknown(),
  expect: z.object({
    values: z.record(z.string(), z.string().nullable()).default({}),
    english: z.record(z.string(), z.string()).default({}),
    figures: z.array(z.string()),
    hidden: z.array(z.tuple([z.string(), z.string().nullable()])).default([]),
    declined: z.array(z.string()).default([]),
    pending: z.array(z.string()),
    said: z.boolean().default(false),
    /** The slot of the next question, or its topic if it is an open one. */
    next: z.string().optional(),
  }),
});
type Fixture = z.infer<typeof FixtureSchema>;

const fixtures = readdirSync(DIRECTORY).map(
  (name) =>
    [name.replace('.json', ''), FixtureSchema.parse(JSON.parse(readFileSync(join(DIRECTORY, name), 'utf8')))] as const,
);

function contextOf({ asked, sheet }: Fixture): InterviewContext {
  const value = (text: string) => ({ text, source: 'earlier', sentences: 1, ours: false });
  const amount = (side: z.infer<typeof SideSchema> | null): Amount | null => {
    if (side === null) return null;
    const { value, unit, per, quote } = side;
    return { quantity: { value, unit, ...(per && { per }) }, bound: null, tail: '', quote, source: 'earlier' };
  };
  const figures = sheet.figures.map(({ topic, measure, percentile, before, after }, at): Figure => {
    const sides = { now: amount(after), before: amount(before) };
    return { id: `${topic}.${at + 1}`, topic, measure, percentile, ...sides, sentence: null, typed: null };
  });
  const at = OPEN_STEPS.findIndex(({ topic }) => topic === asked);
  return {
    ...EMPTY,
    open: true,
    // The fixtures know no topic that was added later.
    done: OPEN_STEPS.filter((step, place) => place < at || isNewTopic(step.topic, TOPICS_THEN)).map(({ id }) => id),
    sheet: {
      ...EMPTY_SHEET,
      values: Object.fromEntries(Object.entries(sheet.values).map(([slot, text]) => [slot, value(text)])),
      figures,
    },
  };
}

const quantity = ({ value, unit, per }: Quantity) => `${value} ${unit}${per ? `/${per}` : ''}`;
const figureOf = ({ topic, percentile, before, now }: Figure) =>
  `${topic}${percentile ? ` ${percentile}` : ''}: ${[before, now].flatMap((side) => (side ? [quantity(side.quantity)] : [])).join(' → ')}`;

describe('recorded reading', () => {
  test.each(fixtures)('gives the expected sheet and next question: %s', async (_, fixture) => {
    await using server = await modelServer(() => says(JSON.stringify(fixture.answer)));
    const { reader } = readerAndWriter(server);
    const context = contextOf(fixture);
    const step = OPEN_STEPS.find(({ topic }) => topic === fixture.asked);
    const question = step ? stepQuestion(step, context) : null;
    const commands = await reader.read(messageOf({ text: fixture.message, question, context }));
    expect(server.calls).toBe(1);
    const { expect: expected } = fixture;
    const after = applyCommands(context, commands);
    const { sheet } = after;
    for (const [slot, text] of Object.entries(expected.values))
      expect([slot, sheet.values[slot]?.text ?? null]).toEqual([slot, text]);
    for (const [slot, text] of Object.entries(expected.english)) expect(sheet.values[slot]?.english).toBe(text);
    expect(sheet.figures.map(figureOf)).toEqual(expected.figures);
    expect(sheet.hidden.map(({ value, say }) => [value, say])).toEqual(expected.hidden);
    expect(sheet.declined).toEqual(expected.declined);
    expect(after.pending.map(({ kind }) => kind)).toEqual(expected.pending);
    expect(after.said !== null).toBe(expected.said);
    const next = nextQuestion(after);
    if (expected.next) expect(next?.slot || next?.topic).toBe(expected.next);
    // Every noted value was typed.
    for (const value of Object.values(sheet.values))
      if (value.source === 'm1') for (const clause of value.text.split('; ')) expect(fixture.message).toContain(clause);
  });
});
