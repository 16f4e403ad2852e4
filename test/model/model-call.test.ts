import { expect, test } from 'vitest';
import { z } from 'zod';
import { Budget, type ModelCall } from '../../src/model/model-call.ts';
import { createModel } from '../../src/model/openai.ts';
import { fails, isBusy, modelServer, type Reply, says } from '../fakes/model.ts';

test('a budget ends with its calls', () => {
  const budget = new Budget({ calls: 2, milliseconds: 1000 }, () => 0);
  expect([budget.take(), budget.take(), budget.take()]).toEqual([true, true, false]);
  expect(budget.usage.calls).toBe(2);
});

test('a budget ends with its time, and has never less than none left', () => {
  let now = 5000;
  const budget = new Budget({ calls: 9, milliseconds: 1000 }, () => now);
  expect([budget.take(), budget.left]).toEqual([true, 1000]);
  now += 400.5;
  expect([budget.take(), budget.left]).toEqual([true, 599.5]);
  now += 599.5;
  expect([budget.take(), budget.left]).toEqual([false, 0]);
  now += 1000;
  expect([budget.take(), budget.left]).toEqual([false, 0]);
  expect(budget.usage.calls).toBe(2);
});

test('tokens add up over the calls', () => {
  const budget = new Budget({ calls: 3, milliseconds: 1000 }, () => 0);
  budget.take();
  budget.count(100, 20);
  budget.take();
  budget.count(50, 0);
  expect(budget.usage).toEqual({ calls: 2, inputTokens: 150, outputTokens: 20 });
});

test('of one that answers, is busy, or makes no sense', async () => {
  const replies: Reply[] = [
    isBusy(0),
    says('{"b":1}', [70, 5]),
    says('{"a":1}', [70, 9]),
    fails(401, 'no'),
    says('a\nb', [8, 2]),
  ];
  await using server = await modelServer(({ number }) => replies[number - 1] ?? null);
  const calls: ModelCall[] = [];
  const endpoint = { apiKey: 'k', baseUrl: server.baseUrl, model: 'm', onCall: (call: ModelCall) => calls.push(call) };
  const model = createModel(endpoint, () => Promise.resolve());
  const budget = () => new Budget({ calls: 5, milliseconds: 20_000 }, () => performance.now());
  const prompt = { system: 's', user: 'u' };
  const shape = z.object({ a: z.number() });
  expect((await model.object({ step: 's', prompt, budget: budget() }, shape)).outcome).toBe('answered');
  expect((await model.object({ step: 's', prompt, budget: budget() }, shape)).outcome).toBe('failed');
  expect((await model.text({ step: 's', prompt, budget: budget() }, () => undefined)).outcome).toBe('answered');
  expect(calls).toEqual([
    { outcome: 'busy', inputTokens: 0, outputTokens: 0 },
    { outcome: 'malformed', inputTokens: 70, outputTokens: 5 },
    { outcome: 'answered', inputTokens: 70, outputTokens: 9 },
    { outcome: 'unauthorized', inputTokens: 0, outputTokens: 0 },
    { outcome: 'answered', inputTokens: 8, outputTokens: 2 },
  ]);
  expect(server.calls).toBe(calls.length);
});
