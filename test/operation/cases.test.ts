/** The table of cases is true: each has its tests, and a mutation that can be made. `npm run mutations` makes them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CASES, mutated } from './cases.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFile(join(ROOT, path), 'utf8');

test('all 40 are there, in their order', () => {
  expect(CASES.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
});

test.each(CASES)('case $number has a test of that name, and its mutation stands once in the source', async (one) => {
  const { number, test: path, shared = path, source } = one;
  expect(path).toMatch(/^test\/.*\.test\.ts$/);
  await read(path);
  expect(await read(shared)).toContain(`case ${number}: `);
  const text = await read(source);
  expect(mutated(text, one)).not.toBe(text);
});
