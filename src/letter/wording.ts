/** Small rules of English that the templates share: capitals, full stops, articles, singular and plural. */
import { isPluralWord } from './render.ts';

const ARTICLES: ReadonlySet<string> = new Set(['the', 'a', 'an', 'our', 'my', 'their', 'its', 'each', 'every', 'one']);

const PREPOSITIONS: ReadonlySet<string> = new Set(
  'of in on for per by with from to at between over after before through without under since that which'.split(' '),
);

/** Names that begin with a small letter. */
const SMALL_NAMES: ReadonlySet<string> = new Set('npm nginx systemd etcd pgbouncer dbt jq psql vim kubectl'.split(' '));

const ENDS: ReadonlySet<string> = new Set(['.', '!', '?', '…']);
const CLOSERS = '"\'”’)]';

/** The first letter as a capital, but not in "iOS", "pH" or "gRPC". */
export function capital(text: string): string {
  const word = text.split(' ', 1)[0] ?? '';
  if (SMALL_NAMES.has(word) || /[\p{Lu}\p{N}]/u.test(word.slice(1))) return text;
  const [first] = text;
  return first === undefined ? text : first.toUpperCase() + text.slice(first.length);
}

/** The first word in small letters. */
export function uncapital(text: string): string {
  const word = text.split(' ', 1)[0] ?? '';
  return word.toLowerCase() + text.slice(word.length);
}

/** Without emoji and with single spaces. */
export function tidied(text: string): string {
  return text
    .replace(/\p{Emoji_Presentation}\p{Emoji_Modifier}?|\p{Extended_Pictographic}\uFE0F|[\u200D\uFE0F]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A whole sentence: capital, and a full stop where nothing else ends it. */
export function finished(text: string): string {
  if (text === '') return '';
  let end = text.length;
  while (end > 0 && CLOSERS.includes(text.charAt(end - 1))) end -= 1;
  if (ENDS.has(text.charAt(end - 1))) return capital(text);
  return `${capital(text.replace(/[\s,;:]+$/u, ''))}.`;
}

/** Without a leading "the", "a" or "our". */
export function withoutArticle(noun: string): string {
  const [first = '', ...rest] = noun.split(' ');
  return ARTICLES.has(first.toLowerCase()) && rest.length > 0 ? rest.join(' ') : noun;
}

export function hasArticle(noun: string): boolean {
  return ARTICLES.has((noun.split(' ', 1)[0] ?? '').toLowerCase());
}

export function isPreposition(word: string): boolean {
  return PREPOSITIONS.has(word.toLowerCase());
}

/** The noun that decides the verb: "readings" of "lost readings in the nightly run". */
export function headOf(noun: string): string {
  const words = noun.split(' ');
  const end = words.findIndex((word, at) => at > 0 && isPreposition(word));
  return (end < 0 ? words : words.slice(0, end)).at(-1) ?? noun;
}

export function isPlural(noun: string): boolean {
  return noun.includes(' and ') || isPluralWord(headOf(noun));
}

/** "a search", "an API call", "a user". */
export function withIndefinite(noun: string): string {
  const word = noun.split(' ', 1)[0] ?? '';
  const isSpelled = word.length > 1 && word === word.toUpperCase();
  const vowels = isSpelled ? 'AEFHILMNORSX' : 'aeiouAEIOU';
  const isConsonantal =
    !isSpelled && ['uni', 'use', 'eu', 'one', 'url'].some((start) => word.toLowerCase().startsWith(start));
  return `${vowels.includes(noun.charAt(0)) && !isConsonantal ? 'an' : 'a'} ${noun}`;
}
