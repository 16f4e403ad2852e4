/** What is said where something is not taken, a message, a file, a recording: what happened, and what to do. */
import type { Language } from '../machine/language.ts';
import { type CATALOGUES, orderWords, wordsOf } from './words.ts';

/** What is counted for each person and day. */
export type Limited = 'messages' | 'letters' | 'files' | 'bytes';

/** @param hours until the limit begins anew, at midnight UTC */
export function limitText(what: Limited, limit: number, hours: number, language: Language = 'en'): string {
  const say = wordsOf('limits', language);
  return say(what, { limit, again: say('again', { count: hours }), ...orderWords(language) });
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

/** When a message failed on our side. */
export function turnFailed(language: Language = 'en'): string {
  return wordsOf('said', language)('turn-failed');
}

/** Why nothing was heard. */
export type Unheard = keyof (typeof CATALOGUES)['en']['unheard'];

/** @returns what happened, and what to do instead */
export function unheardText(why: Unheard, language: Language = 'en'): string {
  return wordsOf('unheard', language)(why);
}

/** Why a file wasn't read. */
export type Refusal = keyof (typeof CATALOGUES)['en']['refusals'];

/** @returns one sentence on why the file wasn't read, and one on what to do */
export function refusalText(why: Refusal, language: Language = 'en'): string {
  return wordsOf('refusals', language)(why);
}
