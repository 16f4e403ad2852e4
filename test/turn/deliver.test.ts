import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Adapter, Outbound, Place, Sent } from '../../src/adapters/contract.ts';
import { PlaceQueue } from '../../src/adapters/place-queue.ts';
import { StoreFailure } from '../../src/store/database-errors.ts';
import { createDelivery } from '../../src/turn/deliver.ts';
import { createOutages } from '../../src/turn/outage.ts';
import { MemoryStore } from '../fakes/memory-store.ts';

const HERE: Place = 'telegram:1';
const THERE: Place = 'telegram:2';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A delivery to a platform with these outcomes, one for each send; later ones are `sent`. */
function delivery(...outcomes: Sent[]) {
  const store = new MemoryStore();
  const sent: string[] = [];
  const messages: Outbound[] = [];
  const faults: unknown[] = [];
  const adapter: Adapter = {
    name: 'telegram',
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    async send(place, message) {
      messages.push(message);
      const outcome = outcomes.shift() ?? { outcome: 'sent', platformId: null };
      sent.push(`${place} ${outcome.outcome} ${'text' in message ? message.text : message.name}`);
      return outcome;
    },
  };
  const onFault = (error: unknown) => void faults.push(error);
  const outages = createOutages(onFault);
  const parts = { store, queue: new PlaceQueue(), outages, adapterFor: () => adapter, onFault };
  const { deliver, takeOver, resume, stop } = createDelivery(parts);
  /** Adds messages to the outbox of a place. */
  const owe = async (place: Place, id: string, ...out: Outbound[]) => {
    const kept = await store.load(place);
    await store.commit({
      place,
      event: { id, isText: false },
      expected: kept?.version ?? null,
      saved: { version: 1, value: 'new', context: {} },
      out,
    });
  };
  return { store, sent, messages, faults, deliver, takeOver, resume, stop, owe };
}

/** The error of the driver for a server that is away. */
const AWAY = () => new StoreFailure(Object.assign(new Error(), { code: 'ECONNREFUSED' }));
const say = (text: string): Outbound => ({ kind: 'say', text });
const ask = (text: string, ...noted: string[]): Outbound => ({
  kind: 'ask',
  question: 'slot',
  topic: 'latency',
  slot: 'latency.now',
  text,
  choices: [],
  noted: noted.map((each) => ({ slot: 'latency.before', text: each })),
  mark: text,
});

test('retries a failed message after the given time, in order, without delaying other places', async () => {
  const { deliver, owe, sent, store } = delivery({ outcome: 'failed', why: 'slow down', again: 3_000 });
  await owe(HERE, 'a', say('one'), say('two'));
  await owe(THERE, 'b', say('elsewhere'));
  await deliver(HERE);
  await deliver(THERE);
  expect(sent.splice(0)).toEqual(['telegram:1 failed one', 'telegram:2 sent elsewhere']);
  await vi.advanceTimersByTimeAsync(2_999);
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(sent).toEqual(['telegram:1 sent one', 'telegram:1 sent two']);
  expect(await store.placesWithUnsent()).toEqual([]);
});

test('leaves a message that failed without a retry time for the next delivery', async () => {
  const { deliver, owe, sent } = delivery({ outcome: 'failed', why: 'closed' });
  await owe(HERE, 'a', say('one'));
  await deliver(HERE);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(sent.splice(0)).toEqual(['telegram:1 failed one']);
  await deliver(HERE);
  expect(sent).toEqual(['telegram:1 sent one']);
});

test('takes over unsent messages after a delay, as another process may be sending them', async () => {
  const { takeOver, owe, sent, store } = delivery();
  await owe(HERE, 'a', say('one'));
  await takeOver(HERE);
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(sent.splice(0)).toEqual(['telegram:1 sent one']);
  await owe(HERE, 'b', say('two'));
  await takeOver(HERE);
  await store.markSent((await store.unsent(HERE)).map(({ key }) => key));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toEqual([]);
  // Without other processes there is no delay.
  store.alone = true;
  await owe(HERE, 'c', say('three'));
  await takeOver(HERE);
  expect(sent).toEqual(['telegram:1 sent three']);
});

test('sends nothing more to somebody who is gone', async () => {
  const { deliver, owe, sent, store } = delivery({ outcome: 'gone', why: 'blocked' });
  await owe(HERE, 'a', say('one'), say('two'), ask('three?'));
  await deliver(HERE);
  expect(sent).toEqual(['telegram:1 gone one']);
  expect(await store.unsent(HERE)).toEqual([]);
});

test('sends only the last of several questions, and all other messages', async () => {
  const { deliver, owe, sent } = delivery();
  await owe(HERE, 'a', say('one'), ask('first?'));
  await owe(HERE, 'b', ask('second?'));
  await owe(HERE, 'c', say('two'), ask('third?'));
  await deliver(HERE);
  expect(sent).toEqual(['telegram:1 sent one', 'telegram:1 sent two', 'telegram:1 sent third?']);
});

test('shows the notes of skipped questions with the last one', async () => {
  const { deliver, owe, messages } = delivery();
  await owe(HERE, 'a', ask('first?', '90 ms'));
  await owe(HERE, 'b', ask('second?'));
  await owe(HERE, 'c', ask('third?', '40 ms'));
  await deliver(HERE);
  const shown = messages.map((message) => (message.kind === 'ask' ? message.noted.map(({ text }) => text) : null));
  expect(shown).toEqual([['90 ms', '40 ms']]);
});

test('reports a fault of a later attempt', async () => {
  const { deliver, owe, faults, store } = delivery({ outcome: 'failed', why: 'slow down', again: 1_000 });
  await owe(HERE, 'a', say('one'));
  await deliver(HERE);
  store.unsent = () => Promise.reject(new Error('closed'));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(faults).toHaveLength(1);
});

test('case 25: sent messages are marked after an outage of the database, and not sent again', async () => {
  const { deliver, owe, sent, store } = delivery();
  await owe(HERE, 'a', say('one'), say('two'));
  const marked = store.markSent.bind(store);
  let away = 5;
  store.markSent = (keys, question) => (away-- > 0 ? Promise.reject(AWAY()) : marked(keys, question));
  const delivered = deliver(HERE);
  await vi.advanceTimersByTimeAsync(10_000);
  await delivered;
  expect(sent).toEqual(['telegram:1 sent one', 'telegram:1 sent two']);
  expect(await store.unsent(HERE)).toEqual([]);
});

test('case 15: messages that a dead process left unsent are sent by another one after a delay', async () => {
  const { owe, sent, resume, stop } = delivery();
  await resume();
  await owe(HERE, 'a', say('one'));
  await vi.advanceTimersByTimeAsync(4_000);
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(sent).toEqual(['telegram:1 sent one']);
  stop();
});

test('retries a message that always fails at growing intervals', async () => {
  const closed: Sent = { outcome: 'failed', why: 'closed' };
  const { owe, sent, resume, stop } = delivery(...Array<Sent>(20).fill(closed));
  await resume();
  await owe(HERE, 'a', say('one'));
  await vi.advanceTimersByTimeAsync(4_000 * 33);
  expect(sent).toHaveLength(6);
  stop();
});
