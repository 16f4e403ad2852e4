/** The encodings of text files. What can't be told apart from another encoding is refused: nobody is answered with "Ã©". */

/** The byte order marks that are read. Those of UTF-32 begin like UTF-16's, and leave NULs behind. */
const MARKS = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
] as const;

/** @returns the text of a file in UTF-8, UTF-16 with its mark, or a western 8-bit encoding; null for anything else */
export function decodeText(bytes: Uint8Array): string | null {
  const marked = MARKS.find(([mark]) => mark.every((byte, at) => bytes[at] === byte));
  const text = decoded(bytes, marked?.[1] ?? 'utf-8') ?? (marked ? null : western(bytes));
  return text === null || [...text].some(isControl) ? null : text;
}

/** @returns null where the bytes are no text of this encoding; without its byte order mark */
function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Control characters that no text has: a binary file, or UTF-16 without a mark. */
function isControl(sign: string): boolean {
  return (sign < ' ' && !'\t\n\v\f\r'.includes(sign)) || sign === '\u007f';
}

/** Letters beyond ASCII of the languages that Latin-1 was made for. A text in one of them needs no other. */
const LANGUAGES = [
  'äöüßé',
  'àâæçéèêëîïôœùûü',
  'áéíóúüñ',
  'áâãàçéêíóôõú',
  'àèéìíòóùú',
  'åäöæøéü',
  'áéíóúýþæöð',
  'éëïöüáóèê',
];
/** Signs that mean the same in Windows-1252 and in its siblings for other languages; the first ones may stand inside a word. */
const INSIDE = '\u00a0’–—·';
const SIGNS = '«»°±§©®µ…‘“”„‚•€™£¿¡';

/**
 * Windows-1252, which holds Latin-1: read where all of it makes sense as one language. The bytes of a Polish, a Russian or a
 * Japanese text, or of one of an old Mac, read like this show letters of several languages, signs inside of words,
 * capitals behind small letters, or three such characters in a row.
 */
function western(bytes: Uint8Array): string | null {
  const text = decoded(bytes, 'windows-1252');
  if (text === null || UNLIKELY.test(text)) return null;
  const letters = [...new Set(text.toLowerCase())].filter(
    (sign) => sign > '\u007f' && !(INSIDE + SIGNS).includes(sign),
  );
  return LANGUAGES.some((language) => letters.every((letter) => language.includes(letter))) ? text : null;
}

/** What no text of these languages has. */
const UNLIKELY_PARTS = [
  `\\p{L}[${SIGNS}]\\p{L}`,
  '£(?!\\d)',
  '\\p{L}[¿¡]',
  '[¿¡](?!\\p{L})',
  // A capital behind a small letter.
  '\\p{Ll}(?!\\p{ASCII})\\p{Lu}',
  '\\P{ASCII}{3}',
];
const UNLIKELY = new RegExp(UNLIKELY_PARTS.join('|'), 'u');
