/** A file that the person sent, by its path on this machine. */

import { constants, type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Said } from '../contract.ts';
import { FileUnavailable, LARGEST_FILE, mimeOf, wholeOf } from '../files.ts';
import { storable } from './text.ts';

/** The file at this path as something said. Nothing is touched before `read()`, which may reject with FileUnavailable. */
export function attachment(path: string): Extract<Said, { kind: 'file' }> {
  const name = storable(basename(path)) || 'file';
  const mime = mimeOf(name) ?? 'application/octet-stream';
  return { kind: 'file', name, mime, read: () => readWhole(path) };
}

async function readWhole(path: string): Promise<Uint8Array> {
  let file: FileHandle | undefined;
  try {
    // Not blocking: opening a named pipe that nobody writes would otherwise wait for ever.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const facts = await file.stat();
    if (!facts.isFile()) throw new FileUnavailable('not a file');
    if (facts.size > LARGEST_FILE) throw new FileUnavailable('too large');
    // A file can grow meanwhile, and some never end.
    return await wholeOf(file.createReadStream({ autoClose: false }));
  } catch (error) {
    throw error instanceof FileUnavailable ? error : new FileUnavailable(reasonOf(error));
  } finally {
    await file?.close();
  }
}

/** Without the path, which an error of the system's names. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
  if (code === 'EACCES' || code === 'EPERM') return 'denied';
  if (code === 'EISDIR' || code === 'ENXIO') return 'not a file';
  return 'unreadable';
}
