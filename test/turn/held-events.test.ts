/** If a platform delivers each event only once, waiting events are held in the store, and handled once and in order. */
import { describe, expect, test, vi } from 'vitest';
import type { Adapter, Ask, Outbound, Place, Said } from '../../src/adapters/contract.ts';
import { templateWriter } from '../../src/letter/writer.ts';
import { wordsOf } from '../../src/prompts/catalogues.ts';
import { turnFailed } from '../../src/prompts/refusals.ts';
import { guidedReader } from '../../src/reader/guided.ts';
import { createInterviewer } from '../../src/turn/handle-event.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { ANSWERS } from './conversation.ts';

const PLACE: Place = 'discord:7';
const POLLING = { timeout: 10_000, interval: 5 };
const ROLE = 'role.position+role.company';
const DONE = wordsOf('said', 'en')('already-done');

/** A process over this store. Its reader answers unless it is held up. */
function bot(store = new MemoryStore(), caughtUp?: () => Promise<void>) {
  const heard: Outbound[] = [];
  let numbers = 0;
  let open: Promise<unknown> = Promise.resolve();
  let reads = 0;
  const faults: unknown[] = [];
  const adapter: Adapter = {
    name: 'discord',
    isGathering: true,
    isDeliveringOnce: true,
    start: () => Promise.resolve(),
    ...(caughtUp && { caughtUp }),
    async send(_, message) {
      heard.push(message);
      return { outcome: 'sent', platformId: `q${heard.length}` };
    },
    stop: () => Promise.resolve(),
  };
  const interviewer = createInterviewer({
    store,
    reader: {
      async read(request) {
        reads += 1;
        await open;
        if (request.text.includes('poison')) throw new Error('a bug');
        return guidedReader.read(request);
      },
    },
    writer: templateWriter,
    adapterFor: () => adapter,
    now: () => new Date('2026-11-29T12:00:00Z'),
    gathering: { quiet: 5, longest: 200 },
    onFault: (error) => faults.push(error),
  });
  const post = (said: Said, id = `e${++numbers}`) =>
    interviewer.receive({ id, place: PLACE, author: 'ada', at: new Date(0), said });
  const ask = () => heard.findLast((message): message is Ask => message.kind === 'ask');
  return {
    store,
    heard,
    faults,
    interviewer,
    post,
    ask,
    write: (text: string, id?: string) => post({ kind: 'text', text }, id),
    tap: (choice: string, of = ask()?.mark ?? '', id?: string) => post({ kind: 'choice', choice, of }, id),
    asks: (slot: string) => heard.filter((message) => message.kind === 'ask' && message.slot === slot).length,
    /** Blocks the reader until the returned function is called. */
    holdUp() {
      const { promise, resolve } = Promise.withResolvers<void>();
      open = promise;
      return resolve;
    },
    /** Waits until the reader was called so often. */
    asked: (times: number) => expect.poll(() => reads, POLLING).toBe(times),
  };
}

const waiting = async (store: MemoryStore) => (await store.before(PLACE, 'none')).held.map(({ id }) => id);
const taken = (store: MemoryStore) => store.turns.map(({ event, also = [] }) => [event.id, ...also].join('+'));

/** A process whose reader is busy with an answer to the first question. */
async function busy(text: string) {
  const talk = bot();
  await talk.post({ kind: 'command', name: 'start', rest: '' }, 'start');
  const goOn = talk.holdUp();
  await talk.write(text, 'text');
  await talk.asked(1);
  return { ...talk, goOn };
}

