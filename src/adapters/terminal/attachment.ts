/** A file that the person sent, by its path on this machine. */

import { constants, type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Said } from '../adapter.ts';
import { LARGEST_FILE, mimeOf } from '../files.ts';
import { storable } from './text.ts';

/** Why a file cannot be read. */
export type UnreadableCode = 'missing' | 'denied' | 'not-a-file' | 'too-large' | 'unreadable';

/**
 * What `read()` of a sent file rejects with: an expected failure, to be answered with a plain sentence. It is an error
 * only because `Said` promises the bytes themselves. Neither the message nor a cause holds the path, so it may be logged.
 */
export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable';
  readonly code: UnreadableCode;

  constructor(code: UnreadableCode) {
    super(`The file cannot be read: ${code}`);
    this.code = code;
  }
}

/** The file at this path as something said. Nothing is touched before `read()`, which may reject with FileUnreadable. */
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
    if (!facts.isFile()) throw new FileUnreadable('not-a-file');
    if (facts.size > LARGEST_FILE) throw new FileUnreadable('too-large');
    return await readUpTo(file, LARGEST_FILE);
  } catch (error) {
    throw error instanceof FileUnreadable ? error : new FileUnreadable(codeOf(error));
  } finally {
    await file?.close();
  }
}

/** The size told beforehand is no promise: a file can grow meanwhile, and some files tell none. */
async function readUpTo(file: FileHandle, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of file.createReadStream({ autoClose: false, start: 0, end: limit })) {
    parts.push(part);
    size += part.length;
  }
  if (size > limit) throw new FileUnreadable('too-large');
  return Buffer.concat(parts);
}

function codeOf(error: unknown): UnreadableCode {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
  if (code === 'EACCES' || code === 'EPERM') return 'denied';
  if (code === 'EISDIR' || code === 'ENXIO') return 'not-a-file';
  return 'unreadable';
}
