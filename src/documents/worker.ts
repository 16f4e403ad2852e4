/**
 * The process that reads one file: receives the bytes, sends the outcome, and exits. The content decides the format:
 * file names and media types are unreliable.
 */

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { decodeText } from '../text/encodings.ts';
import { hasWords } from '../text/phrases.ts';
import { readPdf } from './pdf-text.ts';
import { type DocumentOutcome, EXTRACTED_AT_MOST, refused } from './read-document.ts';

const TaskSchema = z.object({
  bytes: z.instanceof(Uint8Array),
  limits: z.object({ time: z.number(), memory: z.number() }),
});

/**
 * Kills the process if it uses too much memory. The heap limit does not count buffers, into which a PDF is unpacked.
 * Runs in a thread, because reading blocks. The parent limits the time; the limit here is for a parent that is gone.
 */
const WATCH = `
  const { workerData: { time, memory } } = require('node:worker_threads');
  const end = () => process.kill(process.pid, 'SIGKILL');
  setTimeout(end, time);
  const check = () => process.memoryUsage.rss() > memory * 1024 * 1024 && end();
  check();
  setInterval(check, 25);
`;

process.once('disconnect', () => process.exit());
process.once('message', async (message) => {
  const { bytes, limits } = TaskSchema.parse(message);
  const watch = new Worker(WATCH, { eval: true, workerData: { ...limits, time: limits.time * 2 } });
  await once(watch, 'online');
  const outcome = await readBytes(bytes).catch(() => refused('broken'));
  process.send?.(outcome, undefined, undefined, () => process.exit());
});

/** First bytes that are searched for the PDF header, which other data may precede. */
const PDF_STARTS_WITHIN = 1024;
const PICTURES = ['\x89PNG', '\xff\xd8\xff', 'GIF8', 'II*\0', 'MM\0*', 'BM'];
/** Markup formats, which are not plain text. */
const MARKUP = ['{\\rtf', '<!doctype html', '<html', '<?xml'];
/** Compound files: Word's older format, and Word files with a password. */
const COMPOUND = '\xd0\xcf\x11\xe0';

/** Reads a file of any format. @throws if the file violates its format */
async function readBytes(bytes: Uint8Array): Promise<DocumentOutcome> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = buffer.toString('latin1', 0, PDF_STARTS_WITHIN);
  if (start.includes('%PDF-')) return readPdf(bytes);
  if (start.startsWith('PK')) {
    const read = await readDocx(bytes);
    return typeof read === 'string' ? outcomeOf(read) : read;
  }
  if (start.startsWith(COMPOUND))
    return refused(buffer.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'unsupported');
  if (PICTURES.some((mark) => start.startsWith(mark))) return refused('scanned');
  // A character has at most four bytes.
  if (bytes.length > EXTRACTED_AT_MOST * 4) return refused(bytes.includes(0) ? 'unsupported' : 'too-long');
  const text = decodeText(bytes);
  const isText = text !== null && !MARKUP.some((mark) => text.trimStart().slice(0, 20).toLowerCase().startsWith(mark));
  return isText ? outcomeOf(text) : refused('unsupported');
}

/** Refuses text that is too long or empty. */
function outcomeOf(text: string): DocumentOutcome {
  if (text.length > EXTRACTED_AT_MOST) return refused('too-long');
  return hasWords(text) ? { outcome: 'read', text: text.replaceAll('\r\n', '\n') } : refused('empty');
}

/** Maximum bytes of the XML, unpacked. */
const UNPACKED_AT_MOST = 12 * 1024 * 1024;
/** Maximum bytes of all entries by their declared sizes, including pictures. */
const DECLARED_AT_MOST = 200 * 1024 * 1024;

/** Extracts the text of a Word file. @returns it line by line, or a refusal @throws if the archive or the document in it is damaged */
async function readDocx(bytes: Uint8Array): Promise<string | DocumentOutcome> {
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
