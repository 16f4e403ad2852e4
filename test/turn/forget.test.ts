/** `/forget` and retention leave nothing of a conversation in any table or file, even while a letter is being written. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Adapter, Outbound, Place } from '../../src/adapters/contract.ts';
import type { Writer } from '../../src/letter/writer.ts';
import { EMPTY } from '../../src/machine/context.ts';
import { restoreState } from '../../src/machine/interview.ts';
import { type Saved, serialize } from '../../src/machine/saved.ts';
import { wordsOf } from '../../src/prompts/catalogues.ts';
import { guidedReader } from '../../src/reader/guided.ts';
import { openStore, type Where } from '../../src/store/database.ts';
import type { Store } from '../../src/store/store.ts';
import { createInterviewer, type Interviewer } from '../../src/turn/handle-event.ts';
import { fixture, requestOf } from '../letter/scripted-model.ts';
import { dataDirectory } from '../store/pglite.ts';
import { type Server, startServer } from '../store/postgres.ts';
import { brief, letter, opened, say, turn } from '../store/turns.ts';

vi.setConfig({ testTimeout: 60_000 });

const CANARY = 'Zanzibar canary';
const PLACE: Place = 'telegram:4711';
const SHEET = requestOf(fixture('cooperative-ledger')).sheet;

interface Subject {
  readonly where: Where;
  /** The rows or files of the closed database that have the words. */
  found(words: string): Promise<readonly string[]>;
  dispose(): PromiseLike<void>;
}

let server: Server;
beforeAll(async () => {
  server = await startServer();
}, 60_000);
afterAll(() => server[Symbol.asyncDispose]());

async function onPostgres(): Promise<Subject> {
  const database = await server.database();
  return {
    where: database.where,
    found: async (words) => (await database.rows()).filter((row) => row.includes(words) || row.includes(hex(words))),
    dispose: () => Promise.resolve(),
  };
}

async function onPGlite(): Promise<Subject> {
  const { where, ...data } = await dataDirectory();
  return {
    where,
    async found(words) {
      const files = await readdir(where.directory, { recursive: true, withFileTypes: true });
      const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
      const holding = await Promise.all(paths.map(async (path) => (await readFile(path)).includes(words)));
      return paths.filter((_, at) => holding[at]);
    },
    dispose: () => data[Symbol.asyncDispose](),
  };
}

const hex = (words: string) => Buffer.from(words).toString('hex');

