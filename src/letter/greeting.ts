/** The greeting of a letter: the addressee by name, else the team. Also the forms of a greeting that a candidate types. */

import { LANGUAGES, type Language } from '../machine/language.ts';
import { type Sheet, textOf } from '../machine/sheet.ts';
import { languagesOfNames, letterTitles, letterWords, listed, listedWords } from '../prompts/catalogues.ts';
import { capital, isCapital, uncapitalize } from '../text/capitals.ts';
import { wordSet } from '../text/lexer.ts';
import { trimEnd, trimPunctuation } from '../text/sentences.ts';
import { hides } from './redact.ts';
import { GENERIC_ADDRESSEES, TITLES } from './word-lists.ts';
import { firstWord, lastWord, properName, tidied, withoutArticle, withoutEnd } from './wording.ts';

/** @param wanted a model's greeting: it knows which names are the surname. Used if it is a form of the addressee's name */
export function letterGreeting(sheet: Sheet, wanted = ''): string {
  // A stand-in can't be used to address a person.
  const open = (name: string) => (hides(name, sheet.hidden) ? '' : name);
  const reader = open(readerIn(textOf(sheet, 'role.addressee') ?? ''));
  const company = trimEnd(tidied(textOf(sheet, 'role.company') ?? ''), ' ,;:');
  const isClosed = company !== '' && open(company) === '';
  const names = [reader, ...shorterReaders(reader)];
  const named = [...names, ...names.map(withEnglishTitle)].map((name) =>
    greeting(name, isClosed ? null : company, sheet.language),
  );
  const bare = (line: string) => line.replaceAll('.', '').toLowerCase();
  return named.find((one) => bare(one) === bare(wanted)) ?? named[0] ?? '';
}

/** The addressee as the greeting names them. @param addressee as typed */
function readerIn(addressee: string): string {
  const [typed = ''] = tidied(addressee).split(',', 1);
  // "(retd)", "(she/her)"
  const called = typed.split(' ').filter((word) => !(word.startsWith('(') && word.endsWith(')')));
  const name = trimEnd(called.join(' '), ' .;:!');
  // "Farouk B." is no end of a sentence.
  return withoutArticle(lastWord(name).length === 1 && typed.startsWith(`${name}.`) ? `${name}.` : name);
}

/** Titles of talk, and what a letter writes for them. "Sir" with a capital may be a knight's. */
const FULL_TITLES = new Map(LANGUAGES.map((language) => [language, letterTitles(language)]));
const FEMALE_TITLES = listedWords('titles.female');
const MALE_TITLES = listedWords('titles.male');
const ARTICLES = listedWords('addressees.articles');

/** "Ms Mertens" for "Frau Mertens", as a model may write it in an English letter. */
function withEnglishTitle(reader: string): string {
  const [title = '', ...names] = reader.split(' ');
  const word = trimEnd(title.toLowerCase(), '.');
  if (listedWords('titles.female', ['en']).has(word)) return reader;
  const english = FEMALE_TITLES.has(word) ? 'Ms' : MALE_TITLES.has(word) ? 'Mr' : title;
  return [english, ...names].join(' ');
}

/** @param typed the addressee, empty if unknown @param company empty if unknown, null if hidden */
function greeting(typed: string, company: string | null, language: Language): string {
  const languages = languagesOfNames(language);
  const joint = listed('and', languages).find((one) => typed.includes(` ${one} `)) ?? ',';
  const both = typed.split(` ${joint} `);
  if (both.length === 2 && both.every((one) => one.includes(' ') && isGenderedTitle(firstWord(one))))
    return joined(both.map((one) => greeting(one, company, language)));
  const say = letterWords(language);
  const [title = '', ...names] = typed.split(' ');
  const name = names.join(' ');
  const groups = listedWords('team.nouns', languages);
  // "la Sra. Ortega", "a Ana Moraes", "el equipo de Pagos"
  const isArticled =
    listedWords('addressees.articles', languages).has(title.toLowerCase()) &&
    (groups.has((names[0] ?? '').toLowerCase()) || uncapitalize(name) !== name);
  const full = FULL_TITLES.get(language)?.get(trimEnd(title, '.')) ?? title;
  const reader = name === '' ? typed : isArticled ? name : `${full} ${name}`;
  const words = reader.toLowerCase().split(' ');
  if (reader === '' && company !== null)
    return company === '' ? say('dear.nobody') : say('dear.company', { company: withoutEnd(company, ['team']) });
  if (reader === '') return say('dear.team');
  if (words.every((word) => listedWords('addressees', languages).has(word)))
    return say('dear.generic', { reader: reader.toLowerCase() });
  const first = trimEnd(words[0] ?? '', '.,');
  if (groups.has(first)) return say('dear.group', { reader: uncapitalize(reader) });
  if (listedWords('salutations', languages).has(first)) return say('dear.greeted', { reader });
  if (FEMALE_TITLES.has(first)) return say('dear.woman', { reader });
  if (MALE_TITLES.has(first) || listedWords('titles.doctor', [language]).has(first)) return say('dear.man', { reader });
  const isName = reader.split(' ').every(isCapital);
  // With three names it is unclear how many are given names.
  const given = words.length === 2 ? firstWord(reader) : reader;
  return say(isName || words.length === 1 ? 'dear.first' : 'dear', { reader, first: given });
}

