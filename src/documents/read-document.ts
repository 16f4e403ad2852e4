/**
 * Reads a file that a user sent. Files are untrusted: each is read in its own process, with limits on time and memory,
 * so that it can't slow or crash this one. A worker thread is not enough: if its heap overflows, Node may abort the
 * whole program.
 */

import { fork } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import type { Refusal } from '../prompts/refusals.ts';

/** In bytes. Also stated in the text of the refusal. */
const LARGEST_DOCUMENT = 20 * 1024 * 1024;
/** Megabytes of the child process's heap. */
const HEAP_AT_MOST = 256;

interface Limits {
  /** Milliseconds. */
  readonly time: number;
  /** Megabytes of the whole process. */
  readonly memory: number;
}

/** The time includes the start of the process. */
export const LIMITS: Limits = { time: 20_000, memory: 400 };
const WORKER = join(import.meta.dirname, 'worker.ts');

/** Queue: one file at a time, so that many files need no more memory than one. */
let previous: Promise<unknown> = Promise.resolve();

/**
 * Reads the text of a PDF, a Word file or a text file. The content decides which one it is.
 * @param bytes not modified
 * @param limits override the defaults in tests
 * @returns never rejects
 */
export function readDocument(bytes: Uint8Array, limits = LIMITS): Promise<DocumentOutcome> {
  if (bytes.length === 0) return Promise.resolve(refused('empty'));
  if (bytes.length > LARGEST_DOCUMENT) return Promise.resolve(refused('too-large'));
  const reading = previous.then(() => readInProcess(bytes, limits).catch(() => refused('broken')));
  previous = reading;
  return reading;
}

async function readInProcess(bytes: Uint8Array, limits: Limits): Promise<DocumentOutcome> {
  const { NODE_COMPILE_CACHE } = process.env;
  const child = fork(WORKER, {
    execArgv: [`--max-old-space-size=${HEAP_AT_MOST}`],
    // No secrets in its environment; what a library prints about a file must not reach a log.
    env: NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  const { promise, resolve } = Promise.withResolvers<DocumentOutcome>();
  const timeout = setTimeout(() => resolve(refused('timeout')), limits.time);
  child.once('message', (message) => resolve(OutcomeSchema.safeParse(message).data ?? refused('broken')));
  child.on('error', () => resolve(refused('broken')));
  // A signal means that the system or its own watch killed it, for its memory.
  child.once('exit', (_, signal) => resolve(refused(signal === null ? 'broken' : 'too-large')));
  child.send({ bytes, limits }, () => {
    // Ignored: if the process has ended already, `exit` reports it.
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timeout);
    child.kill('SIGKILL');
  }
}

/** In characters: about thirty full pages. */
export const EXTRACTED_AT_MOST = 150_000;

const REASONS = ['encrypted', 'scanned', 'empty', 'broken', 'too-large', 'too-long', 'unsupported', 'timeout'] as const;

export const OutcomeSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('read'),
    /** Line by line, without invisible text. Tabs separate cells of a table row, and columns on one line. */
    text: z.string(),
  }),
  z.object({ outcome: z.literal('refused'), why: z.enum(REASONS satisfies readonly Refusal[]) }),
]);
export type DocumentOutcome = z.infer<typeof OutcomeSchema>;

export function refused(why: Refusal): DocumentOutcome {
  return { outcome: 'refused', why };
}
