/** Errors of the database and its directory. No message quotes data. */
import fs from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getSystemErrorMessage } from 'node:util';
import type { z } from 'zod';
import { codeOf } from '../model/request-error.ts';

export interface OpenFailure {
  /** A sentence for the operator. Names places, hosts and codes, never a password. */
  readonly failure: string;
}

/**
 * Nothing was committed, unless the connection broke while the commit was being confirmed. Every operation may be
 * retried. The driver's error is dropped because its message quotes all values.
 */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';
  /** SQLSTATE or system code, if any. */
  readonly code: string | null;
  /** The database is unreachable, stalled or out of space. A retry works once it is back. */
  readonly isOutage: boolean;

  constructor(reason: unknown) {
    const code = codeOf(reason);
    super(`The database failed (${code ?? (reason instanceof Error ? reason.name : 'unknown reason')}).`);
    this.code = code;
    this.isOutage = isOutage(code);
  }
}

/** A row that this version of the program can't read. The message names the row and omits its content. */
export class UnreadableRow extends Error {
  override readonly name = 'UnreadableRow';

  constructor(table: string, id: string) {
    super(`The row ${id} of ${table} can't be read.`);
  }
}

/** The id of one of a place's rows, for error messages and for the authenticated data of encryption. */
export function rowId(place: string, part: string | number): string {
  return `${place} ${part}`;
}

/** Parses a value of a row. @throws UnreadableRow if it doesn't fit the schema */
export function parseRow<T>(schema: z.ZodType<T>, value: unknown, table: string, id: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new UnreadableRow(table, id);
  return parsed.data;
}

/** Called for each unsent message that is skipped as unreadable. */
export type OnUnreadable = (row: UnreadableRow) => void;

/** Whether a code is an SQLSTATE. Codes of the system and the driver contain no digits. */
export function isSqlState(code: string): boolean {
  return /^(?=.*\d)[0-9A-Z]{5}$/.test(code);
}

/** SQLSTATE classes: connection, resources, operator intervention (with statement timeouts); last, lock timeouts. */
const OUTAGES: readonly string[] = ['08', '53', '57', '55P03'];

/** Whether a code means that no server can answer now. */
export function isOutage(code: string | null): boolean {
  if (code === null) return false;
  if (isSqlState(code)) return OUTAGES.some((start) => code.startsWith(start));
  // Driver codes: CONNECT_TIMEOUT, CONNECTION_CLOSED. System codes: ECONNREFUSED, but not Node's ERR_INVALID_ARG_TYPE.
  return code.startsWith('CONNECT') || (code.startsWith('E') && !code.includes('_'));
}

/** SQLSTATEs: serialization failure, deadlock. */
const LOST_TO_ANOTHER = new Set<string | null>(['40001', '40P01']);
const ATTEMPTS = 5;

/** Runs an operation and retries it after a serialization failure or deadlock. @throws StoreFailure | UnreadableRow */
export async function withRetries<T>(operation: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await operation();
    } catch (error) {
      if (error instanceof UnreadableRow) throw error;
      if (!LOST_TO_ANOTHER.has(codeOf(error)) || attempt === ATTEMPTS) throw new StoreFailure(error);
      await sleep(Math.random() * 10 * 2 ** attempt);
    }
  }
}

/** Creates a directory and its parents, for this user only. @returns why it can't be used, or null */
export function prepareDirectory(path: string): OpenFailure | null {
  try {
    make(path);
    fs.accessSync(path, fs.constants.W_OK | fs.constants.X_OK);
    return null;
  } catch (error) {
    return directoryFailure(path, error);
  }
}

/** @param reason what was thrown, or a sentence without its full stop */
export function directoryFailure(path: string, reason: unknown): OpenFailure {
  const errno = reason instanceof Error && 'errno' in reason ? Number(reason.errno) : null;
  const code = codeOf(reason) ?? 'unknown reason';
  const known = errno === null ? code : `${getSystemErrorMessage(errno)} (${code})`;
  const why = typeof reason === 'string' ? reason : known;
  return { failure: `The data directory ${path} can't be used: ${why}.` };
}

/** Not `recursive`: that hangs if a parent directory accepts no entries, as in /proc. */
function make(path: string): void {
  const found = fs.statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  if (!found && dirname(path) !== path) make(dirname(path));
  try {
    fs.mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have created it.
    if (!fs.statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
