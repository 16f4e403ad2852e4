import type { PgDatabase, PgQueryResultHKT } from './drizzle.ts';

/** PGlite or PostgreSQL as Drizzle sees it, or a transaction in one of them. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** An open database with its tables in place. */
export interface Engine {
  /** Nobody but this process writes to it. */
  readonly alone: boolean;
  /** Does something with the database; where that had to be given up before, it is started anew first. */
  use<T>(work: (db: Database) => Promise<T>): Promise<T>;
  /** Told of what was changed, after it was: a database that nobody else looks after has to tidy up. */
  changed(what: 'turn' | 'forgotten'): void;
  close(): Promise<void>;
}
