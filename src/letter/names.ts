/** Names in texts: people's names to keep out, and names in a model's sentence that the candidate didn't say. */

import type { Language } from '../machine/language.ts';
import { memoizeAsync } from '../memoize.ts';
import { parseNameTable, type Span, wordSet } from '../text/lexer.ts';
import { foldAccents, sentencesIn, trimPunctuation } from '../text/sentences.ts';
import {
  ALIASES,
  COMMON_WORDS,
  DETERMINERS,
  EVERYDAY_PRODUCTS,
  PLAIN_CAPITALS,
  PRODUCTS,
  PROPER_NOUNS,
  TECHNICAL,
} from './word-lists.ts';

interface Word extends Span {
  readonly typed: string;
  /** At the start of a sentence, where every word has a capital. */
  readonly isFirst: boolean;
}

/** Letters that words at the start of a sentence share with a word of the candidate. */
const SHARED = 5;

/**
 * Prepares the search for unknown names in a sentence: capitalised words, and products in any case. The clause at a `start` that is about the company may use names
 * of the job post.
 * @param texts everything the candidate said, redacted
 */
export function unknownNames(texts: readonly string[], post: string, spelling: Spelling) {
  const own = vocabularyOf(texts);
  const ofPost = vocabularyOf([post]);
  const starts = new Set([...own.words].map((word) => word.slice(0, SHARED)));

  function isKnown(word: Word, vocabularies: readonly Vocabulary[]): boolean {
    const lower = foldAccents(word.typed);
    const forms = formsOf(lower);
    if (word.typed === word.typed.toLowerCase() && !PRODUCTS.has(lower)) return true;
    const isName = forms.some((form) => EVERYDAY_PRODUCTS.has(form));
    const told = vocabularies.some((one) => forms.some((form) => (isName ? one.names : one.words).has(form)));
    if (told) return true;
    if (word.typed === word.typed.toLowerCase()) return false;
    // "API" is not a name, nor is "Engineer" in a job title.
    if (forms.some((form) => PLAIN_CAPITALS.has(form))) return true;
    if (!word.isFirst || word.typed.slice(1) !== word.typed.slice(1).toLowerCase() || isName) return false;
    // "Replanning" is allowed if they said "replan".
    const isAlike = lower.length > SHARED && starts.has(lower.slice(0, SHARED));
    return isAlike || TECHNICAL.has(lower) || forms.some((form) => spelling.isWord(form));
  }

  return (sentence: string, isOfCompany: (start: number) => boolean): readonly Span[] =>
    wordsOf(sentence).filter((word) => !isKnown(word, isOfCompany(word.start) ? [own, ofPost] : [own]));
}

interface Vocabulary {
  readonly words: ReadonlySet<string>;
  /** Words used as a name. */
  readonly names: ReadonlySet<string>;
}

function vocabularyOf(texts: readonly string[]): Vocabulary {
  const all = texts.flatMap(wordsOf);
  const isCapital = ({ typed }: Word) => typed !== typed.toLowerCase();
  // A candidate who types no capitals writes names without them, too.
  const isPlain = all.filter((word) => isCapital(word) && word.typed !== 'I').length * 12 < all.length;
  const names = all.filter((word) => isPlain || isCapital(word));
  const lower = all.map(({ typed }) => foldAccents(typed));
  // Words that are almost alone are names: "In Go.", "It's Java.", "go + postgres".
  const alone = texts.flatMap(sentencesIn).flatMap((sentence) => {
    const parts = sentence.split(/[+,;/|()]/);
    const words = wordsOf(sentence);
    const single = parts.length === 1 ? [] : parts.map(wordsOf).filter(({ length }) => length === 1);
    return [...(words.length <= 3 ? words : []), ...single.flat()];
  });
  return {
    words: new Set(lower.flatMap(formsOf)),
    names: new Set([...names, ...alone].flatMap(({ typed }) => formsOf(foldAccents(typed)))),
  };
}

