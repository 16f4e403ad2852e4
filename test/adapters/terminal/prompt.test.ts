import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { Pastes, type Piece } from '../../../src/adapters/terminal/prompt.ts';
import { HERE, sitDown, stubTerminalEnvironment } from './person.ts';

beforeEach(stubTerminalEnvironment);

test('the line being typed and the cursor stay when something is printed', async () => {
  const keys = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.string({ unit: fc.constantFrom('a', 'b', ' ', '-'), minLength: 1, maxLength: 12 }) },
      { weight: 2, arbitrary: fc.constantFrom('\u001b[D', '\u001b[C', '\u001b[H', '\u001b[F', '\u007f', '\u001bb') },
      { weight: 2, arbitrary: fc.constant('print') },
      { weight: 1, arbitrary: fc.constant('\u001b[200~some words that were pasted\u001b[201~') },
    ),
    { maxLength: 25 },
  );
  await fc.assert(
    fc.asyncProperty(keys, fc.integer({ min: 4, max: 30 }), async (pressed, columns) => {
      await using person = await sitDown(undefined, columns);
      let printed = 0;
      for (const key of pressed) {
        if (key === 'print') await person.adapter.send(HERE, { kind: 'say', text: String(++printed) }, 'key');
        else await person.type(key);
      }
      await person.adapter.send(HERE, { kind: 'say', text: String(++printed) }, 'key');
      const rows = person.rows();
      const above = Array.from({ length: printed }, (_, index) => [String(index + 1), '']).flat();
      expect(rows.slice(0, above.length)).toEqual(above);
      // The next key shows where the cursor is.
      const [row, column] = person.cursor();
      await person.type('#');
      expect([row - above.length, column]).toEqual(placeOf('#', person.rows().slice(above.length), columns));
      await person.type('\r');
      const draft = rows
        .slice(above.length)
        .map((text, index, all) => (index < all.length - 1 ? text.padEnd(columns) : text));
      const sent = person.said().at(-1);
      expect(sent?.kind === 'text' && sent.text.replace('#', '').trim()).toBe(draft.join('').slice(1).trim());
    }),
    { numRuns: 100 },
  );
}, 60_000);

function placeOf(character: string, rows: readonly string[], columns: number): [number, number] {
  const row = rows.findIndex((text) => text.includes(character));
  const column = rows[row]?.indexOf(character) ?? -1;
  return [row, column % columns];
}

/** Joins adjacent typed pieces. Pastes stay separate. */
function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (last?.kind === 'typed' && piece.kind === 'typed')
      all[all.length - 1] = { kind: 'typed', text: last.text + piece.text };
    else all.push(piece);
  }
  return all;
}

test('a paste is returned complete, and typing immediately', () => {
  const pastes = new Pastes();
  expect(pastes.take('ab\u001b[200~one\rt')).toEqual([{ kind: 'typed', text: 'ab' }]);
  expect(pastes.take('wo\u001b[20')).toEqual([]);
  expect(pastes.take('1~c\u001b[A')).toEqual([
    { kind: 'pasted', text: 'one\rtwo' },
    { kind: 'typed', text: 'c\u001b[A' },
  ]);
});

test('the Escape key is returned immediately', () => {
  expect(new Pastes().take('\u001b')).toEqual([{ kind: 'typed', text: '\u001b' }]);
});

test('the pieces do not depend on how the input is chunked, except after an escape character', () => {
  const text = fc.string({ minLength: 1 });
  const pieces = fc.array(
    fc.oneof(
      text.map((typed): Piece => ({ kind: 'typed', text: typed })),
      text.map((pasted): Piece => ({ kind: 'pasted', text: pasted })),
    ),
  );
  fc.assert(
    fc.property(pieces, fc.array(fc.nat()), (given, cuts) => {
      const input = given.map(({ kind, text }) => (kind === 'typed' ? text : `\u001b[200~${text}\u001b[201~`)).join('');
      const stops = cuts
        .map((cut) => cut % (input.length + 1))
        .filter((stop) => input[stop - 1] !== '\u001b')
        .sort((a, b) => a - b);
      const pastes = new Pastes();
      const taken = [...stops, input.length].flatMap((stop, index) =>
        pastes.take(input.slice(stops[index - 1] ?? 0, stop)),
      );
      expect(joined(taken)).toEqual(joined(given));
    }),
  );
});
