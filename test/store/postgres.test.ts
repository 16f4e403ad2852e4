import { globSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { openStore } from '../../src/store/database.ts';
import { loadPostgres } from '../../src/store/engine.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import type { Store, TurnStart } from '../../src/store/store.ts';
import { storeContract } from '../contracts/store.ts';
import { run } from './child.ts';
import { type PostgresHarness, password, type Server, startServer } from './postgres.ts';
import { opened, say, turn } from './turns.ts';

// Some tests start processes.
vi.setConfig({ testTimeout: 60_000 });

let server: Server;
beforeAll(async () => {
  server = await startServer();
}, 60_000);
afterAll(() => server[Symbol.asyncDispose]());

storeContract('PostgreSQL', () => server.database());

describe('PostgreSQL server', () => {
  let database: PostgresHarness;
  beforeEach(async () => {
    database = await server.database();
  });

  test('commits one of many turns that several processes commit at once', async () => {
    const stores = await openMany(3);
    for (const expected of [null, 1, 2, 3]) {
      const turns = Array.from({ length: 12 }, (_, n) => turn('discord:1', { expected, out: [say(`${n}`)] }));
      const outcomes = await Promise.all(turns.map((each, n) => stores[n % 3]?.commit(each)));
      expect(outcomes.toSorted()).toEqual(['committed', ...Array(11).fill('stale')]);
    }
    expect(await stores[0]?.load('discord:1')).toMatchObject({ version: 4 });
    expect(await stores[0]?.unsent('discord:1')).toHaveLength(4);
    await closeAll(stores);
  });

  test('case 25: retries a transaction that the server aborts with a serialization failure', async () => {
    await ask(`alter database ${database.name} set default_transaction_isolation = 'serializable'`);
    const stores = await openMany(2);
    for (const expected of [null, 1, 2]) {
      const turns = Array.from({ length: 8 }, () => turn('discord:1', { expected }));
      const outcomes = await Promise.all(turns.map((each, n) => stores[n % 2]?.commit(each)));
      expect(outcomes.toSorted()).toEqual(['committed', ...Array(7).fill('stale')]);
    }
    await closeAll(stores);
  });

  test('migrates the tables once if several processes start at the same time', async () => {
    const stores = await openMany(4);
    const migrations = await ask('select count(*)::int as count from drizzle.__drizzle_migrations');
    expect(migrations).toEqual([{ count: globSync('drizzle/*.sql').length }]);
    await closeAll(stores);
  });

  test('forgets also the turn that another process is committing', async () => {
    const [store] = await openMany(1);
    await store?.commit(turn('discord:1', { expected: null }));
    const sql = loadPostgres().postgres(database.where.url, { max: 1 });
    let forgotten: Promise<void> | undefined;
    await sql.begin(async (other) => {
      await other`update interviews set version = 2 where place = 'discord:1'`;
      forgotten = store?.forget('discord:1', []);
      await waitFor(async () => (await waiting()) === 1);
      await other`insert into inbox (place, event) values ('discord:1', 'late')`;
      await other`insert into outbox (key, place, turn, part, body) values ('late', 'discord:1', 2, 0, '{}')`;
    });
    await forgotten;
    await sql.end();
    expect((await database.rows()).filter((row) => row.includes('discord:1'))).toEqual([]);
    if (store) await store.close();
  });

  test('another process gets a letter job only after its holder died, within 20 s', async () => {
    const dying = run('write a letter until killed', database.where.url);
    const [store] = await openMany(1);
    if (!store) throw new Error('no store');
    await store.commit(turn('discord:1', { job: { kind: 'wanted', version: 1 } }));
    await store.commit(turn('discord:2', { job: { kind: 'wanted', version: 1 } }));
    const first = await dying.next();
    expect(first).toMatchObject({ place: 'discord:1', attempt: 0 });
    const second = await store.jobs.claim('discord');
    if (!second) throw new Error('no job');
    // Longer than a holder may be silent; both holders report in time.
    const { patience } = store.jobs;
    const held: boolean[] = [];
    for (const end = Date.now() + (patience ?? 0) * 1.5; Date.now() < end; ) {
      held.push(await store.jobs.hold(second));
      expect(await store.jobs.claim('discord')).toBeNull();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    expect(held).not.toContain(false);
    await dying.kill();
    const died = Date.now();
    let job = null;
    await waitFor(async () => {
      await store.jobs.hold(second);
      job ??= await store.jobs.claim('discord');
      return job !== null;
    }, 30_000);
    expect(job).toMatchObject({ place: 'discord:1', attempt: 1 });
    expect(Date.now() - died).toBeLessThan(20_000);
    await store.close();
  }, 120_000);

  test('a process that loses the connection with its locks keeps its letter job', async () => {
    const [one, other] = await openMany(2);
    await one?.commit(turn('discord:1', { job: { kind: 'wanted', version: 1 } }));
    const job = await one?.jobs.claim('discord');
    if (!job) throw new Error('no job');
    const locks = `pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())`;
    await ask(`select pg_terminate_backend(pid) from ${locks}`);
    await waitFor(async () => z.array(z.unknown()).parse(await ask(`select from ${locks}`)).length === 0);
    expect(await other?.jobs.claim('discord')).toBeNull();
    expect(await one?.jobs.hold(job)).toBe(true);
    await Promise.all([one?.close(), other?.close()]);
  });

  test('gives other letter jobs out before one that failed', async () => {
    const [store] = await openMany(1);
    if (!store) throw new Error('no store');
    for (const place of ['discord:1', 'discord:2'] as const)
      await store.commit(turn(place, { job: { kind: 'wanted', version: 1 } }));
    const first = await store.jobs.claim('discord');
    expect(first).toMatchObject({ place: 'discord:1', attempt: 0 });
    if (first) await store.jobs.release(first);
    expect(await store.jobs.claim('discord')).toMatchObject({ place: 'discord:2', attempt: 0 });
    const again = async () =>
      expect(await store.jobs.claim('discord')).toMatchObject({ place: 'discord:1', attempt: 1 });
    await vi.waitFor(again, 10_000);
    await store.close();
  });

  test('case 5: runs one task at a time for a place, over all processes', async () => {
    const stores = await openMany(3);
    const order: string[] = [];
    const task = (name: string) => async () => {
      order.push(`${name} began`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push(`${name} ended`);
    };
    const tasks = stores.map((store, at) => store.exclusively('discord:1', task(`${at}`)));
    await Promise.all([...tasks, stores[0]?.exclusively('discord:2', task('elsewhere'))]);
    const here = order.filter((line) => !line.startsWith('elsewhere'));
    for (const [at, line] of here.entries())
      if (at % 2 === 0) expect(here[at + 1]).toBe(line.replace('began', 'ended'));
    expect(order).toHaveLength(8);
    // The lock is released after a failed task, too.
    await expect(stores[1]?.exclusively('discord:1', () => Promise.reject(new Error('x')))).rejects.toThrow('x');
    await stores[2]?.exclusively('discord:1', task('last'));
    expect(order.slice(-2)).toEqual(['last began', 'last ended']);
    await closeAll(stores);
  });

  test('case 5: a turn starts from the state that the last one left in any process', async () => {
    const stores = await openMany(2);
    const outcomes = stores.map(async (store, at) => {
      const commits: string[] = [];
      for (let number = 0; number < 10; number += 1) {
        const id = `${at}.${number}`;
        const commit = ({ kept }: TurnStart) =>
          store.commit(turn('discord:1', { id, expected: kept?.version ?? null }));
        commits.push(await store.exclusively('discord:1', async (start) => (start ? commit(start) : ''), id));
      }
      return commits;
    });
    expect((await Promise.all(outcomes)).flat()).toEqual(Array.from({ length: 20 }, () => 'committed'));
    await closeAll(stores);
  });

  test('a statement that fails behind its lock frees the lock', async () => {
    const engines = await Promise.all([0, 1].map(() => openPostgres(database.where.url)));
    const [one, other] = engines.flatMap((engine) => ('failure' in engine ? [] : [engine]));
    await expect(one?.lock('a', { text: 'select 1 / (random() * 0)::int', values: [] })).rejects.toThrow();
    await waitFor(async () => (await other?.lock('a')) !== null);
    expect(await one?.lock('a')).toBeNull();
    await Promise.all([one?.close(), other?.close()]);
  });

  test('a turn starts from a state that was read after its lock if the last holder may still have been sending', async () => {
    const [store] = await openMany(1);
    const first = turn('discord:1', { expected: null, out: [say('hello')] });
    await store?.commit(first);
    const start = () => store?.exclusively('discord:1', async (known) => known?.kept?.version ?? null, 'next');
    expect(await start()).toBeNull();
    await store?.markSent(store.leaves(first).map(({ key }) => key));
    expect(await start()).toBe(1);
    await store?.close();
  });

  test('case 5: reads the new state if another process reused the version of a forgotten one', async () => {
    const [here, elsewhere] = await openMany(2);
    const saved = (value: string) => ({ version: 1, value, context: { letters: 0 } });
    await here?.commit({ ...turn('discord:1', { expected: null }), saved: saved('role'), seenAt: new Date(1_000) });
    expect((await here?.before('discord:1', ''))?.kept).toEqual({ version: 1, saved: saved('role') });
    await elsewhere?.forget('discord:1', []);
    await elsewhere?.commit({
      ...turn('discord:1', { expected: null }),
      saved: saved('system'),
      seenAt: new Date(2_000),
    });
    expect((await here?.before('discord:1', ''))?.kept).toEqual({ version: 1, saved: saved('system') });
    await closeAll([here, elsewhere].filter((store) => store !== undefined));
  });

  test('an answer changes no index of the interview', async () => {
    const [store] = await openMany(1);
    await store?.commit({ ...turn('discord:1', { expected: null }), seenAt: new Date(1_000) });
    const saved = { version: 1, value: 'latency', context: {} };
    await store?.commit({ ...turn('discord:1', { expected: 1, id: 'next' }), saved, seenAt: new Date(2_000) });
    // Closed connections report what they did.
    await store?.close();
    const counts = `select n_tup_hot_upd::int as kept from pg_stat_user_tables where relname = 'interviews'`;
    await waitFor(async () => JSON.stringify(await ask(counts)) === '[{"kept":1}]');
  });

  test('reconnects after the server dropped its connections', async () => {
    const [store] = await openMany(1);
    await store?.commit(turn('discord:1', { expected: null }));
    await ask(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'foreword'`);
    await waitFor(async () => {
      const outcome = await store?.commit(turn('discord:1', { expected: 1, id: 'after' })).catch((error) => error.name);
      expect(['committed', 'seen', 'StoreFailure']).toContain(outcome);
      return outcome !== 'StoreFailure';
    });
    expect(await store?.load('discord:1')).toMatchObject({ version: 2 });
    if (store) await store.close();
  });

  test('reports the key of an unreadable row, and not its content', async () => {
    const [store] = await openMany(1);
    await ask(`insert into interviews (place, version, state, saved) values ('discord:1', 1, 'x', '["secret"]')`);
    const values = `'{"secret": 1}', '{"facts": [], "declined": []}'`;
    await ask(`insert into letters (place, version, letter, brief) values ('discord:1', 3, ${values})`);
    await expect(store?.letters('discord:1')).rejects.toThrow("The row discord:1 3 of letters can't be read.");
    expect(await store?.lastLetter('discord:1')).toBe(3);
    await expect(store?.load('discord:1')).rejects.toThrow("The row discord:1 of interviews can't be read.");
    if (store) await store.close();
  });

  test('opening does not load PGlite, and prints nothing', async () => {
    const child = run('open', database.where.url);
    expect(await child.next()).toBe('opened');
    expect(await child.next()).toEqual({ pglite: false, postgres: true });
    expect(await child.ended).toEqual({ code: 0, errors: '' });
  });

  test.each([
    ['the server can not be reached', (url: URL) => ({ port: '1', url }), "can't be reached: ECONNREFUSED"],
    ['the password is wrong', (url: URL) => ({ password: `not-${password}`, url }), ': 28P01'],
    [
      'the database does not exist',
      (url: URL) => ({ pathname: '/nowhere', url }),
      'refuses this user or database nowhere: 3D000',
    ],
  ])('reports that %s', async (_, change, reason) => {
    const { url, ...changes } = change(new URL(database.where.url));
    const result = await openStore({ url: Object.assign(url, changes).href });
    expect(result).toMatchObject({ failure: expect.stringContaining(reason) });
    expect(JSON.stringify(result)).not.toContain(password);
  });

  test.each([
    '',
    'localhost',
    'https://user:pass-word@host/db',
    'postgres://user:pass-word@host:port/db',
    'postgres://a:b:c:d',
    '::',
  ])('rejects the URL %j without repeating it', async (url) => {
    expect(await openStore({ url })).toEqual({ failure: 'The database URL is not a postgres:// address.' });
  });

  async function openMany(count: number): Promise<Store[]> {
    const results = await Promise.all(Array.from({ length: count }, () => openStore(database.where)));
    return results.map(opened);
  }

  async function ask(statement: string): Promise<unknown> {
    const sql = loadPostgres().postgres(database.where.url, { max: 1 });
    try {
      return await sql.unsafe(statement);
    } finally {
      await sql.end();
    }
  }

  /** The number of statements that wait for a lock. */
  async function waiting(): Promise<number> {
    const found = await ask(
      `select pid from pg_stat_activity where datname = '${database.name}' and wait_event_type = 'Lock'`,
    );
    return Array.isArray(found) ? found.length : 0;
  }
});

async function closeAll(stores: readonly Store[]): Promise<void> {
  await Promise.all(stores.map((store) => store.close()));
}

async function waitFor(condition: () => Promise<boolean>, milliseconds = 5000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('It did not come about.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
