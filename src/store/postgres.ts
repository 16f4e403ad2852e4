/** A PostgreSQL server, which several processes may share. */
import type { Sql } from 'postgres';
import { codeOf } from '../model/request-error.ts';
import { isOutage, isSqlState, type OpenFailure } from './database-errors.ts';
import { type Engine, loadPostgres, MIGRATIONS, type QueueConnection, type Statement, sql } from './engine.ts';

// Seconds.
const CONNECT_TIMEOUT = 10;
const CLOSE_TIMEOUT = 5;
/** Seconds between attempts to connect. With a longer pause, callers would keep waiting after the server is back. */
const RECONNECT_AFTER = 0.1;

// Milliseconds. A turn and its one retry stay below ten seconds.
const STATEMENT_TIMEOUT = 3_500;
const LOCK_TIMEOUT = 2_000;
/** For a server that accepts connections but doesn't answer. */
const OPERATION_DEADLINE = 4_500;
/** Longer, because the queue creates its tables in one statement. */
const QUEUE_DEADLINE = 10_000;

/** Seconds. The server detects a dead client within about 15 s and frees its locks. */
const KEEPALIVE = { tcp_keepalives_idle: 5, tcp_keepalives_interval: 5, tcp_keepalives_count: 2 };

/** Key of the advisory lock that makes other processes wait for a migration. */
const MIGRATING = 4_673_721;

