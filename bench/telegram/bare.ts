/** The database without the program: what is needed to store a turn, in plain SQL and synced to the disk. */
import { join } from 'node:path';
import { openStore, type Where } from '../../src/store/database.ts';
import { loadPostgres } from '../../src/store/engine.ts';
import { startPGlite } from '../../src/store/pglite-server.ts';
import { middle } from '../usual-interview.ts';

type Statement = readonly [text: string, values: (string | number)[]];

/** A database by its driver. */
interface Driver {
  /** Runs all statements in one transaction. */
  transaction(statements: readonly Statement[]): Promise<unknown>;
  close(): Promise<void>;
}

export interface Bare {
  /** Stores a state, an event and a message in one transaction. @returns the key of the message */
  turn(text: string, person?: number): Promise<string>;
  /** Deletes a sent message. */
  sent(key: string): Promise<unknown>;
  /** Stores only the text. */
  row(text: string): Promise<unknown>;
  close(): Promise<void>;
}

/** @param people number of people with a state, numbered from 0 */
export async function openBare(where: Where, people = 1): Promise<Bare> {
  const { state, question } = await middle();
  const opened = await openStore(where);
  if ('failure' in opened) throw new Error(opened.failure);
  await opened.store.close();
  const driver = await openDriver(where);
  // Several processes may share a server.
  const placeOf = (person: number) => `bare:${process.pid}-${person}`;
  await driver.transaction([
    // Two processes that create a table at the same time fail, also with "if not exists".
    ['select pg_advisory_xact_lock(1)', []],
    ['create table if not exists bare (id serial primary key, said text not null)', []],
    ...Array.from({ length: people }, (_, person): Statement => {
      const insert = 'insert into interviews (place, version, state, saved) values ($1, 0, $2, $3::text::json)';
      return [insert, [placeOf(person), 'latency', state]];
    }),
  ]);
  let events = 0;
  return {
    async turn(text, person = 0) {
      events += 1;
      const [place, event] = [placeOf(person), `m${events}`];
      const key = `${place}/${event}`;
      const body = JSON.stringify({ ...question, said: text });
      await driver.transaction([
        ['update interviews set version = version + 1, saved = $2::text::json where place = $1', [place, state]],
        ['insert into inbox (place, event, ordinal) values ($1, $2, $3)', [place, event, events]],
        [
          'insert into outbox (key, place, turn, part, body) values ($1, $2, $3, 0, $4::text::json)',
          [key, place, events, body],
        ],
      ]);
      return key;
    },
    sent: (key) => driver.transaction([['delete from outbox where key = $1', [key]]]),
    row: (text) => driver.transaction([['insert into bare (said) values ($1)', [text]]]),
    close: () => driver.close(),
  };
}

/** Opens an existing database. */
export function openDriver(where: Where): Promise<Driver> {
  return 'url' in where ? postgres(where.url) : pglite(where.directory);
}

async function pglite(directory: string): Promise<Driver> {
  const { client } = await startPGlite(join(directory, 'postgres'));
  return {
    transaction: (statements) =>
      client.transaction(async (inside) => {
        for (const [text, values] of statements) await inside.query(text, values);
      }),
    close: () => client.close(),
  };
}

async function postgres(url: string): Promise<Driver> {
  // The same number of connections as the program.
  const sql = loadPostgres().postgres(url, { max: 4, onnotice: () => {} });
  return {
    transaction: (statements) =>
      sql.begin(async (inside) => {
        for (const [text, values] of statements) await inside.unsafe(text, values, { prepare: true });
      }),
    close: () => sql.end(),
  };
}
