import type { Adapter } from '../contract.ts';
import { Interactive } from './interactive.ts';
import { Jsonl } from './jsonl.ts';
import type { TerminalOptions } from './session.ts';

/**
 * The terminal as a platform: for a program that speaks the line protocol, or for a person. `send` never throws: it
 * returns `failed` when a file cannot be written or nobody reads the output, so that the next process can send the
 * message. `stop` resolves when every `receive` under way has settled; it does not wait for `settled`.
 */
export function createTerminal(options: TerminalOptions): Adapter {
  return options.mode === 'jsonl' ? new Jsonl(options) : new Interactive(options);
}
