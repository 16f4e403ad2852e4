/** What is said where a limit is reached: what happened, and when it works again. */
import type { Language } from '../machine/language.ts';
import { wordsOf } from './words.ts';

/** What is counted for each person and day. */
export type Limited = 'messages' | 'letters' | 'files' | 'bytes';

/** @param hours until the limit begins anew, at midnight UTC */
export function limitText(what: Limited, limit: number, hours: number, language: Language = 'en'): string {
  const say = wordsOf('limits', language);
  return say(what, { limit, again: say('again', { count: hours }) });
}

/** All that the model may cost in a day is spent. */
export function modelSpentText(hours: number, language: Language = 'en'): string {
  const say = wordsOf('limits', language);
  return say('model-spent', { again: say('again', { count: hours }) });
}

/** To somebody whom the operator did not add. */
export function notAllowedText(language: Language = 'en'): string {
  return wordsOf('limits', language)('not-allowed');
}
