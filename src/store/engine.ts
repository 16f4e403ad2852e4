import type { Db } from 'pg-boss';
import type { PgDatabase, PgQueryResultHKT } from './drizzle.ts';

/** PGlite or PostgreSQL as Drizzle sees it, or a transaction in one of them. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** Of a transaction of several statements: each sees what was committed before it began. */
export const READ_COMMITTED = { isolationLevel: 'read committed' } as const;

/** An open database with its tables in place. */
export interface Engine {
  /** Nobody but this process writes to it. */
  readonly alone: boolean;
  /** The same database as pg-boss gets at it. */
  readonly queue: {
    readonly backend: 'pglite' | 'postgres';
    connect(): Promise<QueueConnection>;
  };
  /** Does something with the database; where that had to be given up before, it is started anew first. */
  use<T>(work: (db: Database) => Promise<T>): Promise<T>;
  /** Told of what was changed, after it was: a database that nobody else looks after has to tidy up. */
  changed(what: 'turn' | 'forgotten'): void;
  close(): Promise<void>;
}

export interface QueueConnection extends Db {
  /** Told when pg-boss has its tables. */
  ready(): void;
  close(): Promise<void>;
}
