import { describe, expect, test } from 'vitest';
import { greetingForms, shorterReaders } from '../../src/letter/greeting.ts';
import type { Language } from '../../src/machine/language.ts';

/** Typed greetings, and what the letter says. Of several, or behind "?", the person chooses. */
const GREETINGS: Readonly<Record<Language, Readonly<Record<string, readonly string[]>>>> = {
  en: {
    'Dear Ms Weber': ['Dear Ms Weber,'],
    'dear hiring team,': ['Dear Hiring Team,', 'Dear hiring team,'],
    'Hi Sam!': ['Hi Sam!'],
    Hello: ['Hello,'],
    'hi sam': ['Hi Sam,', 'Hi sam,'],
    'Ms Weber': ['Dear Ms Weber,', 'Ms Weber,'],
    'Dr. Anna Weber,': ['Dear Dr. Weber,', 'Dear Dr. Anna Weber,', 'Dr. Anna Weber,'],
    'hiring team': ['Dear hiring team,', 'Hiring team,'],
    'Hi Sam instead': ['?', 'Hi Sam instead,'],
    'Dear Anna, please, not Ms': ['?', 'Dear Anna, please, not Ms,'],
    'make it shorter': ['Dear make it shorter,', 'Make it shorter,'],
  },
  de: {
    'Frau Weber': ['Sehr geehrte Frau Weber,', 'Frau Weber,'],
    'Sehr geehrte Frau Weber,': ['Sehr geehrte Frau Weber,'],
    Moin: ['Guten Tag Moin,', 'Moin,'],
  },
  fr: {
    'Bonjour Camille': ['Bonjour Camille,'],
    'Mme Weber': ['Madame Weber,', 'Mme Weber,'],
  },
  es: {
    'Hola Ana': ['Hola Ana:'],
    'Hola, Ana': ['?', 'Hola, Ana:'],
    'A quien corresponda': ['A la atención de A quien corresponda:', 'A quien corresponda:'],
  },
  pt: {
    'Sra. Moraes': ['Prezada Sra. Moraes,', 'Sra. Moraes,'],
    'Olá Ana': ['Olá Ana,'],
  },
};

for (const language of ['en', 'de', 'fr', 'es', 'pt'] as const) {
  describe(`greeting in ${language}`, () => {
    test.each(Object.entries(GREETINGS[language]))('has forms for "%s"', (typed, expected) => {
      const { forms, isSure } = greetingForms(typed, language);
      expect(forms.length === 1 && !isSure ? ['?', ...forms] : forms).toEqual(expected);
    });
  });
}

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
