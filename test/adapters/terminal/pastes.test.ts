import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Pastes, type Piece } from '../../../src/adapters/terminal/prompt.ts';

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
