import { expect, test } from 'vitest';
import { positionAtCompany, roleWithin } from '../../src/text/roles.ts';

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

test.each([
  ['Développeur backend au sein de Doctolib', 'au sein de ', 'Doctolib'],
  ['Développeuse au sein de la Banque Verne', 'au sein de la ', 'Banque Verne'],
  ["Ingénieure au sein d'Alan", "au sein d'", 'Alan'],
  ["Ingénieure au sein de l'Opéra", "au sein de l'", 'Opéra'],
  ['Développeur au Monde', 'au ', 'Monde'],
])('finds the company after "au sein de" in "%s"', (text, lead, company) =>
  expect(positionAtCompany(text, 'fr')).toMatchObject({ lead, company }),
);
