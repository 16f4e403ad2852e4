/** A value that must stay out stays out in every notation. */
import { describe, expect, test } from 'vitest';
import { check } from '../../../src/letter/check.ts';
import type { Brief } from '../../../src/machine/brief.ts';
import { brief, fact, told } from '../briefs.ts';

const kinds = (text: string, known: Brief) => check(text, known).map(({ kind }) => kind);

const PEAK = told(
  ['system', 'I wrote the parcel sorter in Ada.'],
  [
    'throughput',
    "From 11,000 to 26,400 parcels an hour. The 26,400 is confidential, say 'over twenty thousand an hour'.",
  ],
  ['latency', 'p99 1.5 s before, 300 ms now'],
);

describe('a rate', () => {
  test.each([
    'The sorter takes 26.4k parcels an hour.',
    'The sorter takes about 440 parcels a minute.',
    'That makes 633,600 parcels a day.',
    'The sorter takes over twenty thousand an hour, which is 7.3 every second.',
    'It is now over twenty thousand an hour, 2.4 times the old figure.',
    'It is now over twenty thousand an hour, an increase of 140%.',
    'The sorter takes 26,000 parcels an hour.',
  ])('is given away: %s', (text) => {
    expect(kinds(text, PEAK)).toContain('rough-value-leaked');
  });

  test.each([
    'The sorter takes over twenty thousand parcels an hour, where it was 11,000.',
    'The 99th percentile went from 1.5 s to 300 ms, a fifth of the time.',
    'The 99th percentile went from 1.5 s to 300 ms, which is 80% less.',
  ])('is kept: %s', (text) => {
    expect(kinds(text, PEAK)).toEqual([]);
  });
});

describe('a sum or a count', () => {
  const SAID = brief(
    fact('system', 'I wrote the ledger in Ada.'),
    fact('system', 'The money on all cards, 48 million euros, stays out.', {
      standIns: [{ hide: '48 million', say: 'tens of millions' }],
    }),
    fact('system', 'The number of cards is 734,000.', {
      standIns: [{ hide: '734,000', say: 'hundreds of thousands of cards' }],
    }),
  );

  test.each([
    'The ledger holds just under fifty million euros.',
    'The ledger holds tens of millions, 48 if you want to know.',
    'It serves nearly three quarters of a million cards.',
    'It serves some 730k cards.',
  ])('is given away: %s', (text) => {
    expect(new Set(kinds(text, SAID))).toEqual(new Set(['rough-value-leaked']));
  });

  test.each(['The ledger holds tens of millions.', 'It serves hundreds of thousands of cards.'])(
    'is kept: %s',
    (text) => {
      expect(kinds(text, SAID)).toEqual([]);
    },
  );
});
