/** The data directory, and why one can't be used. */
import fs from 'node:fs';
import { dirname } from 'node:path';
import { codeOf, type OpenFailure } from './failure.ts';

const REASONS: ReadonlyMap<string | null, string> = new Map([
  ['EEXIST', 'it, or what is above it, is a file'],
  ['ENOTDIR', 'it, or what is above it, is a file'],
  ['EACCES', 'this user may not write there'],
  ['EPERM', 'this user may not write there'],
  ['EROFS', 'the file system is read-only'],
  ['ENOENT', "what is above it doesn't exist, and can't be made"],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
]);

/** Makes a directory for this user alone, with those above it. @returns why it can't be used; null where it can */
export function prepareDirectory(path: string): OpenFailure | null {
  try {
    make(path);
    fs.accessSync(path, fs.constants.W_OK | fs.constants.X_OK);
    return null;
  } catch (error) {
    return unusable(path, error);
  }
}

/** @param reason what was thrown, or a sentence without its full stop */
export function unusable(path: string, reason: unknown): OpenFailure {
  const code = codeOf(reason);
  const known = REASONS.get(code);
  const why = typeof reason === 'string' ? reason : known ? `${known} (${code})` : (code ?? 'unknown reason');
  return { failure: 'unusable', why: `The data directory ${path} can't be used: ${why}.` };
}

/** Not `recursive`: that never returns where a directory above takes no entries, as in /proc. */
function make(path: string): void {
  const found = fs.statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  if (!found && dirname(path) !== path) make(dirname(path));
  try {
    fs.mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have been quicker.
    if (!fs.statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
