/** Files on this machine: those that a person sends by their path, and those that are delivered to them. */
import { createHash, randomUUID } from 'node:crypto';
import { constants, type FileHandle, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import type { Place, Said } from '../contract.ts';
import { FileUnavailable, LARGEST_FILE, sentFile, wholeOf } from '../files.ts';
import { storable } from './streams.ts';

/** A file that a person sent by its path. It is not touched before `read()`, which may reject with FileUnavailable. */
export function attachment(path: string): Extract<Said, { kind: 'file' }> {
  return sentFile(storable(basename(path)) || 'file', null, () => readWhole(path));
}

async function readWhole(path: string): Promise<Uint8Array> {
  let file: FileHandle | undefined;
  try {
    // Non-blocking: opening a named pipe without a writer would wait for ever.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = await file.stat();
    if (!stats.isFile()) throw new FileUnavailable('not a file');
    if (stats.size > LARGEST_FILE) throw new FileUnavailable('too large');
    // A file can grow meanwhile, and some never end.
    return await wholeOf(file.createReadStream({ autoClose: false }));
  } catch (error) {
    throw error instanceof FileUnavailable ? error : new FileUnavailable(REASONS.get(codeOf(error)) ?? 'unreadable');
  } finally {
    await file?.close();
  }
}

/** By the system's error codes; its messages contain the path. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'missing'],
  ['ENOTDIR', 'missing'],
  ['EACCES', 'denied'],
  ['EPERM', 'denied'],
  ['EISDIR', 'not a file'],
  ['ENXIO', 'not a file'],
]);

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

/** Where the file is now, or the system's code for why it could not be written, such as ENOSPC. */
export type Delivery = { readonly path: string } | { readonly failure: string };

/** In bytes. Leaves room for a temporary name within the 255 bytes of most file systems. */
const LONGEST_NAME = 180;

/**
 * Writes `<directory>/<place>/<name>`, readable only by its owner. The file appears whole or not at all, and writing it
 * again changes nothing. Names are made safe: no path leads out of the directory.
 */
export async function deliver(
  directory: string,
  place: Place,
  file: { readonly name: string; readonly bytes: Uint8Array | string },
): Promise<Delivery> {
  // In lower case: some file systems don't distinguish `A` and `a`, and two conversations must not share a folder.
  const folder = resolve(directory, safe(place.slice(place.indexOf(':') + 1), /[^a-z0-9_-]/gu, ''));
  const name = safe(file.name, /[^\p{L}\p{M}\p{N} ._()+-]|^[. ]+|[. ]+$/gu, extname(file.name));
  const temporary = join(folder, `.${name}.${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(temporary, file.bytes, { mode: 0o600 });
    await rename(temporary, join(folder, name));
    return { path: join(folder, name) };
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    return { failure: codeOf(error) };
  }
}

/** The name itself if it is harmless; else its harmless part and a hash, so that different names stay different. */
function safe(name: string, harmful: RegExp, extension: string): string {
  const harmless = name.replace(harmful, '_');
  if (harmless !== '' && harmless === name && Buffer.byteLength(name) <= LONGEST_NAME) return name;
  const ending = /^\.[a-z0-9]{1,10}$/i.test(extension) ? extension : '';
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 12);
  const stem = Buffer.from(harmless.slice(0, harmless.length - ending.length));
  const room = LONGEST_NAME - ending.length - hash.length - 1;
  // A character cut in two decodes to U+FFFD.
  return `${stem
    .subarray(0, room)
    .toString()
    .replace(/\uFFFD+$/, '')}~${hash}${ending}`;
}
