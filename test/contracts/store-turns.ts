/** The part of the store contract about turns: atomic, once, and in order. */
import { describe, expect, test } from 'vitest';
import type { KeptSaid, Place } from '../../src/adapters/contract.ts';
import { brief, letter, say, turn } from '../store/turns.ts';
import type { Subject } from './store.ts';

export function keepsTurns({ store, reopen, newPlace, saidIn }: Subject): void {
  describe('turns', () => {
    test('an unknown place has no data', async () => {
      const place = newPlace();
      expect(await store().load(place)).toBeNull();
      expect(await store().before(place, '1')).toMatchObject({ seen: false });
      expect(await store().message(place, { ordinal: 1 })).toBeNull();
      expect(await store().unsent(place)).toEqual([]);
      expect(await store().letters(place)).toEqual([]);
    });

    test('the state is loaded unchanged, and each turn raises its version by one', async () => {
      const place = newPlace();
      const first = turn(place, { expected: null });
      expect(await store().commit(first)).toBe('committed');
      expect(await store().load(place)).toEqual({ version: 1, saved: first.saved });
      const second = turn(place, {
        expected: 1,
        saved: { version: 4, value: 'review', context: [null, { a: 0.1 }] },
      });
      expect(await store().commit(second)).toBe('committed');
      expect(await store().load(place)).toEqual({ version: 2, saved: second.saved });
    });

    test('a committed event is seen, and changes nothing again', async () => {
      const place = newPlace();
      const first = turn(place, { expected: null, out: [say('once')] });
      await store().commit(first);
      expect(await store().before(place, first.event.id)).toMatchObject({ seen: true });
      expect(await store().commit(first)).toBe('seen');
      expect(await store().commit({ ...first, expected: 1, out: [say('twice')] })).toBe('seen');
      expect(await store().load(place)).toMatchObject({ version: 1 });
      expect(await saidIn(place)).toEqual([say('once')]);
    });

    test('before() returns all that a turn starts from', async () => {
      const place = newPlace();
      expect(await store().before(place, '1')).toMatchObject({ kept: null, seen: false });
      const first = turn(place, { expected: null, out: [say('once')] });
      await store().commit(first);
      const kept = { version: 1, saved: first.saved };
      const unheard = { seenAt: expect.any(Date), remindAt: null, held: [] };
      expect(await store().before(place, 'another')).toEqual({
        kept,
        seen: false,
        owed: true,
        question: null,
        ...unheard,
      });
      expect(await store().before(place, first.event.id)).toEqual({
        kept,
        seen: true,
        owed: true,
        question: null,
        ...unheard,
      });
      await store().markSent((await store().unsent(place)).map(({ key }) => key));
      expect(await store().before(place, first.event.id)).toEqual({
        kept,
        seen: true,
        owed: false,
        question: null,
        ...unheard,
      });
    });

    test('the last activity and the reminder stay until a turn changes them', async () => {
      const place = newPlace();
      const [heard, later] = [new Date('2026-11-29T12:00:00.123Z'), new Date('2026-12-02T12:00:00.456Z')];
      const times = async () => {
        const { seenAt, remindAt } = await store().before(place, 'none');
        return [seenAt, remindAt];
      };
      const mine = async () => (await store().reminders(['terminal'])).filter((one) => one.place === place);
      expect(await times()).toEqual([null, null]);
      await store().commit(turn(place, { expected: null, seenAt: heard, remindAt: later }));
      await store().commit(turn(place, { expected: 1 }));
      expect(await times()).toEqual([heard, later]);
      expect(await mine()).toEqual([{ place, at: later }]);
      expect(await store().reminders(['discord', 'telegram'])).toEqual([]);
      await reopen();
      expect(await times()).toEqual([heard, later]);
      await store().commit(turn(place, { expected: 2, seenAt: later, remindAt: null }));
      expect(await times()).toEqual([later, null]);
      expect(await mine()).toEqual([]);
    });

    test('reminders are listed soonest first, and are deleted with their place', async () => {
      const places = [newPlace(), newPlace(), newPlace()];
      const days = [9, 7, 8];
      for (const [at, place] of places.entries())
        await store().commit(turn(place, { expected: null, remindAt: new Date(Date.UTC(2026, 0, days[at])) }));
      const listed = async () =>
        (await store().reminders(['terminal'])).map(({ place }) => place).filter((place) => places.includes(place));
      expect(await listed()).toEqual([places[1], places[2], places[0]]);
      for (const place of places) await store().forget(place, []);
      expect(await listed()).toEqual([]);
    });

    test('leaves() returns the unsent messages of a turn', async () => {
      const place = newPlace();
      const bytes = Uint8Array.of(1, 2, 255);
      const out = [say('one'), { kind: 'file' as const, name: 'a.txt', mime: 'text/plain', bytes }, say('two')];
      const first = turn(place, { expected: null, out });
      await store().commit(first);
      expect(store().leaves(first)).toEqual(await store().unsent(place));
    });

    test('a bookmark is the highest numeric event id of a place', async () => {
      const [here, there]: [Place, Place] = [`discord:${newPlace().slice(9)}`, `discord:${newPlace().slice(9)}`];
      const ids = ['9', '1442398452340080642', '1442398452340080641', '99:1', 'letter.written:1'];
      for (const [at, id] of ids.entries()) await store().commit(turn(here, { id, expected: at === 0 ? null : at }));
      await store().commit(turn(there, { expected: null, id: 'none' }));
      await store().commit(turn(newPlace(), { expected: null, id: '5' }));
      expect(await store().bookmarks('discord')).toEqual([{ place: here, event: '1442398452340080642' }]);
      await store().forget(here, []);
      expect(await store().bookmarks('discord')).toEqual([]);
    });

    test('the same event id in another place is a different event', async () => {
      const [here, there] = [newPlace(), newPlace()];
      await store().commit(turn(here, { expected: null, id: 'same' }));
      expect(await store().before(there, 'same')).toMatchObject({ seen: false });
      expect(await store().commit(turn(there, { expected: null, id: 'same' }))).toBe('committed');
    });

    test.each([null, 1, 3])('a turn from version %s of an interview at version 2 is stale', async (expected) => {
      const place = newPlace();
      await store().commit(turn(place, { expected: null }));
      await store().commit(turn(place, { expected: 1 }));
      const before = await store().load(place);
      const late = turn(place, { expected, out: [say('late')], letter: { version: 1, letter, brief, usage: null } });
      expect(await store().commit(late)).toBe('stale');
      expect(await store().load(place)).toEqual(before);
      expect(await store().before(place, late.event.id)).toMatchObject({ seen: false });
      expect(await saidIn(place)).toEqual([]);
      expect(await store().letters(place)).toEqual([]);
    });

    test('a turn from a version of an unknown interview is stale', async () => {
      const place = newPlace();
      expect(await store().commit(turn(place, { expected: 1 }))).toBe('stale');
      expect(await store().load(place)).toBeNull();
    });

    test.each([null, 1])('case 1: of concurrent commits of one event from version %s one is kept', async (expected) => {
      const place = newPlace();
      if (expected !== null) await store().commit(turn(place, { expected: null }));
      const event = turn(place, { expected, out: [say('one')] });
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => store().commit(event)));
      expect(outcomes.toSorted()).toEqual(['committed', ...Array(7).fill('seen')]);
      expect(await saidIn(place)).toEqual([say('one')]);
    });

    test.each([null, 1])(
      'case 5: of concurrent commits of different events from version %s one is kept',
      async (expected) => {
        const place = newPlace();
        if (expected !== null) await store().commit(turn(place, { expected: null }));
        const events = Array.from({ length: 8 }, (_, n) => turn(place, { expected, out: [say(`${n}`)] }));
        const outcomes = await Promise.all(events.map((event) => store().commit(event)));
        expect(outcomes.toSorted()).toEqual(['committed', ...Array(7).fill('stale')]);
        expect(await saidIn(place)).toEqual([say(`${outcomes.indexOf('committed')}`)]);
        expect(await store().load(place)).toMatchObject({ version: (expected ?? 0) + 1 });
      },
    );

    test('concurrent turns of different places are all committed', async () => {
      const turns = Array.from({ length: 20 }, () => turn(newPlace(), { expected: null }));
      const outcomes = await Promise.all(turns.map((each) => store().commit(each)));
      expect(new Set(outcomes)).toEqual(new Set(['committed']));
    });

    test('a turn that fails in one part is rolled back, and its error quotes no data', async () => {
      const place = newPlace();
      await store().commit(turn(place, { expected: null, letter: { version: 1, letter, brief, usage: null } }));
      const before = await store().load(place);
      const again = turn(place, {
        expected: 1,
        out: [say('my secret')],
        saved: { version: 1, value: 'asking', context: 'my secret' },
        letter: { version: 1, letter, brief, usage: null },
      });
      const error = await store()
        .commit(again)
        .then(
          () => null,
          (reason: unknown) => reason,
        );
      expect(error).toMatchObject({ name: 'StoreFailure', code: '23505' });
      expect(inspected(error)).not.toContain('secret');
      expect(await store().load(place)).toEqual(before);
      expect(await store().before(place, again.event.id)).toMatchObject({ seen: false });
      expect(await saidIn(place)).toEqual([]);
    });

    test('placesWriting() finds the places that wait for a letter', async () => {
      const [writing, asking] = [newPlace(), newPlace()];
      await store().commit(turn(writing, { expected: null, saved: { version: 1, value: 'writing', context: {} } }));
      await store().commit(turn(asking, { expected: null, saved: { version: 1, value: 'asking', context: {} } }));
      expect(await store().placesWriting()).toContain(writing);
      expect(await store().placesWriting()).not.toContain(asking);
      await store().commit(turn(writing, { expected: 1, saved: { version: 1, value: 'done', context: {} } }));
      expect(await store().placesWriting()).not.toContain(writing);
    });
  });

  describe('earlier messages', () => {
    test('an earlier message is found by its id', async () => {
      const place = newPlace();
      await store().commit(turn(place, { expected: null, id: 'a' }));
      await store().commit(turn(place, { expected: 1, id: 'b' }));
      expect(await store().message(place, { id: 'a' })).toBe('a');
      expect(await store().message(place, { id: 'b' })).toBe('b');
      expect(await store().message(place, { id: 'c' })).toBeNull();
    });

    test('an earlier message is found by its number among the texts of its place, from 1', async () => {
      const [here, there] = [newPlace(), newPlace()];
      await store().commit(turn(here, { expected: null, id: 'start', isText: false }));
      await store().commit(turn(here, { expected: 1, id: 'a' }));
      await store().commit(turn(there, { expected: null, id: 'b' }));
      await store().commit(turn(here, { expected: 2, id: 'button', isText: false }));
      await store().commit(turn(here, { expected: 3, id: 'c' }));
      expect(await store().message(here, { ordinal: 0 })).toBeNull();
      expect(await store().message(here, { ordinal: 1 })).toBe('a');
      expect(await store().message(here, { ordinal: 2 })).toBe('c');
      expect(await store().message(here, { ordinal: 3 })).toBeNull();
      expect(await store().message(there, { ordinal: 1 })).toBe('b');
    });

    test('each message of a turn with several is found, in order', async () => {
      const place = newPlace();
      await store().commit(turn(place, { expected: null, id: 'a' }));
      await store().commit(turn(place, { expected: 1, id: 'b', also: ['c', 'd'] }));
      await store().commit(turn(place, { expected: 2, id: 'e' }));
      for (const [at, id] of ['a', 'b', 'c', 'd', 'e'].entries())
        expect(await store().message(place, { ordinal: at + 1 })).toBe(id);
      expect(await store().before(place, 'd')).toMatchObject({ seen: true });
    });

    test('a press is not an earlier message', async () => {
      const place = newPlace();
      await store().commit(turn(place, { expected: null, id: 'button', isText: false }));
      expect(await store().message(place, { id: 'button' })).toBeNull();
    });
  });
}

