/** Whether a letter that boasts of throughput says a word on reliability, in numbers or in none. */
import { describe, expect, test } from 'vitest';
import { coverageFaults } from '../../../src/letter/check/coverage.ts';
import type { Brief } from '../../../src/machine/brief.ts';
import { told } from '../briefs.ts';
import { found } from './found.ts';

const BOAST = 'It went from 35 to 2,800 tiles per second.';
const of = (reliability: string) =>
  told(
    ['system', 'Image delivery for the museum. I wrote a tile server in Rust. A volunteer built the viewer.'],
    ['throughput', '35 tiles a second then, 2,800 tiles a second now'],
    ['reliability', reliability],
    ['contract', 'A printed URL may never change, so the URL resolves to a dated record. No citation has broken.'],
  );
const rule = (letter: string, brief: Brief) => found(coverageFaults, `${BOAST} ${letter}`, brief);

const OPENINGS = of(
  'During the two exhibition openings of 2024 the viewer stayed up. In 2022 it had fallen over at each of the three openings.',
);
const SWAPS = of('A swapped plate used to be found after sequencing, if at all. Now swaps are caught on the bench.');
const LOST = of('We lost 14 uploads a week. Since March not one upload was lost.');

describe('told in words', () => {
  test.each([
    ['In 2022 the viewer had fallen over at each of three openings, and in 2024 it stayed up through both.', OPENINGS],
    ['The viewer survived both exhibition openings of 2024.', OPENINGS],
    ['Exhibition openings no longer bring the viewer down.', OPENINGS],
    ['The viewer was up throughout both openings, which it had not survived once before.', OPENINGS],
    ['Swapped plates are caught before sequencing.', SWAPS],
    ['A swap is now caught on the bench and not after sequencing.', SWAPS],
    ['No upload has been lost since March.', LOST],
    ['Fourteen uploads a week used to get lost.', LOST],
    ['Not a single upload has gone missing since.', LOST],
  ])('%s', (letter, brief) => {
    expect(rule(letter, brief)).toEqual([]);
  });
});

describe('told nowhere', () => {
  test.each([
    ['The 99th percentile fell as well.', OPENINGS],
    ['No citation has broken, and a volunteer built the viewer.', OPENINGS],
    ['A printed URL never changes what it means.', LOST],
    ['The tile server never stores a tile twice.', LOST],
    ['Nobody had to change the viewer.', SWAPS],
  ])('%s', (letter, brief) => {
    expect(rule(letter, brief)).toEqual([['throughput-without-reliability', BOAST]]);
  });
});
