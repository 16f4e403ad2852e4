/** Opens a store: PGlite in a local directory, or a PostgreSQL server. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Engine } from './drizzle.ts';
import { guarded, type OnUnreadable, type OpenFailure } from './failure.ts';
import { createLetterJobs } from './jobs.ts';
import { addCompletion, deleteLetter, editionsOf, findCompletion, lettersOf } from './letters.ts';
import { noteAttempt, placesWithUnsent, unsentIn, unsentOf } from './outbox.ts';
import { deleteSent, findQuestion, heldIn, holdText, placesHolding } from './questions.ts';
import type { Store } from './store.ts';
import {
  bookmarksOf,
  commitTurn,
  findMessage,
  forgetPlace,
  loadBefore,
  loadInterview,
  placesInState,
} from './turns.ts';

/** A directory for this process alone, or the `postgres://` URL of a server. */
export type Where = { readonly directory: string } | { readonly url: string };

export type Opened = { readonly store: Store } | OpenFailure;

/** Opens the database and migrates its tables. Loads only the driver that it needs. */
export async function openStore(where: Where, onUnreadable: OnUnreadable = () => undefined): Promise<Opened> {
  const engine =
    'url' in where
      ? await import('./postgres.ts').then(({ openPostgres }) => openPostgres(where.url))
      : await import('./pglite.ts').then(({ openPGlite }) => openPGlite(where.directory));
  return 'failure' in engine ? engine : { store: storeOver(engine, onUnreadable) };
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

function storeOver(engine: Engine, onUnreadable: OnUnreadable): Store {
  const letterJobs = createLetterJobs(engine);
  const ask = <T>(work: (db: Database) => Promise<T>) => guarded(() => engine.use(work));
  const started = () => guarded(letterJobs.started);
  let closed: Promise<void> | null = null;
  return {
    alone: engine.alone,
    jobs: letterJobs.jobs,
    async exclusively(place, task) {
      const release = await locked(() => guarded(() => engine.lock(place)));
      try {
        return await task();
      } finally {
        release();
      }
    },
    load: (place) => ask((db) => loadInterview(db, place)),
    before: (place, event) => ask((db) => loadBefore(db, place, event)),
    bookmarks: (platform) => ask((db) => bookmarksOf(db, platform)),
    message: (place, reference) => ask((db) => findMessage(db, place, reference)),
    async commit(turn) {
      const queue = turn.job ? await started() : null;
      const outcome = await ask((db) => commitTurn(db, turn, queue));
      if (outcome === 'committed') engine.changed('turn');
      return outcome;
    },
    leaves: unsentOf,
    unsent: (place) => ask((db) => unsentIn(db, place, onUnreadable)),
    placesWithUnsent: () => ask(placesWithUnsent),
    note: (key, noted) => ask((db) => noteAttempt(db, key, noted)),
    markSent: (keys, question) => ask((db) => deleteSent(db, keys, question)),
    questionSent: (place, platformId) => ask((db) => findQuestion(db, place, platformId)),
    async hold(place, text) {
      const isNew = await ask((db) => holdText(db, place, text));
      engine.changed('turn');
      return isNew;
    },
    held: (place) => ask((db) => heldIn(db, place)),
    placesHolding: () => ask(placesHolding),
    placesIn: (state) => ask((db) => placesInState(db, state)),
    recall: (step) => ask((db) => findCompletion(db, step)),
    async keep(step, raw, job) {
      const queue = await started();
      await ask((db) => addCompletion(db, step, raw, job, queue));
    },
    letters: (place) => ask((db) => lettersOf(db, place)),
    async deleteLetter(place, version) {
      await ask((db) => deleteLetter(db, place, version));
      engine.changed('forgotten');
    },
    editions: (place) => ask((db) => editionsOf(db, place)),
    async forget(place, farewell) {
      const queue = await started();
      await ask((db) => forgetPlace(db, place, farewell, queue));
      engine.changed('forgotten');
    },
    close() {
      closed ??= guarded(async () => {
        await letterJobs.close();
        await engine.close();
      });
      return closed;
    },
  };
}
