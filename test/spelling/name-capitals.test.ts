/** Names that were typed in lower case: which words get a capital. */
import { expect, test } from 'vitest';
import type { Language } from '../../src/machine/language.ts';
import { correctSpelling } from '../../src/spelling/correct-spelling.ts';
import { isOrdinary, nameFinder } from '../../src/spelling/name-capitals.ts';

const NAMES = ['Belotex', 'Brno', 'Harbour Grid', 'Rio de Janeiro', 'Stripe', 'gRPC', 'trivago', 'Orange'];

const inCapitals = (text: string, language: Language = 'en') =>
  correctSpelling(text, () => null, { names: nameFinder(NAMES, language) }).text;

test.each([
  ['at belotex every team', 'at Belotex every team'],
  ["in belotex's parser", "in Belotex's parser"],
  ['a startup in brno, at harbour grid.', 'a startup in Brno, at Harbour Grid.'],
  ['from rio de janeiro (belotex)', 'from Rio de Janeiro (Belotex)'],
])('gives a name its capitals: %s', (text, next) => {
  expect(inCapitals(text)).toBe(next);
});

test.each([
  'a stripe, striped, in orange',
  'the harbour, a grid, harbour grids',
  'belotex.com, ops@belotex.com, /srv/belotex, belotex-api, belotex2, `belotex`, "at belotex"',
  'BELOTEX, BeloTex, trivago',
])('leaves other words, addresses and code alone: %s', (text) => {
  expect(inCapitals(text)).toBe(text);
});

test.each([
  ['de', 'bei belotex in brno', 'bei Belotex in Brno'],
  ['fr', 'chez belotex, une orange', 'chez Belotex, une orange'],
  ['es', 'en belotex', 'en Belotex'],
  ['pt', 'na belotex', 'na Belotex'],
  ['de', 'das belotex wir', 'das belotex wir'],
] satisfies [Language, string, string][])(
  'in other languages only behind a preposition (%s): %s',
  (language, text, next) => {
    expect(inCapitals(text, language)).toBe(next);
  },
);

test('knows ordinary words in their forms', () => {
  expect(['stripe', 'stripes', 'linear', 'targeting', 'noted', 'baker'].filter((word) => !isOrdinary(word))).toEqual(
    [],
  );
  expect(['belotex', 'brno', 'berlin', 'synadia'].filter(isOrdinary)).toEqual([]);
});

test('stays fast with thousands of names', () => {
  const start = performance.now();
  const find = nameFinder(Array(3_000).fill('Belotex Brno'), 'en');
  correctSpelling('belotex '.repeat(3_000), () => null, { names: find });
  correctSpelling('xq brno belotex '.repeat(1_000), () => null, { names: nameFinder(NAMES, 'en') });
  // Generous, as the machine may be busy.
  expect(performance.now() - start).toBeLessThan(2_000);
});