/** Opens the database at a `postgres://` URL. */
export async function openPostgres(url: string): Promise<Engine | OpenFailure> {
  const { postgres, drizzle, migrate } = loadPostgres();
  const connect = (max: number, connection: Readonly<Record<string, number>> = {}) =>
    postgres(url, {
      max,
      // Expiring a connection would lose its locks.
      max_lifetime: null,
      connect_timeout: CONNECT_TIMEOUT,
      backoff: () => RECONNECT_AFTER,
      connection: { application_name: 'foreword', ...connection },
      // Silences "already exists, skipping" from migrations.
      onnotice: () => {},
    });
  let migrating: Sql;
  try {
    migrating = connect(1);
  } catch {
    return notAnAddress;
  }
  const { host, port, database } = migrating.options;
  // postgres.js treats other text as a local database. `new URL` accepts only one host.
  if (!/^postgres(ql)?:\/\//.test(url) || !port.every(Number.isInteger)) return notAnAddress;
  const server = host.map((name, index) => `${name}:${port[index]}`).join(', ');
  try {
    // This pool has one connection; closing it frees the lock.
    await migrating`select pg_advisory_lock(${MIGRATING})`;
    await migrate(drizzle(migrating), { migrationsFolder: MIGRATIONS });
  } catch (error) {
    return failed(codeOf(error), server, database);
  } finally {
    await migrating.end({ timeout: CLOSE_TIMEOUT });
  }
  const limits = { statement_timeout: STATEMENT_TIMEOUT, lock_timeout: LOCK_TIMEOUT };
  const connected = (max: number, settings = {}) => {
    const client = connect(max, { ...limits, ...settings });
    return { client, db: drizzle(Object.assign(client, { unsafe: preparing(client) })) };
  };
  const pool = replaceable(() => connected(4), OPERATION_DEADLINE);
  const locks = replaceable(() => connected(1, KEEPALIVE), OPERATION_DEADLINE);
  return {
    alone: false,
    where: `at ${server}/${database}`,
    use: (work) => pool.use(({ db }) => work(db)),
    lock: lockOver(locks),
    query: ({ text, values }) => pool.use(({ client }) => client.unsafe(text, [...values])),
    connectQueue: () => queueConnection(() => connect(1, { statement_timeout: QUEUE_DEADLINE })),
    changed: () => {},
    async close() {
      await Promise.all([pool.close(), locks.close()]);
    },
  };
}

/** Makes Drizzle use prepared statements; without them, each query costs planning and an extra round trip. */
function preparing(client: Sql): Sql['unsafe'] {
  const unsafe = client.unsafe.bind(client);
  return (text, values, options) => unsafe(text, values, { ...options, prepare: true });
}

type Replaceable<Connected> = {
  use<T>(work: (connected: Connected) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/**
 * Replaces all connections at once when an operation exceeds its deadline, because postgres.js can't cancel one query.
 * The query may still take effect; a retry detects that by the turn's version and event id.
 * @param deadline in milliseconds
 */
function replaceable<Connected extends { readonly client: Sql }>(
  connect: () => Connected,
  deadline: number,
): Replaceable<Connected> {
  let current = connect();
  return {
    /** @throws ETIMEDOUT, and what `work` throws */
    async use(work) {
      const used = current;
      const late = Promise.withResolvers<never>();
      const timer = setTimeout(() => {
        late.reject(Object.assign(new Error('the server did not answer in time'), { code: 'ETIMEDOUT' }));
        if (used !== current) return;
        current = connect();
        void used.client.end({ timeout: 0 });
      }, deadline);
      try {
        return await Promise.race([work(used), late.promise]);
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => current.client.end({ timeout: CLOSE_TIMEOUT }),
  };
}

/**
 * Session-level advisory locks on a dedicated connection. The server frees them when the process dies or the connection
 * is lost. A holder isn't told and goes on, so what it commits is checked again: a turn's version, a job's attempt.
 */
function lockOver(connection: Replaceable<{ readonly client: Sql }>): Engine['lock'] {
  const held = new Set<string>();
  const ask = (text: string, values: Statement['values']) =>
    connection.use(({ client }) => client.unsafe(text, [...values]));
  return async (key, { text, values } = { text: 'select', values: [] }) => {
    // PostgreSQL lets a session take its own lock again.
    if (held.has(key)) return null;
    held.add(key);
    // If this fails, the connection is gone and the lock with it.
    const unlock = () => void ask('select pg_advisory_unlock(hashtextextended($1, 0))', [key]).catch(() => undefined);
    try {
      const taken = `pg_try_advisory_lock(hashtextextended($${values.length + 1}, 0))`;
      const rows = await ask(`select ${taken} as taken, asked.* from (${text}) asked`, [...values, key]);
      if (rows[0]?.taken === true)
        return {
          rows,
          release() {
            held.delete(key);
            unlock();
          },
        };
    } catch (error) {
      held.delete(key);
      // The lock is the session's: a statement that fails may have taken it.
      unlock();
      throw error;
    }
    held.delete(key);
    return null;
  };
}

/** A connection for pg-boss with the same driver, so that all options of the URL apply to both. */
async function queueConnection(connect: () => Sql): Promise<QueueConnection> {
  const { fromDrizzle } = await import('pg-boss');
  const connection = replaceable(() => {
    const client = connect();
    return { client, db: fromDrizzle(loadPostgres().drizzle(client), sql) };
  }, QUEUE_DEADLINE);
  return {
    executeSql(text, values) {
      const done = connection.use(async ({ client, db }) => {
        try {
          return await db.executeSql(text, values);
        } catch (error) {
          // pg-boss expects a pool, where a failed transaction doesn't affect the next statement.
          if (/^\s*BEGIN\b/i.test(text)) await client.unsafe('rollback');
          // pg-boss reads the codes of errors, which Drizzle wraps.
          throw error instanceof Error && error.cause !== undefined ? error.cause : error;
        }
      });
      // pg-boss doesn't await every result; an unhandled rejection would end the process.
      done.catch(() => undefined);
      return done;
    },
    close: connection.close,
  };
}

const notAnAddress: OpenFailure = { failure: 'The database URL is not a postgres:// address.' };

function failed(code: string | null, server: string, database: string): OpenFailure {
  const reason = code ?? 'no reason given';
  if (code === null || !isSqlState(code) || isOutage(code)) {
    return { failure: `The database server ${server} can't be reached: ${reason}.` };
  }
  if (/^(28|3D|42501)/.test(code))
    return { failure: `The database server ${server} refuses this user or database ${database}: ${reason}.` };
  return { failure: `The database ${database} at ${server} can't be used: ${reason}.` };
}
