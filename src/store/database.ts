/** Opens a store: PGlite in a directory of this machine, or a PostgreSQL server. */
import { keep, recall } from './completions.ts';
import type { Database, Engine } from './engine.ts';
import { guarded, type OpenFailure } from './failure.ts';
import { bookmarks, message, seen } from './inbox.ts';
import { before, load, placesIn } from './interviews.ts';
import { lettersOf } from './letters.ts';
import { leaves, markSent, note, placesWithUnsent, unsent } from './outbox.ts';
import type { Store } from './store.ts';
import { commit, forget } from './transactions.ts';

/** Where a store is: a directory for this process alone, or the `postgres://` URL of a server. */
export type Where = { readonly directory: string } | { readonly url: string };

export type Opened = { readonly store: Store } | OpenFailure;

/**
 * Opens the database, bringing its tables up to date, and loads only the driver that it needs. What keeps it from being
 * opened is an answer, not an exception.
 */
export async function openStore(where: Where): Promise<Opened> {
  const engine =
    'url' in where
      ? await import('./postgres.ts').then(({ openPostgres }) => openPostgres(where.url))
      : await import('./pglite.ts').then(({ openPGlite }) => openPGlite(where.directory));
  return 'failure' in engine ? engine : { store: storeOver(engine) };
}

/** Each method throws `StoreFailure` where the database fails, and `UnreadableRow` where a row is not what was written. */
function storeOver({ alone, use, changed, close }: Engine): Store {
  let closed: Promise<void> | null = null;
  const ask = <T>(work: (db: Database) => Promise<T>) => guarded(() => use(work));
  return {
    alone,
    load: (place) => ask((db) => load(db, place)),
    before: (place, event) => ask((db) => before(db, place, event)),
    seen: (place, event) => ask((db) => seen(db, place, event)),
    bookmarks: (platform) => ask((db) => bookmarks(db, platform)),
    message: (place, reference) => ask((db) => message(db, place, reference)),
    async commit(turn) {
      const outcome = await ask((db) => commit(db, turn));
      if (outcome === 'committed') changed('turn');
      return outcome;
    },
    leaves,
    unsent: (place) => ask((db) => unsent(db, place)),
    placesWithUnsent: () => ask((db) => placesWithUnsent(db)),
    note: (key, noted) => ask((db) => note(db, key, noted)),
    markSent: (keys) => ask((db) => markSent(db, keys)),
    placesIn: (state) => ask((db) => placesIn(db, state)),
    recall: (step) => ask((db) => recall(db, step)),
    keep: (step, raw) => ask((db) => keep(db, step, raw)),
    letters: (place) => ask((db) => lettersOf(db, place)),
    async forget(place, farewell) {
      await ask((db) => forget(db, place, farewell));
      changed('forgotten');
    },
    close() {
      closed ??= guarded(close);
      return closed;
    },
  };
}
