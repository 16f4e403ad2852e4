/** Names of the role in the spelling of the job post: "Savanna ColdChain" for "savanna coldchain". */
import type { Sheet, Value } from './sheet.ts';
import { slotKind, topicOf } from './slots.ts';

/** Maximum length of an all-capitals name, in characters. Longer ones are probably part of a heading. */
const ABBREVIATION_AT_MOST = 5;

/** @returns the value in the spelling of the post if only capitals differ, else the same value */
export function asInPost(slot: string, value: Value, { kept }: Pick<Sheet, 'kept'>): Value {
  if (topicOf(slot) !== 'role' || slotKind(slot) !== 'name' || value.ours) return value;
  const post = kept.findLast(({ isPost }) => isPost);
  const spelled = post && spellingIn(post.text, value.text);
  return post && spelled && spelled !== value.text ? { ...value, text: spelled, source: post.source } : value;
}

/** Returns the first occurrence that starts with a capital and is no heading; null for none. */
function spellingIn(text: string, name: string): string | null {
  const [low, wanted] = [text.toLowerCase(), name.toLowerCase()];
  // "İ" is longer in lower case, which shifts the offsets.
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
