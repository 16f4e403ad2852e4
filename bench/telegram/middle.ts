/** The middle of an interview: a turn with the largest state. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outbound } from '../../src/adapters/contract.ts';
import { openStore } from '../../src/store/database.ts';
import type { LineIn } from '../lines.ts';
import { startProgram } from '../protocol.ts';
import { ANSWERS } from './answers.ts';

const PLACE = 'terminal:middle';

/** @returns the stored state as JSON, and the question */
export async function middle(): Promise<{ readonly state: string; readonly question: Outbound }> {
  const directory = await mkdtemp(join(tmpdir(), 'foreword-middle-'));
  try {
    const program = await startProgram({ env: { FOREWORD_DATA: directory } });
    const start: LineIn = { type: 'command', name: 'start', rest: '', place: PLACE };
    let lines = await program.turn(start);
    for (const text of ANSWERS.slice(0, ANSWERS.length / 2))
      lines = await program.turn({ type: 'text', text, place: PLACE });
    await program.end();

    const opened = await openStore({ directory });
    if ('failure' in opened) throw new Error(opened.failure);
    const kept = await opened.store.load(PLACE);
    await opened.store.close();
    const said = lines.findLast((line) => line.type === 'ask' || line.type === 'say');
    return { state: JSON.stringify(kept?.saved), question: { kind: 'say', text: said?.text ?? '' } };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
