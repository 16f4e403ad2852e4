/** The worked examples of CONTRIBUTING.md, applied to a copy of the program: they apply, compile and work. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
/** Not needed in the copy, or too large. */
const LEFT_OUT = ['node_modules', '.git', 'data', 'CONTRIBUTING.md'];
const TESTED = [
  'test/adapters/http',
  'test/config.test.ts',
  'test/architecture.test.ts',
  'test/docs/chart.test.ts',
  'test/machine/interview.test.ts',
  'test/machine/slots.test.ts',
  'test/machine/stories.test.ts',
  'test/machine/undo.test.ts',
  'test/prompts',
  'test/reader/model.test.ts',
  'test/reader/misplaced-answer.test.ts',
  'test/reader/model-readings.test.ts',
  'test/turn/team-size.test.ts',
  'test/turn/corrections.test.ts',
  'test/turn/form.test.ts',
  'test/turn/interview.test.ts',
  'test/turn/reminders.test.ts',
  'test/turn/model.test.ts',
];

const page = await readFile(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
const patches = [...page.matchAll(/^```diff\n(.*?)^```$/gms)].map(([, patch = '']) => patch);
/** The path of a file is above its code block. */
const files = [...page.matchAll(/`([\w./-]+)`:\n\n```ts\n(.*?)^```$/gms)].map(([, path = '', text = '']) => ({
  path,
  text,
}));

let copy = '';
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'recipes-'));
  await cp(ROOT, copy, {
    recursive: true,
    filter: (path) => dirname(path) !== ROOT || !LEFT_OUT.includes(basename(path)),
  });
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rm(copy, { recursive: true, force: true }));

/** @returns the output of a failed command, or '' */
async function failureOf(command: string, ...args: readonly string[]): Promise<string> {
  // Keeps git from using a repository in a parent directory.
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(copy) };
  return promisify(execFile)(command, args, { cwd: copy, env }).then(
    () => '',
    ({ message, stdout, stderr }) => `${message}\n${stdout}\n${stderr}`,
  );
}

test('each code block of CONTRIBUTING.md applies; if not, rewrite it with `git diff -U1`', async () => {
  expect([patches.length, files.map(({ path }) => path)]).toEqual([
    3,
    ['test/turn/team-size.test.ts', 'src/adapters/http/http.ts', 'test/adapters/http/contract.test.ts'],
  ]);
  for (const [at, patch] of patches.entries()) {
    await writeFile(join(copy, `${at}.diff`), patch);
    // A developer who did the example already has the change.
    const isDone = (await failureOf('git', 'apply', '--check', '--reverse', `${at}.diff`)) === '';
    if (!isDone) expect(await failureOf('git', 'apply', `${at}.diff`)).toBe('');
  }
  for (const { path, text } of files) {
    await mkdir(dirname(join(copy, path)), { recursive: true });
    await writeFile(join(copy, path), text);
  }
});

test('the program with the worked examples compiles and passes its tests', async () => {
  const node = join(copy, 'bin', 'node');
  expect(await failureOf(node, 'bench/chart.ts')).toBe('');
  const [types, style, tests] = await Promise.all([
    failureOf(node, 'node_modules/typescript/bin/tsc', '-p', '.'),
    failureOf('node_modules/.bin/biome', 'check', 'src', 'test/adapters/http', 'test/turn'),
    // Some tests wait at most a second, so retry on a busy machine.
    failureOf(node, 'node_modules/vitest/vitest.mjs', 'run', '--retry=2', ...TESTED),
  ]);
  expect(types).toBe('');
  expect(style).toBe('');
  expect(tests).toBe('');
}, 120_000);
