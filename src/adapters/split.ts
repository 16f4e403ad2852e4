/** Prepares texts for platforms: composes questions, splits long texts and finds long lists to fold. */
import { notedLine, progressLine } from '../prompts/remarks.ts';
import type { Ask } from './contract.ts';

/** Composes a question as shown: noted values, the question and the progress, in one message. */
export function composeQuestion({ noted, text, progress, language }: Ask): string {
  // Several parts of a figure are shown as the whole figure.
  const values = [...new Set(noted.map((note) => note.text))];
  return [notedLine(values, language), text, progress ? progressLine(progress, language) : '']
    .filter((part) => part !== '')
    .join('\n\n');
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Splits a text into parts of at most `limit` UTF-16 units, after a paragraph, a line, a sentence, a word or a
 * grapheme. White space at a cut stays with the part before. The joined parts equal the text.
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

/** Shortens a button's label to whole words and "…". @param limit in UTF-16 units */
export function cutLabel(label: string, limit: number): string {
  if (label.length <= limit) return label;
  const room = label.slice(0, limit - 1);
  const isWordEnd = /\s/.test(label.charAt(limit - 1));
  const wordEnd = isWordEnd ? room.length : Math.max(room.lastIndexOf(' '), room.lastIndexOf('\n'));
  // A single long word is cut, but not inside a surrogate pair.
  const kept = wordEnd > 0 ? room.slice(0, wordEnd) : room.replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.trimEnd()}…`;
}

/** Ends of paragraphs, lines, sentences and words, including the white space after them. */
const JOINTS: readonly RegExp[] = [/\n{2,}/g, /\n/g, /[.!?…]["'”’)\]]*\s+/g, /\s+/g];

function cutIn(text: string, limit: number): number {
  // Otherwise, white space after the limit would begin the next part.
  const longest = /\s/.test(text[limit] ?? '') ? limit - 1 : limit;
  for (const joint of JOINTS) {
    const ends = [...text.slice(0, limit).matchAll(joint)].map((match) => match.index + match[0].length);
    const last = ends.findLast((end) => end <= longest);
    if (last !== undefined) return last;
  }
  return graphemeEnd(text, limit);
}

/** Returns the end of the last whole grapheme within the limit. A longer grapheme is cut between code points. */
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

/** Minimum items of a list that is folded. */
const FOLDED_FROM = 5;

interface Folded {
  /** The text before the list; may be empty. */
  readonly head: string;
  /** Each with all its lines. Joined by line feeds, they equal the list. */
  readonly items: readonly string[];
}

/** Finds a trailing list in a text; null if it has no long one. */
export function findLongList(text: string): Folded | null {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, at) => (isItem(line) ? [at] : []));
  if (starts.length < FOLDED_FROM) return null;
  const items = starts.map((start, at) => lines.slice(start, starts[at + 1]).join('\n'));
  return { head: lines.slice(0, starts[0]).join('\n').trim(), items };
}

/** Whether a line starts an item: "- a value" or "12. a sentence". */
function isItem(line: string): boolean {
  const mark = line.split(' ', 1)[0] ?? '';
  return mark === '-' || (mark.endsWith('.') && Number.isInteger(Number(mark.slice(0, -1) || Number.NaN)));
}

/** Packs items into texts of at most `limit` UTF-16 units. Only items longer than that are split. */
export function packItems(items: readonly string[], limit: number): string[] {
  const texts: string[] = [];
  for (const item of items.flatMap((each) => split(each, limit))) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + item.length <= limit) texts[texts.length - 1] = `${last}\n${item}`;
    else texts.push(item);
  }
  return texts;
}
