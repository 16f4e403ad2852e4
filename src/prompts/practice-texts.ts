/** The questions of a practice interview. */
import type { Language } from '../machine/language.ts';
import type { PracticeItem } from '../machine/pending.ts';
import { wordsOf } from './catalogues.ts';

/** @param subject a figure's sentence or the slot's text; null if all of it is confidential */
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

/** Such as "Question 2 of 3. …". */
export function practiceText(question: string, at: number, of: number, language: Language): string {
  return of === 1 ? question : wordsOf('practice', language)('nth', { at, of, question });
}
