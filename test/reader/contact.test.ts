import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Details } from '../../src/machine/brief.ts';
import { contactDetails, hasEmail } from '../../src/reader/contact.ts';
import { read } from './converse.ts';

describe('name, address and place', () => {
  test.each<[string, Details]>([
    [
      'Nadia Ferro, nadia.ferro@example.com, Turin',
      { name: 'Nadia Ferro', email: 'nadia.ferro@example.com', location: 'Turin' },
    ],
    [
      'Tomasz Wiśniewski | tomasz+jobs@example.org | Gdańsk, Poland',
      { name: 'Tomasz Wiśniewski', email: 'tomasz+jobs@example.org', location: 'Gdańsk, Poland' },
    ],
    [
      "I'm Lea O'Brien, mail is lea@example.ie, based in Cork",
      { name: "Lea O'Brien", email: 'lea@example.ie', location: 'Cork' },
    ],
    [
      "My name is Jean-Luc d'Arcy. Mail: jl@example.fr. I live in Dijon.",
      { name: "Jean-Luc d'Arcy", email: 'jl@example.fr', location: 'Dijon' },
    ],
    ['sign it as Kwame Mensah, kwame.m@example.com', { name: 'Kwame Mensah', email: 'kwame.m@example.com' }],
    [
      'name: Ana Sousa\nemail: ana@example.pt\ncity: Porto',
      { name: 'Ana Sousa', email: 'ana@example.pt', location: 'Porto' },
    ],
    ['Ida Falk\nida@example.se\nUmeå', { name: 'Ida Falk', email: 'ida@example.se', location: 'Umeå' }],
    ['Ida Falk <ida@example.se> Umeå', { name: 'Ida Falk', email: 'ida@example.se', location: 'Umeå' }],
    [
      'This is Bea Roth, I’m in Basel, bea@example.ch',
      { name: 'Bea Roth', email: 'bea@example.ch', location: 'Basel' },
    ],
    [
      'Dr. Ines Vogt (ines.vogt@example.de), Leipzig, no phone please',
      { name: 'Dr. Ines Vogt', email: 'ines.vogt@example.de', location: 'Leipzig' },
    ],
    ['ola berg ola@example.no tromsø', { name: 'ola berg', email: 'ola@example.no', location: 'tromsø' }],
    [
      'T. Hallgrimsson; th@example.is; St. Gallen',
      { name: 'T. Hallgrimsson', email: 'th@example.is', location: 'St. Gallen' },
    ],
    ['Imre Nagy, imre@example.hu, Pécs', { name: 'Imre Nagy', email: 'imre@example.hu', location: 'Pécs' }],
    ['my name is Olu Adeyemi and I live in Lagos', { name: 'Olu Adeyemi', location: 'Lagos' }],
    ['Ian Whorton, Namur', { name: 'Ian Whorton', location: 'Namur' }],
    ['Bo Ek', { name: 'Bo Ek' }],
    ['nadia@example.com, Turin', { email: 'nadia@example.com', location: 'Turin' }],
    ['You can reach me at nadia@example.com.', { email: 'nadia@example.com' }],
  ])('%j', (text, details) => {
    expect(contactDetails(text)).toEqual(details);
  });

  test('of two addresses the later one stands, wherever the name is', () => {
    const typo = 'zoe@exmaple.com - sorry, typo: zoe@example.com, Zoe Lind, Malmö';
    expect(contactDetails(typo)).toEqual({ name: 'Zoe Lind', email: 'zoe@example.com', location: 'Malmö' });
    const late = 'Zoe Lind, zoe@exmaple.com, Malmö. Typo: zoe@example.com';
    expect(contactDetails(late)).toEqual({ name: 'Zoe Lind', email: 'zoe@example.com', location: 'Malmö' });
  });

  test('every detail is a verbatim part of the text, and none is empty', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'Ida Falk',
        'ida@example.se',
        'Umeå',
        'name:',
        'I live in',
        'sign as',
        'sorry',
        '’',
        '\n',
        'Prof. Li',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    const text = fc.array(fc.tuple(piece, fc.constantFrom(' ', ', ', '. ', ' - ', '')), { maxLength: 8 });
    fc.assert(
      fc.property(
        text.map((parts) => parts.flat().join('')),
        (said) => {
          for (const value of Object.values(contactDetails(said))) {
            expect(value).not.toBe('');
            expect(said).toContain(value);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

test.each([
  ['nadia@example.com', true],
  ['write to nadia.f+x@mail.example.co.uk, please', true],
  ['@mention', false],
  ['p99 @ peak', false],
  ['user@host', false],
])('an address in %j: %s', (text, has) => {
  expect(hasEmail(text)).toBe(has);
});

describe('a signature where something else is asked', () => {
  test.each(['closing', 'background', 'company', 'latency'] as const)('%s: it is a contact, and no answer', (asked) => {
    const { facts, declined } = read('sam@example.org, Sam Ude, Lagos', asked);
    expect(declined).toEqual([]);
    expect(facts.map(({ topic, details }) => [topic, details])).toEqual([
      ['contact', { email: 'sam@example.org', name: 'Sam Ude', location: 'Lagos' }],
    ]);
  });

  test('an offer with an address stays an offer', () => {
    const { facts } = read('I can send you the corpus, write to sam@example.org', 'closing');
    expect(facts.map(({ topic }) => topic)).toEqual(['closing']);
  });
});
