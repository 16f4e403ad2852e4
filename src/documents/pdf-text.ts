/** Extracts the text of a PDF, without text that its pages hide. */
import { wordSet } from '../text/lexer.ts';
import { hasWords } from '../text/phrases.ts';
import { type Run, visibleRuns } from './pdf-visible-text.ts';
import { type DocumentOutcome, EXTRACTED_AT_MOST, refused } from './read-document.ts';

/** Also stated in the text of the refusal. */
const PAGES_AT_MOST = 30;

export async function readPdf(bytes: Uint8Array): Promise<DocumentOutcome> {
  const { getDocumentProxy, getResolvedPDFJS } = await import('unpdf');
  const holdsPicture = PICTURES.some((mark) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(mark),
  );
  const library = await getResolvedPDFJS();
  const { VerbosityLevel, AnnotationMode } = library;
  let document: Awaited<ReturnType<typeof getDocumentProxy>>;
  try {
    // A copy: the library accepts no Buffer, and keeps the array.
    document = await getDocumentProxy(Uint8Array.from(bytes), {
      verbosity: VerbosityLevel.ERRORS,
      // Pictures are not unpacked; fonts and scripts are not run.
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
    const { items } = await page.getTextContent({ disableNormalization: true });
    const runs = items.flatMap((item) => ('str' in item ? runOf(item) : []));
    const found = linesOf(visibleRuns(runs, operators, page.view, library));
    length += found.reduce((sum, line) => sum + line.length + 1, 0);
    if (length > EXTRACTED_AT_MOST) return refused('too-long');
    lines.push(...found);
    page.cleanup();
  }
  const text = lines.join('\n');
  if (!hasWords(text)) return refused(holdsPicture ? 'scanned' : 'empty');
  return { outcome: 'read', text };
}

/** Marks of a picture: its dictionary is never compressed. */
const PICTURES = ['/Subtype/Image', '/Subtype /Image'];

/** Distances as fractions of the font size. */
const NEW_LINE_FROM = 0.5;
const SPACE_FROM = 0.15;
const TAB_FROM = 0.8;
/** Maximum line distance inside a paragraph, in font sizes. */
const PARAGRAPH_WITHIN = 1.8;
/** Minimum characters of a wrapped line. A shorter line ends on purpose. */
const WRAPPED_FROM = 30;

interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** Minimum size of readable text, in points. */
const SMALLEST = 3.5;

/** A piece of text as the library gives it; none for a space, which follows from the positions, and for tiny text. */
function runOf({ str: text, transform, width, height: size }: TextItem): Run[] {
  const [x = 0, y = 0] = transform.slice(4);
  return text.trim() === '' || size < SMALLEST ? [] : [{ text, x, y, endX: x + width, size }];
}

interface Line {
  text: string;
  last: Run;
}

/** Joins the runs of a page into lines, in the order of the file: column by column if there are columns. */
function linesOf(runs: readonly Run[]): string[] {
  const lines: Line[] = [];
  for (const run of runs) {
    const line = lines.at(-1);
    if (line && isRepeated(line.last, run)) continue;
    if (line && isSameLine(line.last, run)) {
      line.text += gapBetween(line, run) + run.text;
      line.last = run;
    } else lines.push({ text: run.text, last: run });
  }
  return joined(lines.filter(({ text }) => cleaned(text) !== ''));
}

/** Whether a run was painted twice, for a bold look or a shadow. */
function isRepeated(last: Run, run: Run): boolean {
  return last.text === run.text && Math.abs(last.x - run.x) < 1 && Math.abs(last.y - run.y) < 1;
}

function isSameLine(last: Run, run: Run): boolean {
  const size = Math.max(last.size, run.size);
  return Math.abs(last.y - run.y) < NEW_LINE_FROM * size && run.x > last.endX - size;
}

function gapBetween({ text, last }: Line, run: Run): string {
  const gap = (run.x - last.endX) / Math.max(last.size, run.size);
  if (gap > TAB_FROM) return '\t';
  const hasSpace = text.endsWith(' ') || text.endsWith('\t') || run.text.startsWith(' ');
  return gap > SPACE_FROM && !hasSpace ? ' ' : '';
}

/** Expands ligatures, replaces non-breaking spaces, removes soft hyphens and control characters. */
function cleaned(text: string): string {
  const signs = [...text].map((sign) => {
    if (sign === '\u00a0') return ' ';
    if (sign === '\u00ad' || (sign < ' ' && sign !== '\t')) return '';
    return sign >= '\ufb00' && sign <= '\ufb06' ? sign.normalize('NFKD') : sign;
  });
  return signs.join('').trim();
}

/** Joins wrapped lines: the next line begins in lower case, or the line ends with a word that needs another. */
function joined(lines: readonly Line[]): string[] {
  const texts: string[] = [];
  let before: Line | null = null;
  for (const line of lines) {
    const text = cleaned(line.text);
    const last = texts.at(-1);
    if (before && last !== undefined && isWrapped(before, line) && !last.includes('\t'))
      texts[texts.length - 1] = `${last} ${text}`;
    else texts.push(text);
    before = line;
  }
  return texts;
}

/** Words after which a line must continue. */
const OPEN = wordSet('from to of by with and or the a an in at for on per than under over about into as that which');

function isWrapped(before: Line, line: Line): boolean {
  const [word = ''] = line.text.trim().split(' ');
  const isSmall = word !== '' && [...word].every((sign) => sign !== sign.toUpperCase() || ",;'’-".includes(sign));
  const isOpen = OPEN.has(before.text.trim().split(' ').at(-1) ?? '');
  const distance = before.last.y - line.last.y;
  const isNext = distance > 0 && distance < PARAGRAPH_WITHIN * line.last.size;
  return (isSmall || isOpen) && isNext && before.text.length >= WRAPPED_FROM;
}
