import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openStore } from '../../src/store/database.ts';
import { createDatabase } from '../../src/store/pglite.ts';
import { storeContract } from '../contracts/store.ts';
import { run } from './child.ts';
import { initdb } from './initdb.ts';
import { type DataDirectory, dataDirectory } from './pglite.ts';
import { opened, say, turn } from './turns.ts';

// Some tests start processes.
vi.setConfig({ testTimeout: 60_000 });

storeContract('PGlite', dataDirectory);

describe('data directory', () => {
  let data: DataDirectory;
  let directory: string;
  beforeEach(async () => {
    data = await dataDirectory();
    directory = data.where.directory;
  });
  afterEach(async () => {
    await data[Symbol.asyncDispose]();
  });

  test('the directory is created with its parents, and only for this user', async () => {
    const below = join(directory, 'a', 'b');
    await opened(await openStore({ directory: below })).close();
    expect((await stat(below)).mode & 0o777).toBe(0o700);
    expect((await stat(join(below, 'postgres'))).mode & 0o777).toBe(0o700);
  });

  test('the directory can be opened only once at a time, also within one process', async () => {
    const store = opened(await openStore(data.where));
    const second = await openStore(data.where);
    expect(second).toEqual({ failure: `Another process is using the data directory ${directory}.` });
    await store.close();
    await opened(await openStore(data.where)).close();
  });

  test('case 26: a second process is refused, until the first one is killed', async () => {
    const first = run('hold', directory);
    expect(await first.next()).toBe('holding');
    expect(await openStore(data.where)).toMatchObject({ failure: expect.stringContaining('Another process') });
    const second = run('open', directory);
    expect(await second.next()).toMatchObject({ failure: expect.stringContaining('Another process') });
    await first.kill();
    const store = opened(await openStore(data.where));
    await store.close();
    await second.ended;
  });

  test('kill -9 loses no committed turn', async () => {
    let committed = 0;
    for (let round = 0; round < 3; round++) {
      const child = run('commit until killed', directory);
      const enough = committed + 3 + 11 * round;
      while (committed < enough) committed = Number(await child.next());
      for (const line of await child.kill()) committed = Number(line);

      const store = opened(await openStore(data.where));
      const kept = await store.load('terminal:killed');
      // The child may have been killed between a commit and its report.
      expect([committed, committed + 1]).toContain(kept?.version);
      committed = kept?.version ?? 0;
      const unsent = await store.unsent('terminal:killed');
      expect(unsent.map(({ key }) => key)).toEqual(range(committed).map((n) => `terminal:killed/${n}/0`));
      for (const n of range(committed))
        expect(await store.before('terminal:killed', `${n}`)).toMatchObject({ seen: true });
      await store.close();
    }
  });

  test('a commit syncs to disk, and a read does not', async () => {
    const store = opened(await openStore(data.where));
    const sync = vi.spyOn(fs, 'fdatasyncSync');
    await store.commit(turn('terminal:1', { expected: null }));
    expect(sync).toHaveBeenCalled();
    sync.mockClear();
    await store.load('terminal:1');
    expect(sync).not.toHaveBeenCalled();
    sync.mockRestore();
    await store.close();
  });

  test('no file has data of a forgotten place', async () => {
    const canary = 'Zanzibar canary';
    const store = opened(await openStore(data.where));
    for (const version of range(40)) {
      const saved = { version: 1, value: 'asking', context: { canary: `${canary} `.repeat(50) + version } };
      await store.commit(turn('terminal:1', { expected: version || null, saved, out: [say(canary)] }));
      await store.commit(turn('terminal:2', { expected: version || null }));
    }
    await store.forget('terminal:1', []);
    await store.close();
    const files = await readdir(directory, { recursive: true, withFileTypes: true });
    const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
    const holding = await Promise.all(paths.map(async (path) => (await readFile(path)).includes(canary) && path));
    expect(holding.filter(Boolean)).toEqual([]);
  });

  test('400 updates of one row grow tables and log by less than 8 MiB each', async () => {
    const store = opened(await openStore(data.where));
    const size = async (folder: string) => {
      const files = await readdir(join(directory, 'postgres', folder), { recursive: true, withFileTypes: true });
      const stats = await Promise.all(files.map((file) => stat(join(file.parentPath, file.name))));
      return stats.reduce((sum, { size }) => sum + size, 0) / 2 ** 20;
    };
    const before = { tables: await size('base'), log: await size('pg_wal') };
    for (const version of range(400)) {
      const saved = { version: 1, value: 'asking', context: { noise: noise(36_000) } };
      await store.commit(turn('terminal:1', { expected: version || null, saved }));
    }
    // The turns wrote more than 14 MiB to the tables, and as much to the log.
    expect((await size('base')) - before.tables).toBeLessThan(8);
    expect((await size('pg_wal')) - before.log).toBeLessThan(8);
    await store.close();
  });

  test('opening does not load the PostgreSQL driver, prints nothing, and stays below 300 MiB', async () => {
    const first = run('open', directory);
    expect(await first.next()).toBe('opened');
    expect(await first.next()).toEqual({ pglite: true, postgres: false });
    expect(await first.ended).toEqual({ code: 0, errors: '' });
    const second = run('work', directory);
    expect(await second.next()).toEqual({ kilobytes: expect.toSatisfy((peak) => peak < 300 * 1024) });
    expect(await second.ended).toEqual({ code: 0, errors: '' });
  });

  test('opens after a process was killed while it prepared the directory', async () => {
    await mkdir(join(directory, 'postgres.unfinished', 'base'), { recursive: true });
    await writeFile(join(directory, 'postgres.unfinished', 'PG_VERSION'), '');
    await opened(await openStore(data.where)).close();
    expect(await readdir(directory)).toEqual(expect.not.arrayContaining(['postgres.unfinished']));
  });

  test('restarts after a PostgreSQL panic, with every committed turn', async () => {
    const store = opened(await openStore(data.where));
    await store.commit(turn('terminal:1', { expected: null, out: [say('kept')] }));
    await store.commit(turn('terminal:2', { expected: null }));
    await store.jobs.claim('terminal');
    const sync = vi.spyOn(fs, 'fdatasyncSync').mockImplementationOnce(() => {
      throw new Error('The disk has failed.');
    });
    const event = turn('terminal:1', { expected: 1 });
    const several = [store.forget('terminal:2', []), store.commit(event), store.load('terminal:1')];
    const lost = { status: 'rejected', reason: { name: 'StoreFailure', code: '57P02' } };
    expect(await Promise.allSettled(several)).toMatchObject([lost, lost, lost]);
    sync.mockRestore();
    expect(await store.unsent('terminal:1')).toMatchObject([{ message: say('kept') }]);
    // The commit may have reached the log before the panic.
    expect(['committed', 'seen']).toContain(await store.commit(event));
    expect(await store.load('terminal:1')).toMatchObject({ version: 2 });
    await store.close();
    await opened(await openStore(data.where)).close();
  });

  test.each([
    ['the control file is gone', 'global/pg_control', 'could not open file "global/pg_control"'],
    ['the version is gone', 'PG_VERSION', 'the database in it is damaged'],
    ['the log is gone', 'pg_wal', 'required WAL directory "pg_wal" does not exist'],
    ['the tables are gone', 'base', 'database "postgres" does not exist'],
  ])('reports a damaged directory: %s', async (_, path, reason) => {
    await opened(await openStore(data.where)).close();
    await rm(join(directory, 'postgres', path), { recursive: true });
    for (let attempt = 0; attempt < 2; attempt++) {
      const result = await openStore(data.where);
      const beginning = `The data directory ${directory} can't be used: ${reason}`;
      expect(result).toMatchObject({ failure: expect.stringContaining(beginning) });
    }
  });

  test('reports the version of another PostgreSQL', async () => {
    await opened(await openStore(data.where)).close();
    await writeFile(join(directory, 'postgres', 'PG_VERSION'), '17\n');
    expect(await openStore(data.where)).toMatchObject({
      failure: expect.stringMatching(
        /initialized by PostgreSQL version 17, which is not compatible with this version \d+/,
      ),
    });
  });

  test('reports that the directory is a file', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    expect(await openStore({ directory: file })).toEqual({
      failure: `The data directory ${file} can't be used: file already exists (EEXIST).`,
    });
  });

  test('reports an invalid lock file', async () => {
    await writeFile(join(directory, 'foreword.lock'), 'x'.repeat(4096));
    expect(await openStore(data.where)).toMatchObject({ failure: expect.stringContaining("can't be used") });
  });

  test('the shipped database is that of initdb of this PGlite; if not, run `npm run db:prepare`', async () => {
    createDatabase(join(directory, 'prepared'));
    await initdb(join(directory, 'made'));
    expect(await contents(join(directory, 'prepared'))).toEqual(await contents(join(directory, 'made')));
  });
});

/** Every file with its bytes, without the control file and the log, which have a time and a random number. */
async function contents(directory: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const file of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const path = join(file.parentPath, file.name);
    const name = path.slice(directory.length + 1);
    if (!file.isFile()) files[name] = '';
    else if (name !== 'global/pg_control' && !name.startsWith('pg_wal')) files[name] = await readFile(path, 'base64');
  }
  return files;
}

function range(length: number): number[] {
  return Array.from({ length }, (_, n) => n);
}

/** Text that can't be compressed. */
function noise(length: number): string {
  return randomBytes(length).toString('base64').slice(0, length);
}
