/** Everything that is kept of somebody, as one ZIP: the data as JSON, and each letter as text and as a PDF. */
import type { Letter } from '../letter/letter.ts';
import { filesFor } from './files.ts';

/** The same data give the same bytes: ZIP knows no time before this one. */
const NO_TIME = new Date(1980, 0, 1);

/** @param content JSON @param language of the letters, BCP 47 */
export async function packed(content: string, letters: readonly Letter[], language = 'en'): Promise<Uint8Array> {
  const { zipSync } = await import('fflate');
  const files = await Promise.all(
    letters.flatMap((letter, at) =>
      (['txt', 'pdf'] as const).map(async (format) => {
        const { bytes } = await filesFor(letter, null, at + 1, format, language);
        return [`letters/${at + 1}.${format}`, bytes] as const;
      }),
    ),
  );
  const all = [['foreword.json', new TextEncoder().encode(content)] as const, ...files];
  return zipSync(Object.fromEntries(all), { mtime: NO_TIME });
}
