/** `npm run demo -- [FILE] [--fast]`: plays a recorded interview. No pauses outside a terminal, or with --fast. */
import { Console } from 'node:console';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { playDemo, readRecording } from './replay.ts';

const RECORDINGS = join(import.meta.dirname, '..', '..', 'test', 'fixtures', 'interviews');
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

// Standard output is only for the conversation.
globalThis.console = new Console(process.stderr, process.stderr);

const { values, positionals } = parseArgs({ allowPositionals: true, options: { fast: { type: 'boolean' } } });
const recording = await readRecording(positionals[0] ?? join(RECORDINGS, 'ledger.json'));
const isPaced = process.stdout.isTTY && values.fast !== true;
const hasKeys = isPaced && process.stdin.isTTY;

const stopping = new AbortController();
const stop = () => stopping.abort();
/** Each key press aborts the current pause and replaces this controller. */
let skipping = new AbortController();
const pause = async (milliseconds: number) => {
  const signal = AbortSignal.any([skipping.signal, stopping.signal]);
  return sleep(milliseconds, true, { signal }).catch(() => false);
};

process.once('SIGINT', stop);
process.once('SIGTERM', stop);
// The other end of a pipe may close it.
process.stdout.on('error', stop);
if (hasKeys) {
  // Typed keys are not shown among the recorded lines.
  process.stdin.setRawMode(true);
  process.stdin.on('data', (keys) => {
    const text = keys.toString();
    if (text.includes(CTRL_C) || text.includes(CTRL_D)) stop();
    skipping.abort();
    skipping = new AbortController();
  });
}
try {
  await playDemo(recording, {
    output: process.stdout,
    pause: isPaced ? pause : async () => false,
    hasKeys,
    stopped: stopping.signal,
  });
} finally {
  if (hasKeys) process.stdin.setRawMode(false);
  process.stdin.destroy();
}
