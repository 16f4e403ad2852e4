/** A PostgreSQL server, which any number of processes may share. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { loadPostgres, MIGRATIONS, sql } from './drizzle.ts';
import type { Engine, QueueConnection } from './engine.ts';
import { codeOf, type OpenFailure } from './failure.ts';

// In seconds.
const connectTimeout = 10;
const closeTimeout = 5;
const migrationAttempts = 5;

/** Opens the database at a `postgres://` URL. */
export async function openPostgres(url: string): Promise<Engine | OpenFailure> {
  const { postgres, drizzle, migrate } = loadPostgres();
  const connect = (max: number) =>
    postgres(url, {
      max,
      connect_timeout: connectTimeout,
      connection: { application_name: 'foreword' },
      // The migrations' "already exists, skipping" would go to the console.
      onnotice: () => {},
    });
  let client: ReturnType<typeof connect>;
  try {
    client = connect(4);
  } catch {
    return notAnAddress;
  }
  const { host, port, database } = client.options;
  // What is no URL at all postgres.js takes for one of this machine. Not `new URL`, as there may be several hosts.
  if (!/^postgres(ql)?:\/\//.test(url) || !port.every(Number.isInteger)) return notAnAddress;
  const db = drizzle(client);
  const close = () => client.end({ timeout: closeTimeout });
  try {
    await untilThere(() => migrate(db, { migrationsFolder: MIGRATIONS }));
    return {
      alone: false,
      queue: { backend: 'postgres', connect: async () => queueConnection(connect(1)) },
      use: (work) => work(db),
      changed: () => {},
      close,
    };
  } catch (error) {
    await close();
    return failed(codeOf(error), host.map((name, index) => `${name}:${port[index]}`).join(', '), database);
  }
}

/**
 * A connection for pg-boss alone, by the same driver, so that whatever the URL asks for holds for both. pg-boss expects
 * a pool, where a statement that fails leaves nothing behind for the next one.
 */
async function queueConnection(client: Sql): Promise<QueueConnection> {
  const { fromDrizzle } = await import('pg-boss');
  const db = fromDrizzle(loadPostgres().drizzle(client), sql);
  return {
    async executeSql(text, values) {
      try {
        return await db.executeSql(text, values);
      } catch (error) {
        if (/^\s*BEGIN\b/i.test(text)) await client.unsafe('rollback');
        // It knows the database's errors by their codes, and Drizzle wraps them.
        throw error instanceof Error && error.cause !== undefined ? error.cause : error;
      }
    },
    ready: () => undefined,
    close: () => client.end({ timeout: closeTimeout }),
  };
}

const notAnAddress: OpenFailure = { failure: 'unusable', why: 'The database URL is not a postgres:// address.' };

/**
 * Of processes that start at the same time all but one fail on what that one has just made; when they look again there
 * is nothing left for them to do.
 */
async function untilThere(migration: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await migration();
    } catch (error) {
      if (!isAnswer(codeOf(error)) || attempt === migrationAttempts) throw error;
      await sleep(100 * attempt);
    }
  }
}

function failed(code: string | null, server: string, database: string): OpenFailure {
  const reason = code ?? 'no reason given';
  if (!isAnswer(code) || /^(57|53|08)/.test(code)) {
    return { failure: 'unreachable', why: `The database server ${server} can't be reached: ${reason}.` };
  }
  if (/^(28|3D|42501)/.test(code)) {
    return {
      failure: 'refused',
      why: `The database server ${server} refuses this user or database ${database}: ${reason}.`,
    };
  }
  return { failure: 'unusable', why: `The database ${database} at ${server} can't be used: ${reason}.` };
}

/** Whether a code is an SQLSTATE, and so the server's word; those of the system and the driver have no digits. */
function isAnswer(code: string | null): code is string {
  return code !== null && /^(?=.*\d)[0-9A-Z]{5}$/.test(code);
}
