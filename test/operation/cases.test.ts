/** Each case has a test, and a mutation that can be made. `npm run mutations` makes the mutations. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CASES, mutated } from './cases.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFile(join(ROOT, path), 'utf8');

test('there are 40 cases, in order', () => {
  expect(CASES.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
});

test.each(CASES)('case $number has a test with its number, and its mutation fits the source once', async (one) => {
  const { number, test: path, shared = path, source } = one;
  expect(path).toMatch(/^test\/.*\.test\.ts$/);
  await read(path);
  expect(await read(shared)).toContain(`case ${number}: `);
  const text = await read(source);
  expect(mutated(text, one)).not.toBe(text);
});
