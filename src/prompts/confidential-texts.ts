/** Asks what to keep out of the letter, and what it should say instead. */
import type { Language } from '../machine/language.ts';
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
