/**
 * Text → tokens, in one pass. Every alternative below eats the longest run that it can and none can fail after a long
 * one, so the pass is linear in the text, whatever the text is.
 */

export interface Token {
  readonly kind: 'number' | 'word' | 'arrow' | 'mark';
  /** As written. */
  readonly text: string;
  /** For words: lower case, apostrophes straightened, `P 99` as `p99`, `Mio.` as `mio`. Else as written. */
  readonly low: string;
  readonly start: number;
  readonly end: number;
  /** White space, or nothing at all, stands before it: `400ms` is a number and a word without space. */
  readonly spaced: boolean;
  /** A line feed stands between this token and the one before it. */
  readonly newLine: boolean;
}

const NUMBER = /(?:\d+|(?<=[\s(~<>=:%]|^)\.\d+)(?:[.,'’\u00a0\u202f]\d+)*/u;
const ARROW = /→|⇒|➔|➜|-+>|=+>|–>|—>|>>+/u;
const WORD = [
  // p99.9, "P 99", p-95 and tp99 are one word each
  /[tT]?[pP](?:\d{2,3}(?:\.\d{1,3})?|[ -](?:50|75|[89]\d|99\d)(?:\.\d{1,3})?)(?![\p{L}\p{N}])/u,
  // 1h30m: the unit ends where the next number begins
  /(?<=\d)(?:h|hr|hrs|m|min|mins)(?=\d)/u,
  // "9 Mio. requests": a full stop that ends no sentence
  /(?:[Mm]io|[Mm]rd|[Tt]sd|[Mm]ln|[Tt]ys|[Tt]is|тыс|млн|[Aa]pprox|[Cc]a|vs)\.(?=\s+[\p{Ll}\d~≈<>])/u,
  /[\p{L}_][\p{L}\p{M}\p{N}_]*(?:['’][\p{L}]+)*/u,
];
/** White space, then a number, an arrow, a word, or any other sign. */
const TOKEN = new RegExp(
  `\\s*(?:(${NUMBER.source})|(${ARROW.source})|(${WORD.map(({ source }) => source).join('|')})|(\\S))`,
  'uy',
);

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
      low: word === undefined ? written : lowered(word),
      start,
      end,
      spaced: at === 0 || start > at,
      newLine: at === 0 || (start > at && text.slice(at, start).includes('\n')),
    });
    at = end;
  }
  return found;
}

function lowered(word: string): string {
  const low = word.toLowerCase();
  if (/^[a-z]+$/.test(low)) return low;
  return low
    .replaceAll('’', "'")
    .replace(/^t?p[ -]?(?=\d)/, 'p')
    .replace(/\.$/, '');
}
