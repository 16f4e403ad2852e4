/** PGlite, which is PostgreSQL in WebAssembly, started so that it is small and its commits are durable. */
import fs from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { PGlite } from '@electric-sql/pglite';
import type { NodeFS } from '@electric-sql/pglite/nodefs';
import { loadPGlite } from './drizzle.ts';
import { codeOf } from './failure.ts';

/**
 * One bot needs no 160 MiB of shared buffers; the system's file cache serves as well. `fsync` is the one way of syncing
 * the log that reaches the disk (see `syncForReal`), and used segments of it are deleted, as they hold what people said.
 */
export const SETTINGS = ['shared_buffers=4MB', 'wal_sync_method=fsync', 'wal_recycle=off', 'min_wal_size=2MB'];

/** PostgreSQL's number for the type of a file's bytes. */
const bytea = 17;

// SQLSTATEs, as a server's client would see them.
const crashShutdown = '57P02';
const cannotConnectNow = '57P03';

/** PostgreSQL does not start on these files. The message is its own, and names no more than files and versions. */
export class Unstartable extends Error {
  readonly code = cannotConnectNow;
}

export interface Server {
  readonly client: PGlite;
  /** Whether PostgreSQL gave itself up, as it does where its log can't be written. Nothing but a new start helps then. */
  panicked(): boolean;
}

/** @throws Unstartable */
export async function startPGlite(directory: string): Promise<Server> {
  // Where this file is missing PGlite would begin a new database on top of what is left of the old one.
  if (!fs.existsSync(join(directory, 'PG_VERSION'))) throw new Unstartable('the database in it is damaged');
  withoutOptimizingWasm();
  const { PGlite, NodeFS } = loadPGlite();
  // Only until it has started: later its complaints quote statements.
  let complaints: string[] | null = [];
  let panicked = false;
  const onPanic = () => {
    panicked = true;
  };
  try {
    const client = await PGlite.create({
      fs: hooked(new NodeFS(directory), (module) => {
        syncForReal(module);
        stopOnPanic(module, onPanic);
      }),
      startParams: [
        ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
        ...SETTINGS.flatMap((setting) => ['-c', setting]),
      ],
      onStderr(line) {
        complaints?.push(line);
        return false;
      },
      // PGlite's own go over a file byte by byte: a tenth of a second for a megabyte.
      serializers: { [bytea]: (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}` },
      parsers: { [bytea]: (hex) => Buffer.from(hex.slice('\\x'.length), 'hex') },
    });
    return { client, panicked: () => panicked };
  } catch {
    const reasons = complaints.flatMap((line) => line.match(/(?<=(?:FATAL|PANIC|DETAIL): +)\S.*?(?=\.?$)/) ?? []);
    throw new Unstartable(reasons.join('. ') || 'the database in it is damaged');
  } finally {
    complaints = null;
  }
}

/** What is used here of the WebAssembly module as Emscripten presents it. */
interface EmscriptenModule {
  readonly NODEFS: { readonly stream_ops: object };
}

/** Has the module changed before PostgreSQL starts in it. */
function hooked(files: NodeFS, change: (module: EmscriptenModule) => void): NodeFS {
  const init = files.init.bind(files);
  files.init = async (...parameters) => {
    const { emscriptenOpts } = await init(...parameters);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), change] } };
  };
  return files;
}

/**
 * Lets PostgreSQL's own syncs reach the disk, so that a committed turn survives a power cut and not only the end of the
 * process: PGlite's file system answers them with success and does nothing. Its `fdatasync` can't be replaced, its
 * `fsync` can; `-F`, which PGlite starts with, would turn all of them off.
 */
function syncForReal({ NODEFS }: EmscriptenModule): void {
  const invalid = 28;
  const inputOutputError = 29;
  const fsync = (stream: { readonly nfd: number }): number => {
    try {
      fs.fdatasyncSync(stream.nfd);
      return 0;
    } catch (error) {
      // Some file systems have nothing to sync about a directory; PostgreSQL does not mind that.
      return codeOf(error) === 'EINVAL' ? invalid : inputOutputError;
    }
  };
  Object.assign(NODEFS.stream_ops, { fsync });
}

/**
 * After a panic PGlite would call into PostgreSQL again, which waits there forever for a lock that nobody holds any more,
 * and the whole program with it. From then on whatever is asked fails at once: the exception leaves PGlite's loop where
 * that cleans up after another.
 */
function stopOnPanic(module: EmscriptenModule, onPanic: () => void): void {
  const fail = () => {
    throw Object.assign(new Error('PostgreSQL panicked.'), { code: crashShutdown });
  };
  const nothing = () => {};
  const onAbort = () => {
    onPanic();
    Object.assign(module, {
      _PostgresMainLoopOnce: fail,
      stackRestore: fail,
      _PostgresSendReadyForQueryIfNecessary: nothing,
      _pgl_pq_flush: nothing,
    });
  };
  Object.assign(module, { onAbort });
}

/**
 * V8's optimizing compiler takes up to 500 MiB for PostgreSQL's largest functions, on threads that compete with the bot.
 * What the baseline compiler makes of them is fast enough: a commit waits for the disk.
 */
function withoutOptimizingWasm(): void {
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
}
