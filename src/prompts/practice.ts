/** The questions that an engineer may ask about a letter: their words. */
import type { Language } from '../machine/language.ts';
import type { PracticeItem } from '../machine/pending.ts';
import { wordsOf } from './words.ts';

/** @param subject a figure's sentence, or what the slot says; null where nothing of it may be said */
export function practiceQuestion(
  { id, words }: PracticeItem,
  subject: string | null,
  language: Language = 'en',
): string {
  if (words !== null) return words;
  const question = wordsOf('practice', language)(id);
  const isAbout = subject !== null && id !== 'alone';
  return isAbout ? `${wordsOf('questions', language)('quoted', { text: subject })} ${question}` : question;
}

/** "Question 2 of 3. …" */
export function practiceText(question: string, at: number, of: number, language: Language = 'en'): string {
  return of === 1 ? question : wordsOf('practice', language)('nth', { at, of, question });
}
