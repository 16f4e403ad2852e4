/** The tokens of a day: reserved before each request, settled with what the server counted, and free where it said no. */
import { expect, test } from 'vitest';
import { Budget } from '../../src/model/model-call.ts';
import { createModel, createTranscriber } from '../../src/model/openai.ts';
import { createTokenBudget } from '../../src/store/usage.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { breaksOff, fails, hangsUp, hears, modelServer, type Reply, says, saysUncounted } from '../fakes/model.ts';
import { GOOD, PROMPT, Shape } from './asking.ts';

const LIMIT = 1_000_000;

function budgetOf(limit = LIMIT) {
  const store = new MemoryStore();
  const faults: unknown[] = [];
  const now = () => new Date('2026-11-29T12:00:00Z');
  const use = { day: '2026-11-29', what: 'tokens', person: null };
  return {
    tokens: createTokenBudget(store, limit, now, (error) => faults.push(error)),
    store,
    faults,
    /** What is used so far. */
    async used(): Promise<number> {
      let [least, most] = [0, limit];
      while (least < most) {
        const middle = Math.ceil((least + most) / 2);
        const fits = await store.reserve({ ...use, amount: middle }, limit);
        if (fits) await store.giveBack({ ...use, amount: middle });
        [least, most] = fits ? [middle, most] : [least, middle - 1];
      }
      return limit - least;
    },
  };
}

async function ask(kind: 'object' | 'text', replies: readonly Reply[], limit = LIMIT) {
  let at = 0;
  await using server = await modelServer(() => replies[Math.min(at++, replies.length - 1)] ?? null);
  const { tokens, used } = budgetOf(limit);
  const endpoint = { apiKey: 'sk-test', baseUrl: server.baseUrl, model: 'gpt-test' };
  const model = createModel(endpoint, () => Promise.resolve(), tokens);
  const budget = new Budget({ calls: 2, milliseconds: 10_000 }, () => performance.now());
  const call = { step: 'reading', prompt: PROMPT, budget };
  const answer = await (kind === 'object' ? model.object(call, Shape) : model.text(call, () => undefined));
  return { answer, calls: server.calls, used: await used(), isSpent: tokens.isSpent(), budget: budget.usage };
}

const MOST = expect.toSatisfy((used: number) => used > 8_000 && used < 10_000);

test.each([
  ['counted', 'object', [says(GOOD, [700, 30])], 730],
  ['counted in a stream', 'text', [says('Hi there.', [700, 30])], 730],
  ['refused, and then counted', 'object', [fails(429, 'busy'), says(GOOD, [700, 30])], 730],
  ['refused', 'object', [fails(401, 'who are you')], 0],
  ['not counted', 'object', [saysUncounted(GOOD)], MOST],
  ['broken off', 'text', [breaksOff('Hi')], MOST],
] as const)('an answer that is %s', async (_, kind, replies, expected) => {
  const { used, isSpent } = await ask(kind, replies);
  expect(used).toEqual(expected);
  expect(isSpent).toBe(false);
});

test('a line that goes dead each time may have cost all of it each time', async () => {
  const { used, calls } = await ask('object', [hangsUp()]);
  expect(calls).toBe(2);
  expect(used).toBeGreaterThan(2 * 8_000);
});

test('what the database does not let it give back counts as used', async () => {
  const { tokens, store, faults, used } = budgetOf();
  const giveBack = store.giveBack.bind(store);
  store.giveBack = () => Promise.reject(new Error('away'));
  const settle = await tokens.reserve(5_000);
  await settle?.(100);
  store.giveBack = giveBack;
  expect(faults).toEqual([new Error('away')]);
  expect(await used()).toBe(5_000);
});

test('a server that is not there costs nothing', async () => {
  const server = await modelServer();
  const { baseUrl } = server;
  await server[Symbol.asyncDispose]();
  const { tokens, used } = budgetOf();
  const model = createModel({ apiKey: 'none', baseUrl, model: 'gpt-test' }, () => Promise.resolve(), tokens);
  const budget = new Budget({ calls: 2, milliseconds: 10_000 }, () => performance.now());
  const answer = await model.object({ step: 'reading', prompt: PROMPT, budget }, Shape);
  expect(answer.outcome).toBe('failed');
  expect(budget.usage.calls).toBe(2);
  expect(await used()).toBe(0);
});

test('a request that might not fit is not made, and that is known', async () => {
  const { answer, calls, used, isSpent, budget } = await ask('object', [says(GOOD)], 8_000);
  expect(answer).toEqual({ outcome: 'failed', why: 'spent' });
  expect([calls, used, isSpent, budget.calls]).toEqual([0, 0, true, 0]);
});

test('recordings are paid out of the same budget', async () => {
  await using server = await modelServer();
  server.transcribe(() => hears('Hello.'));
  const listen = async (limit: number) => {
    const { tokens, used } = budgetOf(limit);
    const endpoint = { apiKey: 'sk-test', baseUrl: server.baseUrl, model: 'whisper-test' };
    const transcriber = createTranscriber(endpoint, 5_000, () => performance.now(), undefined, tokens);
    const { answer } = await transcriber.transcribe(Uint8Array.of(1, 2, 3), 'a.ogg');
    return { outcome: answer.outcome, used: await used() };
  };
  expect(await listen(LIMIT)).toEqual({ outcome: 'answered', used: 18_000 });
  expect(await listen(17_999)).toEqual({ outcome: 'failed', used: 0 });
  expect(server.calls).toBe(1);
});
