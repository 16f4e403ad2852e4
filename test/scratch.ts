/** A directory for the temporary files of all tests. It is in memory, and removed with what killed programs left in it. */
import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** Bytes. A container may have as little as 64 MiB there. */
const NEEDED = 4 * 2 ** 30;

/** In memory, because databases sync often: half of the run time on a slow disk. A kill -9 loses no data in memory either. */
export function setup(): () => void {
  const path = mkdtempSync(
    join(process.platform === 'linux' && freeIn(MEMORY) > NEEDED ? MEMORY : tmpdir(), 'foreword-'),
  );
  // PostgreSQL's server may run as another user.
  chmodSync(path, 0o711);
  process.env.TMPDIR = path;
  return () => rmSync(path, { recursive: true, force: true });
}

function freeIn(path: string): number {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  } catch {
    return 0;
  }
}
