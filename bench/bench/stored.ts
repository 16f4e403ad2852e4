/** Measures whether a turn is slower with many stored conversations. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { walkWith } from '../../test/end-to-end/walk.ts';
import type { TerminalPlace } from '../lines.ts';
import { startProgram } from '../protocol.ts';
import { percentile } from '../statistics.ts';
import { openDriver } from '../telegram/bare.ts';
import { ANSWERS } from '../usual-interview.ts';

export const FEW = 100;
export const MANY = 10_000;
/** Interviews before and during the measurement. */
const WARMING = 8;
const MEASURED = 16;

const COPIED = "(select 'terminal:stored-' || n as place from generate_series(1, $1::int) n) stored";
/** Copies a complete interview this many times. */
const COPIES = [
  `insert into interviews (place, version, state, saved, at)
    select stored.place, version, state, saved, at from interviews kept, ${COPIED} where kept.place = 'terminal:first'`,
  `insert into inbox (place, event, ordinal)
    select stored.place, event, ordinal from inbox kept, ${COPIED} where kept.place = 'terminal:first'`,
  `insert into letters (place, version, letter, brief, usage, at)
    select stored.place, version, letter, brief, usage, at from letters kept, ${COPIED} where kept.place = 'terminal:first'`,
];

/**
 * @param database returns the URL of an empty database for each program; null for the built-in database
 * @returns the median turn with many conversations divided by that with few; both take turns, answer by answer
 */
export async function storedRatio(database: (() => Promise<string>) | null): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'foreword-stored-'));
  try {
    await using stack = new AsyncDisposableStack();
    const start = async (conversations: number) => {
      const data = join(directory, String(conversations));
      const url = database && (await database());
      const env = { FOREWORD_DATA: data, ...(url && { DATABASE_URL: url }) };
      const first = await startProgram({ env });
      await walkWith(first, { place: 'terminal:first' });
      await first.end();
      const driver = await openDriver(url === null ? { directory: data } : { url });
      for (const copy of COPIES) await driver.transaction([[copy, [conversations]]]);
      // A server does this by itself within a minute.
      await driver.transaction([['analyze', []]]);
      await driver.close();
      return { program: stack.use(await startProgram({ env, silenceMs: 120_000 })), times: [] as number[] };
    };
    const both = [await start(MANY), await start(FEW)] as const;
    for (let chat = 0; chat < WARMING + MEASURED; chat += 1) {
      const place: TerminalPlace = `terminal:chat-${chat}`;
      for (const { program } of both) await program.turn({ type: 'command', name: 'start', rest: '', place });
      for (const text of ANSWERS)
        for (const { program, times } of both) {
          const began = performance.now();
          await program.turn({ type: 'text', text, place });
          if (chat >= WARMING) times.push(performance.now() - began);
        }
    }
    const [many, few] = both.map(({ times }) => percentile(times, 50));
    return (many ?? Number.NaN) / (few ?? Number.NaN);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