/** The word without genitive, without plural, and its aliases. */
function formsOf(lower: string): readonly string[] {
  // "I'm", "Mossgate's".
  const bare = lower.replace(/['’](?:s|m|d|ve|ll|re)?$/u, '');
  const forms = [bare, ...(bare.endsWith('s') ? [bare.slice(0, -1)] : [])];
  return [...forms, ...forms.flatMap((form) => ALIASES.get(form) ?? [])];
}

/** Words, including the symbols in names ("C++", "Node.js", "C#"). "Redis-backed" is two words. */
function wordsOf(text: string): readonly Word[] {
  let isFirst = true;
  let before = 0;
  return [...text.matchAll(/[\p{L}][\p{L}\p{M}\p{N}]*(?:['’.&][\p{L}\p{N}]+)*(?:\+\+|#)?/gu)].map(
    ({ 0: typed, index: start }) => {
      const gap = text.slice(before, start);
      isFirst = before === 0 || /[.!?:…](?:["'”’)]*)\s|["“(]$|\n/u.test(gap);
      before = start + typed.length;
      return { typed, start, end: start + typed.length, isFirst };
    },
  );
}

export interface Spelling {
  /** @param word in lower case */
  isWord(word: string): boolean;
}

/** Loads the dictionary of American and British English. Slow, so it is loaded once and on demand. */
export const loadSpelling: () => Promise<Spelling> = memoizeAsync(async () => {
  const [{ default: nspell }, { default: dictionary }] = await Promise.all([import('nspell'), import('dictionary-en')]);
  const speller = nspell(dictionary);
  return { isWord: (word) => americanOf(word).some((one) => speller.correct(one)) };
});

/** American spellings of British word parts: the dictionary is American. */
const AMERICAN =
  parseNameTable(`ization: isation; ize: ise; izing: ising; or: our; yze: yse; yzing: ysing; ter: tre; og: ogue;
  ense: ence; led: lled; ling: lling`);

function americanOf(word: string): readonly string[] {
  const american = [...AMERICAN].flatMap(([british, one]) =>
    word.includes(british) ? [word.replace(british, one)] : [],
  );
  return [word, ...american];
}

/** A capital after these is a place, a company or a tool: "in Nairobi", "on Kafka". Not "with": "with Kevin". */
const NOT_BEFORE_PEOPLE = wordSet(`in at from on to of for per into onto over via through using than
  en à a au aux chez de du des sur dans vers pour le la les un une
  el los las para al del desde sobre
  em no na nos nas do da dos das o os as um uma ao pelo pela`);
/**
 * Finds people's names in an answer. They are only suggested to keep out; the candidate decides.
 * @returns runs of capitalised words inside a sentence; none in German, where every noun is capitalised
 */
export function findPeople(text: string, language: Language): string[] {
  if (language === 'de') return [];
  const found = sentencesIn(text).flatMap((sentence) => {
    const words = sentence.split(' ');
    const runs: string[][] = [];
    for (const [at, word] of words.entries()) {
      if (at === 0 || !isNameWord(word)) continue;
      if (runs.at(-1)?.at(-1) === words[at - 1]) runs.at(-1)?.push(word);
      else if (mayFollow(words, at)) runs.push([word]);
    }
    return runs.map((run) => withoutGenitive(trimPunctuation(run.join(' '))));
  });
  return [...new Set(found)];
}

const low = (word = '') => trimPunctuation(word).toLowerCase();

function mayFollow(words: readonly string[], at: number): boolean {
  const [word, before] = [low(words[at]), low(words[at - 1])];
  const isThing = [COMMON_WORDS, PROPER_NOUNS, PRODUCTS, EVERYDAY_PRODUCTS].some((things) => things.has(word));
  return !isThing && !NOT_BEFORE_PEOPLE.has(before) && !DETERMINERS.has(before);
}

/** "Kevin", "Kevin's" or "Jean-Luc", but neither "API" nor "OAuth2". */
function isNameWord(word: string): boolean {
  const [first = '', ...others] = trimPunctuation(word);
  const isLetter = (sign: string) => sign.toLowerCase() !== sign.toUpperCase();
  const isSmall = others.filter((sign) => isLetter(sign) && sign === sign.toLowerCase()).length * 2 > others.length;
  return first !== first.toLowerCase() && isSmall && others.every((sign) => isLetter(sign) || "-'’".includes(sign));
}

function withoutGenitive(name: string): string {
  return name.endsWith("'s") || name.endsWith('’s') ? name.slice(0, -2) : name;
}
