/** The test suite that runs on each database. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Outbound, Place } from '../../src/adapters/contract.ts';
import { openStore, type Where } from '../../src/store/database.ts';
import type { Store } from '../../src/store/store.ts';
import { brief, letter, opened, say, turn } from '../store/turns.ts';
import { keepsJobs } from './store-jobs.ts';
import { keepsPrivacy } from './store-privacy.ts';
import { checksOfHeldTexts, keepsTurns } from './store-turns.ts';
import { keepsWords } from './store-words.ts';

/** A separate, empty database for the suite. */
export interface StoreHarness extends AsyncDisposable {
  readonly where: Where;
  /** @returns every row of every table as JSON, read from the database while the store is closed */
  rows(): Promise<readonly string[]>;
}

/** What the parts of the suite share. `store` returns another store after `reopen`. */
export interface Subject {
  store(): Store;
  reopen(): Promise<void>;
  /** @returns a place that no test has used yet */
  newPlace(): Place;
  saidIn(place: Place): Promise<readonly Outbound[]>;
}

export function storeContract(name: string, harness: () => Promise<StoreHarness>): void {
  describe(`a store on ${name}`, () => {
    let database: StoreHarness;
    let store: Store;
    let places = 0;

    /** Rows that the store reported as unreadable. */
    const told: string[] = [];
    const open = async () => opened(await openStore(database.where, ({ message }) => told.push(message)));

    beforeAll(async () => {
      database = await harness();
      store = await open();
    });
    afterAll(async () => {
      await store.close();
      await database[Symbol.asyncDispose]();
    });

    const newPlace = (): Place => `terminal:${++places}`;
    const reopen = async () => {
      await store.close();
      store = await open();
    };
    const saidIn = async (place: Place) => (await store.unsent(place)).map(({ message }) => message);
    const subject = { store: () => store, reopen, newPlace, saidIn };

    keepsTurns(subject);

    checksOfHeldTexts(subject);
    keepsWords(subject);
    keepsJobs(subject);
    keepsPrivacy(subject);

    describe('forget()', () => {
      test('forget() leaves only the farewell, and no row of the place after it is sent', async () => {
        const [place, other] = [newPlace(), newPlace()];
        for (const each of [place, other]) {
          const letterOf = { version: 1, letter, brief, usage: null };
          await store.commit(turn(each, { expected: null, out: [say('canary')], letter: letterOf }));
          await store.commit(turn(each, { expected: 1, job: { kind: 'wanted', version: 2 } }));
        }
        await store.forget(place, [say('Bye.'), say('All is gone.')]);
        expect(await store.load(place)).toBeNull();
        expect(await store.letters(place)).toEqual([]);
        expect(await saidIn(place)).toEqual([say('Bye.'), say('All is gone.')]);
        await store.markSent((await store.unsent(place)).map(({ key }) => key));

        await store.close();
        const rows = await database.rows();
        store = await open();
        expect(rows.filter((row) => row.includes(`"${place}"`))).toEqual([]);
        expect(rows.filter((row) => row.includes(`"${other}"`)).length).toBeGreaterThanOrEqual(5);
      });

      test('after forget() the same event starts a new interview, and late turns are stale', async () => {
        const place = newPlace();
        const first = turn(place, { expected: null });
        await store.commit(first);
        await store.forget(place, []);
        expect(await store.unsent(place)).toEqual([]);
        expect(await store.commit(turn(place, { expected: 1 }))).toBe('stale');
        expect(await store.commit(first)).toBe('committed');
      });

      test('a second forget() leaves one farewell, with a new key', async () => {
        const place = newPlace();
        await store.forget(place, [say('Bye.')]);
        const [first] = await store.unsent(place);
        await store.forget(place, [say('Bye.')]);
        const [second, ...more] = await store.unsent(place);
        expect(more).toEqual([]);
        expect(second?.message).toEqual(say('Bye.'));
        expect(second?.key).not.toBe(first?.key);
      });
    });

    test('backlog() counts what waits in all places, and about() names the database without its password', async () => {
      const place = newPlace();
      const before = await store.backlog();
      const saved = { version: 1, value: 'writing', context: {} };
      await store.commit(turn(place, { expected: null, saved, out: [say('a'), say('b')] }));
      const after = await store.backlog();
      expect(after).toMatchObject({ unsent: before.unsent + 2, letters: before.letters + 1 });
      expect(after.age).toBeGreaterThanOrEqual(before.age);
      await store.forget(place, []);
      expect(await store.backlog()).toMatchObject({ unsent: before.unsent, letters: before.letters });
      const about = await store.about();
      expect(about).toMatch(/^PostgreSQL \d+\.\d+ (?:at [\w.]+:\d+\/\w+|in this process \(PGlite\), in \/.+)$/);
      expect(about).not.toContain('pass-word');
    });

    test('an unreadable message of another version is reported once and blocks no other message', async () => {
      const place = newPlace();
      const question: Outbound = JSON.parse(
        '{ "kind": "ask", "topic": "role", "text": "Which job?", "choices": [{ "id": "fax", "label": "As a fax" }] }',
      );
      const file: Outbound = JSON.parse('{ "kind": "file", "name": "a", "mime": "text/plain", "bytes": null }');
      await store.commit(turn(place, { expected: null, id: 'here', out: [say('a'), question, say('b'), file] }));
      told.splice(0);
      expect(await saidIn(place)).toEqual([say('a'), say('b')]);
      expect(told).toEqual([1, 3].map((part) => `The row ${place}/here/${part} of outbox can't be read.`));
      await reopen();
      await store.markSent((await store.unsent(place)).map(({ key }) => key));
      expect(await store.placesWithUnsent()).not.toContain(place);
      expect(await store.before(place, 'another')).toMatchObject({ owed: false });
      expect(told).toHaveLength(2);
      // It is kept for inspection until the person deletes everything.
      const kept = async () => {
        await store.close();
        const rows = await database.rows();
        store = await open();
        return rows.filter((row) => row.includes('As a fax')).map((row) => JSON.parse(row));
      };
      expect(await kept()).toMatchObject([{ key: `${place}/here/1`, aside: true }]);
      await store.forget(place, []);
      expect(await kept()).toEqual([]);
    });

    test('a reopened store has all data', async () => {
      const place = newPlace();
      await store.commit(turn(place, { expected: null, id: 'a', out: [say('still here')] }));
      await reopen();
      await reopen();
      expect(await store.load(place)).toMatchObject({ version: 1 });
      expect(await store.before(place, 'a')).toMatchObject({ seen: true });
      expect(await saidIn(place)).toEqual([say('still here')]);
    });

    test('a store can be closed twice, and then fails every request', async () => {
      await store.close();
      await store.close();
      await expect(store.load(newPlace())).rejects.toThrow('The database failed');
      store = await open();
    });
  });
}
