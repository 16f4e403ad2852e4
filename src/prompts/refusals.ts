/** Texts for refused messages, files and recordings: what happened and what to do. */
import type { Language } from '../machine/language.ts';
import { type CATALOGUES, orderWords, wordsOf } from './catalogues.ts';

/** Daily limits per person. */
export type Limited = 'messages' | 'letters' | 'files' | 'bytes';

/** @param hours until the limit resets, at midnight UTC */
export function limitText(what: Limited, limit: number, hours: number, language: Language = 'en'): string {
  const say = wordsOf('limits', language);
  return say(what, { limit, again: say('again', { count: hours }), ...orderWords(language) });
}

/** For a used-up daily token limit. @param hours until it resets */
export function modelSpentText(hours: number, language: Language = 'en'): string {
  const say = wordsOf('limits', language);
  return say('model-spent', { again: say('again', { count: hours }) });
}

/** For a person who isn't in the operator's list. */
export function notAllowedText(language: Language = 'en'): string {
  return wordsOf('limits', language)('not-allowed');
}

/** For a message that failed because of an error of ours. */
export function turnFailed(language: Language = 'en'): string {
  return wordsOf('said', language)('turn-failed');
}

/** Reasons why a recording wasn't transcribed. */
export type TranscriptionFailure = keyof (typeof CATALOGUES)['en']['unheard'];

export function transcriptionFailureText(why: TranscriptionFailure, language: Language = 'en'): string {
  return wordsOf('unheard', language)(why);
}

/** Reasons why a file wasn't read. */
export type Refusal = keyof (typeof CATALOGUES)['en']['refusals'];

export function refusalText(why: Refusal, language: Language = 'en'): string {
  return wordsOf('refusals', language)(why);
}
