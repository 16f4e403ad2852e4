/**
 * The process that reads one file: receives the bytes, sends the outcome, and exits. The content decides the format:
 * file names and media types are unreliable.
 */

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { decodeText } from '../text/encodings.ts';
import { hasWords } from '../text/phrases.ts';
import { readDocx } from './docx-text.ts';
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
