import { expect, test } from 'vitest';
import { roleWithin } from '../../src/text/roles.ts';

test.each([
  ["not at hand, it's senior backend engineer at Ferrox in Bern, Kotlin", 'senior backend engineer', 'Ferrox'],
  ['I want the payments engineer role at Ferrox', 'payments engineer', 'Ferrox'],
])('finds the position and the company in "%s"', (text, position, company) =>
  expect(roleWithin(text)).toEqual({ position, company }),
);

test.each([
  "it's for Ferrox, they do payments",
  'I worked at Ferrox',
  'backend engineer at Ferrox, or staff engineer at Lumen',
])('finds no certain role in "%s"', (text) => expect(roleWithin(text)).toBeNull());
