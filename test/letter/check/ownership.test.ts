/** What the candidate says that they did not do is nothing that a letter may claim. */
import { describe, expect, test } from 'vitest';
import { ownershipFaults } from '../../../src/letter/check/ownership.ts';
import { told } from '../briefs.ts';
import { found } from './found.ts';

const kinds = (text: string, said: string) =>
  found(ownershipFaults, text, told(['system', said])).map(([kind]) => kind);

describe('what was denied', () => {
  test.each([
    ['I led the billing team.', 'I built the billing export. I never led the billing team.'],
    ['I led the billing work.', 'I wrote billing, I did not lead it.'],
    ['I owned the export alone.', 'I wrote the export with Ana, not alone.'],
    ['I was responsible for the export.', "I wrote the export, but I wasn't responsible for the rest of it."],
    ['I led the export.', 'I wrote the export. I would have led it, but Bob did.'],
    ['I built the export by myself.', "I built the export but I didn't do it by myself."],
  ])('is not claimed: %s', (text, said) => {
    expect(kinds(text, said)).toEqual(['upgraded-ownership']);
  });

  test.each([
    ['I led the billing team.', 'I led the billing team, and I never regretted it.'],
    ['I owned the export.', 'Nobody else wanted it. I owned the export.'],
    ['I built the export alone.', 'It was not a big thing, but I built the export alone.'],
    ['I led the rewrite.', 'It did not scale, so I led the rewrite.'],
    ['I led the rewrite.', 'I not only wrote the parser but I led the rewrite.'],
  ])('takes nothing from what was done: %s', (text, said) => {
    expect(kinds(text, said)).toEqual([]);
  });
});
