/** The program's database without the program: what it takes to keep a turn, in plain SQL and synced to the disk. */
import { join } from 'node:path';
import { openStore } from '../../src/store/database.ts';
import { startPGlite } from '../../src/store/wasm.ts';

/** As large as the state in the middle of an interview. */
const STATE = JSON.stringify({ version: 1, value: 'latency', context: { said: 'so many words '.repeat(340) } });

export interface Bare {
  /** Keeps a state, an event and a message in one transaction. @returns milliseconds */
  turn(text: string): Promise<number>;
  /** Keeps the text alone. @returns milliseconds */
  row(text: string): Promise<number>;
  close(): Promise<void>;
}

export async function openBare(directory: string): Promise<Bare> {
  const opened = await openStore({ directory });
  if ('failure' in opened) throw new Error(opened.why);
  await opened.store.close();
  const { client } = await startPGlite(join(directory, 'postgres'));
  await client.exec('create table bare (id serial primary key, said text not null)');
  await client.query('insert into interviews (place, version, state, saved) values ($1, 0, $2, $3)', ['p', 'a', STATE]);
  let events = 0;
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await work();
    return performance.now() - began;
  };
  return {
    turn: (text) => {
      events += 1;
      const event = `m${events}`;
      return timed(() =>
        client.transaction(async (inside) => {
          const update = 'update interviews set version = version + 1, saved = $2 where place = $1';
          await inside.query(update, ['p', STATE]);
          const insert = 'insert into inbox (place, event, ordinal, asked) values ($1, $2, $3, $4)';
          await inside.query(insert, ['p', event, events, 'latency']);
          const body = JSON.stringify({ kind: 'say', text });
          const say = 'insert into outbox (key, place, turn, part, body) values ($1, $2, $3, 0, $4)';
          await inside.query(say, [event, 'p', events, body]);
        }),
      );
    },
    row: (text) =>
      timed(() => client.transaction((inside) => inside.query('insert into bare (said) values ($1)', [text]))),
    close: () => client.close(),
  };
}
