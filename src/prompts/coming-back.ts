/** What is said to somebody who was away: where the interview stands, in one line. */
import type { Language } from '../machine/language.ts';
import { isMetric } from '../machine/slots.ts';
import { LOCALES, wordIn, wordsOf } from './words.ts';

/** Where an interview stands; nothing confidential is in it. */
export interface Whereabouts {
  readonly company: string | null;
  /** Topics that something is noted on, in the order of the letter. */
  readonly told: readonly string[];
  /** The topic that is asked next; null before the last look. */
  readonly next: string | null;
  readonly letter: 'open' | 'being written' | 'written';
}

/** The texts that name the company have another one beside them, with a question mark. */
function whereText({ company, told, next, letter }: Whereabouts, language: Language): string {
  const say = wordsOf('coming-back', language);
  const isKnown = company !== null;
  const theirs = { company: company ?? '' };
  if (letter === 'written') return say(isKnown ? 'written' : 'written?', theirs);
  if (letter === 'being written') return say(isKnown ? 'being-written' : 'being-written?', theirs);
  const nameOf = (topic: string) => wordIn('coming-back', `topic.${isMetric(topic) ? 'numbers' : topic}`, language);
  const coming = next === null ? null : (nameOf(next) ?? say('any-topic'));
  const left = coming === null ? say('last-look') : say('next', { name: coming, count: isMetric(next ?? '') ? 2 : 1 });
  const names = [...new Set(told.flatMap((topic) => nameOf(topic) ?? []))].filter((name) => name !== coming);
  if (names.length === 0) return say('begun', { left });
  const list = new Intl.ListFormat(LOCALES[language], { type: 'conjunction' }).format(names);
  return say(isKnown ? 'told' : 'told?', { ...theirs, names: list, left });
}

/** "Welcome back. We have the role and the system of Harbour Grid's letter; the numbers are next." */
export function welcomeBack(where: Whereabouts, language: Language = 'en'): string {
  return wordsOf('coming-back', language)('welcome', { where: whereText(where, language) });
}

export function reminderText(where: Whereabouts, language: Language = 'en'): string {
  return wordsOf('coming-back', language)('reminder', { where: whereText(where, language) });
}
