import { describe, expect, test } from 'vitest';
import { hasWords, opensCorrection, PHRASES, phraseIn } from '../../src/text/phrases.ts';

describe('a whole message that is no answer', () => {
  for (const { id, phrases, examples, counterexamples } of PHRASES) {
    test.each(examples)(`${id}: "%s"`, (example) => expect(phraseIn(example)).toBe(id));
    test.each(counterexamples)(`${id} is not "%s"`, (example) => expect(phraseIn(example)).toBeNull());
    test(`${id}: every phrase of the list`, () => {
      for (const phrase of phrases) expect(phraseIn(phrase), phrase).toBe(id);
    });
  }

  test('no phrase is on two lists', () => {
    const all = PHRASES.flatMap(({ phrases }) => phrases);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('a message that may take something back', () => {
  test.each([
    'No, it was 400',
    'no - 400',
    'actually the p99 is 310 ms',
    'wait, I looked it up',
    'wait I looked it up',
    'sorry, 1.4 s',
    'oh, one correction: Priya and I built it',
    '*210',
    'wrong: 12',
  ])('"%s" does', (text) => expect(opensCorrection(text)).toBe(true));

  test.each([
    'no orders were lost',
    'No complaint about mail after an unsubscribe since.',
    'waiting times fell',
    'nowhere else',
    '**9,500** requests',
    'we never lost one',
    'wrong invoices 0.02%',
  ])('"%s" does not', (text) => expect(opensCorrection(text)).toBe(false));
});

test('there is nothing to read in signs alone', () => {
  expect(hasWords('🙃 !!')).toBe(false);
  expect(hasWords('—')).toBe(true);
  expect(hasWords('99')).toBe(true);
});
