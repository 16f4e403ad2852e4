/** Opens a store: PGlite in a local directory, or a PostgreSQL server. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, type Engine, serverVersion } from './drizzle.ts';
import { type Cipher, checkKeys, createCipher, type Key } from './encryption.ts';
import { guarded, type OnUnreadable, type OpenFailure, StoreFailure } from './failure.ts';
import { createLetterJobs } from './jobs.ts';
import { addCompletion, editionsOf, findCompletion, lettersOf } from './letters.ts';
import { backlogIn, noteAttempt, placesWithUnsent, unsentIn, unsentOf } from './outbox.ts';
import { deleteSent, findQuestion, holdText, placesHolding } from './questions.ts';
import type { Store } from './store.ts';
import {
  bookmarksOf,
  commitTurn,
  findMessage,
  forgetPlace,
  forgetSilentPlace,
  loadBefore,
  loadInterview,
  placesInState,
  remindersOf,
  silentPlace,
} from './turns.ts';
import { dropUsesBefore, giveBackUse, reserveUse } from './usage.ts';

/** A directory for this process alone, or the `postgres://` URL of a server. */
export type Where = { readonly directory: string } | { readonly url: string };

export type Opened = { readonly store: Store } | OpenFailure;

/**
 * Opens the database and migrates its tables. Loads only the driver that it needs.
 * @param keys for what people said: the first one seals, all of them open; without any it is stored as it is
 */
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
  const checked = guarded(() => engine.use((db) => checkKeys(db, keys)));
  const why = await checked.catch((error: unknown) => new StoreFailure(error).message);
  if (why === null) return { store: storeOver(engine, onUnreadable, createCipher(keys)) };
  await engine.close();
  return { failure: 'unusable', why };
}

/** Milliseconds between two attempts at a lock. Mostly there is one: the platform brings a person's events to one process. */
const LOCK_EVERY = 100;

async function locked(lock: () => Promise<(() => void) | null>): Promise<() => void> {
  for (;;) {
    const release = await lock();
    if (release) return release;
    await sleep(LOCK_EVERY);
  }
}

function storeOver(engine: Engine, onUnreadable: OnUnreadable, cipher: Cipher): Store {
  const letterJobs = createLetterJobs(engine);
  const ask = <T>(work: (db: Database) => Promise<T>) => guarded(() => engine.use(work));
  const started = () => guarded(letterJobs.started);
  let closed: Promise<void> | null = null;
  return {
    alone: engine.alone,
    jobs: letterJobs.jobs,
    about: async () => `PostgreSQL ${await ask(serverVersion)} ${engine.where}`,
    backlog: () => ask(backlogIn),
    async exclusively(place, task) {
      const release = await locked(() => guarded(() => engine.lock(place)));
      try {
        return await task();
      } finally {
        release();
      }
    },
    load: (place) => ask((db) => loadInterview(db, place, cipher)),
    before: (place, event) => ask((db) => loadBefore(db, place, event, cipher)),
    bookmarks: (platform) => ask((db) => bookmarksOf(db, platform)),
    message: (place, reference) => ask((db) => findMessage(db, place, reference)),
    async commit(turn) {
      const queue = turn.job ? await started() : null;
      const outcome = await ask((db) => commitTurn(db, turn, queue, cipher));
      if (outcome === 'committed') engine.changed(turn.deletes === undefined ? 'turn' : 'forgotten');
      return outcome;
    },
    leaves: unsentOf,
    unsent: (place) => ask((db) => unsentIn(db, place, onUnreadable, cipher)),
    placesWithUnsent: () => ask(placesWithUnsent),
    note: (key, noted) => ask((db) => noteAttempt(db, key, noted)),
    markSent: (keys, question) => ask((db) => deleteSent(db, keys, question)),
    questionSent: (place, platformId) => ask((db) => findQuestion(db, place, platformId)),
    async hold(place, text) {
      const isNew = await ask((db) => holdText(db, place, text, cipher));
      engine.changed('turn');
      return isNew;
    },
    placesHolding: () => ask(placesHolding),
    reminders: (platforms) => ask((db) => remindersOf(db, platforms)),
    placesIn: (state) => ask((db) => placesInState(db, state)),
    recall: (step) => ask((db) => findCompletion(db, step, cipher)),
    async keep(step, raw, job) {
      const queue = await started();
      await ask((db) => addCompletion(db, step, raw, job, queue, cipher));
    },
    letters: (place) => ask((db) => lettersOf(db, place, cipher)),
    editions: (place) => ask((db) => editionsOf(db, place)),
    async forget(place, farewell) {
      const queue = await started();
      await ask((db) => forgetPlace(db, place, farewell, queue, cipher));
      engine.changed('forgotten');
    },
    async forgetSilent(before) {
      // Most starts find none, and have no need of the queue.
      if ((await ask((db) => silentPlace(db, before))).length === 0) return null;
      const queue = await started();
      const place = await ask((db) => forgetSilentPlace(db, before, queue));
      if (place !== null) engine.changed('forgotten');
      return place;
    },
    reserve: (use, limit) => ask((db) => reserveUse(db, use, limit)),
    giveBack: (use) => ask((db) => giveBackUse(db, use)),
    dropUsesBefore: (day) => ask((db) => dropUsesBefore(db, day)),
    close() {
      closed ??= guarded(async () => {
        await letterJobs.close();
        await engine.close();
      });
      return closed;
    },
  };
}
