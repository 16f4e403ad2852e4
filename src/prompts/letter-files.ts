/** The words that a letter's files say about themselves. */
import { languageOf } from '../machine/language.ts';
import { wordsOf } from './words.ts';

/**
 * The title that a viewer shows for the file.
 * @param language BCP 47; English where it's unknown
 * @param author may be empty
 */
export function coverLetterTitle(language: string, author: string): string {
  const title = wordsOf('letters', languageOf(language))('title');
  return author === '' ? title : `${title}, ${author}`;
}
