/**
 * Loads Drizzle and the database drivers from their CommonJS builds.
 *
 * Node parses a package's package.json again for each ES module of the package. Drizzle's is 179 kB and a driver loads
 * 150 modules: 0.3 s and 200 MiB of garbage at start, against 45 ms and 19 MiB as CommonJS.
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { SQL } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { Db } from 'pg-boss';
import { z } from 'zod';

const require = createRequire(import.meta.url);

const orm: typeof import('drizzle-orm') = require('drizzle-orm');
const core: typeof import('drizzle-orm/pg-core') = require('drizzle-orm/pg-core');

export const { and, asc, eq, inArray, isNotNull, like, lt, max, not, notInArray, sql } = orm;
export const { bigint, boolean, customType, index, integer, json, pgTable, primaryKey, text, timestamp } = core;

export const MIGRATIONS = fileURLToPath(new URL('../../drizzle', import.meta.url));

/** PGlite, PostgreSQL, or a transaction in either. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** An open, migrated database. */
export interface Engine {
  /** No other process writes to it. */
  readonly alone: boolean;
  /** For the operator, such as `at host:5432/name`. */
  readonly where: string;
  /** Runs `work`. Restarts the database first if it has panicked. */
  use<T>(work: (db: Database) => Promise<T>): Promise<T>;
  /**
   * Locks until released, the process dies or the connection is lost; null if taken, also if by this process.
   * @param statement runs as part of the same statement, and may miss what the last holder committed at the end
   */
  lock(key: string, statement?: Statement): Promise<Locked | null>;
  /** Runs one statement without Drizzle. @returns its rows */
  query(statement: Statement): Promise<readonly unknown[]>;
  connectQueue(): Promise<QueueConnection>;
  /** Called after each change, for housekeeping (vacuum, checkpoints). */
  changed(what: 'turn' | 'forgotten'): void;
  close(): Promise<void>;
}

export interface Locked {
  /** Those of the statement that ran with the lock. */
  readonly rows: readonly unknown[];
  release(): void;
}

export interface QueueConnection extends Db {
  close(): Promise<void>;
}

/** Set explicitly, because the server's default isolation level may differ. */
export const READ_COMMITTED = { isolationLevel: 'read committed' } as const;

/** Types that the drivers send unconverted. */
type Sent = string | number | null | Uint8Array;

/** Hand-written SQL for the statements of every turn: building them with Drizzle takes longer than running them. */
export interface Statement {
  readonly text: string;
  /** Bound to `$1`, `$2` and so on. */
  readonly values: readonly Sent[];
}

/** Collects parameter values. `add` returns the placeholder for a value, such as `$3`. */
export function parameters() {
  const values: Sent[] = [];
  return { values, add: (value: Sent) => `$${values.push(value)}` };
}

/** Converts a statement for use in a Drizzle transaction. */
export function asDrizzle({ text, values }: Statement): SQL {
  // Odd parts are parameter numbers.
  const parts = text.split(/\$(\d+)/);
  return orm.sql.join(
    parts.map((part, at) => (at % 2 === 0 ? orm.sql.raw(part) : orm.sql`${values[Number(part) - 1]}`)),
  );
}

const RowsSchema = z.object({ rows: z.array(z.unknown()) });

/** Runs a Drizzle statement. @returns its rows, unwrapped from the driver's result */
export async function execute(db: Database, statement: unknown): Promise<unknown[]> {
  if (!orm.isSQLWrapper(statement)) throw new TypeError('not a statement of Drizzle');
  const result: unknown = await db.execute(statement);
  return Array.isArray(result) ? result : RowsSchema.parse(result).rows;
}

/** Returns the server's version, such as `18.6`. */
export async function serverVersion(db: Database): Promise<string> {
  const [row] = z.array(z.object({ server_version: z.string() })).parse(await execute(db, sql`show server_version`));
  return row?.server_version.split(' ')[0] ?? 'of unknown version';
}

export function loadPGlite() {
  const pglite: typeof import('@electric-sql/pglite') = require('@electric-sql/pglite');
  const nodefs: typeof import('@electric-sql/pglite/nodefs') = require('@electric-sql/pglite/nodefs');
  const driver: typeof import('drizzle-orm/pglite') = require('drizzle-orm/pglite');
  const migrator: typeof import('drizzle-orm/pglite/migrator') = require('drizzle-orm/pglite/migrator');
  return { ...pglite, NodeFS: nodefs.NodeFS, drizzle: driver.drizzle, migrate: migrator.migrate };
}

export function loadPostgres() {
  const postgres: typeof import('postgres') = require('postgres');
  const driver: typeof import('drizzle-orm/postgres-js') = require('drizzle-orm/postgres-js');
  const migrator: typeof import('drizzle-orm/postgres-js/migrator') = require('drizzle-orm/postgres-js/migrator');
  return { postgres, drizzle: driver.drizzle, migrate: migrator.migrate };
}
