/** The part of the store contract about usage limits and retention. */
import { describe, expect, test } from 'vitest';
import type { Place } from '../../src/adapters/contract.ts';
import type { Store, UsageEntry } from '../../src/store/store.ts';
import { brief, letter, say, turn } from '../store/turns.ts';
import type { Subject } from './store.ts';

export function keepsPrivacy({ store, newPlace }: Pick<Subject, 'store' | 'newPlace'>): void {
  let uses = 0;
  const newUse = (amount: number): UsageEntry => ({
    day: '2026-11-29',
    what: `use ${++uses}`,
    person: 'discord:1',
    amount,
  });

  describe('usage limits', () => {
    test('case 33: concurrent reservations reach the limit and never exceed it', async () => {
      const use = newUse(7);
      const outcomes = await Promise.all(Array.from({ length: 50 }, () => store().reserve(use, 100)));
      expect(outcomes.filter(Boolean)).toHaveLength(14);
      expect(await store().reserve({ ...use, amount: 2 }, 100)).toBe(true);
      expect(await store().reserve({ ...use, amount: 1 }, 100)).toBe(false);
    });

    test('an amount above the whole limit is refused', async () => {
      const use = newUse(101);
      expect(await store().reserve(use, 100)).toBe(false);
      expect(await store().reserve({ ...use, amount: 100 }, 100)).toBe(true);
    });

    test('giving back an amount frees it, and a negative amount uses more', async () => {
      const use = newUse(60);
      await store().reserve(use, 100);
      expect(await store().reserve(use, 100)).toBe(false);
      await store().giveBack({ ...use, amount: 20 });
      expect(await store().reserve(use, 100)).toBe(true);
      await store().giveBack({ ...use, amount: -50 });
      await store().giveBack({ ...use, amount: 49 });
      expect(await store().reserve({ ...use, amount: 1 }, 100)).toBe(false);
      await store().giveBack({ ...use, amount: 2 });
      expect(await store().reserve({ ...use, amount: 1 }, 100)).toBe(true);
    });

    test('limits are separate per person, kind and day, and past days are deleted', async () => {
      const use = newUse(1);
      const others: UsageEntry[] = [
        { ...use, person: 'discord:2' },
        { ...use, person: null },
        { ...use, what: `another ${use.what}` },
        { ...use, day: '2026-11-30' },
      ];
      for (const each of [use, ...others]) expect(await store().reserve(each, 1)).toBe(true);
      await store().dropUsesBefore('2026-11-30');
      expect(await store().reserve(use, 1)).toBe(true);
      expect(await store().reserve({ ...use, day: '2026-11-30' }, 1)).toBe(false);
    });
  });

  describe('silent conversations', () => {
    const newBot = (): Place => `telegram:${newPlace().slice('terminal:'.length)}`;

    test('silent conversations are deleted with their jobs; recent ones and terminals stay', async () => {
      const [silent, waited, inTerminal] = [newBot(), newBot(), newPlace()];
      for (const place of [silent, inTerminal])
        await store().commit(turn(place, { letter: { version: 1, letter, brief, usage: null }, out: [say('a')] }));
      await store().commit(turn(waited, { job: { kind: 'wanted', version: 1 } }));
      const past = new Date(Date.now() - 60_000);
      expect(await allSilent(store(), past)).not.toEqual(expect.arrayContaining([silent]));
      expect(await store().load(silent)).not.toBeNull();
      const gone = await allSilent(store(), new Date(Date.now() + 60_000));
      expect(gone).toEqual(expect.arrayContaining([silent, waited]));
      expect(gone).not.toContain(inTerminal);
      expect(await store().load(silent)).toBeNull();
      expect(await store().letters(silent)).toEqual([]);
      expect(await store().unsent(silent)).toEqual([]);
      expect(await store().load(inTerminal)).not.toBeNull();
      expect((await store().jobs.claim('telegram'))?.place).not.toBe(waited);
    });

    test('a held text that a turn has taken does not keep a silent conversation', async () => {
      const place = newBot();
      await store().hold(place, {
        id: 'old',
        author: 'ada',
        at: new Date(),
        order: null,
        said: { kind: 'text', text: 'a' },
      });
      await store().commit(turn(place, { id: 'old' }));
      expect(await allSilent(store(), new Date(Date.now() + 60_000))).toContain(place);
      expect(
        await store().hold(place, {
          id: 'old',
          author: 'ada',
          at: new Date(),
          order: null,
          said: { kind: 'text', text: 'a' },
        }),
      ).toBe(true);
      await store().forget(place, []);
    });

    test('a held text that no turn has taken keeps its conversation', async () => {
      const place = newBot();
      await store().commit(turn(place, {}));
      await store().hold(place, {
        id: 'new',
        author: 'ada',
        at: new Date(),
        order: null,
        said: { kind: 'text', text: 'I am back' },
      });
      expect(await allSilent(store(), new Date(Date.now() + 60_000))).not.toContain(place);
      expect((await store().before(place, 'none')).held).toHaveLength(1);
    });
  });

  test('a question marked as sent after forget() is not stored', async () => {
    const place = newPlace();
    await store().commit(turn(place, { out: [say('a question')] }));
    const [sent] = await store().unsent(place);
    await store().forget(place, []);
    await store().markSent([sent?.key ?? ''], { place, platformId: 'm1', order: null, slot: 'role.team' });
    expect(await store().questionSent(place, 'm1')).toBeNull();
  });
}

async function allSilent(store: Store, before: Date): Promise<Place[]> {
  const places: Place[] = [];
  for (let place = await store.forgetSilent(before); place; place = await store.forgetSilent(before))
    places.push(place);
  return places;
}
