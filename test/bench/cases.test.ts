import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { caseFile, LATENCY } from './fixtures/cases.ts';

const bench = join(import.meta.dirname, '..', '..', 'bench', 'cases.ts');
const program = join(import.meta.dirname, 'fixtures', 'stand-in.ts');

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'cases-'));
});
afterEach(() => rm(directory, { recursive: true }));

function run(...args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [bench, ...args, '--program', program], (error, out, err) => {
      resolve({ code: error === null ? 0 : error.code, out, err });
    });
  });
}

async function store(...files: ReturnType<typeof caseFile>[]): Promise<void> {
  await Promise.all(files.map((file) => writeFile(join(directory, `${file.id}.json`), JSON.stringify(file))));
}

test('bench:cases plays a directory as both people and writes the raw results', async () => {
  await store(caseFile('one', {}, { figures: [LATENCY] }), caseFile('two'));
  const raw = join(directory, 'raw.jsonl');
  const { code, out } = await run(directory, '--raw', raw, '--parallel', '2');
  expect(code).toBe(0);
  expect(out).toMatch(
    /careful person +2 interviews\nletters delivered +100\.0 % +\(2\/2\)\nfigures right +100\.0 % +\(1\/1\)/,
  );
  expect(out).toMatch(/talkative person +2 interviews/);

  const results = (await readFile(raw, 'utf8')).trimEnd().split('\n');
  const Result = z.object({ id: z.string(), person: z.string(), letter: z.string(), transcript: z.array(z.unknown()) });
  const parsed = results.map((line) => Result.parse(JSON.parse(line)));
  expect(parsed.map(({ id, person }) => `${id} ${person}`).sort()).toEqual([
    'one careful',
    'one talkative',
    'two careful',
    'two talkative',
  ]);
});

test('bench:cases prints one case as a chat', async () => {
  await store(caseFile('one'), caseFile('two'));
  const { code, out } = await run(directory, '--only', 'two', '--transcript', '--person', 'careful');
  expect(code).toBe(0);
  expect(out).toContain('[slot background] What about background?  (Skip)\n\n> [skip] Skip\n\n[slot contact.name]');
  expect(out).toContain('--- letter, version 1\n\nBackend Engineer, Plinth rebuilt');
  expect(out).not.toContain('=== one');
  expect(out).not.toContain('talkative');
});

test('bench:cases exits with code 1 if the program dies', async () => {
  await store(caseFile('one', { slots: { 'system.what': '!die' } }), caseFile('two'));
  const { code, out, err } = await run(directory, '--person', 'careful');
  expect(code).toBe(1);
  expect(out).toContain('one, careful: failed: interrupted: the program exited with code 3');
  expect(err).toContain('1 interviews were not played');
});

test('bench:cases without valid cases prints one line and exits with code 2', async () => {
  expect(await run(join(directory, 'nowhere'))).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/^There are no cases to play: .+\n$/),
  });
  await store(caseFile('one'));
  expect(await run(directory, '--only', 'three')).toMatchObject({ code: 2, out: '' });
  await writeFile(join(directory, 'odd.json'), '{}');
  const { code, err } = await run(directory);
  expect(code).toBe(2);
  expect(err).toMatch(/^.+odd\.json is no case: .+\n$/);
});
