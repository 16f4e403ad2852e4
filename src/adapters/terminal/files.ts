/** Files on this machine: sent by a person by path, or delivered to them. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { constants, type FileHandle, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, extname, isAbsolute, join, resolve } from 'node:path';
import { wordSet } from '../../text/lexer.ts';
import type { Outbound, Place } from '../contract.ts';
import { LARGEST_FILE, type SentFile, sentFile, wholeOf } from '../sent-files.ts';
import { sanitizeInput } from './streams.ts';

/** A file that a person sent by path. Not opened before `read()`. */
export function attachment(path: string): SentFile {
  return sentFile(sanitizeInput(basename(path)) || 'file', null, () => readWhole(path));
}

/** Extensions of files that people send. A path without one may be an answer, such as "/api/orders". */
const ENDINGS = wordSet('.pdf .docx .doc .odt .rtf .txt .md .ogg .mp3 .m4a .wav');

/** Recognizes a text that is just a path, such as that of a dropped file. @returns null for any other text */
export function fileAt(text: string): SentFile | { readonly missing: string } | null {
  const path = pathIn(text);
  if (path === null) return null;
  if (existsSync(path) && statSync(path).isFile()) return attachment(path);
  return ENDINGS.has(extname(path).toLowerCase()) && !path.includes('\n') ? { missing: path } : null;
}

/** Returns a text that looks like a path, without quotes and escapes; null otherwise. */
function pathIn(text: string): string | null {
  const typed = text.trim();
  const quote = typed.charAt(0);
  const isQuoted = (quote === "'" || quote === '"') && typed.length > 2 && typed.endsWith(quote);
  const bare = isQuoted ? typed.slice(1, -1) : typed.replaceAll('\\ ', ' ');
  if (bare.startsWith('~/')) return join(homedir(), bare.slice(2));
  return isAbsolute(bare) || bare.startsWith('./') || bare.startsWith('../') ? bare : null;
}

async function readWhole(path: string): Promise<Uint8Array | null> {
  let file: FileHandle | undefined;
  try {
    // Non-blocking: opening a named pipe without a writer would wait forever.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = await file.stat();
    const isReadable = stats.isFile() && stats.size <= LARGEST_FILE;
    // A file may grow meanwhile, or be endless.
    return isReadable ? await wholeOf(file.createReadStream({ autoClose: false })) : null;
  } catch {
    return null;
  } finally {
    await file?.close();
  }
}

/** The path of the written file, or the system's error code, such as ENOSPC. */
export type FileDelivery = { readonly path: string } | { readonly failure: string };

/** A message ready to print: its file was written. */
export type Printable =
  | Exclude<Outbound, { kind: 'file' }>
  | { readonly kind: 'file'; readonly name: string; readonly mime: string; readonly delivery: FileDelivery };

/** Bytes. Leaves room for a temporary name within the 255 bytes of most file systems. */
const LONGEST_NAME = 180;
/** UTF-16 units, of up to three bytes each. */
const STEM_AT_MOST = 50;

/** Deletes the files of a place, or of one of its letters. */
export function removeFiles(directory: string, place: Place, letter?: number): Promise<void> {
  return rm(folderOf(directory, place, letter), { recursive: true, force: true });
}

/** Lower case only: conversations must not share a folder on case-insensitive file systems. */
function folderOf(directory: string, place: Place, letter?: number): string {
  const folder = resolve(directory, safe(place.slice(place.indexOf(':') + 1), /[^a-z0-9_-]/gu, ''));
  return letter === undefined ? folder : join(folder, String(letter));
}

/**
 * Writes `<directory>/<place>/<name>` or `…/<place>/<letter>/<name>` atomically, readable only by its owner. Stays
 * within the directory and never overwrites another file.
 */
export async function deliver(
  directory: string,
  place: Place,
  file: { readonly name: string; readonly bytes: Uint8Array | string; readonly letter?: number },
): Promise<FileDelivery> {
  const folder = folderOf(directory, place, file.letter);
  const name = safe(file.name, /[^\p{L}\p{M}\p{N} ._()+-]|^[. ]+|[. ]+$/gu, extname(file.name));
  const temporary = join(folder, `.${name}.${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(temporary, file.bytes, { mode: 0o600 });
    const path = await freePath(folder, name, file.bytes);
    await rename(temporary, path);
    return { path };
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    return { failure: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' };
  }
}

/** Returns a path that is free or already has this content. */
async function freePath(folder: string, name: string, bytes: Uint8Array | string): Promise<string> {
  const ending = extname(name);
  const stem = name.slice(0, name.length - ending.length);
  for (let count = 1; ; count += 1) {
    const path = join(folder, count === 1 ? name : `${stem} (${count})${ending}`);
    const there = await readFile(path).catch(() => null);
    if (there === null || there.equals(Buffer.from(bytes))) return path;
  }
}

/** Returns a harmless name as is; otherwise its harmless part and a hash, to keep names distinct. */
function safe(name: string, harmful: RegExp, extension: string): string {
  const harmless = name.replace(harmful, '_');
  if (harmless !== '' && harmless === name && Buffer.byteLength(name) <= LONGEST_NAME) return name;
  const ending = /^\.[a-z0-9]{1,10}$/i.test(extension) ? extension : '';
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 12);
  const stem = harmless.slice(0, harmless.length - ending.length);
  return `${stem.slice(0, STEM_AT_MOST).toWellFormed()}~${hash}${ending}`;
}
