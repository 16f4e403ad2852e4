/**
 * Text → tokens, in one pass. Every alternative below eats the longest run that it can and none can fail after a long
 * one, so the pass is linear in the text, whatever the text is.
 */

export interface Token {
  readonly kind: 'number' | 'word' | 'arrow' | 'mark';
  /** As written. */
  readonly text: string;
  /** Lower case; for words, typographic apostrophes straightened. */
  readonly low: string;
  readonly start: number;
  readonly end: number;
  /** White space, or nothing at all, stands before it: `400ms` is a number and a word without space. */
  readonly spaced: boolean;
  /** A line feed stands between this token and the one before it. */
  readonly newLine: boolean;
}

const TOKEN =
  /(?<number>(?:\d+|(?<=[\s(~<>=:]|^)\.\d+)(?:[.,'’\u00a0\u202f]\d+)*)|(?<arrow>→|⇒|➔|➜|-+>|=+>|–>|—>|>>+)|(?<word>[pP]\d{2,3}\.\d{1,3}(?![\p{L}\p{N}])|[\p{L}_][\p{L}\p{M}\p{N}_]*(?:['’][\p{L}]+)*)|(?<mark>\S)/uy;
const SPACE = /\s+/y;

/** Splits a text into tokens with their offsets (UTF-16 units). */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  let spaced = true;
  let newLine = true;
  while (at < text.length) {
    SPACE.lastIndex = at;
    const space = SPACE.exec(text);
    if (space) {
      at = SPACE.lastIndex;
      spaced = true;
      newLine ||= space[0].includes('\n');
      continue;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    // Only a lone surrogate half is neither; it carries no meaning here.
    const length = match ? match[0].length : 1;
    if (match) {
      const groups = match.groups ?? {};
      const kind = groups.number ? 'number' : groups.arrow ? 'arrow' : groups.word ? 'word' : 'mark';
      const low = match[0].toLowerCase().replaceAll('’', "'");
      found.push({ kind, text: match[0], low, start: at, end: at + length, spaced, newLine });
    }
    at += length;
    spaced = false;
    newLine = false;
  }
  return found;
}
