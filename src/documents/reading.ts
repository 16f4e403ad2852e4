/**
 * Reads a file that somebody sent. Files are hostile until they are read: each is read in a process of its own, within
 * limits on time and memory, so that nothing in a file slows or ends this one. A worker thread is not enough: where its heap
 * overflows, Node may abort the whole program.
 */

import { fork } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import type { Refusal } from '../prompts/refusals.ts';

/** In bytes, as the words of the refusal say. */
const LARGEST_DOCUMENT = 20 * 1024 * 1024;
/** Megabytes of the process's heap. */
const HEAP_AT_MOST = 256;

interface Limits {
  /** Milliseconds. */
  readonly time: number;
  /** Megabytes of the process. */
  readonly memory: number;
}

/** The start of the process included. */
export const LIMITS: Limits = { time: 20_000, memory: 400 };
const WORKER = join(import.meta.dirname, 'worker.ts');

/** One file at a time, so that many of them need no more memory than one. */
let previous: Promise<unknown> = Promise.resolve();

/**
 * The text of a PDF, a Word file or a text file; which of them it is, its content says.
 * @param bytes stay as they are
 * @param limits others than the usual ones, for tests
 * @returns never rejects
 */
export function readDocument(bytes: Uint8Array, limits = LIMITS): Promise<Outcome> {
  if (bytes.length === 0) return Promise.resolve(refused('empty'));
  if (bytes.length > LARGEST_DOCUMENT) return Promise.resolve(refused('too-large'));
  const reading = previous.then(() => readInProcess(bytes, limits).catch(() => refused('broken')));
  previous = reading;
  return reading;
}

async function readInProcess(bytes: Uint8Array, limits: Limits): Promise<Outcome> {
  const { NODE_COMPILE_CACHE } = process.env;
  const child = fork(WORKER, {
    execArgv: [`--max-old-space-size=${HEAP_AT_MOST}`],
    // Nothing secret is in reach of it, and what a library prints about a file gets into no log.
    env: NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const timeout = setTimeout(() => resolve(refused('timeout')), limits.time);
  child.once('message', (message) => resolve(OutcomeSchema.safeParse(message).data ?? refused('broken')));
  child.on('error', () => resolve(refused('broken')));
  // It was ended from outside, or by its own watch: for its memory.
  child.once('exit', (_, signal) => resolve(refused(signal === null ? 'broken' : 'too-large')));
  child.send({ bytes, limits }, () => {
    // One that is over already says so by its exit.
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timeout);
    child.kill('SIGKILL');
  }
}

/** In characters: thirty full pages. */
export const TEXT_AT_MOST = 150_000;

const REASONS = ['encrypted', 'scanned', 'empty', 'broken', 'too-large', 'too-long', 'unsupported', 'timeout'] as const;

export const OutcomeSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('read'),
    /** Line by line, without invisible text. Cells of a table row, and columns on one line, are parted by tabs. */
    text: z.string(),
  }),
  z.object({ outcome: z.literal('refused'), why: z.enum(REASONS satisfies readonly Refusal[]) }),
]);
export type Outcome = z.infer<typeof OutcomeSchema>;

export function refused(why: Refusal): Outcome {
  return { outcome: 'refused', why };
}
