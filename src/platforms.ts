/** The platforms that the settings name, each loaded only where they do; where they name none, the terminal. */
import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Adapter } from './adapters/adapter.ts';
import type { Config } from './config.ts';

export interface Surroundings {
  /** Another program is at the other end of the standard streams, and speaks the line protocol. */
  readonly jsonl: boolean;
  /** Called when there is nobody left to talk to. */
  onEnd(): void;
  /** Called with what went wrong in a turn. */
  onFault(error: unknown): void;
}

/** Adapters that are not started yet, at least one. */
export async function platformsFor(config: Config, surroundings: Surroundings): Promise<readonly Adapter[]> {
  const platforms: Adapter[] = [];
  // A program that speaks the line protocol expects to be answered, whatever else is configured.
  if (surroundings.jsonl || platforms.length === 0) return [await terminal(config, surroundings)];
  return platforms;
}

async function terminal({ data }: Config, { jsonl, onEnd, onFault }: Surroundings): Promise<Adapter> {
  const { createTerminal } = await import('./adapters/terminal/index.ts');
  return createTerminal({
    mode: jsonl ? 'jsonl' : 'talk',
    input: process.stdin,
    output: process.stdout,
    filesDirectory: join(resolve(data), 'letters'),
    newId: randomUUID,
    now: () => new Date(),
    onEnd,
    onFault,
  });
}
