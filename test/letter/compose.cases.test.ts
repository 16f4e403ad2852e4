/** The composer and the gate agree: of a candidate's own words no sentence has to be given up. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadCases } from '../../bench/case.ts';
import { check } from '../../src/letter/check.ts';
import { compose } from '../../src/letter/compose.ts';
import { letterText } from '../../src/letter/letter.ts';
import { scriptOf } from '../adapters/telegram/script.ts';

const cases = await loadCases(join(import.meta.dirname, '..', 'fixtures', 'cases'));

test.for(cases.map((played) => ({ played, title: played.id })))('$title', async ({ played }) => {
  const { brief } = await scriptOf(played);
  expect(check(letterText(compose({ brief, short: false, date: new Date(0) })), brief)).toEqual([]);
});
