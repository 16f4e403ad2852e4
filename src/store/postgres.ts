/** A PostgreSQL server, which any number of processes may share. */
import { setTimeout as sleep } from 'node:timers/promises';
import { loadPostgres, MIGRATIONS } from './drizzle.ts';
import type { Engine } from './engine.ts';
import { codeOf, type OpenFailure } from './failure.ts';

const connectTimeout = 10;
const closeTimeout = 5;

/** Opens the database at a `postgres://` URL. */
export async function openPostgres(url: string): Promise<Engine | OpenFailure> {
  const { postgres, drizzle, migrate } = loadPostgres();
  const connect = () =>
    postgres(url, {
      max: 4,
      connect_timeout: connectTimeout,
      connection: { application_name: 'foreword' },
      // The migrations' "already exists, skipping" would go to the console.
      onnotice: () => {},
    });
  let client: ReturnType<typeof connect>;
  try {
    if (!/^postgres(ql)?:$/.test(new URL(url).protocol)) return notAnAddress;
    client = connect();
  } catch {
    return notAnAddress;
  }
  const db = drizzle(client);
  const close = () => client.end({ timeout: closeTimeout });
  try {
    await twice(() => migrate(db, { migrationsFolder: MIGRATIONS }));
    return { db, changed: () => {}, close };
  } catch (error) {
    await close();
    const { host, port, database } = client.options;
    return failed(codeOf(error), `${host.map((name, index) => `${name}:${port[index]}`).join(', ')}`, database);
  }
}

const notAnAddress: OpenFailure = { failure: 'unusable', why: 'The database URL is not a postgres:// address.' };

/**
 * Of two processes that start at once the second fails on what the first has just made, and finds nothing left to do
 * when it looks again.
 */
async function twice(migration: () => Promise<void>): Promise<void> {
  try {
    await migration();
  } catch (error) {
    if (!isAnswer(codeOf(error))) throw error;
    await sleep(200);
    await migration();
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

/** Whether a code is an SQLSTATE, and so the server's word; the system's and the driver's codes are longer. */
function isAnswer(code: string | null): code is string {
  return code !== null && /^[0-9A-Z]{5}$/.test(code);
}
