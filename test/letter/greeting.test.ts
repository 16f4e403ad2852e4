import { describe, expect, test } from 'vitest';
import { normalizeGreeting, shorterReaders } from '../../src/letter/greeting.ts';
import type { Language } from '../../src/machine/language.ts';

/** Typed greetings, and what the letter says. Of two, the person chooses one. */
const GREETINGS: Readonly<Record<Language, Readonly<Record<string, readonly string[]>>>> = {
  en: {
    'Ms Weber': ['Dear Ms Weber,'],
    'ms weber': ['Dear Ms Weber,'],
    'Dr. Anna Weber,': ['Dear Dr. Weber,', 'Dear Dr. Anna Weber,'],
    'Ms. Weber and Mr. Otieno': ['Dear Ms. Weber and Mr. Otieno,'],
    'Achieng Otieno': ['Dear Achieng Otieno,'],
    'Dear Ms Weber': ['Dear Ms Weber,'],
    'dear hiring team': ['Dear hiring team,'],
    'hiring team': ['Dear hiring team,'],
    'Hi Sam!': ['Hi Sam!'],
    'To whom it may concern': ['To whom it may concern,'],
    'mr de la fuente': ['Dear Mr de la Fuente,', 'Dear Mr De La Fuente,'],
    'hi sam': ['Hi Sam,', 'Hi sam,'],
  },
  de: {
    'Frau Weber': ['Sehr geehrte Frau Weber,'],
    'herrn dr. weiß': ['Sehr geehrter Herr Dr. Weiß,'],
    'Sehr geehrte Frau Weber': ['Sehr geehrte Frau Weber,'],
    'Frau Weber und Herr Weiß': ['Sehr geehrte Frau Weber, sehr geehrter Herr Weiß,'],
    'Anna Weber': ['Guten Tag Anna Weber,', 'Anna Weber,'],
    Moin: ['Guten Tag Moin,', 'Moin,'],
  },
  fr: {
    'Mme Weber': ['Madame Weber,'],
    'Bonjour Camille': ['Bonjour Camille,'],
    'Madame, Monsieur': ['Madame, Monsieur,'],
    'Camille Dupont': ['Bonjour Camille Dupont,', 'Camille Dupont,'],
  },
  es: {
    'Sra. Ortega': ['Estimada Sra. Ortega:'],
    'Hola, Ana': ['Hola, Ana:'],
    Ana: ['Hola, Ana:', 'Ana:'],
    'A quien corresponda': ['A quien corresponda:'],
  },
  pt: {
    'Sra. Moraes': ['Prezada Sra. Moraes,'],
    'Olá, Ana': ['Olá, Ana,'],
    'Ana Moraes': ['Olá, Ana Moraes,', 'Ana Moraes,'],
  },
};

for (const language of ['en', 'de', 'fr', 'es', 'pt'] as const) {
  describe(`greeting in ${language}`, () => {
    test.each(Object.entries(GREETINGS[language]))('offers a greeting for "%s"', (typed, greetings) => {
      expect(normalizeGreeting(typed, language, true)).toEqual(greetings);
    });
  });
}

test.each(['make it shorter', 'Hi Sam instead', 'Hey could you cut the third one,', 'Dear me, this is wrong', ''])(
  'does not take "%s" for a greeting unless one was asked for',
  (typed) => expect(normalizeGreeting(typed, 'en', false)).toEqual([]),
);

test.each([
  ['Ms Quispe Rada', ['Ms Rada']],
  ['Ms Mary Jane Ellis (she/her)', ['Ms Ellis', 'Ms Jane Ellis']],
  ['Mister Aurelio de la Fuente', ['Mr de la Fuente']],
  ['sir Paolo Ventura', ['Mr Ventura']],
  ['Frau Dr. Annegret zur Mühlen, Leiterin Technik', ['Frau Dr. zur Mühlen']],
  ['la Sra. Marta Ortega', ['Sra. Ortega']],
  ['Ms Weber', []],
  ['Mr de la Fuente', []],
  ['Ines Kaltenbach', []],
  ['Frau Krüger und Herr Weiß', []],
  ['Frau Krüger und Team', []],
  ['Hiring team', []],
])('%s may be called %j', (addressee, expected) => {
  expect(shorterReaders(addressee)).toEqual(expected);
});
