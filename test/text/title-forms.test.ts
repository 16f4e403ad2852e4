import { expect, test } from 'vitest';
import { titleForms } from '../../src/text/roles.ts';

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