/** "Sehr geehrte Frau Krüger, sehr geehrter Herr Weiß," */
function joined([one = '', other = '']: readonly string[]): string {
  // A title keeps its capital: "Madame Krüger, Monsieur Weiß".
  const second = isGenderedTitle(firstWord(other)) ? other : uncapitalize(other);
  return `${one.slice(0, -1)}, ${second}`;
}

function isGenderedTitle(typed: string): boolean {
  const word = trimEnd(typed.toLowerCase(), '.');
  return FEMALE_TITLES.has(word) || MALE_TITLES.has(word) || FULL_TITLES.values().some((titles) => titles.has(word));
}

/**
 * Returns the possible formal names of a person with a title: "Ms Rada" or "Ms Quispe Rada". Any end of the names may be the
 * surname; a particle belongs to the name after it.
 * @returns the shortest first, the full name last; only the full name without a title or with one name
 */
function formalNames(reader: string): readonly string[] {
  const words = reader.split(' ');
  // "Mr M. Tait": a single letter is a title only as the first word.
  const isTitleAt = (word: string, at: number) =>
    (at === 0 || word.length > 2) && TITLES.has(trimEnd(word.toLowerCase(), '.'));
  const count = words.findIndex((word, at) => !isTitleAt(word, at));
  if (count < 1) return [reader];
  const titles = words.slice(0, count).map((title) => FULL_TITLES.get('en')?.get(title) ?? title);
  const names = words.slice(count);
  const isLower = (word = '') => word === word.toLowerCase();
  const ends = names.flatMap((_, at) => (at > 0 && isLower(names[at - 1]) ? [] : [names.slice(at)]));
  return ends.toReversed().map((end) => [...titles, ...end].join(' '));
}

/** Returns shorter names of an addressee with a title, shortest first: "Ms Rada" for "Ms Quispe Rada". */
export function shorterReaders(addressee: string): readonly string[] {
  const reader = readerIn(addressee);
  const [article = '', ...rest] = reader.split(' ');
  const name = ARTICLES.has(article.toLowerCase()) ? rest.join(' ') : reader;
  const words = name.toLowerCase().split(' ');
  const isOne = isTitle(words[0] ?? '') && !words.some((word) => JOINTS.has(word) || GENERIC_ADDRESSEES.has(word));
  return isOne ? formalNames(name).slice(0, -1) : [];
}

/** Words between two addressees. */
const JOINTS = new Set([...listed('and', LANGUAGES), 'and', 'team']);

/** Maximum characters of a greeting. */
const GREETING_AT_MOST = 400;

/** First words of a greeting, in addition to the salutations that an addressee may be typed with. */
const OPENINGS = wordSet('good greetings');

/**
 * The forms of a greeting that was asked for: as typed, with the punctuation of the language. Without a salutation, the
 * customary greetings of the name come first: "Dear Ms Weber," for "Ms Weber".
 *
 * @returns `isSure`: the only form is a greeting, and nothing else
 */
export function greetingForms(typed: string, language: Language): { forms: readonly string[]; isSure: boolean } {
  const text = tidied(typed);
  const isEnded = [',', ':', '!'].some((sign) => text.endsWith(sign));
  const bare = isEnded ? text.slice(0, -1).trimEnd() : text;
  const whole = capital(isEnded ? text : `${bare}${letterWords(language)('dear.nobody').slice(-1)}`);
  // A name has few words.
  if (text.length > GREETING_AT_MOST) return { forms: [whole], isSure: false };
  const [first = '', ...words] = bare.split(' ');
  if (!isSalutation(trimPunctuation(first.toLowerCase()), language)) {
    const named = isTitle(first) ? properName(bare) : bare;
    const names = [...shorterReaders(named), named].map((name) => greeting(name, '', language));
    return { forms: [...new Set([...names, whole])], isSure: false };
  }
  // "hi sam": without capitals it is unclear which words are names.
  const isLower = bare === bare.toLowerCase() && words.length > 0;
  const forms = isLower ? [properName(whole.toLowerCase()), whole] : [whole];
  // "Hi Sam instead"
  return { forms, isSure: !bare.includes(', ') && (isEnded || words.every(isCapital)) };
}

function isTitle(typed: string): boolean {
  return TITLES.has(trimEnd(typed, '.')) || isGenderedTitle(typed);
}

function isSalutation(word: string, language: Language): boolean {
  return OPENINGS.has(word) || listedWords('salutations', languagesOfNames(language)).has(word);
}
