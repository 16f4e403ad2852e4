/** A PGlite database in a directory, used by one process only. */
import fs from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { brotliDecompressSync } from 'node:zlib';
import { directoryFailure, type OpenFailure, prepareDirectory } from './database-errors.ts';
import { type Engine, loadPGlite, MIGRATIONS } from './engine.ts';
import { preparedQuery, type Server, startPGlite, Unstartable } from './pglite-server.ts';

/** Opens the database in `<directory>/postgres`; creates it if missing. */
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
    return directoryFailure(home, error instanceof Unstartable ? error.message : error);
  }
}

const SQLITE_BUSY = 5;

/**
 * Prevents a second process from opening the directory, which would destroy it: PGlite has no lock of its own. Takes a
 * SQLite write lock on an empty file; the kernel frees it with the process.
 * @returns a release function; null if the lock is taken @throws if the file isn't a SQLite file
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
 * The result of `initdb`, stored because it is always the same and takes 2 s and 1 GiB in WebAssembly. Rebuild it with
 * `npm run db:prepare` when PGlite changes; a test detects that.
 */
export const EMPTY_DATABASE = new URL('./empty.tar.br', import.meta.url);

/** Block size of a tar archive, in bytes. */
const BLOCK = 512;

/** Creates an empty database atomically: synced to disk under a temporary name, then renamed. */
export function createDatabase(directory: string): void {
  const unfinished = `${directory}.unfinished`;
  fs.rmSync(unfinished, { recursive: true, force: true });
  fs.mkdirSync(unfinished, { mode: 0o700 });
  // A tar entry is a header block followed by its bytes in whole blocks. Directories come before their files.
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
  /** Restarts PostgreSQL after a panic. Like a server, it recovers committed data from its log. */
  const live = async () => {
    const last = session;
    const known = await last.catch(() => null);
    if (known !== null && !known.panicked()) return known;
    if (session === last) session = begin(directory);
    return session;
  };
  const housekeeping = createHousekeeping(live, join(dirname(directory), 'foreword.forgotten'));
  const use: Engine['use'] = async (work) => work((await live()).db);
  const query: Engine['query'] = async ({ text, values }) =>
    (await (await live()).client.query(text, [...values])).rows;
  return {
    alone: true,
    where: `in this process (PGlite), in ${dirname(directory)}`,
    use,
    query,
    // Only one process uses the database.
    lock: async (_key, statement) => ({ rows: statement ? await query(statement) : [], release: () => undefined }),
    async connectQueue() {
      const { fromPglite } = await import('pg-boss');
      return {
        executeSql: async (text, values) => fromPglite((await live()).client).executeSql(text, values),
        // Shares the single connection, which `close` below closes.
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

/** Turns between vacuums: a few megabytes of log and dead rows, 20 ms of work. */
const TURNS_BETWEEN = 128;
/** Milliseconds before tables are rewritten after a deletion. The rewrite is slow, so several deletions share one. */
const FORGOTTEN_WITHIN = 60_000;

/**
 * Runs vacuum and checkpoints, as a server does by itself. Without them, log and dead rows grow with every turn.
 * @param mark a file that exists from a deletion until its rows are physically gone; survives a crash
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
    // A deleted row stays in the table's file until a rewrite, and in the log until the log switches files.
    await client.exec(`vacuum ${isFull ? '(full) ' : ''}${rows.map(({ name }) => name).join(', ')}`);
    if (isFull) await client.exec('select pg_switch_wal()');
    await client.exec('checkpoint');
    if (isFull && forgotten === undefined) fs.rmSync(mark, { force: true });
  }
  /** Never rejects: a database that fails here fails in the next turn too, and that turn reports it. */
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
