/** The greeting of a letter: the addressee by name, else the team. Also normalises greetings that candidates type. */

import type { Language } from '../machine/language.ts';
import { type Sheet, textOf } from '../machine/sheet.ts';
import { capital, isCapital } from '../text/capitals.ts';
import { wordSet } from '../text/lexer.ts';
import { trimEnd, trimPunctuation } from '../text/sentences.ts';
import { foreignGreeting, isGenderedTitle } from './foreign-letter.ts';
import { hides } from './redact.ts';
import {
  ARTICLES_OF_READERS,
  FOREIGN_GENERIC_ADDRESSEES,
  FOREIGN_SALUTATIONS,
  GENERIC_ADDRESSEES,
  SALUTATIONS,
  TITLES,
} from './word-lists.ts';
import { firstWord, formalNames, lastWord, properName, tidied, withoutArticle, withoutEnd } from './wording.ts';

export function letterGreeting(sheet: Sheet): string {
  // A stand-in can't be used to address a person.
  const open = (name: string) => (hides(name, sheet.hidden) ? '' : name);
  const reader = open(readerIn(textOf(sheet, 'role.addressee') ?? ''));
  const company = trimEnd(tidied(textOf(sheet, 'role.company') ?? ''), ' ,;:');
  if (sheet.language !== 'en') {
    const isClosed = company !== '' && open(company) === '';
    return foreignGreeting(reader, isClosed ? null : company, sheet.language);
  }
  if (reader !== '') return dear(reader);
  if (company === '') return 'Hello,';
  return open(company) === '' ? 'Dear hiring team,' : `Dear ${withoutEnd(company, ['team'])} team,`;
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

/** Returns shorter names of an addressee with a title, shortest first: "Ms Rada" for "Ms Quispe Rada". */
export function shorterReaders(addressee: string): readonly string[] {
  const reader = readerIn(addressee);
  const [article = '', ...rest] = reader.split(' ');
  const name = ARTICLES_OF_READERS.has(article.toLowerCase()) ? rest.join(' ') : reader;
  const words = name.toLowerCase().split(' ');
  const isOne = isTitle(words[0] ?? '') && !words.some((word) => JOINTS.has(word) || GENERIC_ADDRESSEES.has(word));
  return isOne ? formalNames(name).slice(0, -1) : [];
}

/** Words between two addressees. */
const JOINTS = wordSet('and und et y e & team');

function dear(reader: string): string {
  const words = reader.toLowerCase().split(' ');
  if (words.length > 1 && SALUTATIONS.has(firstWord(reader).toLowerCase())) return `${reader},`;
  if (words.every((word) => GENERIC_ADDRESSEES.has(word))) return `Dear ${reader.toLowerCase()},`;
  return `Dear ${words.includes('and') ? reader : (formalNames(reader).at(-1) ?? reader)},`;
}

/** Words of a greeting that are not names. */
const SMALL_WORDS = wordSet(`geehrte geehrter geehrtes tag morgen abend morning afternoon evening day and und et y e
  everyone everybody folks there de da do dos das del la las los le du d von van der den zu zur zum ter ten di
  damen herren personas señores senhores toutes tous todas todos alle`);

/** First words of a greeting, in addition to the salutations that an addressee may be typed with. */
const OPENINGS = wordSet('good greetings');

/** Maximum words of a greeting, and of a name without a title. */
const WORDS_AT_MOST = 8;
const NAMES_AT_MOST = 4;

/**
 * Normalises a typed greeting: "Ms Weber" and "Dear Ms Weber" become "Dear Ms Weber,".
 *
 * @param isAsked whether the text is known to be a greeting, whatever it looks like
 * @returns one greeting if certain, two if ambiguous, none if the text may not be a greeting
 */
export function normalizeGreeting(typed: string, language: Language, isAsked: boolean): readonly string[] {
  const known = knownGreetings(typed, language);
  if (known.length > 0 || !isAsked) return known;
  const text = typed.trim();
  const isOpen = trimPunctuation(text).at(-1) === text.at(-1);
  const whole = capital(isOpen ? `${text}${closing(language)}` : text);
  // "hi sam": without capitals it is unclear which words are names.
  return text === text.toLowerCase() ? [...new Set([properName(whole.toLowerCase()), whole])] : [whole];
}

/** Punctuation after a greeting. */
function closing(language: Language): string {
  return language === 'es' ? ':' : ',';
}

function knownGreetings(typed: string, language: Language): readonly string[] {
  const text = tidied(typed);
  const isEnded = text.endsWith(',') || text.endsWith(':') || text.endsWith('!');
  const bare = isEnded ? text.slice(0, -1).trimEnd() : text;
  const words = bare.split(' ').map((word) => trimEnd(word, ','));
  const low = words.map((word) => trimEnd(word.toLowerCase(), '.'));
  const ends = closing(language);
  const isKnown = (word: string, at: number) =>
    isCapital(words[at]) ||
    SMALL_WORDS.has(word) ||
    GENERIC_ADDRESSEES.has(word) ||
    FOREIGN_GENERIC_ADDRESSEES.has(word) ||
    isTitle(word);
  if (bare === '' || typed.trim().includes('\n') || words.length > WORDS_AT_MOST) return [];
  if (isSalutation(low[0] ?? '', language))
    return low.every((word, at) => at === 0 || isKnown(word, at)) ? [capital(isEnded ? text : `${bare}${ends}`)] : [];
  const customary = (name: string) => (language === 'en' ? dear(name) : foreignGreeting(name, '', language));
  if (low.every((word) => GENERIC_ADDRESSEES.has(word))) return [customary(bare)];
  const isTitled = isTitle(low[0] ?? '') && words.length > 1;
  // "mr de la fuente": it is unclear whether "de la" should be capitalised.
  if (isTitled && bare === bare.toLowerCase())
    return [...new Set([(word: string) => word, properName].map((small) => customary(capitals(words, small))))];
  if (!low.every(isKnown) || !isCapital(words.at(-1))) return [];
  if (isTitled) return bare.includes(',') ? [`${bare}${ends}`] : [...shorterReaders(bare), bare].map(customary);
  if (words.length > NAMES_AT_MOST) return [];
  // Unknown capitalised words may be a name or a greeting: "Moin", "Grüß Gott".
  const isCertain = language === 'en' && words.every(isCapital);
  return isCertain ? [customary(bare)] : [customary(bare), `${bare}${ends}`];
}

function capitals(words: readonly string[], small: (word: string) => string): string {
  return words.map((word) => (SMALL_WORDS.has(word) ? small(word) : properName(word))).join(' ');
}

function isTitle(typed: string): boolean {
  const word = trimEnd(typed, '.');
  return TITLES.has(word) || isGenderedTitle(word);
}

function isSalutation(word: string, language: Language): boolean {
  return SALUTATIONS.has(word) || OPENINGS.has(word) || (language !== 'en' && FOREIGN_SALUTATIONS.has(word));
}
