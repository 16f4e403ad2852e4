/**
 * Drizzle and the database drivers, in their CommonJS builds.
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

export const { and, asc, eq, inArray, isNotNull, like, lt, not, notInArray, sql } = orm;
export const { bigint, boolean, customType, index, integer, json, pgTable, primaryKey, text, timestamp } = core;

export const MIGRATIONS = fileURLToPath(new URL('../../drizzle', import.meta.url));

/** PGlite or PostgreSQL, or a transaction in one of them. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** An open database with its tables in place. */
export interface Engine {
  /** No other process writes to it. */
  readonly alone: boolean;
  /** Such as `at host:5432/name`, for the operator. */
  readonly where: string;
  /** Runs `work`, after a restart of the database if it panicked before. */
  use<T>(work: (db: Database) => Promise<T>): Promise<T>;
  /** Takes a lock until the process dies, or releases it. @returns releases it; null if it is taken, also by this process */
  lock(key: string): Promise<(() => void) | null>;
  /**
   * Runs one statement without Drizzle. @returns its rows
   * @param isBehindLock in one round trip with the lock that was asked for just before, and after it: it sees what the lock's last holder did
   */
  query(statement: Statement, isBehindLock?: boolean): Promise<readonly unknown[]>;
  /** A connection for pg-boss. */
  connectQueue(): Promise<QueueConnection>;
  /** Called after each change, for housekeeping. */
  changed(what: 'turn' | 'forgotten'): void;
  close(): Promise<void>;
}

export interface QueueConnection extends Db {
  close(): Promise<void>;
}

/** Each statement of the transaction sees what was committed before it began, whatever the server's default is. */
export const READ_COMMITTED = { isolationLevel: 'read committed' } as const;

/** What a driver sends as it is. */
type Sent = string | number | null | Uint8Array;

/** SQL for the statements of each turn: building it with Drizzle takes longer than running it. */
export interface Statement {
  readonly text: string;
  /** `$1` and so on. */
  readonly values: readonly Sent[];
}

/** Collects the values of a statement. @returns for each of them the parameter that stands for it */
export function parameters() {
  const values: Sent[] = [];
  return { values, add: (value: Sent) => `$${values.push(value)}` };
}

/** The same statement for a transaction of Drizzle. */
export function asDrizzle({ text, values }: Statement): SQL {
  // Every second part is the number of a parameter.
  const parts = text.split(/\$(\d+)/);
  return orm.sql.join(
    parts.map((part, at) => (at % 2 === 0 ? orm.sql.raw(part) : orm.sql`${values[Number(part) - 1]}`)),
  );
}

const RowsSchema = z.object({ rows: z.array(z.unknown()) });

/** Runs a statement of Drizzle. @returns its rows, which each driver wraps in its own way */
export async function execute(db: Database, statement: unknown): Promise<unknown[]> {
  if (!orm.isSQLWrapper(statement)) throw new TypeError('not a statement of Drizzle');
  const result: unknown = await db.execute(statement);
  return Array.isArray(result) ? result : RowsSchema.parse(result).rows;
}

/** Such as `18.6`. */
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
