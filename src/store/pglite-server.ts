/** Starts PGlite (PostgreSQL in WebAssembly) with a small memory footprint, durable commits and fast queries. */
import fs from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { PGlite, Results } from '@electric-sql/pglite';
import type { NodeFS } from '@electric-sql/pglite/nodefs';
import { codeOf } from '../model/request-error.ts';
import { loadPGlite } from './engine.ts';

/**
 * Small buffers instead of 160 MiB: the system caches files as well. `fsync` is the only sync method that reaches the
 * disk (see `syncToDisk`). Old log files are deleted because they contain what people said.
 */
export const SETTINGS = ['shared_buffers=4MB', 'wal_sync_method=fsync', 'wal_recycle=off', 'min_wal_size=2MB'].flatMap(
  (setting) => ['-c', setting],
);

/** PostgreSQL's type number of `bytea`. */
const BYTEA = 17;

/** PostgreSQL can't start on these files. The message is PostgreSQL's and names only files and versions. */
export class Unstartable extends Error {
  /** SQLSTATE: cannot connect now. */
  readonly code = '57P03';
}

export interface Server {
  readonly client: PGlite;
  /** PostgreSQL has crashed, for example because its log can't be written. It must be restarted. */
  panicked(): boolean;
}

/** @throws Unstartable */
export async function startPGlite(directory: string): Promise<Server> {
  // Without this file, PGlite would create a new database over what is left of the old one.
  if (!fs.existsSync(join(directory, 'PG_VERSION'))) throw new Unstartable('the database in it is damaged');
  // V8's optimizing compiler takes up to 500 MiB for PostgreSQL's largest functions and competes with the bot for CPU.
  // Baseline code is fast enough, because a commit waits for the disk anyway.
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
  const { PGlite, NodeFS } = loadPGlite();
  // Collected only during start: later messages quote statements.
  let complaints: string[] | null = [];
  let panicked = false;
  const onPanic = () => {
    panicked = true;
  };
  try {
    const client = await PGlite.create({
      fs: withPatches(new NodeFS(directory), (module) => {
        syncToDisk(module);
        stopOnPanic(module, onPanic);
      }),
      // `-F` turns syncing off.
      startParams: [...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'), ...SETTINGS],
      onStderr(line) {
        complaints?.push(line);
        return false;
      },
      // PGlite's own converters work byte by byte: 0.1 s per megabyte.
      serializers: { [BYTEA]: (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}` },
      parsers: { [BYTEA]: (hex) => Buffer.from(hex.slice('\\x'.length), 'hex') },
    });
    return { client, panicked: () => panicked };
  } catch {
    const reasons = complaints.flatMap((line) => line.match(/(?<=(?:FATAL|PANIC|DETAIL): +)\S.*?(?=\.?$)/) ?? []);
    throw new Unstartable(reasons.join('. ') || 'the database in it is damaged');
  } finally {
    complaints = null;
  }
}

/** The parts of Emscripten's module used here. */
interface EmscriptenModule {
  readonly NODEFS: { readonly stream_ops: object };
}

/** Applies `patch` to the module before PostgreSQL starts. */
function withPatches(files: NodeFS, patch: (module: EmscriptenModule) => void): NodeFS {
  const init = files.init.bind(files);
  files.init = async (...parameters) => {
    const { emscriptenOpts } = await init(...parameters);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), patch] } };
  };
  return files;
}

/** Makes commits survive a power failure. PGlite's file system reports a successful sync but does nothing. */
function syncToDisk({ NODEFS }: EmscriptenModule): void {
  // WASI error numbers.
  const invalid = 28;
  const inputOutputError = 29;
  const fsync = (stream: { readonly nfd: number }): number => {
    try {
      fs.fdatasyncSync(stream.nfd);
      return 0;
    } catch (error) {
      // Some file systems can't sync directories. PostgreSQL accepts EINVAL.
      return codeOf(error) === 'EINVAL' ? invalid : inputOutputError;
    }
  };
  Object.assign(NODEFS.stream_ops, { fsync });
}

/**
 * After a panic, PGlite would call PostgreSQL again, which would wait forever for a lock and block the whole program.
 * This makes every later query fail at once: the exception leaves PGlite's loop at its error cleanup.
 */
function stopOnPanic(module: EmscriptenModule, onPanic: () => void): void {
  const fail = () => {
    // SQLSTATE: crash shutdown.
    throw Object.assign(new Error('PostgreSQL panicked.'), { code: '57P02' });
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

/** Maximum number of cached prepared statements. The program uses about twenty. */
const MAX_STATEMENTS = 100;

type Options = NonNullable<Parameters<PGlite['query']>[2]>;
type Query = (text: string, values?: readonly unknown[], options?: Options) => Promise<Results | undefined>;

/**
 * Replaces PGlite's `query`, which parses and plans every statement again in six calls to PostgreSQL: 1.8 ms, against
 * 0.6 ms for a prepared statement in one call. Queries within a transaction still use PGlite's.
 */
export function preparedQuery(client: PGlite): Query {
  const { parse, protocol } = loadPGlite();
  const { serialize, messages } = protocol;
  const unprepared = client.query.bind(client);
  const known = new Map<string, Awaited<ReturnType<typeof prepare>>>();
  const send = (requests: readonly Uint8Array[]) =>
    client.execProtocolStream(Buffer.concat([...requests, serialize.sync()]), { syncToFs: false });

  async function prepare(name: string, text: string) {
    const answers = await send([serialize.parse({ name, text }), serialize.describe({ type: 'S', name })]);
    const types = answers.find((answer) => answer instanceof messages.ParameterDescriptionMessage)?.dataTypeIDs ?? [];
    // `execute` doesn't return the row description, so it is cached.
    return { name, types, description: answers.filter((answer) => answer instanceof messages.RowDescriptionMessage) };
  }

  async function run(...[text, values = [], options = {}]: Parameters<Query>): Promise<Results | undefined> {
    const statement = known.get(text) ?? (await prepare(`statement_${known.size}`, text));
    known.set(text, statement);
    const { name, types, description } = statement;
    const written = values.map((value, index) => {
      if (value === null || value === undefined) return null;
      const type = types[index] ?? 0;
      const serializer = options.serializers?.[type] ?? client.serializers[type];
      return serializer ? serializer(value) : String(value);
    });
    const answers = await send([serialize.bind({ statement: name, values: written }), serialize.execute({})]);
    // A prototype chain instead of an options copy: PGlite would copy its hundreds of parsers, 0.3 ms.
    const parsers = Object.setPrototypeOf({ ...options.parsers }, client.parsers);
    const mode = options.rowMode && { rowMode: options.rowMode };
    return parse.parseResults([...description, ...answers], parsers, mode)[0];
  }

  return async (text, values, options) => {
    if (known.size >= MAX_STATEMENTS && !known.has(text)) return unprepared(text, [...(values ?? [])], options);
    await client._checkReady();
    return client._runExclusiveTransaction(() => client._runExclusiveQuery(() => run(text, values, options)));
  };
}
