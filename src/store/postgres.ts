/** A PostgreSQL server. Any number of processes may share it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { type Engine, loadPostgres, MIGRATIONS, type QueueConnection, sql } from './drizzle.ts';
import { codeOf, type OpenFailure } from './failure.ts';

// Seconds.
const CONNECT_TIMEOUT = 10;
const CLOSE_TIMEOUT = 5;
const MIGRATION_ATTEMPTS = 5;

/** Opens the database at a `postgres://` URL. */
export async function openPostgres(url: string): Promise<Engine | OpenFailure> {
  const { postgres, drizzle, migrate } = loadPostgres();
  const connect = (max: number) =>
    postgres(url, {
      max,
      connect_timeout: CONNECT_TIMEOUT,
      connection: { application_name: 'foreword' },
      // Silences the migrations' "already exists, skipping".
      onnotice: () => {},
    });
  let client: ReturnType<typeof connect>;
  try {
    client = connect(4);
  } catch {
    return notAnAddress;
  }
  const { host, port, database } = client.options;
  // postgres.js takes other text for a local database. `new URL` accepts only one host.
  if (!/^postgres(ql)?:\/\//.test(url) || !port.every(Number.isInteger)) return notAnAddress;
  const server = host.map((name, index) => `${name}:${port[index]}`).join(', ');
  const db = drizzle(client);
  const close = () => client.end({ timeout: CLOSE_TIMEOUT });
  try {
    await retried(() => migrate(db, { migrationsFolder: MIGRATIONS }));
    return {
      alone: false,
      where: `at ${server}/${database}`,
      use: (work) => work(db),
      connectQueue: () => queueConnection(connect(1)),
      changed: () => {},
      close,
    };
  } catch (error) {
    await close();
    return failed(codeOf(error), server, database);
  }
}

/** A connection for pg-boss, by the same driver, so that all options of the URL apply to both. */
async function queueConnection(client: Sql): Promise<QueueConnection> {
  const { fromDrizzle } = await import('pg-boss');
  const db = fromDrizzle(loadPostgres().drizzle(client), sql);
  return {
    async executeSql(text, values) {
      try {
        return await db.executeSql(text, values);
      } catch (error) {
        // pg-boss expects a pool, where a failed transaction doesn't affect the next statement.
        if (/^\s*BEGIN\b/i.test(text)) await client.unsafe('rollback');
        // pg-boss reads the codes of errors, which Drizzle wraps.
        throw error instanceof Error && error.cause !== undefined ? error.cause : error;
      }
    },
    close: () => client.end({ timeout: CLOSE_TIMEOUT }),
  };
}

const notAnAddress: OpenFailure = { failure: 'unusable', why: 'The database URL is not a postgres:// address.' };

/** Of several processes that start together, one creates the tables and the others fail. Their next attempt succeeds. */
async function retried(migration: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await migration();
    } catch (error) {
      if (!isAnswer(codeOf(error)) || attempt === MIGRATION_ATTEMPTS) throw error;
      await sleep(100 * attempt);
    }
  }
}

function failed(code: string | null, server: string, database: string): OpenFailure {
  const reason = code ?? 'no reason given';
  if (!isAnswer(code) || /^(57|53|08)/.test(code)) {
    return { failure: 'unreachable', why: `The database server ${server} can't be reached: ${reason}.` };
  }
  const refusal = `The database server ${server} refuses this user or database ${database}: ${reason}.`;
  if (/^(28|3D|42501)/.test(code)) return { failure: 'refused', why: refusal };
  return { failure: 'unusable', why: `The database ${database} at ${server} can't be used: ${reason}.` };
}

/** Whether a code is an SQLSTATE, from the server. Codes of the system and the driver have no digits. */
function isAnswer(code: string | null): code is string {
  return code !== null && /^(?=.*\d)[0-9A-Z]{5}$/.test(code);
}
