/** Which messages cost a call, and what the model is sent with them. */
import { getEncoding } from 'js-tiktoken';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { redact } from '../../src/letter/redact.ts';
import { EMPTY, type InterviewContext } from '../../src/machine/context.ts';
import { pendingQuestion } from '../../src/machine/pending-question.ts';
import type { Question } from '../../src/machine/question.ts';
import { OPEN_STEPS, STEPS } from '../../src/machine/slots.ts';
import { letterQuestion, reviewQuestion, stepQuestion } from '../../src/machine/step-question.ts';
import type { Call, LanguageModel } from '../../src/model/model-call.ts';
import { readingPrompt } from '../../src/prompts/model/reading.ts';
import { guidedReader } from '../../src/reader/guided.ts';
import { createModelReader } from '../../src/reader/model.ts';
import type { Message } from '../../src/reader/reader.ts';
import { figure, value } from '../letter/sheets.ts';
import { reading } from './reading.ts';

/** The load is declined, so the metrics are asked for one by one. */
const OPEN: InterviewContext = {
  ...EMPTY,
  open: true,
  sheet: { ...EMPTY.sheet, declined: ['throughput.now'] },
};

function counting(told = reading({ declined: ['background'] })) {
  const calls: Call[] = [];
  const model: LanguageModel = {
    object: (call, shape) => {
      calls.push(call);
      call.budget.take();
      call.budget.count(1000, 100);
      return Promise.resolve({
        outcome: 'answered',
        value: shape.parse(told),
        raw: '',
      });
    },
    text: () => Promise.reject(new Error('nothing is streamed')),
  };
  const reader = createModelReader(model, guidedReader, {
    now: () => 0,
    limits: { calls: 2, milliseconds: 1 },
    redact,
  });
  return { calls, reader };
}

function questionFor(asked: string, context: InterviewContext): Question | null {
  if (asked.startsWith('revise:'))
    return pendingQuestion({ kind: 'revise', slot: asked.slice('revise:'.length), figure: null }, context);
  if (asked === 'review') return reviewQuestion(context);
  if (asked === 'letter') return letterQuestion(context);
  const step = [...OPEN_STEPS, ...STEPS].find(({ id }) => id === asked);
  return step ? stepQuestion(step, context) : null;
}

async function read(asked: string, text: string, parts: Partial<Message> = {}, told?: ReturnType<typeof reading>) {
  const { calls, reader } = counting(told);
  const context = parts.context ?? OPEN;
  const question = questionFor(asked, context);
  const sentences = [{ key: 'closing', text: 'I can show it.' }];
  const rest = {
    sentences,
    inLetter: () => null,
    letterText: () => '',
    drops: () => false,
    greets: () => ({ forms: [], isSure: false }),
  };
  const commands = await reader.read({ id: 'm2', text, question, context, as: null, ...rest, ...parts });
  return { calls, commands };
}

test('a model reads an answer about all numbers, even a plain one', async () => {
  const { calls } = await read('throughput:open', 'p99 6 minutes → 4 seconds', { context: { ...EMPTY, open: true } });
  expect(calls).toHaveLength(1);
});

test('where a model finds nothing in a message about the letter, the rules answer', async () => {
  const { commands } = await read('review', '9', {}, reading({}));
  expect(commands).toMatchObject([{ type: 'remark', remark: 'no-such-sentence' }, { type: 'cost' }]);
});

describe('message that needs no model call', () => {
  test.each([
    ['first message', 'hi'],
    ['system:open', 'skip'],
    ['system:open', 'back'],
    ['system:open', 'why do you ask?'],
    ['system:open', 'see above'],
    ['latency:open', 'p99 6 minutes → 4 seconds'],
    ['latency:open', 'lag p99 6 hours before, 9 seconds now'],
    ['latency:open', 'cut 4'],
    ['latency.before', '6 minutes'],
    ['latency.before', 'about 6 minutes'],
    ['latency.percentile', 'p95'],
    ['throughput.before', '400 readings per second'],
    ['role:open', 'Backend Engineer at Harbour Grid'],
    ['contact:open', 'Jo Lind, jo@example.com, Malmö'],
    ['contact.name+contact.email+contact.location', 'Jo Lind'],
    ['review', '1: I can show you all of it.'],
    ['review', 'cut 1'],
    ['review', 'move 2 to 1'],
    ['letter', 'thanks'],
  ])('makes no call at %s for: %s', async (asked, text) => {
    expect((await read(asked, text)).calls).toHaveLength(0);
  });

  test('makes no call for a word of the letter that is to be kept out', async () => {
    const { calls } = await read('confidential:confidential', 'Pellucid', { inLetter: (words) => words });
    expect(calls).toHaveLength(0);
  });

  test('makes no call while a letter is being written', async () => {
    const context = { ...OPEN, sheet: { ...OPEN.sheet, values: { closing: value('I can show it.') } } };
    expect((await read('nothing', 'is it done yet', { context })).calls).toHaveLength(0);
  });

  test('makes no call above the cost limit of an interview', async () => {
    const context = { ...OPEN, cost: { calls: 100, tokens: 0 } };
    const { calls, commands } = await read('closing:open', 'I can show you the spec.', { context });
    expect(calls).toHaveLength(0);
    expect(commands.map(({ type }) => type)).toEqual(['set', 'model-failed']);
  });
});

