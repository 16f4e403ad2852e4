/** Prepared statements return what PGlite's own query returns, and survive a failed one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../../src/store/pglite.ts';
import { preparedQuery, type Server, startPGlite } from '../../src/store/pglite-server.ts';

let directory = '';
let server: Server;
let query: ReturnType<typeof preparedQuery>;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'foreword-statements-'));
  createDatabase(join(directory, 'postgres'));
  server = await startPGlite(join(directory, 'postgres'));
  query = preparedQuery(server.client);
  await server.client.exec('create table kept (id integer primary key, said json, bytes bytea, at timestamptz)');
});
afterAll(async () => {
  await server.client.close();
  await rm(directory, { recursive: true, force: true });
});

const insert = 'insert into kept (id, said, bytes, at) values ($1, $2, $3, $4)';

test('a prepared statement returns the result of PGlite each time, as objects and as arrays', async () => {
  const { client } = server;
  const at = new Date('2026-03-02T10:00:00Z');
  for (const id of [1, 2]) await query(insert, [id, { text: 'ÅÄÖ 🙂 "\\' }, Buffer.from([0, 255]), at]);
  await query(insert, [3, null, null, null]);
  for (const text of [
    'select * from kept order by id',
    'select said from kept where id = $1',
    'select 1 where false',
  ]) {
    for (const rowMode of ['object', 'array'] as const) {
      const values = text.includes('$1') ? [2] : [];
      const own = await client.query(text, values, { rowMode });
      for (let again = 0; again < 7; again += 1) expect(await query(text, values, { rowMode })).toEqual(own);
    }
  }
  const asTold = { parsers: { 1184: (told: string) => `told ${told}` } };
  const told = await query('select at from kept where id = 1', [], asTold);
  expect(told?.rows).toEqual([{ at: 'told 2026-03-02 10:00:00+00' }]);
});

test('a failed statement changes nothing, and the next one works', async () => {
  await query(insert, [10, null, null, null]);
  await expect(query(insert, [10, null, null, null])).rejects.toMatchObject({ code: '23505' });
  await expect(query(insert, ['no number', null, null, null])).rejects.toMatchObject({ code: '22P02' });
  await expect(query('select nothing from nowhere')).rejects.toMatchObject({ code: '42P01' });
  await expect(query('select nothing from nowhere')).rejects.toMatchObject({ code: '42P01' });
  await query(insert, [11, null, null, null]);
  expect((await query('select id from kept where id >= 10 order by id'))?.rows).toEqual([{ id: 10 }, { id: 11 }]);
});

test('a statement does not get into the transaction of another caller', async () => {
  const { client } = server;
  let beside: Promise<unknown> = Promise.resolve();
  const undone = client.transaction(async (inside) => {
    await inside.query(insert, [20, null, null, null]);
    beside = query(insert, [21, null, null, null]);
    await inside.rollback();
  });
  await undone;
  await beside;
  expect((await query('select id from kept where id >= 20'))?.rows).toEqual([{ id: 21 }]);
});

test('more statements than the cache holds work', async () => {
  for (let each = 0; each < 130; each += 1)
    expect((await query(`select ${each} as number`))?.rows).toEqual([{ number: each }]);
});
