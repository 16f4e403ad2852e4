/** Text → tokens with offsets, in one linear pass. No alternative below can fail after a long run. */

export interface Token {
  /** `opaque` is a URL, an e-mail address or a path: nothing inside it is a number. */
  readonly kind: 'number' | 'word' | 'arrow' | 'mark' | 'opaque';
  readonly text: string;
  /** Lower case with straight apostrophes. */
  readonly low: string;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** No white space before it: `400ms` is a number and a glued word. */
  readonly glued: boolean;
  readonly newLine: boolean;
}

const CHUNK = /\S+/gu;
/** 1,250.5 and .3 and 1e6 */
const NUMBER = /(?:\d+(?:[.,'’_]\d+)*|(?<![\p{L}\d.])\.\d+)(?:e\d{1,2}(?![\p{L}\d]))?/u;
const ARROW = /→|⇒|➔|➜|-{1,3}>|={1,3}>|[–—]>|>{2,3}/u;
/** `1h30m` ends its unit at the next digit; p99.9 and tp99 are one word; R64 is South African money, or a name. */
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
    // `matchAll` would copy the pattern for each chunk; behind the last match `exec` begins anew.
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

/** What follows on the same line: the token's lower case, or '' at the end of the line. */
export function ahead(list: readonly Token[], at: number): string {
  const token = list[at];
  return token && !token.newLine ? token.low : '';
}

/** What stands before on the same line. */
export function behind(list: readonly Token[], at: number): string {
  return list[at + 1]?.newLine ? '' : (list[at]?.low ?? '');
}

/** A table of words, written as one string. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/u).filter((word) => word !== ''));
}

/** A list of phrases, written as one string: "one | the other". */
export function phraseList(phrases: string): readonly string[] {
  return phrases.split('|').map((phrase) => phrase.trim());
}

/** A table from spellings to what they stand for, written as one row for each meaning. */
export function spellings<Meaning>(rows: readonly (readonly [Meaning, string])[]): ReadonlyMap<string, Meaning> {
  return new Map(rows.flatMap(([meaning, words]) => [...wordSet(words)].map((word) => [word, meaning] as const)));
}

/** The same for names, written as one string: `ms: ms msec; s: s sec`. */
export function namesOf(table: string): ReadonlyMap<string, string> {
  return spellings(table.split(';').map((row) => [row.split(':')[0]?.trim() ?? '', row.split(':')[1] ?? '']));
}

/** The same for numbers: `12: dozen; 1e3: thousand`. */
export function valuesOf(table: string): ReadonlyMap<string, number> {
  return new Map([...namesOf(table)].map(([word, value]) => [word, Number(value)]));
}
