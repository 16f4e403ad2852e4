/** How a model's draft greets its reader: by words of the addressee's name alone. */
import { folded, trimEnd } from './wording.ts';
import { TITLES } from './words.ts';

/** A greeting has no more words. */
const WORDS_AT_MOST = 10;
/** What has more words says more than a name. */
const NAME_AT_MOST = 6;

/**
 * @param addressee as it was told: "Mister Anselm von der Leithe"
 * @returns the first line of the draft, "Dear Mr von der Leithe,", or one with the whole name; null where it is none, or says
 * another name or title
 */
export function greetingIn(draft: string, addressee: string): string | null {
  const [line = ''] = draft.trimStart().split('\n', 1);
  const words = wordsOf(line);
  const name = wordsOf(addressee);
  if (!line.trimEnd().endsWith(',') || words[0] !== 'dear' || words.length > WORDS_AT_MOST) return null;
  const known = new Set([...name, ...(name.includes('mister') ? ['mr'] : [])]);
  if (words.length < 2 || !words.slice(1).every((word) => known.has(word))) return null;
  if (words.at(-1) === name.at(-1)) return line.trim();
  // "Mr Bánffy-Kéry" of "Mr. Bánffy-Kéry Ottó": which of them is the surname is not certain.
  const isFormal = TITLES.has(words[1] ?? '') && words.length > 2;
  return isFormal && name.length <= NAME_AT_MOST && !addressee.includes(',') ? `Dear ${addressee.trim()},` : null;
}

function wordsOf(text: string): string[] {
  return trimEnd(text.trim(), ' ,.')
    .split(/\s+/u)
    .map((word) => trimEnd(folded(word), '.'));
}
