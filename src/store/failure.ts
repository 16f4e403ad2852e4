/** What can go wrong with a database, said without a word of what is in it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { UnreadableRow } from './rows.ts';

/**
 * Why a store could not be opened, for the person who starts the program.
 * `in-use`: another process has the data directory; `unreachable`: no answer from the server, which may come later;
 * `refused`: the server answered, but not to this user or for this database; `unusable`: what is there can't be used.
 */
export interface OpenFailure {
  readonly failure: 'in-use' | 'unreachable' | 'refused' | 'unusable';
  /** A plain sentence. It names places, hosts and codes, never a password. */
  readonly why: string;
}

/**
 * The database failed in the middle of its work. Nothing of the operation was kept, unless the connection broke while
 * its end was being reported; every operation may be tried again. The driver's own error is left behind on purpose: its
 * message quotes the statement with all its values.
 */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';
  /** The SQLSTATE or the system's code, where there was one. */
  readonly code: string | null;

  constructor(reason: unknown) {
    const code = codeOf(reason);
    super(`The database failed (${code ?? (reason instanceof Error ? reason.name : 'unknown reason')}).`);
    this.code = code;
  }
}

/** The SQLSTATE or system code of an error or of what caused it: Drizzle wraps what its driver throws. */
export function codeOf(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
  }
  return null;
}

const serializationFailure = '40001';
const deadlockDetected = '40P01';
const attempts = 5;

/**
 * Runs one operation of the store, again where the database gave it up in favour of another.
 * @throws StoreFailure | UnreadableRow
 */
export async function guarded<T>(operation: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await operation();
    } catch (error) {
      if (error instanceof UnreadableRow) throw error;
      const code = codeOf(error);
      const lost = code === serializationFailure || code === deadlockDetected;
      if (!lost || attempt === attempts) throw new StoreFailure(error);
      await sleep(Math.random() * 10 * 2 ** attempt);
    }
  }
}
