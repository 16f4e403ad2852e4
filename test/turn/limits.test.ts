/** Daily limits of a person, and the token budget of the operator, over real stores and a real HTTP server. */
import { describe, expect, test, vi } from 'vitest';
import type { Adapter, Outbound, Place, Said } from '../../src/adapters/contract.ts';
import { templateWriter, type Writer } from '../../src/letter/writer.ts';
import { EMPTY } from '../../src/machine/context.ts';
import { restoreState } from '../../src/machine/interview.ts';
import { serialize } from '../../src/machine/saved.ts';
import type { TokenBudget } from '../../src/model/model-call.ts';
import { wordsOf } from '../../src/prompts/catalogues.ts';
import { limitText, modelSpentText, notAllowedText } from '../../src/prompts/refusals.ts';
import { guidedReader } from '../../src/reader/guided.ts';
import { openStore } from '../../src/store/database.ts';
import type { Store } from '../../src/store/store.ts';
import { createTokenBudget } from '../../src/store/usage.ts';
import type { LimitSettings } from '../../src/turn/dependencies.ts';
import { createInterviewer } from '../../src/turn/handle-event.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { modelServer, readerAndWriter, says } from '../fakes/model.ts';
import { author, draftOf, fixture, requestOf, verdicts } from '../letter/scripted-model.ts';
import { dataDirectory } from '../store/pglite.ts';
import { opened, turn } from '../store/turns.ts';

vi.setConfig({ testTimeout: 120_000 });

const NOON = new Date('2026-11-29T12:00:00Z');
const NONE: LimitSettings = { perDay: { messages: 1_000_000, letters: 1_000_000 }, allowed: null };

interface Options {
  readonly store: Store;
  readonly limits?: LimitSettings;
  readonly writer?: Writer;
  readonly tokens?: TokenBudget | null;
}

/** A bot on Telegram, with a chat for each person. */
function bot({ store, limits = NONE, writer = templateWriter, tokens = null }: Options) {
  const sent: { readonly place: Place; readonly message: Outbound }[] = [];
  const faults: unknown[] = [];
  let now = NOON;
  let events = 0;
  const adapter: Adapter = {
    name: 'telegram',
    start: () => Promise.resolve(),
    send: async (place, message) => {
      sent.push({ place, message });
      return { outcome: 'sent', platformId: null };
    },
    stop: () => Promise.resolve(),
  };
  const interviewer = createInterviewer({
    store,
    reader: guidedReader,
    writer,
    limits,
    tokens,
    adapterFor: () => adapter,
    now: () => now,
    onFault: (error) => faults.push(error),
  });
  const post = (person: string, said: Said | string): Promise<void> =>
    interviewer.receive({
      id: `e${++events}`,
      place: `telegram:${person}`,
      author: person,
      at: NOON,
      said: typeof said === 'string' ? { kind: 'text', text: said } : said,
    });
  return {
    sent,
    faults,
    interviewer,
    post,
    passes: (hours: number) => {
      now = new Date(now.getTime() + hours * 3_600_000);
    },
    saidTo: (person: string) =>
      sent.flatMap(({ place, message }) =>
        place === `telegram:${person}` && message.kind === 'say' ? [message.text] : [],
      ),
    lettersOf: (person: string) =>
      sent.filter(({ place, message }) => place === `telegram:${person}` && message.kind === 'letter'),
  };
}

const ledger = fixture('cooperative-ledger');
const REVIEW = serialize(restoreState('review', { ...EMPTY, sheet: requestOf(ledger).sheet, enough: true }));

