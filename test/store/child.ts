/** A real process with a store that runs `process.ts`, for tests that kill it or watch it from outside. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Child {
  /** The next line that it reports. */
  next(): Promise<unknown>;
  /** Kills it with SIGKILL. @returns the lines that it reported until then */
  kill(): Promise<string[]>;
  readonly ended: Promise<{ readonly code: number | null; readonly errors: string }>;
}

export function run(what: string, where: string): Child {
  const script = fileURLToPath(new URL('./process.ts', import.meta.url));
  const child = spawn(process.execPath, [script, what, where], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let errors = '';
  child.stderr.on('data', (text) => {
    errors += text;
  });
  const ended = once(child, 'close').then(([code]) => ({ code, errors }));
  return {
    ended,
    async next() {
      const { value, done } = await lines.next();
      if (done) throw new Error(`The process ended: ${errors}`);
      return JSON.parse(value);
    },
    async kill() {
      child.kill('SIGKILL');
      const rest: string[] = [];
      for (let line = await lines.next(); !line.done; line = await lines.next()) rest.push(line.value);
      await ended;
      return rest;
    },
  };
}
