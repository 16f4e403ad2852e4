/** The program's database without the program: what it takes to keep a turn, in plain SQL and synced to the disk. */
import { join } from 'node:path';
import { openStore, type Where } from '../../src/store/database.ts';
import { loadPostgres } from '../../src/store/drizzle.ts';
import { startPGlite } from '../../src/store/wasm.ts';
import { middle } from './middle.ts';

type Statement = readonly [text: string, values: (string | number)[]];

/** A database as its own driver has it. */
interface Driver {
  /** All of them in one transaction. */
  transaction(statements: readonly Statement[]): Promise<unknown>;
  close(): Promise<void>;
}

export interface Bare {
  /** Keeps a state, an event and a message in one transaction. */
  turn(text: string): Promise<unknown>;
  /** Keeps the text alone. */
  row(text: string): Promise<unknown>;
  close(): Promise<void>;
}

export async function openBare(where: Where): Promise<Bare> {
  const { state, question } = await middle();
  const opened = await openStore(where);
  if ('failure' in opened) throw new Error(opened.why);
  await opened.store.close();
  const driver = 'url' in where ? await postgres(where.url) : await pglite(where.directory);
  await driver.transaction([
    ['create table bare (id serial primary key, said text not null)', []],
    [
      'insert into interviews (place, version, state, saved) values ($1, 0, $2, $3::text::json)',
      ['p', 'latency', state],
    ],
  ]);
  let events = 0;
  return {
    turn(text) {
      events += 1;
      const event = `m${events}`;
      const body = JSON.stringify({ ...question, said: text });
      return driver.transaction([
        ['update interviews set version = version + 1, saved = $2::text::json where place = $1', ['p', state]],
        ['insert into inbox (place, event, ordinal, asked) values ($1, $2, $3, $4)', ['p', event, events, 'latency']],
        [
          'insert into outbox (key, place, turn, part, body) values ($1, $2, $3, 0, $4::text::json)',
          [event, 'p', events, body],
        ],
      ]);
    },
    row: (text) => driver.transaction([['insert into bare (said) values ($1)', [text]]]),
    close: () => driver.close(),
  };
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
  const sql = loadPostgres().postgres(url, { max: 1 });
  return {
    transaction: (statements) =>
      sql.begin(async (inside) => {
        for (const [text, values] of statements) await inside.unsafe(text, values, { prepare: true });
      }),
    close: () => sql.end(),
  };
}
