/** Tokenizer: text → tokens with offsets, in linear time. No regex alternative below can fail after a long match. */

/** A part of a text; UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const overlaps = (one: Span, other: Span) => one.start < other.end && other.start < one.end;

export interface Token extends Span {
  /** `opaque`: a URL, an e-mail address or a path; its digits are not numbers. */
  readonly kind: 'number' | 'word' | 'arrow' | 'mark' | 'opaque';
  readonly text: string;
  /** Lower-case text with straight apostrophes. */
  readonly low: string;
  /** No white space before it: `400ms` is a number and a glued word. */
  readonly glued: boolean;
  readonly newLine: boolean;
}

const CHUNK = /\S+/gu;
/** 1,250.5, .3, 1e6 */
const NUMBER = /(?:\d+(?:[.,'’_]\d+)*|(?<![\p{L}\d.])\.\d+)(?:e\d{1,2}(?![\p{L}\d]))?/u;
const ARROW = /→|⇒|➔|➜|-{1,3}>|={1,3}>|[–—]>|>{2,3}/u;
/** The `h` of `1h30m` ends at the next digit; p99.9 and tp99 are one word; the `R` of R64 may be a currency (rand). */
const WORD = [
  /(?<=\d)(?:h|hr|hrs|m|min|mins|s|d)(?=\d)/u,
  /R(?=\d)/u,
  /[tT]?[pP]\d{2,3}(?:[.,]\d{1,3})?(?![\p{L}\p{N}])/u,
  /[\p{L}_][\p{L}\p{M}\p{N}_]*(?:['’]\p{L}+)*/u,
];
const TOKEN = new RegExp(
  `(${NUMBER.source})|(${ARROW.source})|(${WORD.map(({ source }) => source).join('|')})|([<>]=|[^])`,
  'gu',
);

/** Splits a text into tokens. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  let last = 0;
  for (const chunk of text.matchAll(CHUNK)) {
    const newLine = found.length === 0 || text.slice(last, chunk.index).includes('\n');
    last = chunk.index + chunk[0].length;
    if (isOpaque(chunk[0])) {
      found.push({ kind: 'opaque', text: chunk[0], low: '', start: chunk.index, end: last, glued: false, newLine });
      continue;
    }
    // Not `matchAll`, which copies the pattern per chunk. `exec` resets itself after the last match.
    for (let match = TOKEN.exec(chunk[0]); match !== null; match = TOKEN.exec(chunk[0])) {
      const [written, number, arrow, word] = match;
      const start = chunk.index + match.index;
      found.push({
        kind: number !== undefined ? 'number' : arrow !== undefined ? 'arrow' : word !== undefined ? 'word' : 'mark',
        text: written,
        low: word === undefined ? written : written.toLowerCase().replaceAll('’', "'"),
        start,
        end: start + written.length,
        glued: start > chunk.index,
        newLine: newLine && start === chunk.index,
      });
    }
  }
  return found;
}

const ADDRESS = /@\p{L}[^@]*\.\p{L}/u;

function isOpaque(chunk: string): boolean {
  if (chunk.includes('://') || chunk.startsWith('www.')) return true;
  if (chunk.startsWith('/') && chunk.indexOf('/', 1) > 0) return true;
  return chunk.length < 255 && chunk.includes('@') && ADDRESS.test(chunk);
}

/** Lower-case text of token `at`; '' if it starts a new line or doesn't exist. For looking ahead. */
export function lowAt(list: readonly Token[], at: number): string {
  const token = list[at];
  return token && !token.newLine ? token.low : '';
}

/** Lower-case text of token `at`; '' if a line ends after it or it doesn't exist. For looking back. */
export function lowBefore(list: readonly Token[], at: number): string {
  return list[at + 1]?.newLine ? '' : (list[at]?.low ?? '');
}

/** Parses a set of words from one string. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/u).filter((word) => word !== ''));
}

/** Parses a list of phrases from one string: "one | the other". */
export function phraseList(phrases: string): readonly string[] {
  return phrases.split('|').map((phrase) => phrase.trim());
}

/** Builds a map from spellings to meanings; one row per meaning. */
export function spellingMap<Meaning>(rows: readonly (readonly [Meaning, string])[]): ReadonlyMap<string, Meaning> {
  return new Map(rows.flatMap(([meaning, words]) => [...wordSet(words)].map((word) => [word, meaning] as const)));
}

/** Parses such a map from one string: `ms: ms msec; s: s sec`. */
export function parseNameTable(table: string): ReadonlyMap<string, string> {
  return spellingMap(table.split(';').map((row) => [row.split(':')[0]?.trim() ?? '', row.split(':')[1] ?? '']));
}

/** The same with numbers as meanings: `12: dozen; 1e3: thousand`. */
export function parseNumberTable(table: string): ReadonlyMap<string, number> {
  return new Map([...parseNameTable(table)].map(([word, value]) => [word, Number(value)]));
}
