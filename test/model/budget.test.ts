import { expect, test } from 'vitest';
import { Budget } from '../../src/model/model-call.ts';

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
