import { describe, expect, test } from 'vitest';

import { opensCorrection } from '../../src/text/corrections.ts';

describe('opensCorrection', () => {
  test.each([
    'No, it was 400',
    'no - 400',
    'actually the p99 is 310 ms',
    'wait, I looked it up',
    'wait I looked it up',
    'sorry, 1.4 s',
    'oh, correction: Priya and I built it',
    '*210',
    'wrong: 12',
    'no no that was a correction, go back',
    'no sorry 40 sec',
    'it should say that two orders got lost',
    'desculpa, foram 12',
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
