/** Files for the person, written below one directory. */

import { createHash } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import type { Place } from '../contract.ts';

/** Where the file is now, or the system's code for why it could not be written, such as ENOSPC. */
export type Delivery = { readonly path: string } | { readonly failure: string };

/** Leaves room for a temporary name within the 255 bytes of most file systems. */
const LONGEST_NAME = 180;

/**
 * Writes `<directory>/<place>/<name>`, readable only by its owner. The file appears whole or not at all, and writing it
 * again changes nothing. Names come out as safe ones: no way leads out of the directory.
 */
export async function deliver(
  directory: string,
  place: Place,
  file: { readonly name: string; readonly bytes: Uint8Array | string },
  newId: () => string,
): Promise<Delivery> {
  const folder = resolve(directory, placeFolder(place));
  const name = fileName(file.name);
  const temporary = join(folder, `.${name}.${newId()}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(temporary, file.bytes, { mode: 0o600 });
    await rename(temporary, join(folder, name));
    return { path: join(folder, name) };
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    return { failure: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' };
  }
}

/** Small letters only: where a file system takes `A` and `a` for one, two conversations must not share a folder. */
function placeFolder(place: Place): string {
  return safe(place.slice(place.indexOf(':') + 1), /[^a-z0-9_-]/gu, '');
}

function fileName(name: string): string {
  return safe(name, /[^\p{L}\p{M}\p{N} ._()+-]|^[. ]+|[. ]+$/gu, extname(name));
}

/** The name itself where it is harmless; else what is harmless of it and a hash, so that different names stay different. */
function safe(name: string, harmful: RegExp, extension: string): string {
  const harmless = name.replace(harmful, '_');
  if (harmless !== '' && harmless === name && Buffer.byteLength(name) <= LONGEST_NAME) return name;
  const ending = /^\.[a-z0-9]{1,10}$/i.test(extension) ? extension : '';
  const stem = harmless.slice(0, harmless.length - ending.length);
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return `${firstBytes(stem, LONGEST_NAME - ending.length - hash.length - 1)}~${hash}${ending}`;
}

function firstBytes(text: string, count: number): string {
  return Buffer.from(text)
    .subarray(0, count)
    .toString()
    .replace(/\uFFFD+$/, '');
}
