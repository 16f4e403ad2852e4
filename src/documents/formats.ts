/** What a file is, by its content: names and media types are whatever a sender's system makes of them. */
import { decodeText } from '../text/encodings.ts';
import { hasWords } from '../text/phrases.ts';
import { readDocx } from './docx-text.ts';
import { type Outcome, refused, TEXT_AT_MOST } from './outcome.ts';
import { readPdf } from './pdf-text.ts';

/** A PDF may have something else in front, within so many bytes. */
const PDF_STARTS_WITHIN = 1024;
const PICTURES = ['\x89PNG', '\xff\xd8\xff', 'GIF8', 'II*\0', 'MM\0*', 'BM'];
/** Text formats that are no text to a reader. */
const MARKUP = ['{\\rtf', '<!doctype html', '<html', '<?xml'];
/** Word's older format, and Word files with a password, are compound files. */
const COMPOUND = '\xd0\xcf\x11\xe0';

/** Reads a file of any format; whoever calls this sees to time and memory. @throws on files that break their format */
export async function readBytes(bytes: Uint8Array): Promise<Outcome> {
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
  // A sign has at most four bytes.
  if (bytes.length > TEXT_AT_MOST * 4) return refused(bytes.includes(0) ? 'unsupported' : 'too-long');
  const text = decodeText(bytes);
  const isText = text !== null && !MARKUP.some((mark) => text.trimStart().slice(0, 20).toLowerCase().startsWith(mark));
  return isText ? outcomeOf(text) : refused('unsupported');
}

/** Bounds what was read. */
function outcomeOf(text: string): Outcome {
  if (text.length > TEXT_AT_MOST) return refused('too-long');
  return hasWords(text) ? { outcome: 'read', text: text.replaceAll('\r\n', '\n') } : refused('empty');
}