describe.each([
  ['PGlite', onPGlite],
  ['PostgreSQL', onPostgres],
] as const)('forgetting on %s', (name, subjectOf) => {
  let subject: Subject;
  let store: Store;
  beforeEach(async () => {
    subject = await subjectOf();
    store = opened(await openStore(subject.where));
  });
  afterEach(async () => {
    await store.close();
    await subject.dispose();
  });

  /** A review with the words in it, so that messages about it have them as well. */
  function review(): Saved {
    const { values } = SHEET;
    const closing = { text: `I can show you the ${CANARY}.`, source: 'e1', sentences: 1, ours: false };
    const sheet = { ...SHEET, values: { ...values, closing } };
    return serialize(restoreState('review', { ...EMPTY, sheet, enough: true }));
  }

  /** A bot whose letters are finished by the test. */
  function bot(over = store, { now = new Date(), days }: { now?: Date; days?: number } = {}) {
    const sent: Outbound[] = [];
    const removed: Place[] = [];
    const faults: unknown[] = [];
    const begun = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    const late = Promise.withResolvers<void>();
    let isReachable = true;
    const writer: Writer = {
      async write(_, workshop) {
        await workshop.keep('draft', `${CANARY} of a draft`);
        begun.resolve();
        await end.promise;
        await workshop.keep('verify', `${CANARY} too late`);
        workshop.grown(`${CANARY} too late`);
        late.resolve();
        return { letter: { ...letter, signOff: CANARY }, draft: null, usage: null, refused: [] };
      },
    };
    const adapter: Adapter = {
      name: 'telegram',
      start: () => Promise.resolve(),
      async send(_, message) {
        if (!isReachable) return { outcome: 'failed', why: 'down' };
        sent.push(message);
        return { outcome: 'sent', platformId: `m${sent.length}`, order: `${sent.length}` };
      },
      forget: async (place) => void removed.push(place),
      stop: () => Promise.resolve(),
    };
    const interviewer = createInterviewer({
      store: over,
      reader: guidedReader,
      writer,
      adapterFor: (place) => (place.startsWith('telegram:') ? adapter : undefined),
      now: () => now,
      ...(days !== undefined && { retentionDays: days }),
      onFault: (error) => faults.push(error),
    });
    let events = 0;
    const post = (text: string) =>
      interviewer.receive({
        id: `${name}${++events}`,
        place: PLACE,
        author: '4711',
        at: now,
        said: { kind: 'text', text },
      });
    return {
      interviewer,
      post,
      sent,
      removed,
      faults,
      begun: begun.promise,
      late: late.promise,
      finish: end.resolve,
      reachable: (is: boolean) => {
        isReachable = is;
      },
    };
  }

  /** Starts, waits until every silent place was looked at, and stops. */
  async function checked({ resume, stop }: Interviewer): Promise<void> {
    const looked = vi.spyOn(store, 'forgetSilent');
    await resume();
    await vi.waitFor(() => expect(looked.mock.settledResults.at(-1)).toEqual({ type: 'fulfilled', value: null }));
    looked.mockRestore();
    await stop();
  }

  /** Puts the words into every column that keeps text. */
  async function fill(place: Place): Promise<void> {
    const file: Outbound = { kind: 'file', name: CANARY, mime: 'text/plain', bytes: Buffer.from(CANARY.repeat(9)) };
    const kept = {
      version: 1,
      letter: { ...letter, signOff: CANARY },
      brief: { ...brief, declined: [CANARY] },
      usage: null,
    };
    await store.commit(turn(place, { saved: review(), out: [say(CANARY), file], letter: kept }));
    for (let version = 1; version < 30; version += 1)
      await store.commit(turn(place, { saved: review(), expected: version, out: [say(`${CANARY} ${version}`)] }));
    const text = { author: 'ada', at: new Date(0), order: null, said: { kind: 'text' as const, text: CANARY } };
    await store.hold(place, { id: 'waits', ...text });
    const unsent = await store.unsent(place);
    for (const { key } of unsent) await store.note(key, CANARY);
    const question = { place, platformId: CANARY, order: CANARY, slot: CANARY };
    await store.markSent([unsent[0]?.key ?? ''], question);
  }

  test('case 37: /forget during a letter leaves no data, and sends nothing afterwards', async () => {
    await fill(PLACE);
    const { post, sent, begun, late, finish, interviewer, removed, faults, reachable } = bot();
    await store.markSent((await store.unsent(PLACE)).map(({ key }) => key));
    await store.commit(turn(PLACE, { saved: review(), expected: 30, id: 'again', also: ['waits'] }));
    await post('write');
    await begun;
    await store.hold(PLACE, {
      id: 'waits 2',
      author: 'ada',
      at: new Date(0),
      order: null,
      said: { kind: 'text' as const, text: CANARY },
    });
    // From here on, messages stay in the outbox.
    reachable(false);
    await post('/brief');
    expect((await store.unsent(PLACE)).length).toBeGreaterThan(0);
    reachable(true);
    const before = sent.length;
    await post('/forget now');
    finish();
    await late;
    await interviewer.settled(PLACE);
    await interviewer.stop();
    expect(sent.slice(before)).toEqual([say(wordsOf('said', 'en')('forgotten'))]);
    expect(removed).toEqual([PLACE]);
    expect(faults).toEqual([]);
    expect(await store.jobs.claim('telegram')).toBeNull();
    await store.close();
    expect(await subject.found(CANARY)).toEqual([]);
    expect(await subject.found(PLACE)).toEqual([]);
  });

  test('control: the words are found before they are forgotten', async () => {
    await fill(PLACE);
    await store.close();
    expect((await subject.found(CANARY)).length).toBeGreaterThan(0);
    expect((await subject.found(PLACE)).length).toBeGreaterThan(0);
  });

  test('silence beyond the retention period deletes everything without a message, also during a letter', async () => {
    await fill(PLACE);
    const other: Place = 'discord:1';
    await store.commit(turn(other, {}));
    await store.commit(turn(PLACE, { saved: review(), expected: 30, id: 'again', also: ['waits'] }));
    await store.markSent((await store.unsent(PLACE)).map(({ key }) => key));
    const writing = bot();
    await writing.post('write');
    await writing.begun;
    const before = writing.sent.length;
    const soon = bot(store, { days: 90, now: inDays(89) });
    await checked(soon.interviewer);
    expect(await store.load(PLACE)).not.toBeNull();
    const later = bot(store, { days: 90, now: inDays(91) });
    await checked(later.interviewer);
    expect(later.removed).toContain(PLACE);
    expect(await store.load(PLACE)).toBeNull();
    // A place is forgotten even if its platform has no adapter.
    expect(await store.load(other)).toBeNull();
    writing.finish();
    await writing.late;
    await writing.interviewer.settled(PLACE);
    await writing.interviewer.stop();
    expect(writing.sent.slice(before)).toEqual([]);
    expect([...soon.sent, ...later.sent]).toEqual([]);
    expect([...soon.faults, ...later.faults, ...writing.faults]).toEqual([]);
    await store.close();
    expect(await subject.found(CANARY)).toEqual([]);
  });
});

test('case 37: /forget in one process ends a letter that another one is writing', async () => {
  const database = await server.database();
  const [here, there] = [opened(await openStore(database.where)), opened(await openStore(database.where))];
  await here.commit(
    turn(PLACE, { saved: { version: 1, value: 'asking', context: {} }, job: { kind: 'wanted', version: 1 } }),
  );
  const job = await there.jobs.claim('telegram');
  if (!job) throw new Error('no job');
  await there.keep({ place: PLACE, version: 1, step: 'draft' }, CANARY, job);
  await here.forget(PLACE, []);
  expect(await there.jobs.hold(job)).toBe(false);
  await there.keep({ place: PLACE, version: 1, step: 'verify' }, CANARY, job);
  const done = { version: 1, letter, brief, usage: null };
  expect(await there.commit(turn(PLACE, { expected: 1, job: { kind: 'done', job }, letter: done }))).toBe('stale');
  await Promise.all([here.close(), there.close()]);
  const rows = await database.rows();
  expect(rows.filter((row) => row.includes(CANARY) || row.includes(PLACE))).toEqual([]);
});

function inDays(days: number): Date {
  return new Date(Date.now() + days * 86_400_000);
}
