/** A text in parts that a platform takes. Joined, the parts are the text again, unit for unit. */

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Parts of at most `limit` UTF-16 units, cut as late as possible behind a paragraph, else behind a line, a sentence or a
 * word, and never inside a grapheme. White space at a cut stays at the end of the part before it.
 */
export function split(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const at = cutIn(rest, limit);
    parts.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return rest === '' && parts.length > 0 ? parts : [...parts, rest];
}

/** Where a paragraph, a line, a sentence and a word end, with the white space behind them. */
const JOINTS: readonly RegExp[] = [/\n{2,}/g, /\n/g, /[.!?…]["'”’)\]]*\s+/g, /\s+/g];

function cutIn(text: string, limit: number): number {
  const window = text.slice(0, limit);
  for (const joint of JOINTS) {
    let last = 0;
    for (const match of window.matchAll(joint)) last = match.index + match[0].length;
    // White space that the window cuts in two would begin the next part.
    if (last > 0 && !(last === limit && /\s/.test(text[limit] ?? ''))) return last;
    if (last === limit) {
      const before = [...window.slice(0, limit - 1).matchAll(joint)].at(-1);
      if (before) return before.index + before[0].length;
    }
  }
  return graphemeEnd(text, limit);
}

/** The end of the last whole grapheme within the limit; a single one that is longer goes by code points. */
function graphemeEnd(text: string, limit: number): number {
  let end = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, limit + 64))) {
    if (index + segment.length > limit) break;
    end = index + segment.length;
  }
  if (end > 0) return end;
  const isHigh = /[\uD800-\uDBFF]/.test(text[limit - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[limit] ?? '');
  return isHigh ? limit - 1 : limit;
}
