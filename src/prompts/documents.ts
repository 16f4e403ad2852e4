/** What is said about files that people send: why one can't be read, and what to do instead. */
import type { Language } from '../machine/language.ts';
import { type CATALOGUES, wordsOf } from './words.ts';

/** Why a file wasn't read. */
export type Refusal = keyof (typeof CATALOGUES)['en']['refusals'];

/** @returns one sentence on why the file wasn't read, and one on what to do */
export function refusalText(why: Refusal, language: Language = 'en'): string {
  return wordsOf('refusals', language)(why);
}
