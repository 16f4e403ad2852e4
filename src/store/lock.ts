import { DatabaseSync } from 'node:sqlite';

const busy = 5;

/**
 * Takes a lock that the kernel frees when this process ends, however it ends: a write lock of SQLite on an empty file.
 * PGlite has none of its own, and two processes in one of its directories destroy what is in there.
 *
 * @returns what frees the lock, or null where another opener holds it.
 * @throws where the file can't be opened or is no lock.
 */
export function takeLock(file: string): (() => void) | null {
  const lock = new DatabaseSync(file);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return null;
    throw error;
  }
  return () => {
    if (lock.isOpen) lock.close();
  };
}
