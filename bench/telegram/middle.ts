/** The middle of an interview: as large, and as hard to keep, as a turn there is. */
import type { Outbound } from '../../src/adapters/adapter.ts';
import { createInterviewer } from '../../src/interviewer.ts';
import { plainWriter } from '../../src/letter/plain.ts';
import { plainReader } from '../../src/reader/plain.ts';
import { MemoryStore } from '../../test/fakes/memory-store.ts';
import { ANSWERS } from './answers.ts';

/** @returns the state that is kept, as JSON, and the question that is asked */
export async function middle(): Promise<{ readonly state: string; readonly question: Outbound }> {
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
  return { state: JSON.stringify(kept?.saved), question: said };
}
