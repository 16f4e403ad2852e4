/** A PGlite database in a directory of its own, used by this process alone. */
import fs from 'node:fs';
import { join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { loadPGlite, MIGRATIONS } from './drizzle.ts';
import type { Engine } from './engine.ts';
import { codeOf, type OpenFailure } from './failure.ts';
import { takeLock } from './lock.ts';
import { prepare } from './prepared.ts';
import { Upkeep } from './upkeep.ts';

/**
 * One bot needs no 160 MiB of shared buffers; the system's file cache serves as well. `fsync` is the one way of syncing
 * the log that reaches the disk (see `synced`), and used segments of it are deleted, as they hold what people said.
 */
export const SETTINGS = ['shared_buffers=4MB', 'wal_sync_method=fsync', 'wal_recycle=off', 'min_wal_size=2MB'];

/** PostgreSQL's number for the type of a file's bytes. */
const bytea = 17;

/** Opens the database in `<directory>/postgres`, which is made where there is none. */
export async function openPGlite(directory: string): Promise<Engine | OpenFailure> {
  const home = resolve(directory);
  try {
    fs.mkdirSync(home, { recursive: true, mode: 0o700 });
    const release = takeLock(join(home, 'foreword.lock'));
    if (release === null) return { failure: 'in-use', why: `Another process is using the data directory ${home}.` };
    try {
      return await start(join(home, 'postgres'), release);
    } catch (error) {
      release();
      throw error;
    }
  } catch (error) {
    const code = codeOf(error);
    const why = code === null ? 'what is in it is damaged or of another version' : code;
    return { failure: 'unusable', why: `The data directory ${home} can't be used: ${why}.` };
  }
}

async function start(directory: string, release: () => void): Promise<Engine> {
  if (!fs.existsSync(directory)) prepare(directory);
  // Where this file is missing PGlite would begin a new database on top of what is left of the old one.
  if (!fs.existsSync(join(directory, 'PG_VERSION'))) throw new Error('There is no database left.');
  withoutOptimizingWasm();
  const { PGlite, NodeFS, drizzle, migrate } = loadPGlite();
  const client = await PGlite.create({
    fs: synced(new NodeFS(directory)),
    startParams: [
      ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
      ...SETTINGS.flatMap((setting) => ['-c', setting]),
    ],
    // PGlite's own go over a file byte by byte: a tenth of a second for a megabyte.
    serializers: { [bytea]: (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}` },
    parsers: { [bytea]: (hex) => Buffer.from(hex.slice('\\x'.length), 'hex') },
  });
  const upkeep = new Upkeep((statement) => client.exec(statement));
  const close = async () => {
    await upkeep.tidy();
    await client.close();
    release();
  };
  const db = drizzle(client);
  try {
    await migrate(db, { migrationsFolder: MIGRATIONS });
  } catch (error) {
    await client.close();
    throw error;
  }
  return { db, changed: (what) => upkeep.changed(what), close };
}

type FileSystem = import('@electric-sql/pglite/nodefs').NodeFS;

/**
 * Lets PostgreSQL's own syncs reach the disk, so that a committed turn survives a power cut and not only the end of the
 * process: PGlite's file system answers them with success and does nothing. Its `fdatasync` can't be replaced, its
 * `fsync` can; `-F`, which PGlite starts with, would turn all of them off.
 */
function synced(files: FileSystem): FileSystem {
  const inputOutputError = 29;
  const fsync = (stream: { readonly nfd: number }): number => {
    try {
      fs.fdatasyncSync(stream.nfd);
      return 0;
    } catch {
      return inputOutputError;
    }
  };
  const init = files.init.bind(files);
  files.init = async (...parameters) => {
    const { emscriptenOpts } = await init(...parameters);
    const preRun = [
      ...(emscriptenOpts.preRun ?? []),
      (module: { NODEFS: { stream_ops: object } }) => {
        Object.assign(module.NODEFS.stream_ops, { fsync });
      },
    ];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  };
  return files;
}

/**
 * V8's optimizing compiler takes up to 500 MiB for PostgreSQL's largest functions, on threads that compete with the bot.
 * What the baseline compiler makes of them is fast enough: a commit waits for the disk.
 */
function withoutOptimizingWasm(): void {
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
}
