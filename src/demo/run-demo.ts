/**
 * `npm run demo -- [FILE] [--fast]`: plays a recorded interview. Without pauses where nobody watches, and with --fast.
 */
import { Console } from 'node:console';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { play, readRecording } from './replay.ts';

const RECORDINGS = join(import.meta.dirname, '..', '..', 'test', 'fixtures', 'interviews');
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

// Standard output belongs to the conversation.
globalThis.console = new Console(process.stderr, process.stderr);

const { values, positionals } = parseArgs({ allowPositionals: true, options: { fast: { type: 'boolean' } } });
const recording = await readRecording(positionals[0] ?? join(RECORDINGS, 'ledger.json'));
const isPaced = process.stdout.isTTY && values.fast !== true;
const hasKeys = isPaced && process.stdin.isTTY;

const stopping = new AbortController();
const stop = () => stopping.abort();
/** Replaced by each key: what is paused goes on. */
let skipping = new AbortController();
const pause = async (milliseconds: number) => {
  const signal = AbortSignal.any([skipping.signal, stopping.signal]);
  return sleep(milliseconds, true, { signal }).catch(() => false);
};

process.once('SIGINT', stop);
process.once('SIGTERM', stop);
// The reader of a pipe may go away.
process.stdout.on('error', stop);
if (hasKeys) {
  // What is typed is not shown among the recorded lines.
  process.stdin.setRawMode(true);
  process.stdin.on('data', (keys) => {
    const text = keys.toString();
    if (text.includes(CTRL_C) || text.includes(CTRL_D)) stop();
    skipping.abort();
    skipping = new AbortController();
  });
}
try {
  await play(recording, {
    output: process.stdout,
    pause: isPaced ? pause : async () => false,
    hasKeys,
    stopped: stopping.signal,
  });
} finally {
  if (hasKeys) process.stdin.setRawMode(false);
  process.stdin.destroy();
}
