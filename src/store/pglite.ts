/** A PGlite database in a directory, used by this process alone. */
import fs from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { brotliDecompressSync } from 'node:zlib';
import { type Engine, loadPGlite, MIGRATIONS } from './drizzle.ts';
import { type OpenFailure, prepareDirectory, unusable } from './failure.ts';
import { preparedQuery, type Server, startPGlite, Unstartable } from './wasm.ts';

/** Opens the database in `<directory>/postgres`, and creates it if needed. */
export async function openPGlite(directory: string): Promise<Engine | OpenFailure> {
  const home = resolve(directory);
  const failure = prepareDirectory(home);
  if (failure) return failure;
  let release: (() => void) | null = null;
  try {
    release = takeLock(join(home, 'foreword.lock'));
    if (release === null) return { failure: `Another process is using the data directory ${home}.` };
    return await start(join(home, 'postgres'), release);
  } catch (error) {
    release?.();
    return unusable(home, error instanceof Unstartable ? error.message : error);
  }
}

const SQLITE_BUSY = 5;

/**
 * PGlite has no lock of its own, and two processes in one directory destroy it. This one is a write lock of SQLite on an
 * empty file, which the kernel frees with the process. @returns frees it; null if it is taken @throws if it is no such file
 */
function takeLock(file: string): (() => void) | null {
  const lock = new DatabaseSync(file);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return null;
    throw error;
  }
  return () => {
    if (lock.isOpen) lock.close();
  };
}

/**
 * The result of `initdb`, which is always the same and takes 2 s and 1 GiB in WebAssembly. `npm run db:prepare` makes it
 * anew. That is needed when PGlite changes, which a test detects.
 */
export const EMPTY_DATABASE = new URL('./empty.tar.br', import.meta.url);

/** Of a tar archive, in bytes. */
const BLOCK = 512;

/** Creates an empty database: complete and synced to the disk under its final name, or not at all. */
export function createDatabase(directory: string): void {
  const unfinished = `${directory}.unfinished`;
  fs.rmSync(unfinished, { recursive: true, force: true });
  fs.mkdirSync(unfinished, { mode: 0o700 });
  // A tar archive: each entry is a block that names it, and its bytes in whole blocks; a directory before its files.
  const tar = brotliDecompressSync(fs.readFileSync(EMPTY_DATABASE));
  const text = (start: number, length: number) => tar.toString('latin1', start, start + length).replace(/\0.*$/s, '');
  for (let at = 0; at < tar.length && tar[at] !== 0; ) {
    const path = join(unfinished, text(at, 100));
    const size = Number.parseInt(text(at + 124, 12), 8);
    const bytes = tar.subarray(at + BLOCK, at + BLOCK + size);
    if (text(at + 156, 1) === '5') fs.mkdirSync(path, { mode: 0o700 });
    else fs.writeFileSync(path, bytes, { flag: 'wx', mode: 0o600, flush: true });
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  fs.renameSync(unfinished, directory);
  // Windows can't sync directories.
  if (process.platform === 'win32') return;
  const parent = fs.openSync(dirname(directory), 'r');
  fs.fsyncSync(parent);
  fs.closeSync(parent);
}

async function start(directory: string, release: () => void): Promise<Engine> {
  if (!fs.existsSync(directory)) createDatabase(directory);
  let session = Promise.resolve(await begin(directory));
  /** Restarts PostgreSQL after a panic, like a server does: it recovers what was committed from its log. */
  const live = async () => {
    const last = session;
    const known = await last.catch(() => null);
    if (known !== null && !known.panicked()) return known;
    if (session === last) session = begin(directory);
    return session;
  };
  const housekeeping = createHousekeeping(live, join(dirname(directory), 'foreword.forgotten'));
  const use: Engine['use'] = async (work) => work((await live()).db);
  return {
    alone: true,
    where: `in this process (PGlite), in ${dirname(directory)}`,
    use,
    query: async ({ text, values }) => (await (await live()).client.query(text, [...values])).rows,
    // The process has the database for itself.
    lock: async () => () => undefined,
    async connectQueue() {
      const { fromPglite } = await import('pg-boss');
      return {
        executeSql: async (text, values) => fromPglite((await live()).client).executeSql(text, values),
        // It shares the one connection, which `close` below closes.
        close: async () => undefined,
      };
    },
    changed: housekeeping.changed,
    async close() {
      await housekeeping.run();
      const last = await session.catch(() => null);
      if (last !== null && !last.panicked()) await last.client.close();
      release();
    },
  };
}

async function begin(directory: string) {
  const { client, panicked } = await startPGlite(directory);
  const { drizzle, migrate } = loadPGlite();
  try {
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS });
  } catch (error) {
    if (!panicked()) await client.close();
    throw error;
  }
  const db = drizzle(Object.assign(client, { query: preparedQuery(client) }));
  return { client, db, panicked };
}

/** A few megabytes of log and dead rows: 20 ms of work. */
const TURNS_BETWEEN = 128;
/** Milliseconds. Rewriting the tables takes longer, so deletions that are close together share it. */
const FORGOTTEN_WITHIN = 60_000;

/**
 * Vacuum and checkpoints, which a server runs by itself. Without them the log and dead rows grow with every turn.
 * @param mark a file that is there from a deletion on until its rows are in no file any more, also over a crash
 */
function createHousekeeping(session: () => Promise<Server>, mark: string) {
  let turns = 0;
  let running = Promise.resolve();
  const soon = () => setTimeout(run, FORGOTTEN_WITHIN).unref();
  let forgotten: NodeJS.Timeout | undefined = fs.existsSync(mark) ? soon() : undefined;
  async function tidy(isFull: boolean): Promise<void> {
    const { client } = await session();
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables`,
    );
    // A deleted row stays in its file until the table is rewritten, and in the log until the log switches to a new file.
    await client.exec(`vacuum ${isFull ? '(full) ' : ''}${rows.map(({ name }) => name).join(', ')}`);
    if (isFull) await client.exec('select pg_switch_wal()');
    await client.exec('checkpoint');
    if (isFull && forgotten === undefined) fs.rmSync(mark, { force: true });
  }
  /** Never rejects: a database that fails here fails in the next turn as well, which reports it. */
  function run(): Promise<void> {
    const isFull = forgotten !== undefined;
    clearTimeout(forgotten);
    forgotten = undefined;
    turns = 0;
    running = running.then(() => tidy(isFull)).catch(() => undefined);
    return running;
  }
  function changed(what: 'turn' | 'forgotten'): void {
    if (what === 'turn') {
      if (++turns >= TURNS_BETWEEN) void run();
    } else if (forgotten === undefined) {
      fs.writeFileSync(mark, '', { mode: 0o600 });
      forgotten = soon();
    }
  }
  return { run, changed };
}
