/** The files that a letter is sent as. */
import { type Letter, letterFile } from '../letter/letter.ts';
import { letterDocx, NO_TIME } from './letter-docx.ts';
import { letterPdf, letterPng } from './letter-pdf.ts';

interface LetterFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  /** Of a PDF. */
  readonly pages?: number;
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * @param company gives the file its name, as for `letterFile`; whoever calls has redacted it
 * @param edition from 1; keeps an earlier file from being replaced
 * @param language of the letter, BCP 47
 */
export async function filesFor(
  letter: Letter,
  company: string | null,
  edition: number,
  format: 'pdf' | 'docx',
  language = 'en',
): Promise<LetterFile> {
  const name = `${letterFile(letter, company, edition, language).name.slice(0, -'txt'.length)}${format}`;
  if (format === 'docx') return { name, mime: DOCX, bytes: await letterDocx(letter, { language }) };
  return { name, mime: 'application/pdf', ...(await letterPdf(letter, { language })) };
}

/** The first page of a letter's PDF as a picture. @param pdf the name of the PDF @param language as for `filesFor` */
export async function pictureFor(letter: Letter, pdf: string, language = 'en'): Promise<LetterFile> {
  return {
    name: `${pdf.slice(0, -'pdf'.length)}png`,
    mime: 'image/png',
    bytes: await letterPng(letter, { language }),
  };
}

/**
 * Everything that is kept of somebody, as one ZIP: the data as JSON, and each letter as text and as a PDF. The same data give the same bytes.
 * @param content JSON @param language of the letters, BCP 47
 */
export async function packed(content: string, letters: readonly Letter[], language = 'en'): Promise<Uint8Array> {
  const { zipSync } = await import('fflate');
  const files = letters.map(async (letter, at) => [
    [`letters/${at + 1}.txt`, letterFile(letter, null, at + 1, language).bytes] as const,
    [`letters/${at + 1}.pdf`, (await letterPdf(letter, { language })).bytes] as const,
  ]);
  const all = [['foreword.json', new TextEncoder().encode(content)] as const, ...(await Promise.all(files)).flat()];
  return zipSync(Object.fromEntries(all), { mtime: NO_TIME });
}
