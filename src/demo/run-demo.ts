/** `npm run demo -- [FILE] [--fast]`: plays a recorded interview. No pauses outside a terminal, or with --fast. */
import { Console } from 'node:console';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { playDemo, readRecording } from './replay.ts';

const RECORDINGS = join(import.meta.dirname, '..', '..', 'test', 'fixtures', 'interviews');

// Standard output is only for the conversation.
globalThis.console = new Console(process.stderr, process.stderr);

const { values, positionals } = parseArgs({ allowPositionals: true, options: { fast: { type: 'boolean' } } });
const recording = await readRecording(positionals[0] ?? join(RECORDINGS, 'ledger.json'));
const isPaced = process.stdout.isTTY && values.fast !== true;

const stopping = new AbortController();
const stop = () => stopping.abort();
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
// The other end of a pipe may close it.
process.stdout.on('error', stop);
await playDemo(recording, {
  output: process.stdout,
  pause: async (milliseconds) => {
    if (isPaced) await sleep(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
  },
  stopped: stopping.signal,
});
