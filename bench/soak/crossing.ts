/** What the bot says and offers where a text may have crossed with a question. */
import { remarkText } from '../../src/prompts/remarks.ts';

/** Said about an answer that was written before the question that stands could be seen. */
export const CROSSED = remarkText('crossed');
/** Asked about a text that may correct something, ... */
export const IS_CHANGE = 'Does that change something I noted?';
/** ... and pressed where it was an answer. */
export const IS_ANSWER = "It's my answer";
