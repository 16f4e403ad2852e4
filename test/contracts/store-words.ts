/** The part of the store contract about the outbox and letters. */
import { describe, expect, test } from 'vitest';
import type { Outbound, Place } from '../../src/adapters/contract.ts';
import { type Letter, letterText } from '../../src/letter/letter.ts';
import type { BriefFigure } from '../../src/machine/sheet.ts';
import { brief, letter, say, turn } from '../store/turns.ts';
import type { Subject } from './store.ts';

/** A question without optional fields. */
const plainAsk = (text: string) => ({
  kind: 'ask' as const,
  question: 'slot' as const,
  text,
  choices: [],
  noted: [],
  mark: '1a2b',
});

const figure: BriefFigure = {
  topic: 'latency',
  percentile: 'p99',
  before: { value: 900, unit: 'ms' },
  after: { value: 40, unit: 'ms' },
  approximate: false,
  quote: '40 ms',
};

/** A question with every optional field. */
const wholeAsk: Outbound = {
  ...plainAsk('Is it right?'),
  question: 'preview',
  topic: 'latency',
  slot: 'latency.now',
  choices: [
    { id: 'yes', label: 'Good' },
    { id: 'figure:1', label: 'p99: 900 ms, now 40 ms', value: '40 ms', figure, slot: 'latency.now' },
  ],
  value: '40 ms',
  figure,
  lines: [{ slot: 'latency.now', text: 'The p99 went from 900 ms to 40 ms.' }],
  noted: [
    { slot: 'latency.now', text: 'p99: 900 ms, now 40 ms', figure },
    { slot: 'role.company', text: 'Harbour Grid' },
  ],
  progress: { at: 3, of: 9 },
};

export function keepsWords({ store, newPlace, saidIn, reopen }: Subject): void {
  describe('outbox', () => {
    test('messages of every kind are returned unchanged after a restart', async () => {
      const place = newPlace();
      const out: Outbound[] = [
        say('Hello.'),
        { kind: 'say', text: 'You said "Go".', links: [{ at: 9, length: 4, message: '1442398452340080642' }] },
        wholeAsk,
        plainAsk('Which position?'),
        { kind: 'letter', version: 2, text: letterText(letter), letter, brief },
        { kind: 'file', name: 'letter.pdf', mime: 'application/pdf', bytes: everyByte() },
        { kind: 'file', name: 'empty', mime: 'text/plain', bytes: new Uint8Array() },
      ];
      await store().commit(turn(place, { expected: null, out }));
      await reopen();
      expect(await saidIn(place)).toEqual(out);
    });

    test('messages are in the order of turns, and of parts within a turn', async () => {
      const place = newPlace();
      const texts = Array.from({ length: 12 }, (_, n) => `${n}`);
      for (let version = 0; version < 12; version++) {
        const out = [say(`${version} first`), say(`${version} second`), say(`${version} third`)];
        await store().commit(turn(place, { expected: version || null, out }));
      }
      expect(await saidIn(place)).toEqual(
        texts.flatMap((text) => [say(`${text} first`), say(`${text} second`), say(`${text} third`)]),
      );
    });

    test('message keys are unique, and stay the same after a restart', async () => {
      const [here, there]: [Place, Place] = ['terminal:a/b', 'terminal:a'];
      const out = [say('x'), say('y')];
      await store().commit(turn(here, { expected: null, id: 'c', out }));
      await store().commit(turn(there, { expected: null, id: 'b/c', out }));
      await store().commit(turn(there, { expected: 1, id: 'b%2Fc', out }));
      const keys = async () =>
        [...(await store().unsent(here)), ...(await store().unsent(there))].map(({ key }) => key);
      const before = await keys();
      expect(new Set(before).size).toBe(6);
      await reopen();
      expect(await keys()).toEqual(before);
    });

    test('only messages marked as sent are removed', async () => {
      const place = newPlace();
      await store().commit(turn(place, { expected: null, out: [say('a'), say('b'), say('c')] }));
      const [a, b, c] = await store().unsent(place);
      if (!a || !b || !c) throw new Error('three messages were to be said');
      await store().markSent([a.key, c.key]);
      expect(await store().unsent(place)).toEqual([b]);
      await store().markSent([]);
      await store().markSent([a.key]);
      expect(await store().placesWithUnsent()).toContain(place);
      await store().markSent([b.key]);
      expect(await store().placesWithUnsent()).not.toContain(place);
    });
  });

  test('letters are returned unchanged in the order of versions, and a committed turn can delete one', async () => {
    const place = newPlace();
    const shorter: Letter = { ...letter, greeting: 'Dear 😀 team,' };
    const start = Date.now();
    await store().commit(turn(place, { expected: null, letter: { version: 1, letter, brief, usage: null } }));
    await store().commit(
      turn(place, {
        expected: 1,
        letter: { version: 2, letter: shorter, brief, usage: { calls: 3, inputTokens: 4100, outputTokens: 620 } },
      }),
    );
    const kept = await store().letters(place);
    expect(kept).toMatchObject([
      { version: 1, letter, brief, usage: null },
      { version: 2, letter: shorter, brief, usage: { calls: 3, inputTokens: 4100, outputTokens: 620 } },
    ]);
    expect(await store().lastLetter(place)).toBe(2);
    expect(await store().lastLetter(newPlace())).toBe(0);
    await store().commit(turn(place, { expected: 2, deletes: 2 }));
    // This turn is stale, so it deletes nothing.
    await store().commit(turn(place, { expected: 1, deletes: 1 }));
    expect(await store().lastLetter(place)).toBe(1);
    expect((await store().letters(place)).map(({ version }) => version)).toEqual([1]);
    for (const { at } of kept) expect(Math.abs(at.getTime() - start)).toBeLessThan(60_000);
  });

  describe('text that databases reject', () => {
    const nasty = 'NUL \0, \u0001\u001f\u007f, lone \ud800 and \udc00, \udc00\ud800 turned, 😀, \\u0000, \uffff, "\\\n';

    test('case 39: NUL, lone surrogates and control characters are kept in every field', async () => {
      const place = newPlace();
      const saved = { version: 1, value: 'asking', context: { [nasty]: [nasty] } };
      const odd: Letter = { ...letter, heading: [nasty], signOff: nasty };
      const out: Outbound[] = [
        say(nasty),
        { ...plainAsk(nasty), choices: [{ id: 'why', label: nasty, value: nasty }], value: nasty, mark: nasty },
        { kind: 'letter', version: 1, text: nasty, letter: odd, brief },
        { kind: 'file', name: nasty, mime: nasty, bytes: new TextEncoder().encode('\0') },
      ];
      await store().commit(
        turn(place, { expected: null, saved, out, letter: { version: 1, letter: odd, brief, usage: null } }),
      );
      expect((await store().load(place))?.saved).toEqual(saved);
      expect(await saidIn(place)).toEqual(out);
      expect((await store().letters(place))[0]?.letter).toEqual(odd);
    });

    test('case 33: a state of a megabyte is kept', async () => {
      const place = newPlace();
      const saved = { version: 1, value: 'asking', context: { text: 'Ein Stück Text. '.repeat(2 ** 16) } };
      await store().commit(turn(place, { expected: null, saved }));
      expect((await store().load(place))?.saved).toEqual(saved);
      await store().commit(turn(place, { expected: 1, saved: { ...saved, value: 'review' } }));
      expect((await store().load(place))?.saved.value).toBe('review');
    });
  });
}

function everyByte(): Uint8Array {
  return Uint8Array.from({ length: 1000 }, (_, n) => n % 256);
}
