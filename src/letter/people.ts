/** Finds people's names in the candidate's answers. They are only suggested to keep out; the candidate decides. */

import type { Language } from '../machine/language.ts';
import { wordSet } from '../text/lexer.ts';
import { sentencesIn, trimPunctuation } from '../text/sentences.ts';
import { COMMON_WORDS, DETERMINERS, EVERYDAY_PRODUCTS, PRODUCTS, PROPER_NOUNS } from './word-lists.ts';

/** A capital after these is a place, a company or a tool: "in Nairobi", "on Kafka". Not "with": "with Kevin". */
const NOT_BEFORE_PEOPLE = wordSet(`in at from on to of for per into onto over via through using than
  en à a au aux chez de du des sur dans vers pour le la les un une
  el los las para al del desde sobre
  em no na nos nas do da dos das o os as um uma ao pelo pela`);
/** @returns runs of capitalised words inside a sentence; none in German, where every noun is capitalised */
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
