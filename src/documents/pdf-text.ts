/** The text of a PDF, without what nobody sees on its pages. */
import { hasWords } from '../text/phrases.ts';
import { type Outcome, refused } from './outcome.ts';
import { linesOf } from './pdf-lines.ts';
import { runsOf } from './pdf-runs.ts';
import { PAGES_AT_MOST, TEXT_AT_MOST } from './reading-limits.ts';

export async function readPdf(bytes: Uint8Array): Promise<Outcome> {
  const { getDocumentProxy, getResolvedPDFJS } = await import('unpdf');
  const holdsPicture = PICTURES.some((mark) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(mark),
  );
  const { OPS, VerbosityLevel, AnnotationMode } = await getResolvedPDFJS();
  let document: Awaited<ReturnType<typeof getDocumentProxy>>;
  try {
    // The library takes no Buffer, and keeps what it gets.
    document = await getDocumentProxy(Uint8Array.from(bytes), {
      verbosity: VerbosityLevel.ERRORS,
      // No picture is unpacked; fonts and scripts are not run.
      maxImageSize: 1,
      useSystemFonts: false,
      disableFontFace: true,
      enableXfa: false,
    });
  } catch (error) {
    return refused(error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'broken');
  }
  const pages = document.numPages;
  if (pages > PAGES_AT_MOST) return refused('too-long');
  const lines: string[] = [];
  let length = 0;
  for (let number = 1; number <= pages; number += 1) {
    const page = await document.getPage(number);
    const operators = await page.getOperatorList({ annotationMode: AnnotationMode.DISABLE });
    const found = linesOf(runsOf(operators, page.view, OPS));
    length += found.reduce((sum, line) => sum + line.length + 1, 0);
    if (length > TEXT_AT_MOST) return refused('too-long');
    lines.push(...found);
    page.cleanup();
  }
  const text = lines.join('\n');
  if (!hasWords(text)) return refused(holdsPicture ? 'scanned' : 'empty');
  return { outcome: 'read', text, kind: 'pdf', pages };
}

/** A picture's dictionary is never packed. */
const PICTURES = ['/Subtype/Image', '/Subtype /Image'];
