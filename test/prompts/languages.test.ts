/** The catalogues are complete in every language: placeholders, plurals, and the length limits of the platforms. */
import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Language, languageOf } from '../../src/machine/language.ts';
import { FORM_SLOTS } from '../../src/machine/slots.ts';
import { CATALOGUES, wordsOf } from '../../src/prompts/catalogues.ts';
import { discordWords, fieldLabel } from '../../src/prompts/discord-texts.ts';
import { named } from '../../src/prompts/question-texts.ts';
import { remarkText } from '../../src/prompts/remarks.ts';
import { phraseIn } from '../../src/text/phrases.ts';

type Sections = Readonly<Record<string, Readonly<Record<string, string>>>>;

const FOREIGN = LANGUAGES.filter((language) => language !== 'en');
const sections: Readonly<Record<Language, Sections>> = CATALOGUES;
/** "section key" → text */
const textsOf = (language: Language) =>
  new Map(
    Object.entries(sections[language]).flatMap(([section, words]) =>
      Object.entries(words).map(([key, text]) => [`${section} ${key}`, text] as const),
    ),
  );
const gapsIn = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].toSorted();

/** Texts that may leave out the name of the company. */
const WITHOUT_A_NAME = ['questions company.view'];
/** Sentences of the letter have placeholders as their grammar needs them; a list may have no words. */
const isOfLetter = (key: string) => key.startsWith('letter ') || key.startsWith('letter-lists ');
/** Short single words may be the same in both languages. */
const isName = (text: string) => !text.includes(' ') && text.length <= 14;

describe.each(FOREIGN)('catalogue of %s', (language) => {
  const english = textsOf('en');
  const own = textsOf(language);

  test('has the keys of the English catalogue', () => {
    expect([...own.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  test('has the same placeholders in each text, and the same empty texts', () => {
    for (const [key, text] of english) {
      if (isOfLetter(key)) continue;
      if (!WITHOUT_A_NAME.includes(key)) expect(gapsIn(own.get(key) ?? ''), key).toEqual(gapsIn(text));
      if (!key.startsWith('questions lead.')) expect(own.get(key) === '', key).toBe(text === '');
    }
  });

  test('has no text in English', () => {
    const same = [...english].filter(([key, text]) => text !== '' && own.get(key) === text && !isName(text));
    expect(same).toEqual([]);
  });

  test('has a text for every count from 1 to 1,000', () => {
    const say = wordsOf('said', language);
    const telegram = wordsOf('telegram', language);
    const letters = wordsOf('letters', language);
    for (let count = 1; count <= 1_000; count += 1)
      for (const text of [
        say('dropped', { count }),
        say('pages', { count }),
        telegram('caught-up', { count }),
        letters('no-such', { count }),
      ]) {
        expect(text).toMatch(/\p{L}.*\./u);
        expect(text).not.toContain('{{');
      }
    expect(say('dropped', { count: 1 })).not.toBe(say('dropped', { count: 2 }));
  });

  test('has no exclamation marks', () => {
    for (const [key, text] of own) expect(text.includes('!'), key).toBe(false);
  });
});

test.each(LANGUAGES)('the texts in %s fit the length limits of the platforms', (language) => {
  const { commands, telegram } = CATALOGUES[language];
  for (const description of Object.values(commands)) expect(description.length).toBeLessThanOrEqual(100);
  expect(telegram.description.length).toBeLessThanOrEqual(512);
  expect(telegram['short-description'].length).toBeLessThanOrEqual(120);
  const say = discordWords(language);
  for (const key of [
    'answer.title',
    'post.title',
    'topic.title',
    'change.title',
    'answer.label',
    'post.label',
  ] as const)
    expect(say(key).length).toBeLessThanOrEqual(45);
  for (const slot of FORM_SLOTS) expect(fieldLabel(slot, language).length).toBeLessThanOrEqual(45);
  expect(Object.keys(CATALOGUES[language].fields)).toEqual(FORM_SLOTS);
});

test('the other languages have their own quotation marks', () => {
  const { en: _, ...foreign } = CATALOGUES;
  const texts = Object.values(foreign).flatMap((catalogue) => Object.values(catalogue).flatMap(Object.values));
  expect(texts.filter((text) => text.includes('"'))).toEqual([]);
});

test('French texts have a narrow no-break space within quotation marks and before a colon', () => {
  const { letter, ...said } = CATALOGUES.fr;
  const spaces = /(?<=«)[ \u00a0]|[ \u00a0](?=[:;?»%])/u;
  for (const words of Object.values(said)) for (const text of Object.values(words)) expect(text).not.toMatch(spaces);
  // The texts of the letter have plain spaces, as people retype them in edits. The files set narrow ones.
  for (const text of Object.values(letter)) expect(text).not.toMatch(/[\u00a0\u202f]/u);
  expect(named('role.position', 'Ingénieure', 'fr')).toBe('Poste\u202f: Ingénieure');
  expect(named('role.position', 'Ingenieurin', 'de')).toBe('Stelle: Ingenieurin');
});

test.each([
  ['de', 'Nordwind AG', 'stell der Nordwind AG eine Frage.'],
  ['de', 'Harbour Grid', 'stell Harbour Grid eine Frage.'],
  ['de', 'dieser Firma', 'stell dieser Firma eine Frage.'],
  ['es', 'el BBVA', 'al BBVA.'],
  ['pt', 'Nubank', 'à empresa Nubank.'],
  ['pt', 'um banco', 'a um banco.'],
  ['pt', 'empresa', 'à empresa.'],
] as const)('in %s, a question names %j as %j', (language, company, words) => {
  expect(wordsOf('questions', language)('closing', { company })).toContain(words);
});

test('a value is inserted unchanged, without placeholders or markup being replaced in it', () => {
  const say = wordsOf('questions', 'de');
  expect(say('in-letter', { line: '<b>{{line}}</b> & $t(review)' })).toBe('Im Brief: „<b>{{line}}</b> & $t(review)“');
});

test.each([
  ['de', 'de'],
  ['de-AT', 'de'],
  ['pt_BR.UTF-8', 'pt'],
  ['ES-419', 'es'],
  ['fr', 'fr'],
  ['nl', 'en'],
  ['C', 'en'],
  ['', 'en'],
  [undefined, 'en'],
] as const)('the locale %j gives the language %s', (locale, language) => {
  expect(languageOf(locale)).toBe(language);
});

test.each(LANGUAGES)('in %s, answers about the interview are others with a model', (language) => {
  expect(remarkText('no-answer', true, language)).not.toBe(remarkText('no-answer', false, language));
});

test.each(LANGUAGES)('in %s, the words of "Never mind" leave every question that has a "no"', (language) => {
  expect(phraseIn(textsOf(language).get('labels-at sentence none') ?? '')).toBe('no');
});
