/** What a person told the real program is in no file after `/forget`, and in no readable one with encryption keys. */

import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { dataDirectory, filesWith, run, speaking } from './program.ts';
import { lettersIn, walkWith } from './walk.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Words of the answers, which are in the database and in the file of the letter. */
const WORDS = ['Voltwerk', 'rebuilt the meter pipeline', 'jo@example.com', 'Mira Solberg'];

test('case 37: /forget deletes letter files and exports, also if the process is killed after it', async () => {
  await using directory = await dataDirectory();
  {
    await using program = await speaking(directory);
    const { turns } = await walkWith(program);
    expect(turns.flatMap(lettersIn)).toHaveLength(1);
    await program.turn({ type: 'command', name: 'export', rest: '' });
    const letters = await readdir(join(directory.path, 'letters'), { recursive: true });
    expect(letters.some((name) => name.endsWith('.zip'))).toBe(true);
    expect((await filesWith(WORDS, directory.path)).length).toBeGreaterThan(0);
    await program.turn({ type: 'command', name: 'forget', rest: 'now' });
    const left = await readdir(join(directory.path, 'letters'), { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
    // Killed first: the next process has to finish it.
    await program.kill();
  }
  expect(await (await speaking(directory)).end()).toMatchObject({ code: 0 });
  expect(await filesWith(WORDS, directory.path)).toEqual([]);
});

test('deleting a letter deletes its files, but not those of other letters', async () => {
  await using directory = await dataDirectory();
  await using program = await speaking(directory);
  const { turns } = await walkWith(program);
  expect(turns.flatMap(lettersIn)).toHaveLength(1);
  for (const id of ['pdf', 'docx']) await program.turn({ type: 'choice', id });
  for (const text of ['edit', 'cut 1', 'write']) await program.turn({ type: 'text', text });
  await program.turn({ type: 'choice', id: 'pdf' });
  const files = async () => {
    const entries = await readdir(join(directory.path, 'letters'), { recursive: true, withFileTypes: true });
    return entries.flatMap((entry) => (entry.isFile() ? [entry.name.replace(/.*letter-/, '')] : [])).sort();
  };
  const [first, second] = [
    ['docx', 'pdf', 'txt'],
    ['pdf', 'txt'],
  ];
  const all = await files();
  expect(all.map((name) => name.split('.').at(-1)).sort()).toEqual([...first, ...second].sort());
  await program.turn({ type: 'command', name: 'letters', rest: '1 delete' });
  const left = await files();
  expect(left.map((name) => name.split('.').at(-1))).toEqual(second);
  expect(left.every((name) => name.includes('v2'))).toBe(true);
});

test('with keys only the letter file is readable, and a wrong or missing key ends the start with a sentence', async () => {
  await using directory = await dataDirectory();
  const key = () => randomBytes(32).toString('base64');
  const settings = { FOREWORD_KEYS: `first:${key()}` };
  {
    await using program = await speaking(directory, settings);
    await walkWith(program);
    await program.end();
  }
  const found = await filesWith(WORDS, join(directory.path, 'postgres'));
  expect(found).toEqual([]);
  expect(await filesWith(WORDS, join(directory.path, 'letters'))).toHaveLength(1);
  const data = { FOREWORD_DATA: directory.path };
  const wrong = await run(['--jsonl'], '', { ...data, FOREWORD_KEYS: `first:${key()}` });
  expect(wrong).toMatchObject({ code: 1, errors: expect.stringContaining('The key "first" in FOREWORD_KEYS') });
  const missing = await run(['--jsonl'], '', data);
  expect(missing).toMatchObject({ code: 1, errors: expect.stringContaining('encrypted with the key "first"') });
});
