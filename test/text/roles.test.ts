import { describe, expect, test } from 'vitest';
import { positionAtCompany, roleWithin, titleForms } from '../../src/text/roles.ts';

test.each([
  ["not at hand, it's senior backend engineer at Ferrox in Bern, Kotlin", 'senior backend engineer', 'Ferrox'],
  ['I want the payments engineer role at Ferrox', 'payments engineer', 'Ferrox'],
  ['its on linkedin. backend engineer at ferrox in bern, they do rivers', 'backend engineer', 'ferrox'],
])('finds the position and the company in "%s"', (text, position, company) =>
  expect(roleWithin(text)).toEqual({ position, company }),
);

test.each([
  ['Backend Engineer at Booking.com', 'Booking.com', ''],
  ['Sr. Backend Engineer at Booking.com. Team Payments', 'Booking.com', '. Team Payments'],
  ['Engineer at St. Gallen Bank, Zürich', 'St. Gallen Bank', ', Zürich'],
  ['Platform Engineer at U.S. Postal (Boston)', 'U.S. Postal', ' (Boston)'],
])('finds the whole name of the company in "%s"', (text, company, rest) =>
  expect(positionAtCompany(text)).toMatchObject({ company, rest }),
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

describe('forms of a title', () => {
  test.each([
    ['de', 'Backend-Entwickler/in', ['Backend-Entwickler', 'Backend-Entwicklerin']],
    ['de', 'Senior Entwickler:in (m/w/d)', ['Senior Entwickler (m/w/d)', 'Senior Entwicklerin (m/w/d)']],
    ['de', 'Softwareentwickler*in', ['Softwareentwickler', 'Softwareentwicklerin']],
    ['de', 'Ingenieur/-in', ['Ingenieur', 'Ingenieurin']],
    ['de', 'Architekt(in), Plattform', ['Architekt, Plattform', 'Architektin, Plattform']],
    ['fr', 'Développeur/se backend', ['Développeur backend', 'Développeuse backend']],
    ['fr', 'Développeur·euse', ['Développeur', 'Développeuse']],
    ['fr', 'Ingénieur(e) backend', ['Ingénieur backend', 'Ingénieure backend']],
    ['fr', 'Directeur/trice technique', ['Directeur technique', 'Directrice technique']],
    ['fr', 'Technicien·ne', ['Technicien', 'Technicienne']],
    ['es', 'Ingeniero/a backend', ['Ingeniero backend', 'Ingeniera backend']],
    ['es', 'Desarrollador(a)', ['Desarrollador', 'Desarrolladora']],
    ['es', 'Programador/ora', ['Programador', 'Programadora']],
    ['pt', 'Engenheiro(a) de dados', ['Engenheiro de dados', 'Engenheira de dados']],
    ['pt', 'Desenvolvedor(a)', ['Desenvolvedor', 'Desenvolvedora']],
  ] as const)('in %s, %j is one of %j', (language, position, expected) => {
    expect(titleForms(position, language)).toEqual(expected);
  });

  test.each([
    ['de', 'Backend-Entwicklerin (m/w/d)'],
    ['de', 'C/C++ Entwickler'],
    ['de', 'Engineer CI/CD'],
    ['de', 'Node.js Entwickler'],
    ['fr', 'Ingénieure backend (H/F)'],
    ['es', 'Backend/Frontend'],
    ['en', 'Backend/Platform Engineer'],
  ] as const)('in %s, %j has one form', (language, position) => {
    expect(titleForms(position, language)).toEqual([]);
  });
});
