/** Runs every function that reads text on hostile texts: the time has to be linear and short. */
import { describe, expect, test } from 'vitest';
import { everyFunction, timeOf } from '../../bench/hostile/functions.ts';
import { INPUTS } from '../../bench/hostile/inputs.ts';
import { SLOT_AT_MOST } from '../../src/reader/answer-backlog.ts';

/** A longer answer is refused. bench/hostile.ts also uses messages of full length, and every text for every function. */
const LENGTH = SLOT_AT_MOST;
/** For four times the text: 4 is linear, 16 would be quadratic. */
const GROWTH_AT_MOST = 10;
/** Too short to measure growth, in milliseconds. */
const LEAST = 40;
/** In milliseconds, for a busy machine; bench/hostile.ts has the real limit. */
const AT_MOST = 2_000;
const RUNS = 3;

/** The best of a few runs, as other processes take time, too. */
function bestTime(work: () => unknown, enough: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS && best > enough; run += 1) best = Math.min(best, timeOf(work));
  return best;
}

const functions = [...(await everyFunction())];

/** An eighth of the inputs for each function, and a sixteenth for a turn, which runs them all. Each gets other ones. */
function inputsFor(name: string) {
  const at = functions.findIndex(([each]) => each === name);
  const every = name.startsWith('turn:') ? 16 : 8;
  return Object.entries(INPUTS).filter((_, place) => (place + at) % every === 0);
}

describe('hostile texts', () => {
  test.each(functions)('take linear time in: %s', (name, work) => {
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
      // A text over a length limit may be skipped, so growth counts only if the whole takes long.
      const isQuadratic = growth > GROWTH_AT_MOST && whole > LEAST * 8;
      return whole > AT_MOST || isQuadratic ? [`${kind}: ${quarter} ms → ${whole} ms`] : [];
    });
    expect(slow).toEqual([]);
  });
});
