/** The longer texts of questions: what to keep out of the letter, and practice. */
import type { Language } from '../machine/language.ts';
import type { PracticeItem } from '../machine/pending.ts';
import type { Question } from '../machine/question.ts';
import { wordsOf } from './catalogues.ts';

/**
 * @param current the sentence with a gap or the proposed words in place of the value; null if the letter has none
 * @param without the sentence without the value; null if it doesn't read
 */
export function confidentialText(
  { step, asks, value, said, isAbsent, isMore }: Extract<Question, { kind: 'confidential' }>,
  current: string | null,
  without: string | null,
  language: Language,
): string {
  const say = wordsOf('questions', language);
  const quoted = (text: string) => say('quoted', { text });
  if (isAbsent) return say('confidential.absent', { quoted: quoted(value ?? '') });
  if (asks === 'value') return say(step === null && !isMore ? 'confidential.told' : 'confidential.value');
  const shown = current === null ? [] : [say('in-letter', { line: current })];
  const gone = without === null ? [] : [say('confidential.without', { quoted: quoted(without) })];
  const parts =
    said === undefined
      ? [...shown, ...gone, say('confidential.say')]
      : [say('confidential.said', { quoted: quoted(current ?? said) }), ...gone, say('confidential.like-that')];
  return parts.join('\n\n');
}

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

/** @param known the sentence of the letter that the answer repeats; null for none */
export function practicedText(
  isRead: boolean,
  current: string | null,
  known: string | null,
  language: Language,
): string {
  const say = wordsOf('questions', language);
  const quoted = (text: string | null) => say('quoted', { text: text ?? '' });
  if (known !== null) return say('practiced.known', { known: quoted(known), quoted: quoted(current) });
  return isRead ? say('practiced.read') : say('practiced', { line: current ?? '' });
}

/**
 * Such as "Question 2 of 3. …". A model's wording isn't shown if part of it is confidential by now.
 * @param open removes what is confidential
 */
export function practiceText(
  { item, rest, of }: Extract<Question, { kind: 'practice' }>,
  subject: string | null,
  open: (text: string) => string,
  language: Language,
): string {
  const words = item.words !== null && open(item.words) === item.words ? item.words : null;
  const question = practiceQuestion({ ...item, words }, subject, language);
  return of === 1 ? question : wordsOf('practice', language)('nth', { at: of - rest.length, of, question });
}
