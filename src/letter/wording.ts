/** English helpers of the templates: capitals, full stops, articles, singular and plural. */

import { capital, straight, uncapitalize } from '../text/capitals.ts';
import { PARTICLES, PLACE_PARTICLES } from '../text/naming.ts';
import { DEPENDENT_STARTS, OBJECT_STARTS } from '../text/openings.ts';
import { isEnded, sentencesIn, trimEnd, trimPunctuation } from '../text/sentences.ts';
import {
  AFTER_LANGUAGES,
  ARTICLES,
  BEFORE_MONTHS,
  GERUNDS,
  LANGUAGE_WORDS,
  PREPOSITIONS,
  PROPER_NOUNS,
  SINGULARS_IN_S,
  SPELLINGS,
} from './word-lists.ts';

/** Removes emoji and extra spaces. */
export function tidied(text: string): string {
  return text
    .replace(/\p{Emoji_Presentation}\p{Emoji_Modifier}?|\p{Extended_Pictographic}\uFE0F|[\u200D\uFE0F]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Completes a sentence: tidied, capitalised, with a full stop if it has no end mark. */
export function completeSentence(typed: string): string {
  const text = tidied(typed);
  if (text === '') return '';
  return isEnded(text) ? capital(text) : `${capital(trimEnd(text, ' ,;:'))}.`;
}

/**
 * Corrects "i'd", and proper nouns and technical names typed in lower case: "july", "latvia", "kafka", "in go". Any other
 * casing is intentional.
 */
export function fixCasing(text: string, language: string): string {
  return text
    .split(' ')
    .map((word, at, words) => {
      const core = trimPunctuation(word);
      const isPronoun = language === 'en' && (core === 'i' || core.startsWith("i'") || core.startsWith('i’'));
      const [before = '', after] = [words[at - 1], words[at + 1]];
      // "May" and "march" are verbs, too.
      const isMonth = (core === 'may' || core === 'march') && BEFORE_MONTHS.has(before);
      const isLast = after === undefined || core !== word || AFTER_LANGUAGES.has(after);
      const isLanguage = LANGUAGE_WORDS.has(core) && before.toLowerCase() === 'in' && isLast;
      const isCapital = isPronoun || (language === 'en' && (PROPER_NOUNS.has(core) || isMonth || isLanguage));
      const name = isCapital ? capital(core) : SPELLINGS.get(core);
      return name === undefined ? word : word.replace(core, name);
    })
    .join(' ');
}

/** Whether a sentence needs the one before it: "It's a ledger." English only. */
export function pointsBack(sentence: string): boolean {
  return DEPENDENT_STARTS.has(
    straight(sentence)
      .split(/[\s,']/u, 1)
      .join(),
  );
}

/** Completes every sentence of a text. */
export function completeSentences(typed: string): string {
  return sentencesIn(tidied(typed)).map(completeSentence).join(' ');
}

/** The tail after an amount. It may begin with a comma, or have been a sentence of its own: "In the season after". */
export function tailText(tail: string): string {
  const said = trimEnd(tail.trim(), '.,;:');
  const words = PREPOSITIONS.has(firstWord(said).toLowerCase()) ? uncapitalize(said) : said;
  return words === '' || ',;:)'.includes(words.charAt(0)) ? words : ` ${words}`;
}

export function firstWord(text: string): string {
  return text.split(' ', 1)[0] ?? '';
}

export function lastWord(text: string): string {
  return text.slice(text.lastIndexOf(' ') + 1);
}

/** Removes a leading "the", "a" or "our". */
export function withoutArticle(noun: string): string {
  const word = firstWord(noun);
  return ARTICLES.has(word.toLowerCase()) && word !== noun ? noun.slice(word.length + 1) : noun;
}

/** Removes one of the words at the end, in any case: "role" of "Backend Engineer role". */
export function withoutEnd(text: string, ends: readonly string[]): string {
  const last = lastWord(text);
  return last !== text && ends.includes(last.toLowerCase()) ? text.slice(0, -last.length).trimEnd() : text;
}

/** "Engineer, Metering", but not "Engineer (Go, Rust)": in a sentence, a comma is needed after it, too. */
export function hasComma(title: string): boolean {
  const outside = title.split('(').map((part, at) => (at === 0 ? part : part.slice(part.indexOf(')') + 1)));
  return outside.some((part) => part.includes(','));
}

/** Whether a text ends with these words, in any case. */
export function endsWith(text: string, end: string): boolean {
  return end !== '' && ` ${text}`.toLowerCase().endsWith(` ${end.toLowerCase()}`);
}

/** Capitalises the name of a person, a place or a company that was typed in lower case. */
export function properName(typed: string): string {
  if (typed !== typed.toLowerCase()) return typed;
  const part = (name: string) => (name.startsWith("o'") ? `O'${capital(name.slice(2))}` : capital(name));
  return typed
    .split(' ')
    .map((word, at) =>
      at > 0 && (PARTICLES.has(word) || PLACE_PARTICLES.has(word)) ? word : word.split('-').map(part).join('-'),
    )
    .join(' ');
}

/** The noun that the verb agrees with: "readings" of "lost readings in the nightly run". */
export function headOf(noun: string): string {
  return lastWord(beforePreposition(noun));
}

/** "lost readings" of "lost readings in the nightly run" */
function beforePreposition(noun: string): string {
  const words = noun.split(' ');
  const end = words.findIndex((word, at) => at > 0 && PREPOSITIONS.has(word.toLowerCase()));
  return (end < 0 ? words : words.slice(0, end)).join(' ');
}

export function isPlural(noun: string): boolean {
  if (isActivity(noun)) return false;
  return beforePreposition(noun).includes(' and ') || isPluralWord(headOf(noun));
}

/** Whether a noun is an activity, which is singular: "paying the farmers", but not "pending orders". */
export function isActivity(noun: string): boolean {
  const [first = '', next = ''] = noun.toLowerCase().split(' ');
  if (!first.endsWith('ing') || next === '') return false;
  return GERUNDS.has(first) || OBJECT_STARTS.has(next);
}

function isPluralWord(word: string): boolean {
  const lower = word.toLowerCase();
  if (lower === 'people') return true;
  if (SINGULARS_IN_S.has(lower) || word === word.toUpperCase()) return false;
  return lower.length > 2 && lower.endsWith('s') && !['ss', 'us', 'is', "'s"].some((end) => lower.endsWith(end));
}

/** "incident" for "incidents". Changes only the last word, and only if it is a plural. */
export function singular(noun: string): string {
  const word = lastWord(noun);
  if (!isPluralWord(word)) return noun;
  const start = noun.slice(0, noun.length - word.length);
  if (word.toLowerCase() === 'people') return `${start}person`;
  if (word.endsWith('ies') && word.length > 4) return `${start}${word.slice(0, -3)}y`;
  const isLong = ['sses', 'xes', 'ches', 'shes'].some((end) => word.endsWith(end)) && word !== 'caches';
  return start + word.slice(0, isLong ? -2 : -1);
}

/** "a search", "an API call", "a user". */
export function withIndefinite(noun: string): string {
  const word = firstWord(noun);
  const isSpelled = word.length > 1 && word === word.toUpperCase();
  const isConsonantal = !isSpelled && ['uni', 'use', 'eu', 'one'].some((start) => word.toLowerCase().startsWith(start));
  const isVowel = (isSpelled ? 'AEFHILMNORSX' : 'aeiouAEIOU').includes(noun.charAt(0));
  return `${isVowel && !isConsonantal ? 'an' : 'a'} ${noun}`;
}

/** Index of words in a text, ignoring case; -1 if absent. Lower-casing would shift offsets: "İ" becomes two units. */
export function indexOfWords(words: string, text: string): number {
  return text.search(new RegExp(RegExp.escape(words), 'iu'));
}