describe('press after an answer that is being read', () => {
  test('a press is held at once, handled once, and released', async () => {
    const { store, tap, goOn, asks, faults } = await busy('lol');
    const release = vi.spyOn(store, 'release');
    await tap('skip', undefined, 'press');
    expect(await waiting(store)).toEqual(['text', 'press']);
    goOn();
    await expect.poll(() => asks(ROLE), POLLING).toBe(1);
    await expect.poll(() => release.mock.calls, POLLING).toEqual([[PLACE, 'press']]);
    expect(await waiting(store)).toEqual([]);
    expect(taken(store)).toEqual(['start', 'text', 'press']);
    expect(faults).toEqual([]);
  });

  test('after a crash, the next process handles a held press once, after the answer', async () => {
    const { store, tap } = await busy('lol');
    await tap('skip', undefined, 'press');
    const next = bot(store);
    await next.interviewer.resume();
    await expect.poll(() => next.asks(ROLE), POLLING).toBe(1);
    await next.interviewer.settled(PLACE);
    expect(taken(store)).toEqual(['start', 'text', 'press']);
    // A repeated delivery changes nothing.
    await next.tap('skip', undefined, 'press');
    expect(taken(store)).toEqual(['start', 'text', 'press']);
    expect(await waiting(store)).toEqual([]);
  });

  test('after a crash, the texts that it left wait for those that the platform still has', async () => {
    const { store } = bot();
    const text = { kind: 'text', text: 'Senior Backend Engineer' } as const;
    await store.hold(PLACE, { id: 't1', author: 'ada', at: new Date(0), order: null, said: text });
    const { promise, resolve } = Promise.withResolvers<void>();
    const next = bot(store, () => promise);
    vi.useFakeTimers();
    try {
      await next.interviewer.resume();
      await vi.advanceTimersByTimeAsync(10_000);
      expect(await waiting(store)).toEqual(['t1']);
      resolve();
      await vi.advanceTimersByTimeAsync(10_000);
      expect(await waiting(store)).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
    expect(taken(store)).toEqual(['t1']);
  });

  test('a press on a question that was answered meanwhile has no effect', async () => {
    const { store, post, ask, tap } = await busy('lol');
    const dead = ask()?.mark ?? '';
    await post({ kind: 'command', name: 'skip', rest: '' }, 'skip');
    await tap('skip', dead, 'press');
    const next = bot(store);
    await next.interviewer.resume();
    await expect.poll(() => taken(store), POLLING).toEqual(['start', 'text', 'skip', 'press']);
    await next.interviewer.settled(PLACE);
    expect(next.heard).toContainEqual({ kind: 'say', text: DONE });
    expect(next.ask()?.slot).toBe(ROLE);
  });

  test('a press keeps its order among texts, forms and replies', async () => {
    const { store, write, post, tap } = await busy('lol');
    await tap('skip', undefined, 'press');
    await write(ANSWERS[ROLE] ?? '', 'a');
    await write('as I said', 'b');
    await post({ kind: 'text', text: 'Harbour Grid', to: 'q9' }, 'reply');
    await post({ kind: 'form', fields: { 'role.company': 'Tamarind' } }, 'form');
    const next = bot(store);
    await next.interviewer.resume();
    const order = ['start', 'text', 'press', 'a+b', 'reply', 'form'];
    await expect.poll(() => taken(store), POLLING).toEqual(order);
    expect(await waiting(store)).toEqual([]);
    expect(next.faults).toEqual([]);
  });

  test('a text after a press is read after it', async () => {
    const { store, write, tap, goOn } = await busy('lol');
    await tap('skip', undefined, 'press');
    await write(ANSWERS[ROLE] ?? '', 'later');
    goOn();
    await expect.poll(() => taken(store), POLLING).toEqual(['start', 'text', 'press', 'later']);
  });

  test('a press that was handled before the crash is not handled again', async () => {
    const { store, tap, goOn, asks } = await busy('lol');
    // Simulates a kill right after the commit.
    store.release = () => new Promise(() => undefined);
    await tap('skip', undefined, 'press');
    goOn();
    await expect.poll(() => asks(ROLE), POLLING).toBe(1);
    const turns = taken(store);
    const next = bot(store);
    await next.interviewer.resume();
    await next.interviewer.settled(PLACE);
    expect(taken(store)).toEqual(turns);
    expect(next.heard).toEqual([]);
  });
});

test('a press is held while its own turn waits', async () => {
  const talk = bot();
  await talk.post({ kind: 'command', name: 'start', rest: '' }, 'start');
  const { promise: free, resolve } = Promise.withResolvers<void>();
  talk.store.exclusively = async (_, task) => free.then(() => task());
  await talk.tap('skip', undefined, 'press');
  expect(await waiting(talk.store)).toEqual(['press']);
  resolve();
  await expect.poll(() => talk.asks(ROLE), POLLING).toBe(1);
  await expect.poll(() => waiting(talk.store), POLLING).toEqual([]);
});

test('a held press is retried after its turn failed', async () => {
  const { store, tap, goOn, asks, faults } = await busy('lol');
  await tap('skip', undefined, 'press');
  const commit = store.commit.bind(store);
  let failures = 1;
  store.commit = async (turn) => {
    if (turn.event.id === 'press' && failures-- > 0) throw new Error('once');
    return commit(turn);
  };
  goOn();
  await expect.poll(() => asks(ROLE), POLLING).toBe(1);
  expect(faults).toHaveLength(1);
  expect(await waiting(store)).toEqual([]);
});

test('a text whose turn fails three times is dropped, and the next text is handled', async () => {
  const talk = bot();
  await talk.post({ kind: 'command', name: 'start', rest: '' }, 'start');
  await talk.write('poison', 'bad');
  await expect.poll(() => talk.heard.at(-1), POLLING).toEqual({ kind: 'say', text: turnFailed() });
  expect(talk.faults.map(String)).toEqual(Array(3).fill('Error: a bug'));
  expect(await waiting(talk.store)).toEqual([]);
  await talk.write(ANSWERS[ROLE] ?? '', 'good');
  await expect.poll(() => taken(talk.store).at(-1), POLLING).toBe('good');
});

test('a stop while the turn of a text fails ends the wait for it', async () => {
  const talk = bot();
  await talk.post({ kind: 'command', name: 'start', rest: '' });
  const goOn = talk.holdUp();
  await talk.write('poison');
  const settled = talk.interviewer.settled(PLACE);
  await talk.asked(1);
  await talk.interviewer.stop();
  goOn();
  await settled;
  expect(talk.faults.map(String)).toEqual(['Error: a bug']);
});

test('/forget while a text is read leaves no held events', async () => {
  const { store, post, goOn, heard } = await busy('lol');
  const release = vi.spyOn(store, 'release');
  await post({ kind: 'command', name: 'forget', rest: 'now' }, 'forget');
  expect(await waiting(store)).toEqual(['text', 'forget']);
  goOn();
  await expect.poll(() => release.mock.calls, POLLING).toEqual([[PLACE, 'forget']]);
  expect(await store.load(PLACE)).toBeNull();
  expect(await waiting(store)).toEqual([]);
  const farewell = wordsOf('said', 'en')('forgotten');
  expect(heard.filter((message) => message.kind === 'say' && message.text === farewell)).toHaveLength(1);
});

test('a press that is handled at once is not held, and reads the store once', async () => {
  const talk = bot();
  await talk.post({ kind: 'command', name: 'start', rest: '' });
  const hold = vi.spyOn(talk.store, 'hold');
  const release = vi.spyOn(talk.store, 'release');
  const before = vi.spyOn(talk.store, 'before');
  await talk.tap('skip');
  expect(talk.ask()?.slot).toBe(ROLE);
  expect(before).toHaveBeenCalledTimes(1);
  expect(hold).not.toHaveBeenCalled();
  expect(release).not.toHaveBeenCalled();
});
