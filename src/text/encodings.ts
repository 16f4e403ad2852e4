/** Decodes text files: UTF-8, and UTF-16 with a byte order mark. Refuses other encodings instead of returning "Ã©". */

/** UTF-16 byte order marks. UTF-32 ones start alike, but that text has NULs when decoded as UTF-16. */
const MARKS = [
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
] as const;

/** @returns the text without a byte order mark; null for an unknown encoding or a binary file */
export function decodeText(bytes: Uint8Array): string | null {
  const [, encoding] = MARKS.find(([mark]) => mark.every((byte, at) => bytes[at] === byte)) ?? [];
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return [...text].some(isControl) ? null : text;
  } catch {
    return null;
  }
}

/** Control characters that mark a binary file, or UTF-16 without a byte order mark. */
function isControl(sign: string): boolean {
  return (sign < ' ' && !'\t\n\v\f\r'.includes(sign)) || sign === '\u007f';
}
