/** What a terminal is made of. Everything that reaches outside comes in here, so that a test can hold both ends. */

import type { Readable, Writable } from 'node:stream';
import type { Place } from '../contract.ts';

/** Standard input, or anything that can be read; `isTTY` says that a person types there. */
export type TerminalInput = Readable & { readonly isTTY?: boolean; setRawMode?(mode: boolean): unknown };

/** Standard output, or anything that can be written; `isTTY` says that a person reads there, `columns` how wide it is. */
export type TerminalOutput = Writable & { readonly isTTY?: boolean; readonly columns?: number };

export interface TerminalOptions {
  /** `jsonl` speaks the line protocol with a program, `talk` talks to a person. */
  readonly mode: 'jsonl' | 'talk';
  readonly input: TerminalInput;
  readonly output: TerminalOutput;
  /** Where delivered files are written, in one folder for each place. Made when it is first needed. */
  readonly filesDirectory: string;
  /** A unique id for each event that comes without one, such as `crypto.randomUUID`. */
  newId(): string;
  now(): Date;
  /**
   * Called once, when the input has ended, the person left or nobody reads the output any more, and all that was under
   * way is finished. Not called after `stop()`.
   */
  onEnd(): void;
  /** Called with what `receive` or the input threw; the person has had a plain sentence. Must not write to `output`. */
  onFault(error: unknown): void;
  /**
   * Resolves when nothing is under way for the place any more, such as a letter that is still being written after
   * `receive` settled. Only then is a turn over: `ready` is printed and the next line taken. Left out: at once.
   */
  settled?(place: Place): Promise<void>;
}

/** The conversation of a line that names no place, and the only one of `talk`. */
export const LOCAL = 'terminal:local' satisfies Place;
