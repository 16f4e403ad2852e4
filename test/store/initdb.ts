/** `npm run db:prepare` writes the empty database that the program ships, with the initdb of this PGlite. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { loadPGlite } from '../../src/store/engine.ts';
import { EMPTY_DATABASE } from '../../src/store/pglite.ts';
import { SETTINGS } from '../../src/store/pglite-server.ts';

/**
 * Runs `initdb`, and drops the template databases, which are two thirds of the files and needed only for `create
 * database`. Only the control file and the log differ between runs.
 * @returns the directory as a tar archive
 */
export async function initdb(directory: string): Promise<Uint8Array> {
  const { PGlite } = loadPGlite();
  const database = await PGlite.create(directory, {
    initDbStartParams: ['--wal-segsize=1', '--no-instructions', ...SETTINGS],
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
  writeFileSync(EMPTY_DATABASE, brotliCompressSync(tar, { params }));
}
