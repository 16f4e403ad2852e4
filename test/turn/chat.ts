/** A chat in this process, with the real turn and reader, and with store and platform in memory. */
import type { Adapter, Ask, Inbound, Outbound, Place, Said, Sent } from '../../src/adapters/contract.ts';
import { templateWriter } from '../../src/letter/writer.ts';
import { EMPTY, type InterviewContext } from '../../src/machine/context.ts';
import { deserialize } from '../../src/machine/saved.ts';
import { guidedReader } from '../../src/reader/guided.ts';
import { createInterviewer } from '../../src/turn/handle-event.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { ANSWERS } from './conversation.ts';

export const PLACE: Place = 'telegram:7';

/** A chat that numbers the messages of both sides in one sequence, as Telegram and Discord do. */
export function chat(store = new MemoryStore(), pace = { quiet: 5, longest: 200 }, first = 100, isListening = true) {
  let number = first;
  /** Leaves gaps for messages that cross. */
  const next = () => {
    number += 10;
    return String(number);
  };
  const heard: (Outbound & { readonly id: string })[] = [];
  const forgotten: Place[] = [];
  const attempts: (string | null)[] = [];
  let outcome: Sent['outcome'] | 'unsure' = 'sent';
  /** Ids of messages whose response was lost, by key. */
  const arrived = new Map<string, string>();
  const adapter: Adapter = {
    name: 'telegram',
    isGathering: true,
    textAtMost: 4096,
    isSendingOnce: true,
    start: () => Promise.resolve(),
    async send(_, message, key, attempt) {
      if (outcome === 'gone') return { outcome, why: 'blocked' };
      if (outcome === 'failed') return { outcome, why: 'down' };
      const known = arrived.get(key);
      if (known !== undefined) return { outcome: 'sent', platformId: known, order: known };
      const id = next();
      if (outcome === 'unsure') arrived.set(key, id);
      heard.push({ ...message, id });
      if (message.kind === 'ask') attempts.push(attempt?.before?.platformId ?? null);
      return outcome === 'unsure' ? { outcome: 'failed', why: 'cut' } : { outcome, platformId: id, order: id };
    },
    forget: async (place) => void forgotten.push(place),
    stop: () => Promise.resolve(),
  };
  const faults: unknown[] = [];
  const interviewer = createInterviewer({
    store,
    reader: guidedReader,
    writer: templateWriter,
    adapterFor: () => adapter,
    now: () => new Date('2026-11-29T12:00:00Z'),
    gathering: pace,
    isListening: () => isListening,
    onFault: (error) => faults.push(error),
  });
  /** Hands an event in without waiting for its turn. */
  async function post(said: Said, order = next()): Promise<string> {
    const inbound: Inbound = { id: `m${order}`, place: PLACE, author: 'ada', at: new Date(0), order, said };
    await interviewer.receive(inbound);
    return order;
  }
  const settled = () => interviewer.settled(PLACE);
  const asks = () => heard.filter((message) => message.kind === 'ask');
  const self = {
    store,
    heard,
    faults,
    forgotten,
    attempts,
    interviewer,
    post,
    settled,
    /** Sets the outcome of the next messages. */
    becomes: (next: typeof outcome) => {
      outcome = next;
    },
    write: (text: string, order?: string) => post({ kind: 'text', text }, order),
    /** Replies to a message of the bot. */
    reply: (text: string, to: string) => post({ kind: 'text', text, to }),
    forward: (text: string) => post({ kind: 'text', text, isForeign: true }),
    /** The id of the message that asked for a slot. */
    question: (slot: string) => asks().find((ask) => ask.slot === slot)?.id ?? '',
    /** How often a kind of question was asked. */
    questions: (kind: Ask['question']) => asks().filter(({ question }) => question === kind).length,
    async say(...texts: string[]) {
      for (const text of texts) {
        await post({ kind: 'text', text });
        await settled();
      }
    },
    command: (name: string, rest = '') => post({ kind: 'command', name, rest }),
    tap: (choice: string) => post({ kind: 'choice', choice }),
    ask() {
      const last = asks().at(-1);
      if (!last) throw new Error('nothing was asked');
      return last;
    },
    async context(): Promise<InterviewContext> {
      const kept = await store.load(PLACE);
      return (kept && deserialize(kept.saved)?.context) ?? EMPTY;
    },
    /** The noted value of a slot. */
    noted: async (slot: string): Promise<string | undefined> => (await self.context()).sheet.values[slot]?.text,
    async until(slot: string) {
      if (heard.length === 0) await self.command('start');
      for (let turns = 0; turns < 60; turns += 1) {
        const { question, slot: asked = '', choices } = self.ask();
        if (question === slot || asked === slot) return;
        const text = ANSWERS[asked];
        if (question === 'review') {
          await self.tap('write');
          await settled();
        } else if (text === undefined)
          await self.tap(choices.find(({ id }) => id === 'skip' || id === 'no')?.id ?? 'yes');
        else await self.say(text);
      }
      throw new Error(`never came to ${slot}`);
    },
  };
  return self;
}

/** A chat at the question of a slot, or at a kind of question. */
export async function chatAt(question: string) {
  const talk = chat();
  await talk.until(question);
  return talk;
}
