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

describe('what was owned', () => {
  test.each([
    ['I built the ledger by myself.', 'I wrote the exporter myself. The ledger I built with Bob.'],
    ['I owned the ledger.', 'I owned the exporter, it was small. The ledger I built with Bob.'],
    ['I alone built the router.', 'I wrote the docs alone. The router I built with two others.'],
    ['The router was my sole responsibility.', 'The router was built by four of us, me too. The alerts are mine.'],
    ['I led the billing rewrite.', 'I led the docs work. It was fun. I wrote a part of the billing rewrite.'],
  ])('is not another thing: %s', (text, said) => {
    expect(kinds(text, said)).toEqual(['upgraded-ownership']);
  });

  test.each([
    ['I built the router single-handedly.', 'I built the router. Alone, apart from Ines who knows the rules.'],
    ['I owned the router.', 'CI router at Tallow, wrote it alone in go, before that it was a spreadsheet macro'],
    ['I led the router project.', 'CI router at Tallow. I wrote it and I led it.'],
    ['I wrote the parser anew.', 'I maintained the lexer and rewrote the parser in C.'],
    ['A key that only its owner has seen proves little.', 'I wrote the key rotation.'],
  ])('is claimed: %s', (text, said) => {
    expect(kinds(text, said)).toEqual([]);
  });
});

describe('another one’s work, in other words for having made it', () => {
  test.each([
    ['I designed and built that service.', 'Nia built the service. I wrote its exporter.'],
    ['I was the architect of the ticket shop.', 'I wrote the seat map. The architecture was by Dr. Okafor.'],
    [
      'The matching of names to seats I developed together with Nia.',
      "I wrote the seat map. The matching of names to seats is Nia's.",
    ],
    ['The gate interface, which was a hard one, I built too.', 'I wrote the seat map. Nia built the gate interface.'],
  ])('is not claimed: %s', (text, said) => {
    expect(kinds(text, said)).toEqual(['upgraded-ownership']);
  });

  test.each([
    ['The seat map, in Zig, I wrote as well.', 'I wrote the seat map. Nia built the gate interface.'],
    ['I was the author of the seat map.', 'I wrote the seat map. The architecture was by Dr. Okafor.'],
  ])('is one’s own: %s', (text, said) => {
    expect(kinds(text, said)).toEqual([]);
  });
});
