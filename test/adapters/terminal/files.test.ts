import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, sep } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Place } from '../../../src/adapters/contract.ts';
import { LARGEST_FILE } from '../../../src/adapters/sent-files.ts';
import { attachment, deliver, type FileDelivery, fileAt } from '../../../src/adapters/terminal/files.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'foreword-files-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('received file', () => {
  test.each([
    ['/a/b/cv.PDF', 'cv.PDF', 'application/pdf'],
    ['post.md', 'post.md', 'text/markdown'],
    ['a.tar.gz', 'a.tar.gz', 'application/octet-stream'],
    ['memo.OGA', 'memo.OGA', 'audio/ogg'],
    ['memo.m4a', 'memo.m4a', 'audio/mp4'],
    ['noextension', 'noextension', 'application/octet-stream'],
    ['/', 'file', 'application/octet-stream'],
  ])('%s is named %s and has the type %s', (path, name, mime) => {
    expect(attachment(path)).toMatchObject({ kind: 'file', name, mime });
  });

  test('a received file is read again at each request', async () => {
    const path = join(directory, 'cv.txt');
    const file = attachment(path);
    await writeFile(path, 'my CV');
    expect(Buffer.from((await file.read()) ?? []).toString()).toBe('my CV');
    await writeFile(path, '');
    expect((await file.read())?.length).toBe(0);
  });

  test('a typed path of a file is recognized, also quoted or escaped as a terminal writes a dropped file', async () => {
    const path = join(directory, 'my cv.pdf');
    await writeFile(path, 'my CV');
    for (const typed of [path, `'${path}' `, `"${path}"`, path.replaceAll(' ', '\\ ')])
      expect(fileAt(typed)).toMatchObject({ kind: 'file', name: 'my cv.pdf' });
    for (const typed of [directory, `${path}x`, `see ${path}`, 'my cv.pdf', '/', '', "'", '/a\0b', '/orders took 2 s'])
      expect(fileAt(typed)).toBe(null);
  });

  test('a path without a file is reported, unless it may be an answer', async () => {
    const path = join(directory, 'my cv.pdf');
    const all = [path, `'${path}'`, path.replaceAll(' ', '\\ '), ` ${path} `, './none/cv.PDF', '../none.docx'];
    for (const typed of all)
      expect(fileAt(typed), typed).toMatchObject({ missing: expect.stringMatching(/none|my cv\.pdf$/) });
    await writeFile(path, 'my CV');
    for (const typed of [
      '/api/v2/orders',
      '/orders took 2 s',
      'cv.pdf',
      `see ${path}`,
      `${path}x`,
      'notes.md',
      '',
      '/',
    ])
      expect(fileAt(typed), typed).toBe(null);
  });

  test('case 35: a file of the largest size is read, and a file of one byte more is not', async () => {
    const path = join(directory, 'large');
    await writeFile(path, '');
    await truncate(path, LARGEST_FILE);
    expect((await attachment(path).read())?.length).toBe(LARGEST_FILE);
    await truncate(path, LARGEST_FILE + 1);
    expect(await attachment(path).read()).toBe(null);
  });

  test('reading a directory, a pipe, a device, or a missing or invalid path returns null', async () => {
    const pipe = join(directory, 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const path of [directory, pipe, '/dev/zero', join(directory, 'none'), 'a\0b'])
      expect(await attachment(path).read()).toBe(null);
  });

  // Root may read everything.
  if (process.getuid?.() !== 0)
    test('reading a file without permission returns null', async () => {
      const path = join(directory, 'secret');
      await writeFile(path, 'x');
      await chmod(path, 0);
      expect(await attachment(path).read()).toBe(null);
    });
});

function pathOf(delivery: FileDelivery): string {
  if ('failure' in delivery) throw new Error(delivery.failure);
  return delivery.path;
}

function delivered(place: Place, name: string, bytes: Uint8Array | string = 'x'): Promise<FileDelivery> {
  return deliver(directory, place, { name, bytes });
}

describe('delivered file', () => {
  test('a file is stored complete in the folder of its place, readable only by its owner', async () => {
    const path = pathOf(await delivered('terminal:local', 'Cover letter (Zoë).pdf', 'whole'));
    expect(path).toBe(join(directory, 'local', 'Cover letter (Zoë).pdf'));
    expect(await readFile(path, 'utf8')).toBe('whole');
    expect((await stat(path)).mode & 0o077).toBe(0);
    expect((await stat(dirname(path))).mode & 0o077).toBe(0);
    expect(await readdir(dirname(path))).toEqual(['Cover letter (Zoë).pdf']);
  });

  test('a file with the same name and other content gets a number', async () => {
    const names = [];
    for (const bytes of ['one', 'two', 'two']) {
      const sent = await deliver(directory, 'terminal:lind', { name: 'letter-v2.txt', bytes });
      names.push('path' in sent ? basename(sent.path) : sent.failure);
    }
    expect(names).toEqual(['letter-v2.txt', 'letter-v2 (2).txt', 'letter-v2 (2).txt']);
  });

  test('a file that is delivered again, also concurrently, is one file', async () => {
    const first = await delivered('terminal:local', 'a.pdf');
    expect(await delivered('terminal:local', 'a.pdf')).toEqual(first);
    const times = await Promise.all(Array.from({ length: 8 }, () => delivered('terminal:local', 'a.pdf')));
    expect(new Set(times.map(pathOf)).size).toBe(1);
    expect(await readdir(join(directory, 'local'))).toEqual(['a.pdf']);
  });

  test('a file that cannot be written leaves nothing behind, and the failure says why', async () => {
    await mkdir(join(directory, 'local', 'a.pdf', 'full'), { recursive: true });
    expect(await delivered('terminal:local', 'a.pdf')).toEqual({
      failure: expect.stringMatching(/EISDIR|ENOTEMPTY|EEXIST/),
    });
    expect(await readdir(join(directory, 'local'))).toEqual(['a.pdf']);
  });

  test('case 35: any file name stays in the folder of its place, and different names stay different', async () => {
    const wild = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom(
        '',
        '.',
        '..',
        '../../etc/passwd',
        '/etc/passwd',
        'a/../b',
        '.hidden',
        'C:\\x',
        'ö'.repeat(200),
        'A',
        'a',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.tuple(wild, wild), { maxLength: 4, selector: String }), async (names) => {
        const paths = await Promise.all(
          names.map(async ([place, name]) => pathOf(await delivered(`terminal:${place}`, name))),
        );
        for (const path of paths) {
          expect(path.startsWith(directory + sep)).toBe(true);
          expect(dirname(dirname(path))).toBe(directory);
        }
        const wellFormed = names.map(([place, name]) => `${place.toWellFormed()}\n${name.toWellFormed()}`);
        expect(new Set(paths).size).toBe(new Set(wellFormed).size);
      }),
      { numRuns: 30 },
    );
  });

  test('a file name that must change keeps its extension', async () => {
    expect(pathOf(await delivered('terminal:local', 'a/b.pdf'))).toMatch(/\/local\/a_b~[0-9a-f]{12}\.pdf$/);
    expect(pathOf(await delivered('terminal:local', `${'é'.repeat(300)}.docx`))).toMatch(/é~[0-9a-f]{12}\.docx$/);
  });

  test('folders of places that differ only in case are different on a case-insensitive file system', async () => {
    const folders = await Promise.all(
      ['Ann', 'ann', 'ANN'].map(async (name) => dirname(pathOf(await delivered(`terminal:${name}`, 'a')))),
    );
    expect(new Set(folders.map((folder) => folder.toLowerCase())).size).toBe(3);
  });
});
