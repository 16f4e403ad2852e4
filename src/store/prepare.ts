/** `npm run db:prepare`: makes `empty.tar.br` anew. Needed when PGlite changes; a test tells. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { loadPGlite } from './drizzle.ts';

import { ARCHIVE } from './prepared.ts';
import { SETTINGS } from './wasm.ts';

/**
 * What `initdb` makes in a directory, less the two template databases, which only `create database` would need and which
 * are two thirds of the files. All but the control file and the log is the same at every run.
 *
 * @returns the directory as a tar archive
 */
export async function initdb(directory: string): Promise<Uint8Array> {
  const { PGlite } = loadPGlite();
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  const database = await PGlite.create(directory, {
    initDbStartParams: ['--wal-segsize=1', '--no-instructions', ...settings],
  });
  await database.exec('update pg_database set datistemplate = false');
  await database.exec('drop database template0');
  await database.exec('drop database template1');
  await database.exec('vacuum freeze');
  await database.exec('checkpoint');
  await database.exec('select pg_switch_wal()');
  await database.exec('checkpoint');
  await database.close();
  const closed = new PGlite(directory, { noInitDb: true });
  const tar = await closed.dumpDataDir('none');
  return new Uint8Array(await tar.arrayBuffer());
}

if (import.meta.main) {
  const directory = mkdtempSync(join(tmpdir(), 'foreword-prepare-'));
  const tar = await initdb(directory);
  rmSync(directory, { recursive: true });
  const params = { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS };
  writeFileSync(ARCHIVE, brotliCompressSync(tar, { params }));
}
