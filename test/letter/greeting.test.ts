import { describe, expect, test } from 'vitest';
import { greetingForms, greetingsIn, shorterReaders } from '../../src/letter/greeting.ts';
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

test.each([
  ['en', 'greeting should be Dear Korvane team,', ['Dear Korvane team,']],
  ['en', 'can the letter start with "Dear Noor Hendrickx"? she leads the team', ['Dear Noor Hendrickx,']],
  ['en', 'it should start with Dear Mr. Smith instead', ['Dear Mr. Smith,']],
  ['en', 'start with dear hiring team please', ['Dear Hiring Team,', 'Dear hiring team,']],
  ['en', 'write dear ms de wit', ['Dear Ms de Wit,', 'Dear ms de wit,']],
  ['en', 'greeting is ms de wit', ['Dear Ms de Wit,', 'Ms de wit,']],
  ['de', 'die Anrede soll Sehr geehrte Frau Weber sein', ['Sehr geehrte Frau Weber,']],
  ['de', 'anrede ist Frau Dr. Weber', ['Sehr geehrte Frau Dr. Weber,', 'Frau Dr. Weber,']],
  ['fr', 'il faut commencer par Bonjour Madame Kaltenbach.', ['Bonjour Madame Kaltenbach,']],
  ['es', 'debe empezar con Estimada Sra. Kaltenbach, gracias', ['Estimada Sra. Kaltenbach:']],
  ['pt', 'quero Prezada Sra. Kaltenbach no começo', ['Prezada Sra. Kaltenbach,']],
] as const)('a greeting with a name is found in a message in %s: %s', (language, message, forms) =>
  expect(greetingsIn(message, language)).toEqual(forms),
);

test.each([
  'hi can you make it shorter',
  'say hello to the team for me',
  'Hey, I want it shorter',
  'dear me, that is wrong',
  'the one about Ms Weber',
])('no greeting is found in %s', (message) => expect(greetingsIn(message, 'en')).toEqual([]));
