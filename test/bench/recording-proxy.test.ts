/** The recording proxy, between the model client and a server. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { startRecordingProxy } from '../../bench/recording-proxy.ts';
import type { RecordedAnswer } from '../../src/demo/replay.ts';
import { Budget } from '../../src/model/model-call.ts';
import { createModel } from '../../src/model/openai.ts';
import { fails, modelServer, type Script, says } from '../fakes/model.ts';

const ShapeSchema = z.object({ language: z.string() });

async function recording(script: Script, known: readonly RecordedAnswer[] = []) {
  const server = await modelServer(script);
  const troubles: string[] = [];
  let line = 1;
  let saved = 0;
  const proxy = await startRecordingProxy({
    upstream: server.baseUrl,
    known,
    line: () => line,
    async onAnswer() {
      saved += 1;
    },
    onTrouble: (sentence) => void troubles.push(sentence),
  });
  const model = createModel({ apiKey: 'sk-test', baseUrl: proxy.baseUrl, model: 'gpt-test' });
  const budget = new Budget({ calls: 8, milliseconds: 30_000 }, () => performance.now());
  const call = (step: string, user: object = {}) => ({
    step,
    budget,
    prompt: { system: 'Our words.', user: JSON.stringify(user) },
  });
  return {
    server,
    proxy,
    budget,
    troubles,
    saved: () => saved,
    say: (at: number) => {
      line = at;
    },
    read: () => model.object(call('reading', { message: 'hi' }), ShapeSchema),
    check: () => model.object(call('verify', { facts: [] }), ShapeSchema),
    async write(user: object = {}) {
      let heard = '';
      const answer = await model.text(call('draft', user), (piece) => {
        heard += piece;
      });
      return { answer, heard };
    },
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

test('complete and streamed answers pass through, and are recorded with step, line and tokens', async () => {
  await using one = await recording(({ format }) =>
    format === 'none' ? says('{"p":1}\n{"p":2}', [50, 9]) : says('{"language":"en"}', [70, 5]),
  );
  expect(await one.read()).toMatchObject({ outcome: 'answered', value: { language: 'en' } });
  one.say(4);
  expect(await one.write()).toMatchObject({
    answer: { outcome: 'answered' },
    heard: expect.stringContaining('{"p":2}'),
  });
  await one.check();
  await one.write({ facts: [], draft: [] });
  expect(one.proxy.answers).toEqual([
    { step: 'reading', line: 1, content: '{"language":"en"}', tokens: { input: 70, output: 5 } },
    { step: 'draft', line: 4, content: '{"p":1}\n{"p":2}', tokens: { input: 50, output: 9 } },
    { step: 'verify', line: 4, content: '{"language":"en"}', tokens: { input: 70, output: 5 } },
    { step: 'revise', line: 4, content: '{"p":1}\n{"p":2}', tokens: { input: 50, output: 9 } },
  ]);
  expect(one.saved()).toBe(4);
  expect(one.budget.usage).toEqual({ calls: 4, inputTokens: 240, outputTokens: 28 });
  // The schema is forwarded unchanged.
  const format = z
    .object({ json_schema: z.object({ strict: z.literal(true), schema: z.record(z.string(), z.unknown()) }) })
    .parse(one.server.asked[0]?.body.response_format);
  expect(format.json_schema.schema).toHaveProperty('properties');
});

test('a 504 of the server is retried, and the client does not see it', async () => {
  await using one = await recording(({ number }) =>
    number === 1 ? fails(504, 'no answer came') : says('{"language":"en"}'),
  );
  expect(await one.read()).toMatchObject({ outcome: 'answered' });
  expect(one.budget.usage.calls).toBe(1);
  expect(one.proxy.answers).toHaveLength(1);
});

test('another failure is passed on and reported, and not recorded', async () => {
  await using one = await recording(() => fails(401, 'no such key'));
  expect(await one.read()).toEqual({ outcome: 'failed', why: 'unauthorized' });
  expect(one.proxy.answers).toEqual([]);
  expect(one.troubles.join()).toContain('401');
});

test('a known answer for the same line is reused without a request', async () => {
  const known: RecordedAnswer[] = [
    { step: 'reading', line: 2, content: '{"language":"de"}', tokens: { input: 1, output: 1 } },
  ];
  await using one = await recording(() => says('{"language":"en"}'), known);
  expect(await one.read()).toMatchObject({ value: { language: 'en' } });
  one.say(2);
  expect(await one.read()).toMatchObject({ value: { language: 'de' } });
  expect(one.server.calls).toBe(1);
  expect(one.proxy.answers).toHaveLength(2);
  expect(one.proxy.unused).toEqual([]);
});
