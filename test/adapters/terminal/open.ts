/** Terminals for tests, with access to input and output. */

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Adapter } from '../../../src/adapters/contract.ts';
import type { TerminalOptions } from '../../../src/adapters/terminal/terminal.ts';
import { createTerminal } from '../../../src/adapters/terminal/terminal.ts';
import { Recorder } from './streams.ts';

export interface Opened extends AsyncDisposable {
  readonly adapter: Adapter;
  readonly directory: string;
  readonly faults: unknown[];
  /** Resolves when the adapter calls `onEnd`. */
  readonly ended: Promise<void>;
}

/** A terminal on these streams. Disposing stops the adapter and removes its files. */
export async function open(
  options: Pick<TerminalOptions, 'mode' | 'input' | 'output'> & Partial<TerminalOptions>,
): Promise<Opened> {
  const directory = await mkdtemp(join(tmpdir(), 'foreword-terminal-'));
  const faults: unknown[] = [];
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const adapter = createTerminal({
    filesDirectory: directory,
    newId: randomUUID,
    now: () => new Date(),
    onEnd: resolve,
    onFault: (error) => faults.push(error),
    ...options,
  });
  return {
    adapter,
    directory,
    faults,
    ended,
    async [Symbol.asyncDispose]() {
      await adapter.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export interface OpenedJsonl extends Opened {
  readonly input: PassThrough;
  readonly output: Recorder;
  /** Writes a line as it is, or an object as JSON. */
  write(line: string | object): void;
  /** The lines printed so far. */
  lines(): Record<string, unknown>[];
}

/** A terminal with the line protocol on streams in memory. */
export async function openJsonl(options: Partial<TerminalOptions> = {}): Promise<OpenedJsonl> {
  const input = new PassThrough();
  const output = new Recorder();
  const opened = await open({ mode: 'jsonl', input, output, ...options });
  return {
    ...opened,
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
    input,
    output,
    write(line) {
      input.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
    },
    lines: () => linesIn(output.text),
  };
}

/** Parses complete lines of JSON. @throws if one is not an object */
export function linesIn(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const value: unknown = JSON.parse(line);
      if (typeof value !== 'object' || value === null) throw new Error('not an object');
      return { ...value };
    });
}
