/** Sizes of teams and versions of tools, which measure nothing and can be wrong. */
import { describe, expect, test } from 'vitest';
import { numberFaults } from '../../../src/letter/check/numbers.ts';
import { told } from '../briefs.ts';
import { found } from './found.ts';

describe('a team', () => {
  const LED = told(['system', 'I led the rewrite (three developers and me), in Kotlin with Redis.']);
  const FIVE = told(['system', 'Five of us rebuilt it. I did the label service in Java.']);
  const ALONE = told(['system', 'I rebuilt the label service in Java.']);

  test.each([
    ['I led a team of three developers.', LED],
    ['I led a team of four.', LED],
    ['We were a team of five.', FIVE],
    ['I was in a squad of 5 engineers.', FIVE],
  ])('that was told: %s', (text, brief) => {
    expect(found(numberFaults, text, brief)).toEqual([]);
  });

  test.each([
    ['I led a team of eight developers.', 'changed-digit', 'eight developers', LED],
    ['I was in a squad of 12 engineers.', 'changed-digit', '12 engineers', FIVE],
    ['We were a team of nine.', 'changed-digit', 'nine', FIVE],
    ['I was part of a team of six.', 'invented-number', 'six', ALONE],
  ])('that was not: %s', (text, kind, span, brief) => {
    expect(found(numberFaults, text, brief)).toEqual([[kind, span]]);
  });
});

describe('a version', () => {
  const brief = told(['system', 'I wrote it in Java 17 on Postgres 14, with Kafka in front.']);

  test.each([
    'It is written in Java 17.',
    'It is written in Java on Postgres 14.',
    'Kafka stands in front of Postgres.',
  ])('that was told, or none: %s', (text) => {
    expect(found(numberFaults, text, brief)).toEqual([]);
  });

  test.each([
    ['It is written in Java 21.', 'Java 21'],
    ['It is written in Java on Postgres 16.', 'Postgres 16'],
  ])('that was not: %s', (text, span) => {
    expect(found(numberFaults, text, brief)).toEqual([['changed-digit', span]]);
  });
});
