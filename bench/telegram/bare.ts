/** The program's database without the program: what it takes to keep a turn, in plain SQL and synced to the disk. */
import { join } from 'node:path';
import type { Outbound } from '../../src/adapters/adapter.ts';
import { createInterviewer } from '../../src/interviewer.ts';
import { plainWriter } from '../../src/letter/plain.ts';
import { plainReader } from '../../src/reader/plain.ts';
import { openStore } from '../../src/store/database.ts';
import { startPGlite } from '../../src/store/wasm.ts';
import { MemoryStore } from '../../test/fakes/memory-store.ts';
import { ANSWERS } from './answers.ts';

/** The state in the middle of an interview, and a question: what a turn there keeps. */
const { STATE, QUESTION } = await middle();

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
          const body = JSON.stringify({ ...QUESTION, said: text });
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

async function middle(): Promise<{ readonly STATE: string; readonly QUESTION: Outbound }> {
  const store = new MemoryStore();
  const place = 'telegram:1';
  let said: Outbound = { kind: 'say', text: '' };
  const interviewer = createInterviewer({
    store,
    reader: plainReader,
    writer: plainWriter,
    adapterFor: () => ({
      name: 'telegram',
      start: async () => undefined,
      stop: async () => undefined,
      async send(_, message) {
        said = message;
        return { outcome: 'sent', platformId: null };
      },
    }),
    now: () => new Date(),
    onFault(error) {
      throw error;
    },
  });
  for (const [at, text] of ['/start', ...ANSWERS.slice(0, ANSWERS.length / 2)].entries())
    await interviewer.receive({ id: `m${at}`, place, author: '1', at: new Date(), said: { kind: 'text', text } });
  const kept = await store.load(place);
  return { STATE: JSON.stringify(kept?.saved), QUESTION: said };
}