/** Texts that are held until more of the same answer arrives, and sent questions. */
export function checksOfHeldTexts({ store, newPlace }: Pick<Subject, 'store' | 'newPlace'>): void {
  const text = (id: string) => ({
    id,
    author: 'ada',
    at: new Date(7_000),
    order: '7',
    said: { kind: 'text', text: `text \u0000 ${id}` } as const,
  });

  describe('held texts', () => {
    test('held texts stay in order, each once, until a turn takes them', async () => {
      const [here, there] = [newPlace(), newPlace()];
      await store().commit(turn(here, { expected: null, id: 'start', isText: false }));
      for (const id of ['b', 'a', 'b']) expect(await store().hold(here, text(id))).toBe(true);
      await store().hold(there, text('a'));
      expect((await store().before(here, 'none')).held).toEqual([text('b'), text('a')]);
      expect(await store().placesHolding()).toEqual(expect.arrayContaining([here, there]));
      await store().commit(turn(here, { expected: 1, id: 'b', also: ['a'] }));
      expect((await store().before(here, 'none')).held).toEqual([]);
      expect(await store().hold(here, text('a'))).toBe(false);
      expect((await store().before(there, 'none')).held).toEqual([text('a')]);
      await store().forget(there, []);
      expect((await store().before(there, 'none')).held).toEqual([]);
    });

    test('held events of each kind are returned unchanged, and can be released', async () => {
      const place = newPlace();
      const sayings: readonly KeptSaid[] = [
        { kind: 'text', text: 'a', re: { ordinal: 2 }, to: 'm1', isForeign: true },
        { kind: 'choice', choice: 'skip', of: 'mark' },
        { kind: 'choice', choice: 'skip' },
        { kind: 'command', name: 'hide', rest: 'a b' },
        { kind: 'edited', of: { id: 'm1' }, text: 'a' },
        { kind: 'deleted', of: { id: 'm1' } },
        { kind: 'form', fields: { 'role.company': 'Tamarind' } },
      ];
      const events = sayings.map((said, at) => ({ ...text(String(at)), said }));
      for (const event of events) await store().hold(place, event);
      expect((await store().before(place, 'none')).held).toEqual(events);
      for (const { id } of events) await store().release(place, id);
      expect((await store().before(place, 'none')).held).toEqual([]);
      expect(await store().hold(place, text('0'))).toBe(true);
    });

    test('a held event can be replaced, and keeps its place', async () => {
      const place = newPlace();
      for (const id of ['a', 'b']) await store().hold(place, text(id));
      const anew = { ...text('a'), said: { kind: 'text', text: 'edited' } } as const;
      await store().amend(place, anew);
      await store().amend(place, text('c'));
      expect((await store().before(place, 'none')).held).toEqual([anew, text('b')]);
    });

    test('a stale turn does not take held texts', async () => {
      const place = newPlace();
      await store().commit(turn(place, { expected: null, id: 'start', isText: false }));
      await store().hold(place, text('a'));
      expect(await store().commit(turn(place, { expected: 7, id: 'a', also: [] }))).toBe('stale');
      expect((await store().before(place, 'none')).held).toEqual([text('a')]);
    });
  });

  test('a text that is held and already taken does not block the next one', async () => {
    const place = newPlace();
    await store().commit(turn(place, { expected: null, id: 'start', isText: false }));
    await store().hold(place, text('a'));
    // As after a duplicate delivery: the text is taken, and still held.
    await store().commit(turn(place, { expected: 1, id: 'a' }));
    await store().hold(place, text('b'));
    expect((await store().before(place, 'none')).held).toEqual([text('b')]);
    await store().commit(turn(place, { expected: 2, id: 'b', also: [] }));
    expect((await store().before(place, 'none')).held).toEqual([]);
    expect(await store().placesHolding()).not.toContain(place);
  });

  describe('sent questions', () => {
    test('a sent question is found by its platform id, and the last one by before()', async () => {
      const place = newPlace();
      await store().commit(turn(place, { expected: null, id: 'start', isText: false, out: [say('one'), say('two')] }));
      expect((await store().before(place, 'x')).question).toBeNull();
      const [one, two] = await store().unsent(place);
      const [first, second] = [
        { platformId: 'm1', order: '1', slot: 'role.team' },
        { platformId: 'm2', order: null, slot: '' },
      ];
      await store().markSent([one?.key ?? ''], { place, ...first });
      await store().markSent([two?.key ?? ''], { place, ...second });
      expect(await store().unsent(place)).toEqual([]);
      expect((await store().before(place, 'x')).question).toEqual(second);
      expect(await store().questionSent(place, 'm1')).toEqual(first);
      expect(await store().questionSent(newPlace(), 'm1')).toBeNull();
      await store().forget(place, []);
      expect(await store().questionSent(place, 'm1')).toBeNull();
    });
  });
}

/** @returns everything of an error that a log could show */
function inspected(error: unknown): string {
  return error instanceof Error ? [error.message, error.stack, JSON.stringify(error), String(error.cause)].join() : '';
}
