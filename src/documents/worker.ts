/** The process that reads one file: it gets the bytes, posts their outcome, and ends. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { readBytes } from './formats.ts';
import { refused } from './outcome.ts';

const TaskSchema = z.object({
  bytes: z.instanceof(Uint8Array),
  limits: z.object({ time: z.number(), memory: z.number() }),
});

/**
 * Ends the process where it holds too much. The limit on the heap does not count buffers, which is where a PDF is unpacked.
 * In a thread, as the reading itself may not pause; the time is limited by whoever started this, unless they are gone.
 */
const WATCH = `
  const { workerData: { time, memory } } = require('node:worker_threads');
  const end = () => process.kill(process.pid, 'SIGKILL');
  setTimeout(end, time);
  const check = () => process.memoryUsage.rss() > memory * 1024 * 1024 && end();
  check();
  setInterval(check, 25);
`;

process.once('disconnect', () => process.exit());
process.once('message', async (message) => {
  const { bytes, limits } = TaskSchema.parse(message);
  const watch = new Worker(WATCH, { eval: true, workerData: { ...limits, time: limits.time * 2 } });
  await once(watch, 'online');
  const outcome = await readBytes(bytes).catch(() => refused('broken'));
  process.send?.(outcome, undefined, undefined, () => process.exit());
});
