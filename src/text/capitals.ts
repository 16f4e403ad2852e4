/** Capital letters at the start of a text, which names such as "iOS" keep as they are. */
import { wordSet } from './lexer.ts';

/** Names officially written in lower case. */
const SMALL_NAMES = wordSet('npm nginx systemd etcd pgbouncer dbt jq psql vim kubectl');

/** Marks that open a quotation. */
export const OPENING_QUOTES = new Set([...'"“„«']);

/** Capitalises the first letter, also within quotation marks, but not in "iOS", "pH" or "gRPC". */
export function capital(text: string): string {
  let start = 0;
  while (OPENING_QUOTES.has(text.charAt(start))) start += 1;
  const told = text.slice(start);
  const [word = ''] = told.split(' ', 1);
  if (SMALL_NAMES.has(word) || /[\p{Lu}\p{N}]/u.test(word.slice(1))) return text;
  const [first = ''] = told;
  return text.slice(0, start) + first.toUpperCase() + told.slice(first.length);
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