describe('daily message limit', () => {
  test('restarts do not use up the limit with reserved messages', async () => {
    const store = new MemoryStore();
    const [messages, processes] = [500, 400];
    for (let n = 0; n < processes; n += 1) {
      const restarted = bot({ store, limits: { perDay: { messages, letters: 1 }, allowed: null } });
      await restarted.post('1', { kind: 'command', name: 'start', rest: '' });
      expect(restarted.sent.map(({ message }) => ('text' in message ? message.text : ''))).not.toContain(
        limitText('messages', messages, 12, 'en'),
      );
    }
  });

  const limits: LimitSettings = { ...NONE, perDay: { messages: 100, letters: 50 } };
  const refusal = limitText('messages', 100, 12);

  test('case 33: a flood of 400 gets the limit and one refusal, and delays nobody else', async () => {
    await using data = await dataDirectory();
    const store = opened(await openStore(data.where));
    const { post, sent, saidTo, faults } = bot({ store, limits });
    await post('other', { kind: 'command', name: 'start', rest: '' });
    const committed = vi.spyOn(store, 'commit');
    const flood = Array.from({ length: 400 }, (_, n) => post('flood', `flood ${n}`));
    let isOver = false;
    const all = Promise.all(flood).then(() => {
      isOver = true;
    });
    const before = sent.length;
    await post('other', 'Senior Backend Engineer at Harbour Grid');
    expect(isOver).toBe(false);
    // Places take turns, so only a few messages of the flood came first.
    expect(sent.length - before).toBeLessThan(20);
    await all;
    expect(committed.mock.calls.filter(([{ place }]) => place === 'telegram:flood')).toHaveLength(100);
    expect(saidTo('flood').filter((text) => text === refusal)).toHaveLength(1);
    expect(sent.at(-1)?.message.kind).toBe('ask');
    expect(faults).toEqual([]);
    await store.close();
  });

  test('a deletion does not count', async () => {
    const { post, saidTo } = bot({ store: new MemoryStore(), limits });
    for (let n = 0; n < 99; n += 1) await post('ada', { kind: 'command', name: 'start', rest: '' });
    for (let n = 0; n < 9; n += 1) await post('ada', { kind: 'deleted', of: { id: `e${n}` } });
    await post('ada', 'Senior Backend Engineer');
    expect(saidTo('ada')).not.toContain(refusal);
    await post('ada', 'at Harbour Grid');
    expect(saidTo('ada')).toContain(refusal);
  });

  test('counts the messages of a person over several processes', async () => {
    const store = new MemoryStore();
    const bots = [bot({ store, limits }), bot({ store, limits }), bot({ store, limits })];
    await Promise.all(
      Array.from({ length: 300 }, (_, n) =>
        bots[n % 3]?.post(`ada`, { kind: 'command', name: 'start', rest: '' }).catch(() => undefined),
      ),
    );
    expect(bots.flatMap(({ saidTo }) => saidTo('ada')).filter((text) => text === refusal)).toHaveLength(1);
    expect(await store.reserve({ day: '2026-11-29', what: 'messages', person: 'telegram:ada', amount: 1 }, 100)).toBe(
      false,
    );
  });

  test('accepts messages again on the next day, and sends one refusal a day', async () => {
    const { post, saidTo, passes } = bot({
      store: new MemoryStore(),
      limits: { ...NONE, perDay: { messages: 2, letters: 1 } },
    });
    for (const text of ['one', 'two', 'three', 'four']) await post('ada', text);
    const first = saidTo('ada').length;
    passes(12);
    for (const text of ['five', 'six', 'seven', 'eight']) await post('ada', text);
    const texts = saidTo('ada').filter((text) => text.startsWith('That was message 2'));
    expect(texts).toEqual([limitText('messages', 2, 12), limitText('messages', 2, 24)]);
    expect(first).toBeGreaterThan(0);
  });

  test('/forget works above the limit, and does not reset it', async () => {
    const store = new MemoryStore();
    const { post, saidTo, sent } = bot({ store, limits: { ...NONE, perDay: { messages: 1, letters: 1 } } });
    await post('ada', 'Senior Backend Engineer at Harbour Grid');
    await post('ada', 'more');
    await post('ada', '/forget now');
    expect(saidTo('ada').at(-1)).toBe(wordsOf('said', 'en')('forgotten'));
    expect(store.rowsOf('telegram:ada')).toBe(0);
    const before = sent.length;
    await post('ada', 'hello again');
    expect(sent.length).toBe(before);
  });
});

test('a bot with an allow list refuses others once, and stores nothing of theirs', async () => {
  const store = new MemoryStore();
  const limits = { ...NONE, allowed: ['telegram:ada', 'discord:7'] };
  const { post, saidTo, sent } = bot({ store, limits });
  for (const person of ['eve', '7', 'ada']) for (const text of ['hello', 'again']) await post(person, text);
  expect(saidTo('eve')).toEqual([notAllowedText()]);
  expect(saidTo('7')).toEqual([notAllowedText()]);
  expect(store.rowsOf('telegram:eve')).toBe(0);
  expect(saidTo('ada')).not.toContain(notAllowedText());
  expect(sent.filter(({ place }) => place === 'telegram:ada').length).toBeGreaterThan(1);
});

test('refuses files above the limits of files and bytes', async () => {
  const { post, saidTo } = bot({ store: new MemoryStore(), limits: NONE });
  let reads = 0;
  const file = (bytes: number): Said => ({
    kind: 'file',
    name: 'cv.bin',
    mime: 'application/octet-stream',
    read: async () => {
      reads += 1;
      return new Uint8Array(bytes);
    },
  });
  // The files are too large or empty, as reading a document would start a process.
  for (let n = 0; n < 10; n += 1) await post('ada', file(21 * 2 ** 20));
  expect(saidTo('ada').filter((text) => text === limitText('bytes', 0, 12))).toHaveLength(1);
  for (let n = 0; n < 32; n += 1) await post('ada', file(0));
  expect(saidTo('ada').filter((text) => text === limitText('files', 40, 12))).toHaveLength(2);
  expect(reads).toBe(40);
});

