/** Capital letters at the start of a text, which names such as "iOS" keep as they are. */
import { wordSet } from './lexer.ts';

/** Names officially written in lower case. */
const SMALL_NAMES = wordSet('npm nginx systemd etcd pgbouncer dbt jq psql vim kubectl');

const QUOTES = new Set(['"', '“', '„', '«']);

/** Capitalises the first letter, also within quotation marks, but not in "iOS", "pH" or "gRPC". */
export function capital(text: string): string {
  const quote = text.charAt(0);
  if (QUOTES.has(quote)) return quote + capital(text.slice(1));
  const [word = ''] = text.split(' ', 1);
  if (SMALL_NAMES.has(word) || /[\p{Lu}\p{N}]/u.test(word.slice(1))) return text;
  const [first] = text;
  return first === undefined ? text : first.toUpperCase() + text.slice(first.length);
}

/** Lower-cases the first letter, but not in "API", "gRPC" or "iOS". */
export function uncapitalize(text: string): string {
  const [first = ''] = text;
  const lower = first.toLowerCase() + text.slice(first.length);
  return capital(lower) === text ? lower : text;
}

/** Whether a word begins with a capital letter. */
export function isCapital(word = ''): boolean {
  return word.charAt(0) !== word.charAt(0).toLowerCase();
}

/** Lower case with straight apostrophes, for comparison. */
export function straight(text: string): string {
  return text.toLowerCase().replaceAll('’', "'");
}
