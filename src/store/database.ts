/** Opens a store: PGlite in a local directory, or a PostgreSQL server. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type OnUnreadable, type OpenFailure, StoreFailure, withRetries } from './database-errors.ts';
import { type Cipher, checkKeys, createCipher, type Key } from './encryption.ts';
import { type Engine, serverVersion } from './engine.ts';
import { createLetterJobs, type Work } from './letter-queue.ts';
import { letterRows } from './letters.ts';
import { outboxRows } from './outbox.ts';
import type { Store } from './store.ts';
import { turnRows } from './turns.ts';
import { usageRows } from './usage.ts';

/** A directory for this process alone, or the `postgres://` URL of a server. */
export type Where = { readonly directory: string } | { readonly url: string };

export type Opened = { readonly store: Store } | OpenFailure;

/** Opens the database and migrates its tables. @param keys the first encrypts, all of them decrypt */
export async function openStore(
  where: Where,
  onUnreadable: OnUnreadable = () => undefined,
  keys: readonly Key[] = [],
): Promise<Opened> {
  const engine =
    'url' in where
      ? await import('./postgres.ts').then(({ openPostgres }) => openPostgres(where.url))
      : await import('./pglite.ts').then(({ openPGlite }) => openPGlite(where.directory));
  if ('failure' in engine) return engine;
  const checked = withRetries(() => engine.use((db) => checkKeys(db, keys)));
  const why = await checked.catch((error: unknown) => new StoreFailure(error).message);
  if (why === null) return { store: storeOver(engine, onUnreadable, createCipher(keys)) };
  await engine.close();
  return { failure: why };
}

/** Milliseconds between attempts to lock a place. Rarely contended: a place's events mostly reach one process. */
const LOCK_EVERY = 100;

function storeOver(engine: Engine, onUnreadable: OnUnreadable, cipher: Cipher): Store {
  const letterJobs = createLetterJobs(engine);
  const work: Work = {
    ask: (statement) => withRetries(() => engine.use(statement)),
    query: (statement) => withRetries(() => engine.query(statement)),
    cipher,
    started: () => withRetries(letterJobs.started),
    changed: engine.changed,
  };
  const { store: turns, starting } = turnRows(work);
  let closed: Promise<void> | null = null;
  return {
    alone: engine.alone,
    jobs: letterJobs.jobs,
    about: async () => `PostgreSQL ${await work.ask(serverVersion)} ${engine.where}`,
    async exclusively(place, task, event) {
      const lock = async () => {
        const turn = event === undefined ? null : starting(place, event);
        const locked = await withRetries(() => engine.lock(place, turn?.statement));
        return locked && { release: locked.release, start: () => turn?.startIn(locked.rows) };
      };
      let locked = await lock();
      for (; locked === null; locked = await lock()) await sleep(LOCK_EVERY);
      try {
        const start = locked.start();
        // The last holder may have marked these as sent between the statement's start and the lock.
        return await task(start?.owed ? undefined : start);
      } finally {
        locked.release();
      }
    },
    ...turns,
    ...outboxRows(work, onUnreadable),
    ...letterRows(work),
    ...usageRows(work),
    close() {
      closed ??= withRetries(async () => {
        await letterJobs.close();
        await engine.close();
      });
      return closed;
    },
  };
}
