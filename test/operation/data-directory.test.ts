/** An unusable data directory ends the start at once, with a sentence. */
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

test('a file, or a path below a file, is refused as data directory', async () => {
  await using directory = await dataDirectory();
  const file = join(directory.path, 'file');
  await writeFile(file, '');
  expect(await refusal(file)).toBe('file already exists (EEXIST).\n');
  expect(await refusal(join(file, 'below'))).toBe('file already exists (EEXIST).\n');
});

test('a directory of the kernel is refused as data directory, also with a database server', async () => {
  expect(await refusal('/proc/nothing/here')).toMatch(/\(ENOENT\)\.\n$/);
  expect(await refusal('/sys/nothing/here')).toMatch(/\((?:EPERM|EACCES|EROFS)\)\.\n$/);
  // Letters are stored there even with a database server.
  const server = { DATABASE_URL: 'postgres://127.0.0.1:1/foreword' };
  expect(await refusal('/proc/nothing/here', server)).toMatch(/\(ENOENT\)\.\n$/);
});
