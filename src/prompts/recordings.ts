/** What is said about voice notes and other recordings of which nothing was heard. */
import type { Language } from '../machine/language.ts';
import { type CATALOGUES, wordsOf } from './words.ts';

/** Why nothing was heard. */
export type Unheard = keyof (typeof CATALOGUES)['en']['unheard'];

/** @returns what happened, and what to do instead */
export function unheardText(why: Unheard, language: Language = 'en'): string {
  return wordsOf('unheard', language)(why);
}
