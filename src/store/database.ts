/** Opens a store: PGlite in a directory of this machine, or a PostgreSQL server. */
import { type Place, platformOf } from '../adapters/contract.ts';
import { keep, recall } from './completions.ts';
import { type Database, type Engine, READ_COMMITTED } from './engine.ts';
import { guarded, type OpenFailure } from './failure.ts';
import { bookmarks, message, seen } from './inbox.ts';
import { before, load, placesIn } from './interviews.ts';
import { createJobTables } from './jobs.ts';
import { editions, lettersOf } from './letters.ts';
import { leaves, markSent, note, placesWithUnsent, unsent } from './outbox.ts';
import type { UnreadableRow } from './rows.ts';
import type { Store } from './store.ts';
import { commit, forget } from './transactions.ts';

/** Where a store is: a directory for this process alone, or the `postgres://` URL of a server. */
export type Where = { readonly directory: string } | { readonly url: string };

export type Opened = { readonly store: Store } | OpenFailure;

/**
 * Opens the database, bringing its tables up to date, and loads only the driver that it needs. What keeps it from being
 * opened is an answer, not an exception.
 * @param onUnreadable told of each message that was set aside, as this version of the program can't read it
 */
export async function openStore(
  where: Where,
  onUnreadable: (row: UnreadableRow) => void = () => undefined,
): Promise<Opened> {
  const engine =
    'url' in where
      ? await import('./postgres.ts').then(({ openPostgres }) => openPostgres(where.url))
      : await import('./pglite.ts').then(({ openPGlite }) => openPGlite(where.directory));
  return 'failure' in engine ? engine : { store: storeOver(engine, onUnreadable) };
}

/** Each method throws `StoreFailure` where the database fails, and `UnreadableRow` where a row is not what was written. */
function storeOver(engine: Engine, onUnreadable: (row: UnreadableRow) => void): Store {
  const { alone, use, changed } = engine;
  let closed: Promise<void> | null = null;
  const ask = <T>(work: (db: Database) => Promise<T>) => guarded(() => use(work));
  const tables = createJobTables(engine);
  const tableOf = (place: Place) => guarded(() => tables.of(platformOf(place)));
  return {
    alone,
    jobs: {
      patience: tables.patience,
      claim: (platform) => guarded(async () => (await tables.of(platform)).claim()),
      async hold(job) {
        const table = await tableOf(job.place);
        return ask((db) => table.hold(job, db));
      },
      release: (job) => guarded(async () => (await tableOf(job.place)).release(job)),
      drop: (job) => guarded(async () => (await tableOf(job.place)).drop(job)),
      async want(place, letter, expected) {
        const table = await tableOf(place);
        await ask((db) => db.transaction((within) => table.want(place, letter, expected, within), READ_COMMITTED));
      },
      prepare: (platform) => guarded(async () => void (await tables.of(platform))),
    },
    load: (place) => ask((db) => load(db, place)),
    before: (place, event) => ask((db) => before(db, place, event)),
    seen: (place, event) => ask((db) => seen(db, place, event)),
    bookmarks: (platform) => ask((db) => bookmarks(db, platform)),
    message: (place, reference) => ask((db) => message(db, place, reference)),
    async commit(turn) {
      const { place, job } = turn;
      const table = job && (await tableOf(place));
      const change = job && table ? (db: Database) => table.change(place, job, db) : null;
      const outcome = await ask((db) => commit(db, turn, change));
      if (outcome === 'committed') changed('turn');
      return outcome;
    },
    leaves,
    unsent: (place) => ask((db) => unsent(db, place, onUnreadable)),
    placesWithUnsent: () => ask((db) => placesWithUnsent(db)),
    note: (key, noted) => ask((db) => note(db, key, noted)),
    markSent: (keys) => ask((db) => markSent(db, keys)),
    placesIn: (state) => ask((db) => placesIn(db, state)),
    recall: (step) => ask((db) => recall(db, step)),
    async keep(step, raw, job) {
      const table = await tableOf(step.place);
      await ask((db) => keep(db, step, raw, (within) => table.hold(job, within)));
    },
    letters: (place) => ask((db) => lettersOf(db, place)),
    editions: (place) => ask((db) => editions(db, place)),
    async forget(place, farewell) {
      const table = await guarded(() => tables.known(place));
      await ask((db) => forget(db, place, farewell, table));
      changed('forgotten');
    },
    close() {
      closed ??= guarded(async () => {
        await tables.close();
        await engine.close();
      });
      return closed;
    },
  };
}
