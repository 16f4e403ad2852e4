/** Recognizes the open question of a played interview by its text. */
import { CATALOGUES } from '../src/prompts/catalogues.ts';

/** A key of the questions in the catalogues. */
export type AskedFor = keyof typeof CATALOGUES.en.questions;

/** Compares only the part before a placeholder. */
function isAskedFor(key: AskedFor, text: string): boolean {
  const [words = ''] = CATALOGUES.en.questions[key].split('{{');
  return text.includes(words);
}

/** Maximum number of questions to skip in a row. */
const SKIPPED_AT_MOST = 9;

/**
 * Skips questions until the one that the next answer is for, so that a new topic doesn't break a played interview.
 *
 * @param last the last message of the bot
 * @throws if the question is never asked
 */
export async function skipTo(key: AskedFor, last: () => string, skip: () => Promise<void>): Promise<void> {
  for (let skipped = 0; !isAskedFor(key, last()); skipped += 1) {
    if (skipped === SKIPPED_AT_MOST) throw new Error(`${key} is never asked; the last word was ${last()}`);
    await skip();
  }
}
