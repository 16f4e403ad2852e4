/** Extracts the text of a Word file. */
import { type DocumentOutcome, refused } from './read-document.ts';

/** Maximum bytes of the XML, unpacked. */
const UNPACKED_AT_MOST = 12 * 1024 * 1024;
/** Maximum bytes of all entries by their declared sizes, including pictures. */
const DECLARED_AT_MOST = 200 * 1024 * 1024;

/** @returns the text, line by line, or a refusal @throws if the archive or the document in it is damaged */
export async function readDocx(bytes: Uint8Array): Promise<string | DocumentOutcome> {
  const [{ default: mammoth }, { unzipSync, zipSync }] = await Promise.all([import('mammoth'), import('fflate')]);
  let [declared, unpacked, isWord] = [0, 0, false];
  // An entry is unpacked only up to its declared size. Macros, pictures and fonts are not unpacked.
  const files = unzipSync(bytes, {
    filter({ name, originalSize }) {
      const isNeeded = name.endsWith('.xml') || name.endsWith('.rels');
      isWord ||= name.startsWith('word/');
      declared += originalSize;
      if (isNeeded) unpacked += originalSize;
      return isNeeded && declared <= DECLARED_AT_MOST && unpacked <= UNPACKED_AT_MOST;
    },
  });
  if (!isWord) return refused('unsupported');
  if (declared > DECLARED_AT_MOST || unpacked > UNPACKED_AT_MOST) return refused('too-large');
  const xml = Buffer.from(files['word/document.xml'] ?? []).toString('utf8');
  const broken = BREAKS.reduce((text, mark) => text.replaceAll(mark, LINE_BREAK), xml);
  const document = Buffer.from(visibleParts(withRows(broken)));
  // Packed again, with the checked entries only: mammoth never sees the original file.
  const archive = zipSync({ ...files, 'word/document.xml': document }, { level: 0 });
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(archive) });
  // mammoth adds an empty line after each paragraph.
  return value.replaceAll('\n\n', '\n').replaceAll(`${CELL_ENDS}\n`, '\t').trim();
}

/** Line breaks, which the raw text of mammoth lacks. */
const BREAKS = ['<w:br/>', '<w:br />', '<w:cr/>'];
const LINE_BREAK = '<w:t xml:space="preserve">&#10;</w:t>';
const RUN_ENDS = '</w:r>';

/** Marks the end of a table cell in the raw text: a private-use character. */
const CELL_ENDS = '\ue000';

/** Puts cells with one paragraph on one line. A cell with several paragraphs is a column of the layout. */
function withRows(xml: string): string {
  const cells = xml.split('</w:tc>');
  const marked = cells.map((part, at) => {
    const cell = part.slice(Math.max(part.lastIndexOf('<w:tc>'), part.lastIndexOf('<w:tc '), 0));
    const isLast = cells[at + 1]?.startsWith('</w:tr>') ?? true;
    if (isLast || cell.split('</w:p>').length !== 2) return part;
    const end = part.lastIndexOf('</w:p>');
    return `${part.slice(0, end)}<w:r><w:t>${CELL_ENDS}</w:t></w:r>${part.slice(end)}`;
  });
  return marked.join('</w:tc>');
}

/** Removes runs that are hidden, white on white, or tiny. */
function visibleParts(xml: string): string {
  // White text is visible on a dark table cell or picture.
  const hasBackground = ['<w:shd ', '<w:drawing>', '<w:pict>', '<w:background '].some((mark) => xml.includes(mark));
  const parts = xml.split(RUN_ENDS).map((part) => {
    const start = Math.max(part.lastIndexOf('<w:r>'), part.lastIndexOf('<w:r '));
    return start !== -1 && isInvisible(part.slice(start), hasBackground) ? `${part.slice(0, start)}<w:r>` : part;
  });
  return parts.join(RUN_ENDS);
}

/** In half points: text of less than 4 points is unreadable. */
const SIZE_AT_LEAST = 8;

function isInvisible(run: string, hasBackground: boolean): boolean {
  const isVanished = run.includes('<w:vanish/>') || run.includes('<w:vanish />');
  const color = attributeOf(run, 'color')?.toLowerCase();
  const size = Number(attributeOf(run, 'sz') ?? SIZE_AT_LEAST);
  return isVanished || (color === 'ffffff' && !hasBackground) || size < SIZE_AT_LEAST;
}

/** The value of a run's property; null if absent. */
function attributeOf(run: string, property: string): string | null {
  const [, behind] = run.split(`<w:${property} w:val="`);
  return behind?.split('"')[0] ?? null;
}
