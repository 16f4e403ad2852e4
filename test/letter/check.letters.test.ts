/** Whole letters to real briefs: the development set of `npm run bench:letters`, of which nothing may be missed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { briefOf, itemsOf, overlaps } from '../../bench/letter-briefs.ts';
import { check } from '../../src/letter/check.ts';

const ITEMS = itemsOf(readFileSync(join(import.meta.dirname, '../fixtures/letters/dev.jsonl'), 'utf8'));
const FAULTY = ITEMS.filter(({ faults }) => faults.length > 0);
const CLEAN = ITEMS.filter(({ faults }) => faults.length === 0);

describe('the letters of the development set', () => {
  test('are all there', () => {
    expect([FAULTY.length, CLEAN.length]).toEqual([26, 14]);
  });

  test.each(FAULTY)('$id: what was planted is found, and nothing else', (item) => {
    const found = check(item.letter, briefOf(item));
    const missed = item.faults.filter(
      ({ kind, span }) => !found.some((fault) => fault.kind === kind && overlaps(item.letter, fault, span)),
    );
    const alarms = found.filter((fault) => !item.faults.some(({ span }) => overlaps(item.letter, fault, span)));
    expect({ missed, alarms }).toEqual({ missed: [], alarms: [] });
  });

  test.each(CLEAN)('$id: a letter without a fault passes', (item) => {
    expect(check(item.letter, briefOf(item))).toEqual([]);
  });
});