test('refuses a letter above the limit, and writes none', async () => {
  const store = new MemoryStore();
  const { post, saidTo, lettersOf, interviewer } = bot({
    store,
    limits: { ...NONE, perDay: { messages: 100, letters: 1 } },
  });
  await store.commit(turn('telegram:ada', { saved: REVIEW }));
  await post('ada', { kind: 'choice', choice: 'write' });
  await interviewer.settled('telegram:ada');
  expect(lettersOf('ada')).toHaveLength(1);
  await post('ada', 'cut 1');
  await post('ada', 'write');
  await interviewer.settled('telegram:ada');
  expect(saidTo('ada')).toContain(limitText('letters', 1, 12));
  expect(lettersOf('ada')).toHaveLength(1);
  expect((await store.load('telegram:ada'))?.saved.value).not.toBe('writing');
});

test('case 33: twenty letters at once stay within the token budget, and each person gets one', async () => {
  await using data = await dataDirectory();
  const store = opened(await openStore(data.where));
  const spent: number[] = [];
  const COST = 3_000;
  const answers = author({
    draft: [says(draftOf(ledger), [2_500, 500])],
    verify: [verdicts(ledger)],
    revise: [says(draftOf(ledger), [2_500, 500])],
  });
  await using server = await modelServer((asked) => {
    const reply = answers(asked);
    spent.push(asked.system.startsWith('You check') ? 120 : COST);
    return reply;
  });
  const limit = 60_000;
  const tokens = createTokenBudget(
    store,
    limit,
    () => NOON,
    (error) => faults.push(error),
  );
  const { writer } = readerAndWriter(server, { tokens, writing: { calls: 8, milliseconds: 60_000 } });
  const { post, lettersOf, saidTo, interviewer, faults } = bot({ store, writer, tokens });
  const people = Array.from({ length: 20 }, (_, n) => `p${n}`);
  for (const person of people) await store.commit(turn(`telegram:${person}`, { saved: REVIEW }));
  const press = { kind: 'choice', choice: 'write' } as const;
  await Promise.all(people.map((person) => post(person, press)));
  await Promise.all(people.map((person) => interviewer.settled(`telegram:${person}`)));
  for (const person of people) expect(lettersOf(person), person).toHaveLength(1);
  const sum = spent.reduce((total, each) => total + each, 0);
  expect(sum).toBeGreaterThan(0);
  expect(sum).toBeLessThanOrEqual(limit);
  for (const { body } of server.asked) expect(body.max_tokens).toBe(8_000);
  // Reserved tokens that were not used are given back.
  const left = { day: '2026-11-29', what: 'tokens', person: null, amount: limit - sum };
  expect(await store.reserve({ ...left, amount: left.amount + 1 }, limit)).toBe(false);
  expect(await store.reserve(left, limit)).toBe(true);
  const guided = people.filter((person) => saidTo(person).includes(wordsOf('limits', 'en')('spent-letter')));
  expect(guided.length).toBeGreaterThan(0);
  // From now on there is no call, and each person is told once.
  const calls = server.calls;
  for (const text of ['cut 1', 'write']) await post('p0', text);
  await interviewer.settled('telegram:p0');
  expect(lettersOf('p0')).toHaveLength(2);
  expect(saidTo('p0').filter((text) => text === modelSpentText(12))).toHaveLength(1);
  expect(server.calls).toBe(calls);
  expect(faults).toEqual([]);
  await store.close();
});

test('a process writes eight letters at a time from a shared queue, until all are written', async () => {
  const store = new MemoryStore();
  Object.assign(store, { jobs: { ...store.jobs, patience: 60_000 } });
  let [writing, most] = [0, 0];
  const writer: Writer = {
    ...templateWriter,
    async write(...asked) {
      writing += 1;
      most = Math.max(most, writing);
      await new Promise(setImmediate);
      writing -= 1;
      return templateWriter.write(...asked);
    },
  };
  const { post, lettersOf } = bot({ store, writer });
  const people = Array.from({ length: 20 }, (_, n) => `p${n}`);
  for (const person of people) await store.commit(turn(`telegram:${person}`, { saved: REVIEW }));
  await Promise.all(people.map((person) => post(person, { kind: 'choice', choice: 'write' })));
  for (const person of people) await expect.poll(() => lettersOf(person), { timeout: 20_000 }).toHaveLength(1);
  expect(most).toBe(8);
});
