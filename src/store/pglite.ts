/** A PGlite database in a directory of its own, used by this process alone. */
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadPGlite, MIGRATIONS } from './drizzle.ts';
import type { Engine } from './engine.ts';
import { codeOf, type OpenFailure } from './failure.ts';
import { takeLock } from './lock.ts';
import { prepare } from './prepared.ts';
import { queryingBy } from './statements.ts';
import { Upkeep } from './upkeep.ts';
import { startPGlite, Unstartable } from './wasm.ts';

/** Opens the database in `<directory>/postgres`, which is made where there is none. */
export async function openPGlite(directory: string): Promise<Engine | OpenFailure> {
  const home = resolve(directory);
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    const release = takeLock(join(home, 'foreword.lock'));
    if (release === null) return { failure: 'in-use', why: `Another process is using the data directory ${home}.` };
    try {
      return await start(join(home, 'postgres'), release);
    } catch (error) {
      release();
      throw error;
    }
  } catch (error) {
    const reason = error instanceof Unstartable ? error.message : (codeOf(error) ?? 'unknown reason');
    return { failure: 'unusable', why: `The data directory ${home} can't be used: ${reason}.` };
  }
}

async function start(directory: string, release: () => void): Promise<Engine> {
  if (!existsSync(directory)) prepare(directory);
  let session = Promise.resolve(await begin(directory));
  /** Like a server does, PostgreSQL starts again after a panic and recovers from its log what was committed. */
  const live = async () => {
    const last = session;
    const known = await last.catch(() => null);
    if (known !== null && !known.panicked()) return known;
    if (session === last) session = begin(directory);
    return session;
  };
  const upkeep = new Upkeep(async (statement) => (await live()).client.exec(statement));
  return {
    alone: true,
    queue: {
      backend: 'pglite',
      async connect() {
        const { fromPglite } = await import('pg-boss');
        return {
          executeSql: async (text, values) => fromPglite((await live()).client).executeSql(text, values),
          ready: () => upkeep.alsoTidies('pgboss.job'),
          // It is closed with everything else in it.
          close: async () => undefined,
        };
      },
    },
    use: async (work) => work((await live()).db),
    changed: (what) => upkeep.changed(what),
    async close() {
      await upkeep.tidy();
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
  const db = drizzle(Object.assign(client, { query: queryingBy(client) }));
  return { client, db, panicked };
}
