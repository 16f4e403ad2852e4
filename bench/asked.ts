/** Which question stands in a played interview, as somebody who reads it can tell. */
import { CATALOGUES } from '../src/prompts/words.ts';

/** A key of the questions in the catalogues. */
export type AskedFor = keyof typeof CATALOGUES.en.questions;

/** Of a question that has a name in it, what stands before the name has to do. */
function isAskedFor(key: AskedFor, text: string): boolean {
  const [words = ''] = CATALOGUES.en.questions[key].split('{{');
  return text.includes(words);
}

/** Topics that a played interview says nothing on, at most, in a row. */
const SKIPPED_AT_MOST = 9;

/**
 * Skips what a played interview has no answer to, until it is asked what the next answer is for: a new topic doesn't break it.
 *
 * @param last what was said last
 * @throws where that is never asked
 */
export async function skipTo(key: AskedFor, last: () => string, skip: () => Promise<void>): Promise<void> {
  for (let skipped = 0; !isAskedFor(key, last()); skipped += 1) {
    if (skipped === SKIPPED_AT_MOST) throw new Error(`${key} is never asked; the last word was ${last()}`);
    await skip();
  }
}
