/** Names of the role as the job post spells them: "Savanna ColdChain" for "savanna coldchain". */
import type { Sheet, Value } from './sheet.ts';
import { slotKind, topicOf } from './slots.ts';

/** In capitals throughout, a longer name is one of a heading; in characters. */
const ABBREVIATION_AT_MOST = 5;

/** @returns the value as the post spells it, where the two differ by their capitals alone; else the same value */
export function asInPost(slot: string, value: Value, { kept }: Pick<Sheet, 'kept'>): Value {
  if (topicOf(slot) !== 'role' || slotKind(slot) !== 'name' || value.ours) return value;
  const post = kept.findLast(({ isPost }) => isPost);
  const spelled = post && spellingIn(post.text, value.text);
  return post && spelled && spelled !== value.text ? { ...value, text: spelled, source: post.source } : value;
}

/** The first spelling that begins with a capital; null where the text holds none, or only words in lower case. */
function spellingIn(text: string, name: string): string | null {
  const [low, wanted] = [text.toLowerCase(), name.toLowerCase()];
  // "İ" is longer in lower case: its places are others.
  if (wanted === '' || low.length !== text.length) return null;
  const isHeading = (found: string) => found === found.toUpperCase() && found.length > ABBREVIATION_AT_MOST;
  for (let at = low.indexOf(wanted); at >= 0; at = low.indexOf(wanted, at + 1)) {
    const found = text.slice(at, at + wanted.length);
    const isPart = isLetter(text.charAt(at - 1)) || isLetter(text.charAt(at + wanted.length));
    const [first = ''] = found;
    if (!isPart && first !== first.toLowerCase() && !isHeading(found)) return found;
  }
  return null;
}

function isLetter(sign: string): boolean {
  return sign.toLowerCase() !== sign.toUpperCase();
}
