/**
 * Text → tokens, in one pass. Every alternative below eats the longest run that it can and none can fail after a long
 * one, so the pass is linear in the text, whatever the text is.
 */

export interface Token {
  readonly kind: 'number' | 'word' | 'arrow' | 'mark';
  /** As written. */
  readonly text: string;
  /** For words: lower case, typographic apostrophes straightened. Else as written. */
  readonly low: string;
  readonly start: number;
  readonly end: number;
  /** White space, or nothing at all, stands before it: `400ms` is a number and a word without space. */
  readonly spaced: boolean;
  /** A line feed stands between this token and the one before it. */
  readonly newLine: boolean;
}

/** White space, then a number, an arrow, a word, or any other sign. */
const TOKEN =
  /\s*(?:((?:\d+|(?<=[\s(~<>=:]|^)\.\d+)(?:[.,'’\u00a0\u202f]\d+)*)|(→|⇒|➔|➜|-+>|=+>|–>|—>|>>+)|([pP]\d{2,3}\.\d{1,3}(?![\p{L}\p{N}])|[\p{L}_][\p{L}\p{M}\p{N}_]*(?:['’][\p{L}]+)*)|(\S))/uy;

/** Splits a text into tokens with their offsets (UTF-16 units). */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const [, number, arrow, word, mark = ''] = match;
    const written = number ?? arrow ?? word ?? mark;
    const end = at + match[0].length;
    const start = end - written.length;
    found.push({
      kind: number !== undefined ? 'number' : arrow !== undefined ? 'arrow' : word !== undefined ? 'word' : 'mark',
      text: written,
      low: word === undefined ? written : written.toLowerCase().replaceAll('’', "'"),
      start,
      end,
      spaced: at === 0 || start > at,
      newLine: at === 0 || (start > at && text.slice(at, start).includes('\n')),
    });
    at = end;
  }
  return found;
}
