/** A usual interview: what a person writes, and the state in its middle. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outbound } from '../src/adapters/contract.ts';
import { openStore } from '../src/store/database.ts';
import type { LineIn } from './lines.ts';
import { startProgram } from './protocol.ts';

/** The messages of a person from the second one to the last question. */
export const ANSWERS = [
  'skip',
  'Backend Engineer at Quillnote',
  'Your blog says that every alert links to a runbook.',
  'I think that is right because ours never did.',
  'Brightwell',
  'yes',
  'rebuilt the payout service in Kotlin',
  'a nightly batch job',
  'I built all of it.',
  'yes',
  'zero lost payouts since March',
  'skip',
  'skip',
  'p99 went from 1.8 s to 210 ms',
  'skip',
  'from 300 to 4,500 jobs per minute',
  'skip',
  'The bank could not change its files. I put the version into a header. No import failed since.',
  'yes',
  'Before that, three years at a hospital.',
  'I can share my design notes.',
  'Nadia Ferro, nadia@example.com, Turin',
];

const PLACE = 'terminal:middle';

/** A turn with the largest state. @returns the stored state as JSON, and the question */
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
