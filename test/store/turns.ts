/** Turns for the tests of stores. */
import type { Outbound, Place } from '../../src/adapters/contract.ts';
import type { Letter } from '../../src/letter/letter.ts';
import type { Brief } from '../../src/machine/sheet.ts';
import type { Opened } from '../../src/store/database.ts';
import type { Store, Turn } from '../../src/store/store.ts';

export function opened(result: Opened): Store {
  if ('failure' in result) throw new Error(result.failure);
  return result.store;
}

export function say(text: string): Outbound {
  return { kind: 'say', text };
}

let events = 0;

/** A turn with a new event. */
export function turn(
  place: Place,
  { id = `event-${++events}`, isText = true, ...rest }: Partial<Turn> & Partial<Turn['event']>,
): Turn {
  const saved = { version: 1, value: 'asking', context: { of: id } };
  return { place, event: { id, isText }, expected: null, saved, out: [], ...rest };
}

export const letter: Letter = {
  heading: ['Ada Byron', '24 November 2025'],
  greeting: 'Dear team,',
  paragraphs: [
    {
      sentences: [
        {
          text: 'I cut the p99 of pushes from 900 ms to 40 ms.',
          slots: ['latency.now', '9#2'],
          key: 'latency.1',
          edited: false,
        },
      ],
    },
    { sentences: [] },
  ],
  signOff: 'Regards,\nAda',
};

export const brief: Brief = { facts: [], declined: ['company.choice'], confidential: [{ value: 'Acme', say: null }] };
