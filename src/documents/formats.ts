/** What a file is, by its content: names and media types are whatever a sender's system makes of them. */
import { decodeText } from '../text/encodings.ts';
import { hasWords } from '../text/phrases.ts';
import { readDocx } from './docx-text.ts';
import { type Outcome, refused } from './outcome.ts';
import { readPdf } from './pdf-text.ts';
import { TEXT_AT_MOST } from './reading-limits.ts';
import { entriesOf } from './zip.ts';

/** A PDF may have something else in front, within so many bytes. */
const PDF_STARTS_WITHIN = 1024;
const PICTURES = ['\x89PNG', '\xff\xd8\xff', 'GIF8', 'II*\0', 'MM\0*', 'BM'];
/** Text formats that are no text to a reader. */
const MARKUP = ['{\\rtf', '<!doctype html', '<html', '<?xml'];
/** Word's older format, and Word files with a password, are compound files. */
const COMPOUND = '\xd0\xcf\x11\xe0';

/** Reads a file of any format; whoever calls this sees to time and memory. @throws on files that break their format */
export async function readBytes(bytes: Uint8Array): Promise<Outcome> {
  const start = Buffer.from(bytes.subarray(0, PDF_STARTS_WITHIN)).toString('latin1');
  if (start.includes('%PDF-')) return readPdf(bytes);
  if (start.startsWith('PK')) return readZip(bytes);
  if (start.startsWith(COMPOUND)) return refused(isEncryptedCompound(bytes) ? 'encrypted' : 'unsupported');
  if (PICTURES.some((mark) => start.startsWith(mark))) return refused('scanned');
  return readText(bytes);
}

function readText(bytes: Uint8Array): Outcome {
  // A sign has at most four bytes.
  if (bytes.length > TEXT_AT_MOST * 4) return refused(isBinary(bytes) ? 'unsupported' : 'too-long');
  const text = decodeText(bytes);
  if (text === null) return refused('unsupported');
  const start = text.trimStart().slice(0, 20).toLowerCase();
  if (MARKUP.some((mark) => start.startsWith(mark))) return refused('unsupported');
  return outcomeOf(text, 'text', null);
}

async function readZip(bytes: Uint8Array): Promise<Outcome> {
  const entries = entriesOf(bytes);
  if (entries === null) return refused('broken');
  if (!entries.some(({ name }) => name.startsWith('word/'))) return refused('unsupported');
  const read = await readDocx(bytes, entries);
  return typeof read === 'string' ? outcomeOf(read, 'docx', null) : read;
}

/** Bounds what was read. */
function outcomeOf(text: string, kind: 'docx' | 'text', pages: number | null): Outcome {
  if (text.length > TEXT_AT_MOST) return refused('too-long');
  return hasWords(text) ? { outcome: 'read', text: text.replaceAll('\r\n', '\n'), kind, pages } : refused('empty');
}

function isEncryptedCompound(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

/** Whether there are NULs, and no mark of UTF-16 in front. */
function isBinary(bytes: Uint8Array): boolean {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return !isUtf16 && bytes.includes(0);
}
