/**
 * The gate against lies that nobody thought of in advance: whole letters out of a seed, in which every figure is changed
 * in a digit, in its unit, in its direction and in its percentile; and the same figures in other words, which are true.
 */
import { describe, expect, test } from 'vitest';
import { check, FAULT_KINDS } from '../../src/letter/check.ts';
import { candidate, letterAround, passage, understood, wording } from './generated/letter.ts';
import { type Lie, lies } from './generated/mutations.ts';
import { paraphrases } from './generated/paraphrases.ts';
import { type Random, randomFrom, seedOfRun } from './generated/random.ts';
import { isLoose, tellingsOf } from './generated/telling.ts';

const SEED = seedOfRun();
const LETTERS = 200;

/** Kinds that a lie about a number may be called. */
const NUMERIC = new Set(FAULT_KINDS.slice(0, FAULT_KINDS.indexOf('invented-technology')));

/** A candidate, and a letter of theirs that is true. */
function writer(random: Random) {
  const one = candidate(random);
  const words = wording(one.figures, random);
  const telling = (figures: typeof one.figures) => {
    const numbers = passage(figures, words);
    const text = letterAround(numbers, one.story);
    const start = text.indexOf(numbers);
    return { numbers, text, start, end: start + numbers.length };
  };
  return { ...one, words, telling };
}

describe(`${LETTERS} letters (SEED=${SEED})`, () => {
  test('are true, and the interview understood what they are about', () => {
    const random = randomFrom(SEED);
    for (let count = 0; count < LETTERS; count += 1) {
      const one = writer(random);
      const { numbers, text } = one.telling(one.figures);
      expect({ numbers, understood: understood(one), faults: check(text, one.brief) }).toEqual({
        numbers,
        understood: true,
        faults: [],
      });
    }
  });

  test('with one figure changed are caught where it stands, every one of them', () => {
    const random = randomFrom(SEED);
    const missed: string[] = [];
    const tried = new Map<Lie, number>();
    for (let count = 0; count < LETTERS; count += 1) {
      const { brief, figures, words, telling } = writer(random);
      for (const [index, figure] of figures.entries()) {
        const loosely = words.all === null && isLoose(words.each[index]);
        for (const [lie, changed] of lies(figure, figures, loosely, random)) {
          const { numbers, text, start, end } = telling(figures.with(index, changed));
          const caught = check(text, brief).some(
            (fault) => NUMERIC.has(fault.kind) && fault.start < end && fault.end > start,
          );
          tried.set(lie, (tried.get(lie) ?? 0) + 1);
          if (!caught) missed.push(`${lie}: ${numbers} (true: ${telling(figures).numbers})`);
        }
      }
    }
    expect(missed).toEqual([]);
    for (const lie of ['digit', 'unit', 'swap'] as const) expect(tried.get(lie)).toBeGreaterThanOrEqual(3 * LETTERS);
    expect(tried.get('percentile')).toBeGreaterThanOrEqual(LETTERS);
    expect(tried.get('nines')).toBeGreaterThanOrEqual(LETTERS / 20);
  });

  test('in other words are let through, every one of them', () => {
    const random = randomFrom(SEED);
    const flagged: string[] = [];
    const manners = new Set<string>();
    for (let count = 0; count < LETTERS; count += 1) {
      const { brief, figures, story } = candidate(random);
      const one = random.whole(0, figures.length - 1);
      const said = figures.map((figure) => random.one(tellingsOf(figure))(figure));
      const figure = figures[one];
      const ways = figure ? paraphrases(figure, random) : [];
      // One of each manner, so that the frequent ones don't drown the others.
      for (const manner of new Set(ways.map((way) => way.manner))) {
        const { text } = random.one(ways.filter((way) => way.manner === manner));
        const faults = check(letterAround(said.with(one, text).join(' '), story), brief);
        manners.add(manner);
        if (faults.length > 0)
          flagged.push(`${text} (${faults.map(({ kind, span }) => `${kind}: ${span}`).join('; ')})`);
      }
    }
    expect(flagged).toEqual([]);
    expect([...manners].toSorted()).toEqual([
      'multiple',
      'per cent',
      'percentile',
      'rounded',
      'share',
      'spelled',
      'unit',
    ]);
  });
});
