/** Retention runs at the start and once a day, also after a failure. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Place } from '../../src/adapters/contract.ts';
import { StoreFailure } from '../../src/store/database-errors.ts';
import { createRetention } from '../../src/turn/retention.ts';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-29T12:00:00Z') }));
afterEach(() => void vi.useRealTimers());

const DAY_MS = 86_400_000;

function retention(answers: (Place | null | Error)[]) {
  const asked: Date[] = [];
  const days: string[] = [];
  const forgotten: Place[] = [];
  const faults: unknown[] = [];
  const made = createRetention({
    store: {
      async forgetSilent(before) {
        asked.push(before);
        const answer = answers.shift() ?? null;
        if (answer instanceof Error) throw answer;
        return answer;
      },
      dropUsesBefore: async (day) => void days.push(day),
    },
    days: 90,
    now: () => new Date(),
    forgotten: async (place) => void forgotten.push(place),
    onFault: (error) => faults.push(error),
  });
  return { ...made, asked, days, forgotten, faults };
}

test('forgets all silent places at the start, and further ones a day later', async () => {
  const { start, stop, asked, days, forgotten } = retention(['telegram:1', 'discord:2', null, 'telegram:3', null]);
  start();
  start();
  await vi.advanceTimersByTimeAsync(DAY_MS - 1);
  expect(forgotten).toEqual(['telegram:1', 'discord:2']);
  expect(asked.map((date) => date.toISOString())).toEqual(Array(3).fill('2026-08-31T12:00:00.000Z'));
  await vi.advanceTimersByTimeAsync(1);
  expect(forgotten).toEqual(['telegram:1', 'discord:2', 'telegram:3']);
  expect(days).toEqual(['2026-11-29', '2026-11-30']);
  await stop();
  await vi.advanceTimersByTimeAsync(3 * DAY_MS);
  expect(asked).toHaveLength(5);
});

test('reports a database failure, and tries again a day later', async () => {
  const { start, stop, forgotten, faults } = retention([new StoreFailure('down'), 'telegram:1', null]);
  start();
  await vi.advanceTimersByTimeAsync(DAY_MS);
  expect(faults).toEqual([expect.any(StoreFailure)]);
  expect(forgotten).toEqual(['telegram:1']);
  await stop();
});