describe('message that needs a model call', () => {
  test.each([
    ['first message', 'hi ok so I built a thing at Loamworks'],
    ['system:open', 'I rebuilt the pipeline.'],
    ['throughput:open', '3M rps at peak'],
    ['throughput:open', 'put 5 million rps lol, it is 1,200 orders a minute, was 90'],
    ['reliability:open', 'good'],
    ['role:open', 'Staff Engineer, Bidding, at Lumenade'],
    ['latency.before', "no wait, now it's 310 ms"],
    ['latency.before', 'it was 6 minutes, I think, with the old nightly job'],
    ['system.part', 'The protocol was mine.'],
    ['contact.name+contact.email+contact.location', 'Reto, but please do not print my address'],
    ['confidential:confidential', 'call Pellucid a streaming service'],
    ['review', 'the p99 is 310 ms, not 210'],
    ['letter', 'I left Tavolo in 2024 by the way'],
  ])('makes one call at %s for: %s', async (asked, text) => {
    const { calls, commands } = await read(asked, text);
    expect(calls).toHaveLength(1);
    expect(commands.at(-1)).toEqual({ type: 'cost', calls: 1, tokens: 1100 });
  });

  test('a noted text that is typed again with fewer sentences needs none; any other new text does', async () => {
    const noted = value('I wrote the backend, just me. The rig is the supplier’s. I only read it.');
    const context = { ...OPEN, sheet: { ...OPEN.sheet, values: { 'system.part': noted } } };
    const short = 'I wrote the backend, just me. I only read it.';
    const { calls, commands } = await read('revise:system.part', short, { context });
    expect(calls).toHaveLength(0);
    expect(commands).toMatchObject([{ type: 'set', slot: 'system.part', value: { text: short } }]);
    const other = await read('revise:system.part', 'I wrote the backend in C#, just me.', { context });
    expect(other.calls[0]?.prompt.user).toContain('system.part anew (what they leave out goes');
  });

  test('makes one call for an edited answer', async () => {
    const { calls } = await read('system:open', 'I rebuilt it.', { as: 'answer' });
    expect(calls).toHaveLength(1);
  });
});

test('sends the model the question and the notes with short ids, and nothing hidden', async () => {
  const amount = (text: string) => ({
    quantity: { value: 1, unit: 's' },
    bound: null,
    tail: '',
    quote: text,
    source: 'm1',
  });
  const context: InterviewContext = {
    ...OPEN,
    sheet: {
      ...OPEN.sheet,
      values: {
        'role.company': value('Harbour Grid'),
        'system.employer': value('Kestrel Health'),
        'system.what': value(`Kestrel Health runs on it. ${'x'.repeat(300)}`),
      },
      figures: [
        figure('latency', { measure: 'a search', percentile: 'p99', before: amount('2.4 s'), now: amount('210 ms') }),
      ],
      hidden: [
        { value: 'Kestrel Health', say: 'a hospital group' },
        { value: '2.4 s', say: null },
      ],
    },
  };
  const { calls } = await read('company:open', 'At KESTREL HEALTH it took 2400 ms, I like their docs.', { context });
  const { system, user } = calls[0]?.prompt ?? { system: '', user: '{}' };
  expect(system).toBe(readingPrompt(false));
  const shown = z.looseObject({ noted: z.array(z.string()) }).parse(JSON.parse(user));
  expect(shown).toMatchObject({
    asked: expect.stringContaining('Which engineering choice of Harbour Grid'),
    confidential: ['⟦a⟧: a hospital group', '⟦b⟧: left out'],
    message: 'At ⟦a⟧ it took ⟦b⟧, I like their docs.',
  });
  expect(shown.noted.slice(0, 2)).toEqual(['role.company: Harbour Grid', 'system.employer: ⟦a⟧']);
  expect(shown.noted[3]).toBe('f1 latency p99 before ⟦b⟧ after 210 ms (a search)');
  expect(user).not.toMatch(/kestrel|2\.4|2400/i);
  expect(user.length).toBeLessThan(1_000);
});

test('the prompt has less than 1,200 tokens', () => {
  const encoding = getEncoding('o200k_base');
  const whatToDo = 'shorten what src/prompts/model/reading.ts says twice, or at length, until a new topic has room';
  for (const hasLetter of [false, true])
    expect(encoding.encode(readingPrompt(hasLetter)).length, whatToDo).toBeLessThan(1_200);
});
