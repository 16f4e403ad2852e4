import type { Adapter } from '../contract.ts';
import { Jsonl } from './jsonl.ts';
import type { TerminalOptions } from './options.ts';
import { Talk } from './talk.ts';

export type { TerminalInput, TerminalOptions, TerminalOutput } from './options.ts';

/**
 * The terminal as a platform: with a program that speaks the line protocol, or with a person.
 *
 * `send` never throws: it tells `failed` when a file cannot be written or nobody reads the output any more, so that the
 * message stays where it was and can be sent by the next process. `stop` resolves when every `receive` under way has
 * settled; it does not wait for `settled`.
 */
export function createTerminal(options: TerminalOptions): Adapter {
  return options.mode === 'jsonl' ? new Jsonl(options) : new Talk(options);
}
