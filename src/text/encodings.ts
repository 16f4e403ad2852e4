/** The encodings of text files: UTF-8, and UTF-16 with its mark. Any other is refused: nobody is answered with "Ã©". */

/** The byte order marks of UTF-16. Those of UTF-32 begin like them, and leave NULs behind. */
const MARKS = [
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
] as const;

/** @returns the text of a file, without its mark; null for an encoding that can't be told for certain, or for no text */
export function decodeText(bytes: Uint8Array): string | null {
  const [, encoding] = MARKS.find(([mark]) => mark.every((byte, at) => bytes[at] === byte)) ?? [];
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return [...text].some(isControl) ? null : text;
  } catch {
    return null;
  }
}

/** Control characters that no text has: a binary file, or UTF-16 without a mark. */
function isControl(sign: string): boolean {
  return (sign < ' ' && !'\t\n\v\f\r'.includes(sign)) || sign === '\u007f';
}
