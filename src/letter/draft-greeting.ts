/** How a model's draft greets its reader: by words of the addressee's name alone. */
import { folded, trimEnd } from './wording.ts';

/** A greeting has no more words. */
const WORDS_AT_MOST = 10;

/**
 * @param addressee as it was told: "Mister Anselm von der Leithe"
 * @returns the first line of the draft, "Dear Mr von der Leithe,"; null where it is none, or says another name or title
 */
export function greetingIn(draft: string, addressee: string): string | null {
  const [line = ''] = draft.trimStart().split('\n', 1);
  const words = wordsOf(line);
  const name = wordsOf(addressee);
  if (!line.trimEnd().endsWith(',') || words[0] !== 'dear' || words.length > WORDS_AT_MOST) return null;
  const known = new Set([...name, ...(name.includes('mister') ? ['mr'] : [])]);
  const isTheirs = words.length > 1 && words.slice(1).every((word) => known.has(word)) && words.at(-1) === name.at(-1);
  return isTheirs ? line.trim() : null;
}

function wordsOf(text: string): string[] {
  return trimEnd(text.trim(), ' ,.')
    .split(/\s+/u)
    .map((word) => trimEnd(folded(word), '.'));
}
