/** With keys, the database has no readable words of people, and each value can be decrypted only in its own row. */
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Outbound } from '../../src/adapters/contract.ts';
import { openStore } from '../../src/store/database.ts';
import { UnreadableRow } from '../../src/store/database-errors.ts';
import { createCipher, type Key } from '../../src/store/encryption.ts';
import type { Store } from '../../src/store/store.ts';
import type { StoreHarness } from '../contracts/store.ts';
import { dataDirectory } from './pglite.ts';
import { type Server, startServer } from './postgres.ts';
import { brief, letter, opened, say, turn } from './turns.ts';

vi.setConfig({ testTimeout: 60_000 });

const CANARY = 'Zanzibar canary';
const newKey = (id: string): Key => ({ id, secret: randomBytes(32) });

describe('sealed value', () => {
  const cipher = createCipher([newKey('a')]);

  test.each([[null], ['a \u0000 lone \ud800 surrogate'], [{ key: 'a', sealed: 'no' }], [[1, { x: CANARY }]]])(
    'seals and opens %j, each time with other bytes',
    (value) => {
      const sealed = cipher.seal(value, 'held', '1');
      expect(JSON.stringify(sealed)).not.toContain('canary');
      expect(cipher.open(sealed, 'held', '1')).toEqual(value);
      expect(cipher.seal(value, 'held', '1')).not.toEqual(sealed);
    },
  );

  test('does not open a value in another row, with another key, or after a change', () => {
    const sealed = cipher.seal(CANARY, 'held', '1');
    const { sealed: text } = Object.assign({ sealed: '' }, sealed);
    const bytes = Buffer.from(text, 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    const attempts = [
      () => cipher.open(sealed, 'held', '2'),
      () => cipher.open(sealed, 'outbox', '1'),
      () => createCipher([newKey('a')]).open(sealed, 'held', '1'),
      () => createCipher([newKey('b')]).open(sealed, 'held', '1'),
      () => createCipher([]).open(sealed, 'held', '1'),
      () => cipher.open({ key: 'a', sealed: bytes.toString('base64') }, 'held', '1'),
      () => cipher.open({ key: 'a', sealed: '' }, 'held', '1'),
    ];
    for (const attempt of attempts) expect(attempt).toThrow(UnreadableRow);
  });
});

let server: Server | null = null;
afterAll(() => server?.[Symbol.asyncDispose]());

const databases: [string, () => Promise<StoreHarness>][] = [
  ['PGlite', dataDirectory],
  [
    'PostgreSQL',
    async () => {
      server ??= await startServer();
      return server.database();
    },
  ],
];

describe.each(databases)('encryption keys on %s', (_, harness) => {
  let database: StoreHarness;
  beforeEach(async () => {
    database = await harness();
  }, 60_000);
  afterEach(() => database[Symbol.asyncDispose]());

  const open = async (...keys: Key[]) => openStore(database.where, undefined, keys);
  const within = async <T>(keys: readonly Key[], work: (store: Store) => Promise<T>): Promise<T> => {
    const store = opened(await open(...keys));
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  };
  const file: Outbound = { kind: 'file', name: 'a', mime: 'text/plain', bytes: new Uint8Array(Buffer.from(CANARY)) };
  const text = {
    id: 'held',
    author: 'ada',
    at: new Date(0),
    order: null,
    said: { kind: 'text' as const, text: CANARY },
  };
  const step = { place: 'discord:1', version: 2, step: 'draft' } as const;
  const marked = { ...letter, signOff: CANARY };

  /** Puts the words into every column that keeps text. */
  async function fill(store: Store): Promise<void> {
    const saved = { version: 1, value: 'asking', context: { a: `${CANARY} \u0000` } };
    const kept = { version: 1, letter: marked, brief: { ...brief, declined: [CANARY] }, usage: null };
    await store.commit(turn('discord:1', { saved, out: [say(CANARY), file], letter: kept }));
    await store.commit(turn('discord:1', { saved, expected: 1, job: { kind: 'wanted', version: 2 } }));
    const job = await store.jobs.claim('discord');
    if (!job) throw new Error('no job');
    await store.keep(step, CANARY, job);
    await store.hold('discord:1', text);
    await store.forget('discord:2', [say(CANARY)]);
  }

  async function check(store: Store): Promise<void> {
    expect(JSON.stringify((await store.load('discord:1'))?.saved)).toContain(CANARY);
    expect((await store.before('discord:1', '')).kept).toEqual(await store.load('discord:1'));
    expect((await store.unsent('discord:1')).map(({ message }) => message)).toEqual([say(CANARY), file]);
    expect(await store.letters('discord:1')).toMatchObject([{ letter: marked, brief: { declined: [CANARY] } }]);
    expect((await store.before('discord:1', 'none')).held).toEqual([text]);
    expect(await store.recall(step)).toBe(CANARY);
    expect(await store.unsent('discord:2')).toMatchObject([{ message: say(CANARY) }]);
  }

  /** How many rows have the words in readable form, and how many are sealed with this key. */
  async function found(id: string) {
    const rows = await database.rows();
    const hex = Buffer.from(CANARY).toString('hex');
    return {
      plain: rows.filter((row) => row.includes(CANARY) || row.includes(hex)).length,
      sealed: rows.filter((row) => !row.includes('"proof"') && row.includes(`{"key":"${id}","sealed"`)).length,
    };
  }

  test('all seven rows with words are sealed, and can be read back', async () => {
    const key = newKey('2026-a');
    await within([key], fill);
    expect(await found('2026-a')).toEqual({ plain: 0, sealed: 7 });
    await within([key], check);
  });

  test('rows from before the first key are readable, and are sealed at the next write', async () => {
    await within([], fill);
    expect(await found('a')).toEqual({ plain: 7, sealed: 0 });
    const key = newKey('a');
    await within([key], async (store) => {
      await check(store);
      const saved = (await store.load('discord:1'))?.saved;
      await store.commit(turn('discord:1', { expected: 2, ...(saved && { saved }) }));
    });
    expect(await found('a')).toEqual({ plain: 6, sealed: 1 });
  });

  test('the first key encrypts, all keys decrypt, and an old key is required only while rows need it', async () => {
    const [old, current] = [newKey('old'), newKey('new')];
    await within([old], fill);
    await within([current, old], async (store) => {
      await check(store);
      await store.commit(turn('discord:3', {}));
    });
    expect(await open(current)).toMatchObject({ failure: expect.stringContaining('the key "old"') });
    await within([current, old], async (store) => {
      await store.forget('discord:1', []);
      await store.markSent((await store.unsent('discord:2')).map(({ key }) => key));
    });
    await within([current], async (store) => expect(await store.load('discord:3')).not.toBeNull());
  });

  test('a missing or wrong key is reported at the start, and a start with the right key works', async () => {
    const key = newKey('mine');
    await within([key], fill);
    const missing = 'The database was encrypted with the key "mine", and FOREWORD_KEYS has no key of that id.';
    const wrong = 'The key "mine" in FOREWORD_KEYS isn\'t the key "mine" that the database was encrypted with.';
    expect(await open()).toEqual({ failure: missing });
    expect(await open(newKey('another'))).toEqual({ failure: missing });
    expect(await open(newKey('mine'))).toEqual({ failure: wrong });
    await within([key], check);
  });
});
