/** The catalogues: all texts for people, one file per language with the same keys. i18next handles plurals. */

import { createInstance } from 'i18next';
import { LANGUAGES, type Language } from '../machine/language.ts';
import { parseNameTable, phraseList, wordSet } from '../text/lexer.ts';
import de from './languages/de.json' with { type: 'json' };
import en from './languages/en.json' with { type: 'json' };
import es from './languages/es.json' with { type: 'json' };
import fr from './languages/fr.json' with { type: 'json' };
import pt from './languages/pt.json' with { type: 'json' };

type Catalogue = typeof en;

export const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en, de, fr, es, pt };

/** The BCP 47 locale of dates and lists. */
export const localeOf = (language: Language): string => CATALOGUES[language].language.locale;

/** The language's own name. */
export const languageName = (language: Language): string => CATALOGUES[language].language.name;

/** In the order of the command menus. Discord allows at most 100 characters per description. */
export type CommandName = keyof Catalogue['commands'];

const i18n = createInstance();
void i18n.init({
  initAsync: false,
  fallbackLng: false,
  lng: 'en',
  ns: Object.keys(de),
  resources: CATALOGUES,
  keySeparator: false,
  nsSeparator: false,
  // Texts are never used as HTML.
  interpolation: { escapeValue: false },
});

/** A plural key without its ending. */
type Named<Key> = Key extends `${infer Name}_one` | `${infer Name}_other` ? Name : Key;
type Section = keyof Catalogue;
type Values = Readonly<Record<string, string | number>>;

/** Returns a function from a key and values for its placeholders to the text. */
export function wordsOf<S extends Section>(section: S, language: Language) {
  return (key: Named<keyof Catalogue[S]> & string, values: Values = {}): string => text(section, key, language, values);
}

/** The sentences of a letter. */
export const letterWords = (language: Language) => wordsOf('letter', language);

type List = keyof Catalogue['letter-lists'];

/** The languages whose words a letter's names may have: "Liebe Frau Pohl" in a letter in French. */
export function languagesOfNames(language: Language): readonly Language[] {
  return language === 'en' ? ['en'] : LANGUAGES;
}

/** A list of phrases, in lower case: "one | the other". */
export function listed(list: List, languages: readonly Language[]): readonly string[] {
  return languages
    .flatMap((language) => phraseList(CATALOGUES[language]['letter-lists'][list]))
    .filter((phrase) => phrase !== '');
}

/** The single words of a list. @param languages all of them, if people use the words in any language */
export function listedWords(list: List, languages: readonly Language[] = LANGUAGES): ReadonlySet<string> {
  const key = `${list} ${languages.join(' ')}`;
  const words =
    wordSets.get(key) ?? wordSet(languages.map((language) => CATALOGUES[language]['letter-lists'][list]).join(' '));
  wordSets.set(key, words);
  return words;
}

const wordSets = new Map<string, ReadonlySet<string>>();

/** The text of an optional key; null if there is none. */
export function wordIn(section: Section, key: string, language: Language, values: Values = {}): string | null {
  return Object.hasOwn(CATALOGUES[language][section], key) ? text(section, key, language, values) : null;
}

function text(section: Section, key: string, lng: Language, values: Values): string {
  const catalogue: Partial<Record<Section, Readonly<Record<string, string>>>> = CATALOGUES[lng];
  const words = catalogue[section]?.[key];
  // Without a plural, bypass i18next, which takes 10 µs to check all its options.
  const said = words === undefined ? i18n.t(key, { ...values, lng, ns: section }) : filled(words, values);
  const names = [values.company, values.employer].filter((name) => typeof name === 'string' && name !== '');
  return names.reduce<string>((told, name) => withArticleOf(`${name}`, told, lng), said);
}

const GAP = /\{\{(\w+)\}\}/g;

function filled(words: string, values: Values): string {
  return words.includes('{{') ? words.replaceAll(GAP, (_, name: string) => `${values[name] ?? ''}`) : words;
}

/** German legal forms with feminine gender. */
const GERMAN_FORMS = wordSet('ag gmbh se kg kgaa ug gbr ohg eg ggmbh');
const GERMAN = [
  ['Entscheidung von ', 'Entscheidung der '],
  ['Bei ', 'Bei der '],
  [' bei ', ' bei der '],
  [' von ', ' von der '],
  [' an ', ' an die '],
  ['stell ', 'stell der '],
] as const;

/** Our texts put "a empresa" before a name, so it needs no article. A description has its own: "em uma fintech". */
const PORTUGUESE = [
  ['Na empresa ', 'Em '],
  [' na empresa ', ' em '],
  [' da empresa ', ' de '],
  [' à empresa ', ' a '],
] as const;

/** Adds the article that a name in the text requires, if any. */
function withArticleOf(name: string, text: string, language: Language): string {
  const words = name.toLowerCase().split(' ');
  const [first = ''] = words;
  const changed = (rows: readonly (readonly [string, string])[], shown = name) =>
    rows.reduce((told, [from, to]) => told.replaceAll(from + name, to + shown), text);
  if (language === 'pt') {
    if (first === 'empresa') return text.replaceAll(`empresa ${name}`, name);
    return name.charAt(0) === first.charAt(0) ? changed(PORTUGUESE) : text;
  }
  // "Die Hafenstrom AG" already has an article, but in the wrong case.
  const bare = first === 'die' ? name.slice('die '.length) : name;
  if (language === 'de') return words.length > 1 && GERMAN_FORMS.has(words.at(-1) ?? '') ? changed(GERMAN, bare) : text;
  if (language !== 'es' || !name.startsWith('el ')) return text;
  return text.replaceAll(` de ${name}`, ` d${name}`).replaceAll(` a ${name}`, ` a${name.slice(1)}`);
}

/** A colon or semicolon with the spaces around it. French has a space before it, too. */
export function spaced(sign: ':' | ';', language: Language): string {
  return `${language === 'fr' ? '\u202f' : ''}${sign} `;
}

/** Titles as typed, and how a salutation writes them. */
export function letterTitles(language: Language): ReadonlyMap<string, string> {
  return parseNameTable(CATALOGUES[language]['letter-lists']['titles.full']);
}

type Order = keyof typeof CATALOGUES.en.orders;

/** Whether a command's argument is this word in any language: "/letters 2 löschen", "/forget now". */
export function isOrder(order: Order, typed: string): boolean {
  const word = typed.trim().normalize().toLowerCase();
  return LANGUAGES.some((language) => CATALOGUES[language].orders[order] === word);
}

/** The arguments of commands, for texts that explain them. */
export function orderWords(language: Language): Readonly<Record<Order, string>> {
  return CATALOGUES[language].orders;
}
