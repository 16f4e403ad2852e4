/** The gate takes time in proportion to a letter, whatever stands in it, and so does what it reads of a brief. */
import { describe, expect, test } from 'vitest';
import { evidenceOf } from '../../../src/letter/check/evidence.ts';
import { check } from '../../../src/letter/check.ts';
import { brief, fact } from '../briefs.ts';

const SHAPES = [
  'a',
  '1,',
  'one two ',
  'my colleague Ana did the app. ',
  'a = B ',
  'Aa Bb, ',
  '2024 ',
  '8 times the ',
  '$1 ',
];
const LENGTH = 40_000;
/** Ten times what it takes on a slow machine; squared, it would be minutes. */
const AT_MOST = 2000;

function processorMs(work: () => void): number {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

describe.each(SHAPES)('%j, again and again', (shape) => {
  const text = shape.repeat(LENGTH / shape.length);
  test('as a letter', () => {
    const about = brief(fact('system', 'I wrote it.'));
    expect(processorMs(() => check(text, about))).toBeLessThan(AT_MOST);
  });
  test('as a brief', () => {
    const about = brief(fact('system', text));
    expect(processorMs(() => evidenceOf(about))).toBeLessThan(AT_MOST);
  });
});
