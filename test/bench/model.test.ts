import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RECORDINGS_DIRECTORY } from '../../bench/replayed.ts';
import { RecordingSchema, readRecording } from '../../src/demo/replay.ts';

const bench = join(import.meta.dirname, '..', '..', 'bench', 'model.ts');

let directory: string;
let name: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'model-'));
  [name = ''] = (await readdir(RECORDINGS_DIRECTORY)).sort();
});
afterEach(() => rm(directory, { recursive: true }));

function run(): Promise<{ code: unknown; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [bench, directory], (error, out, err) => {
      resolve({ code: error === null ? 0 : error.code, out, err });
    });
  });
}

test('each recorded interview leads to the letter of the model, within the limits of calls and tokens', async () => {
  for (const each of await readdir(RECORDINGS_DIRECTORY))
    await copyFile(join(RECORDINGS_DIRECTORY, each), join(directory, each));
  const { code, out } = await run();
  expect(out).toContain(name.replace('.json', ''));
  expect(out).toMatch(/median calls a message +1 of 1 +kept/);
  expect(out).toMatch(/median calls a letter +2 of 2 +kept/);
  expect(out).toMatch(/median tokens an interview +\d{4,5} of 20000 +kept/);
  expect(out).not.toContain('not every letter');
  expect(out).not.toContain('not recorded');
  expect(code).toBe(0);
  // Twelve whole interviews, on a machine that may be busy.
}, 240_000);

test("bench:model fails if a letter is not the model's", async () => {
  const recording = await readRecording(join(RECORDINGS_DIRECTORY, name));
  const answers = recording.answers.filter(({ step }) => step !== 'verify');
  await writeFile(join(directory, 'one.json'), JSON.stringify(RecordingSchema.parse({ ...recording, answers })));
  const { code, out } = await run();
  expect(out).toContain("one: not every letter is the model's");
  expect(out).toContain('one: not recorded: verify');
  expect(code).toBe(1);
});

test('bench:model without recordings exits with code 2', async () => {
  const { code, err } = await run();
  expect(err).toContain('nothing to replay');
  expect(code).toBe(2);
});
