/** Finds names of the sheet that were typed in lower case: "at belotex". */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Language } from '../machine/language.ts';
import { wordSet } from '../text/lexer.ts';
import type { Around } from './shorthand.ts';

const require = createRequire(import.meta.url);

/** Minimum letters of a name of one word. */
const LETTERS_AT_LEAST = 3;
/** Words of which one has to stand before a name. There is no dictionary of these languages that tells "orange" from "Orange". */
const BEFORE_NAME: Readonly<Record<Exclude<Language, 'en'>, ReadonlySet<string>>> = {
  de: wordSet('bei beim in für aus nach'),
  fr: wordSet('chez à en'),
  es: wordSet('en de para'),
  pt: wordSet('na no em da do para'),
};
/** Words that the dictionary lacks. */
const UNLISTED = wordSet(`backend frontend fullstack devops webhook microservice config repo monorepo fintech saas todo
  serverless hackathon bootcamp crypto iot`);
const ENDINGS = ['s', 'es', 'ed', 'd', 'ing', 'er', 'ers', 'ly'];

/** Returns a word as it is written in a name; null if it isn't certain to be part of one. */
export type NameFinder = (word: string, around: Around) => string | null;

/** @param names as the letter writes them, of one or more words */
export function nameFinder(names: readonly string[], language: Language): NameFinder {
  const words = new Map<string, string>();
  const phrases = new Map<string, { readonly written: string; readonly before: string; readonly after: string }>();
  for (const name of new Set(names)) {
    const parts = name.split(' ');
    for (const [at, written] of parts.entries()) {
      const low = written.toLowerCase();
      if (low === written) continue;
      if (parts.length === 1 && low.length >= LETTERS_AT_LEAST) words.set(low, written);
      const [before = '', after = ''] = [parts[at - 1]?.toLowerCase(), parts[at + 1]?.toLowerCase()];
      if (parts.length > 1) phrases.set(low, { written, before, after });
    }
  }
  return (word, { before, after }) => {
    const part = phrases.get(word);
    if (part && isBeside(part.before, before) && isBeside(part.after, after)) return part.written;
    const owner = word.endsWith("'s") ? word.slice(0, -2) : word;
    const written = words.get(owner);
    if (written === undefined || isOrdinary(owner)) return null;
    return language === 'en' || BEFORE_NAME[language].has(before) ? written + word.slice(owner.length) : null;
  };
}

/** A name begins or ends where it has no further word. */
function isBeside(wanted: string, word: string): boolean {
  return wanted === '' || wanted === word;
}

/** Whether a word in lower case is an English one. Names such as "Berlin" have a capital in the dictionary. */
export function isOrdinary(word: string): boolean {
  const ends = ENDINGS.filter((ending) => word.endsWith(ending));
  const stems = [
    word,
    ...ends.flatMap((ending) => [word.slice(0, -ending.length), `${word.slice(0, -ending.length)}e`]),
  ];
  listed ??= loadWords();
  return stems.some((stem) => listed?.has(stem) || UNLISTED.has(stem));
}

let listed: ReadonlySet<string> | null = null;

/** A line of the dictionary is a word, or a word with the letters of its forms: "stripe/MDGS". */
function loadWords(): ReadonlySet<string> {
  const file = join(dirname(require.resolve('dictionary-en')), 'index.dic');
  const words = readFileSync(file, 'utf8').split('\n');
  return new Set(words.map((line) => line.split('/', 1).join()).filter((word) => word === word.toLowerCase()));
}
