/** Decides whether a quote is read that stands in the same message as the person's own words. */
import { countWords } from '../text/sentences.ts';

/** Maximum words of a quote that may be a question of the bot. A longer text may be a job post. */
const QUESTION_WORDS = 80;

/** Drops a short quote beside own words: it mostly shows the question that they answer. */
export function quoteBeside(own: string, quoted: string): string {
  return own.trim() !== '' && countWords(quoted) <= QUESTION_WORDS ? '' : quoted;
}
