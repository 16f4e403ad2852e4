/** The letter as a plain text file. */
import { type Letter, letterText } from './letter.ts';

export interface LetterFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/**
 * @param company gives the file its name; whoever calls has redacted it.
 * @param edition from 1; keeps an earlier file from being replaced.
 */
export function letterFile(letter: Letter, company: string | null, edition: number): LetterFile {
  const slug = (company ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .join('-')
    .slice(0, 40);
  const name = ['cover-letter', slug, edition > 1 ? `v${edition}` : ''].filter((part) => part !== '').join('-');
  return { name: `${name}.txt`, mime: 'text/plain', bytes: new TextEncoder().encode(`${letterText(letter)}\n`) };
}
