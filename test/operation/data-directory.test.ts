/** A data directory that can't be one ends the start at once, with a sentence. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataDirectory, run } from '../end-to-end/program.ts';

async function refusal(path: string, more = {}): Promise<string> {
  const began = performance.now();
  const { code, out, errors } = await run(['--jsonl'], '', { FOREWORD_DATA: path, ...more });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(performance.now() - began).toBeLessThan(10_000);
  const start = `Foreword could not start:\n- The data directory ${path} can't be used: `;
  expect(errors).toContain(start);
  return errors.slice(start.length);
}

test('a file, and what would be below one', async () => {
  await using directory = await dataDirectory();
  const file = join(directory.path, 'file');
  await writeFile(file, '');
  expect(await refusal(file)).toBe('file already exists (EEXIST).\n');
  expect(await refusal(join(file, 'below'))).toBe('file already exists (EEXIST).\n');
});

test('what is not a place for files, such as the kernel’s own directories', async () => {
  expect(await refusal('/proc/nothing/here')).toMatch(/\(ENOENT\)\.\n$/);
  expect(await refusal('/sys/nothing/here')).toMatch(/\((?:EPERM|EACCES|EROFS)\)\.\n$/);
  // Letters are written there also where a server has the rest.
  const server = { DATABASE_URL: 'postgres://127.0.0.1:1/foreword' };
  expect(await refusal('/proc/nothing/here', server)).toMatch(/\(ENOENT\)\.\n$/);
});
