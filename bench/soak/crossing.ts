/** Messages and buttons for a text that may have crossed with a question. */
import { wordIn } from '../../src/prompts/catalogues.ts';
import { remarkText } from '../../src/prompts/remarks.ts';

/** For an answer that was written before the open question was visible. */
const CROSSED = remarkText('crossed');
/** For a text that was noted before, sent again before the open question was visible. */
export const HAD = remarkText('ok');
/** The question about a text that may be a correction. */
export const IS_CHANGE = wordIn('questions', 'which.text', 'en') ?? '';
/** The button for a text that was an answer. */
export const IS_ANSWER = "It's my answer";

/** Whether the bot took a text for no answer, and repeats its question below this message. */
export function isLeft(text: string): boolean {
  return text.includes(CROSSED) || text === HAD;
}
