/**
 * The empty PGlite database that every new one starts from. `initdb` in WebAssembly takes 2 s and a gigabyte each time,
 * and its result is always the same; `prepare.ts` makes `empty.tar.br` from it once for a version of PGlite.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

export const ARCHIVE = new URL('./empty.tar.br', import.meta.url);

/**
 * Makes an empty database of this directory. It is on the disk, under its final name, whole or not at all.
 * @throws where the disk does not allow it
 */
export function prepare(directory: string): void {
  const unfinished = `${directory}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  for (const { name, bytes } of entries(brotliDecompressSync(readFileSync(ARCHIVE)))) {
    const path = join(unfinished, name);
    if (bytes === null) mkdirSync(path, { mode: 0o700 });
    else writeSynced(path, bytes);
  }
  renameSync(unfinished, directory);
  syncDirectory(dirname(directory));
}

/** The files and directories (`bytes` is null) of a tar archive, each directory before what is in it. */
function* entries(tar: Buffer): Generator<{ name: string; bytes: Buffer | null }> {
  const block = 512;
  const text = (start: number, length: number) => tar.toString('latin1', start, start + length).replace(/\0.*$/s, '');
  for (let at = 0; at < tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12), 8);
    const isDirectory = text(at + 156, 1) === '5';
    const start = at + block;
    yield { name: text(at, 100), bytes: isDirectory ? null : tar.subarray(start, start + size) };
    at = start + Math.ceil(size / block) * block;
  }
}

function writeSynced(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncDirectory(path: string): void {
  // Windows has no such thing as a synced directory.
  if (process.platform === 'win32') return;
  const directory = openSync(path, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}
