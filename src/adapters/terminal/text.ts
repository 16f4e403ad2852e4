import { stripVTControlCharacters } from 'node:util';

/**
 * Text as it can be stored and quoted: half a surrogate pair and NUL, which no database takes as text, become U+FFFD.
 * Done where text enters, so that everything later sees the same characters and quotes stay verbatim.
 */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** Text that can only be read: no escape sequence or control character in it reaches the person's terminal. */
export function printable(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', '    ')
    .replace(/[^\P{Cc}\n]/gu, '');
}
