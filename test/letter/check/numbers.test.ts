/** Numbers in words that hold none by themselves: counts of nines, and years that nobody counted. */
import { describe, expect, test } from 'vitest';
import { numberFaults } from '../../../src/letter/check/numbers.ts';
import { told } from '../briefs.ts';
import { found } from './found.ts';

describe('nines', () => {
  const brief = told(['reliability', 'It went from 99.9% to 99.99%.']);

  test.each([
    ['Availability rose from three nines to five.', 'five'],
    ['Availability rose from two nines to four.', 'two nines'],
    ['We went from three nines to four and a half.', 'four and a half'],
  ])('that were not told: %s', (text, span) => {
    expect(found(numberFaults, text, brief)).toEqual([['changed-digit', span]]);
  });

  test.each([
    'Availability rose from three nines to four.',
    'We went from three to four nines.',
    'It has four nines now.',
  ])('that were: %s', (text) => {
    expect(found(numberFaults, text, brief)).toEqual([]);
  });
});

describe('shares that differ only in what they leave of the whole', () => {
  test.each([
    ['Availability is 99.9999%.', 'Availability is 99.99999%.'],
    ['Availability is 99.9999%.', 'Availability is eleven nines.'],
    ['Durability is 99.999999999%.', 'Durability is 99.99999999%.'],
    ['Durability is 99.999999999%.', 'Durability is 100%.'],
    [
      'Failures: 1 in a million before, 1 in a billion now.',
      'Failures went from one in a million to one in ten million.',
    ],
  ])('where %s was told: %s', (said, text) => {
    expect(found(numberFaults, text, told(['reliability', said]))).toHaveLength(1);
  });

  test.each([
    ['Availability is 99.9999%.', 'Availability is six nines.'],
    ['Durability is eleven nines.', 'Durability is 99.999999999%.'],
    [
      'Failures: 1 in a million before, 1 in a billion now.',
      'Failures went from one in a million to one in a billion.',
    ],
  ])('and are the same: %s and %s', (said, text) => {
    expect(found(numberFaults, text, told(['reliability', said]))).toEqual([]);
  });
});

describe('years in no number', () => {
  const of = (background: string) => told(['background', background]);
  const SHORT = of('Before that I spent three years on interfaces at a hospital.');
  const LONG = of('I did telephony switching for eleven years.');
  const VAGUE = of('I did telephony for many years.');
  const NONE = of('I came from telephony.');

  test.each([
    ['I have worked on distributed systems for many years.', 'for many years', SHORT],
    ['After years of work at a hospital I came to ledgers.', 'After years of', SHORT],
    ['I spent a decade at a hospital.', 'spent a decade', SHORT],
    ['I have two decades of experience, and it shows in the decades of logs.', 'decades of', LONG],
    ['I did telephony for several years.', 'for several years', NONE],
  ])('that were not told: %s', (text, span, brief) => {
    expect(found(numberFaults, text, brief).map(([, words]) => words)).toContain(span);
  });

  test.each([
    ['I spent some years at a hospital.', SHORT],
    ['After several years at a hospital I came to ledgers.', SHORT],
    ['I did telephony for many years.', LONG],
    ['I spent a decade on telephony.', LONG],
    ['I did telephony for years.', VAGUE],
    ['Their records went back many years.', NONE],
  ])('that were: %s', (text, brief) => {
    expect(found(numberFaults, text, brief)).toEqual([]);
  });
});
