import { describe, expect, test } from 'vitest';
import { denialIn, mayCorrect, opensCorrection, wordingIn } from '../../src/text/corrections.ts';

describe('opensCorrection', () => {
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
    'no no that was a correction, go back',
    'ay sorry its 17',
    'no sorry 40 sec',
    'no thats my name, for the signature!',
    'no wait it was 12',
    'oops, no, the other one',
    'oops, it was 310',
  ])('finds a correction in "%s"', (text) => expect(opensCorrection(text)).toBe(true));

  test.each([
    'no orders were lost',
    'No complaint about mail after an unsubscribe since.',
    'waiting times fell',
    'nowhere else',
    '**9,500** requests',
    'we never lost one',
    'wrong invoices 0.02%',
    'wrong-price complaints 18 a week',
    'no-op builds take 22 s',
  ])('finds no correction in "%s"', (text) => expect(opensCorrection(text)).toBe(false));
});

test.each([
  ["That's not a sentence. It should say we had 2 outages.", 'We had 2 outages.'],
  ['Not quite, it should say that “two orders got lost”.', 'Two orders got lost'],
  ['Es sollte heißen: wir hatten 2 Ausfälle', 'Wir hatten 2 Ausfälle'],
  ['It should say the rule: drop none.', 'The rule: drop none.'],
  ['es sollte heißen wir hatten 2 Ausfälle', 'Wir hatten 2 Ausfälle'],
  ['It should say “the old API” and “the new one”.', '“The old API” and “the new one”.'],
  ['It should not lose data. The API was strict. It should say 410 at a deleted record.', null],
  ['I wrote what it should say to a driver', null],
  ['It should say', null],
])('finds the wording that a message asks for: %s', (text, wording) => expect(wordingIn(text)).toBe(wording));

test.each([
  'The 2.3% is wrong',
  "it wasn't 3 a week",
  'not 2.3%, 1.9%',
  'it was 700, not 900',
  'wrong, it is 12',
  'actually 4',
])('may correct a number: "%s"', (text) => expect(mayCorrect(text)).toBe(true));

test.each([
  'one says clear, the other says not. never merged',
  '3 minutes, wrong mould until somebody knows it',
  '12 wrong labels a day',
  "0.5%, it isn't much",
])('corrects no number: "%s"', (text) => expect(mayCorrect(text)).toBe(false));

test.each([
  ['wait it was Rust not Go', 'Rust', 'Go'],
  ['140 hauliers, not 240', '140 hauliers', '240'],
  ["no, it's 1,800 meters, not 1,900", '1,800 meters', '1,900'],
  ['sorry its 85,000 not 58,000', '85,000', '58,000'],
])('reads the new and the old words of "%s"', (text, told, old) => expect(denialIn(text)).toEqual({ text: told, old }));

test.each([
  'not 240',
  'I would rather not',
  'first Rust, then Go, not Java',
  'Rust, not Go, sorry',
  'Rust not\nGo',
  `${'a '.repeat(30)}not b`,
])('reads nothing from "%s"', (text) => expect(denialIn(text)).toBeNull());
