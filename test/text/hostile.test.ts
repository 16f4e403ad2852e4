/** Hostile texts through every function that reads text: the time grows with the text, and stays small. */
import { describe, expect, test } from 'vitest';
import { everyFunction, timeOf } from '../../bench/hostile/functions.ts';
import { INPUTS } from '../../bench/hostile/inputs.ts';

/** The bench has whole messages, and every text for every function. */
const LENGTH = 4_000;
/** Four times the text takes four times as long; sixteen times would be quadratic. */
const GROWTH_AT_MOST = 10;
/** What is quicker says nothing about growth; in milliseconds. */
const LEAST = 40;
/** For a busy machine; bench/hostile.ts has the real limit. In milliseconds. */
const AT_MOST = 2_000;
const RUNS = 3;

/** The best of a few runs: other processes must not fail this test. */
function bestTime(work: () => unknown, enough: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS && best > enough; run += 1) best = Math.min(best, timeOf(work));
  return best;
}

const functions = [...(await everyFunction())];

/** Each function gets every eighth of them, and a turn, which is made of the functions, every sixteenth; each gets others. */
function inputsFor(name: string) {
  const at = functions.findIndex(([each]) => each === name);
  const every = name.startsWith('turn:') ? 16 : 8;
  return Object.entries(INPUTS).filter((_, place) => (place + at) % every === 0);
}

describe('takes no long time', () => {
  test.each(functions)('%s', (name, work) => {
    const inputs = inputsFor(name);
    for (const [, make] of inputs) work(make(400));
    const slow = inputs.flatMap(([kind, make]) => {
      const text = make(LENGTH);
      const whole = bestTime(() => work(text), LEAST);
      if (whole <= LEAST) return [];
      const part = make(LENGTH / 4);
      const quarter = Math.max(
        1,
        bestTime(() => work(part), 0),
      );
      const growth = whole / quarter;
      // A short part may be cut where a bound is; then the whole is what counts.
      const isQuadratic = growth > GROWTH_AT_MOST && whole > LEAST * 8;
      return whole > AT_MOST || isQuadratic ? [`${kind}: ${quarter} ms → ${whole} ms`] : [];
    });
    expect(slow).toEqual([]);
  });
});
