/** The interviewer over a store in memory, on a platform that shows what is sent to it. */
import type { Adapter, Inbound, Outbound, Place, Said, Sent } from '../src/adapters/adapter.ts';
import { createInterviewer, type Parts } from '../src/interviewer.ts';
import { plainWriter } from '../src/letter/plain.ts';
import { thaw } from '../src/machine/saved.ts';
import { plainReader } from '../src/reader/plain.ts';
import { MemoryStore } from './fakes/memory-store.ts';

export const HERE: Place = 'terminal:here';
export const THERE: Place = 'terminal:there';

/** A platform that shows what is sent to it, and that can be out of order. */
export class Screen implements Adapter {
  readonly name = 'screen';
  readonly shown: { place: Place; message: Outbound; key: string }[] = [];
  /** What becomes of the sends to come, first to last; after these all are sent. */
  outcomes: Sent['outcome'][] = [];

  async start(): Promise<void> {}
  async stop(): Promise<void> {}

  async send(place: Place, message: Outbound, key: string): Promise<Sent> {
    const outcome = this.outcomes.shift() ?? 'sent';
    if (outcome === 'sent') this.shown.push({ place, message, key });
    return outcome === 'sent' ? { outcome, platformId: null } : { outcome, why: 'out of order' };
  }

  /** What was shown since the last time, as short words: a question by its topic. */
  take(): string[] {
    return this.shown.splice(0).map(({ message }) => shortly(message));
  }
}

export function shortly(message: Outbound): string {
  if (message.kind === 'ask') return `ask ${message.topic}`;
  if (message.kind === 'say') return message.text;
  return message.kind === 'file' ? `file ${message.name}` : `letter ${message.version}`;
}

/** A process with its interviewer. Another one over the same store is what a restart leads to. */
export function started(store = new MemoryStore(), parts: Partial<Parts> = {}) {
  const screen = new Screen();
  const faults: unknown[] = [];
  const interviewer = createInterviewer({
    store,
    reader: plainReader,
    writer: plainWriter,
    adapterFor: () => screen,
    now: () => new Date('2026-03-02T10:00:00Z'),
    onFault: (error) => faults.push(error),
    ...parts,
  });
  let events = 0;
  /** The turn alone: a letter that it asks for is begun, and written beside the turns that come. */
  const receive = (
    said: Said,
    { id = `e${++events}-${Math.random()}`, place = HERE }: { id?: string; place?: Place } = {},
  ) => {
    const inbound: Inbound = { id, place, author: 'somebody', at: new Date(0), said };
    return interviewer.receive(inbound);
  };
  const send = async (said: Said, where: { id?: string; place?: Place } = {}) => {
    await receive(said, where);
    await interviewer.settled(where.place ?? HERE);
  };
  return {
    store,
    screen,
    faults,
    interviewer,
    receive,
    send,
    text: (text: string, where: { id?: string; place?: Place } = {}) => send({ kind: 'text', text }, where),
    command: (name: string, where: { id?: string; place?: Place } = {}) =>
      send({ kind: 'command', name, rest: '' }, where),
    press: (choice: string, where: { id?: string; place?: Place } = {}) => send({ kind: 'choice', choice }, where),
    file: (name: string, mime: string, bytes: Uint8Array | Error) =>
      send({
        kind: 'file',
        name,
        mime,
        read: () => (bytes instanceof Error ? Promise.reject(bytes) : Promise.resolve(bytes)),
      }),
  };
}

export type Process = ReturnType<typeof started>;

export async function stateOf({ store }: Process, place = HERE) {
  const kept = await store.load(place);
  const state = kept ? thaw(kept.saved) : null;
  if (!state) throw new Error('nothing readable is kept');
  return state;
}

export const briefOf = async (process: Process, place = HERE) => (await stateOf(process, place)).context.brief;
export const keys = ({ screen }: Process) => screen.shown.map(({ key }) => key);

export const ANSWERS = [
  'Backend Engineer at Quillnote',
  'I rebuilt the payout service at Brightwell, in Kotlin.',
  'from 300 to 4,500 jobs per minute',
  'p99 went from 1.8 s to 210 ms',
  'we never lost a payout',
  'The bank could not change its files, so I put the version into a header. No import failed since.',
  'Their blog says that every alert links to a runbook, and I think that is right because ours never did.',
  'Before that, three years at a hospital.',
  'I can share my design notes.',
  'Nadia Ferro, nadia@example.com, Turin',
];

/** An interview up to its review. */
export async function interviewed(process: Process, place = HERE): Promise<void> {
  await process.command('start', { place });
  for (const text of ANSWERS) await process.text(text, { place });
}
