import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Interview, interview } from '../../bench/candidate.ts';
import { type Case, loadCases } from '../../bench/case.ts';
import type { Program } from '../../bench/protocol.ts';
import { score, type Verdict } from '../../bench/score.ts';
import { type Directory, dataDirectory, speaking } from './program.ts';

const CASES = await loadCases(join(import.meta.dirname, '..', 'fixtures', 'cases'));

/** Candidates of several kinds, played against the real program in one process, side by side. */
describe.each(CASES.map((played) => ({ played, id: played.id })))('$id', ({ played }) => {
  let verdict: Verdict;
  let said: Interview;
  beforeAll(async () => {
    ({ verdict, said } = await outcomeOf(played));
  });

  test('ends in a letter, with no more questions than it may take', () => {
    expect(said.failure).toBeNull();
    expect(verdict.questions.topicsKept, `asked ${verdict.questions.topics} of ${verdict.questions.max}`).toBe(true);
    expect(verdict.crowded).toEqual([]);
    expect(verdict.unsaid).toEqual([]);
  });

  test('every figure is understood, and none besides', () => {
    expect(verdict.figures).toMatchObject({ missed: [], wrong: [] });
    expect(verdict.figures.expected).toBe(played.expect.figures.length);
  });

  test('the letter says what it should, and nothing that it must not', () => {
    expect(verdict.letter).toMatchObject({ forbidden: [], unmatched: [] });
    expect(verdict.letter?.words).toBeGreaterThan(80);
  });

  test('what was vague is followed up, what was told is not asked, what was declined is left out', () => {
    expect(verdict.probes.missed).toEqual([]);
    expect(verdict.needless).toEqual([]);
    expect(verdict.declined.given.toSorted()).toEqual(played.expect.declined.toSorted());
  });

  test('every quote stands in what the candidate said', () => {
    expect(verdict.quotes.unfaithful).toEqual([]);
    expect(verdict.quotes.checked).toBeGreaterThan(6);
  });
});

test('the cases are of different kinds', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(6);
  expect(new Set(CASES.map(({ style }) => style)).size).toBe(CASES.length);
});

let directory: Directory;
let program: Program;

beforeAll(async () => {
  directory = await dataDirectory();
  program = await speaking(directory);
});

afterAll(async () => {
  expect(program.strays).toEqual([]);
  expect(await program.end()).toEqual({ code: 0, signal: null });
  await directory[Symbol.asyncDispose]();
});

async function outcomeOf(played: Case): Promise<{ verdict: Verdict; said: Interview }> {
  const said = await interview(program, played);
  return { verdict: score(played, said), said };
}
