/** The line at the bottom of the screen in which a person writes, and what is printed above it meanwhile. */

import { createInterface, type Interface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { setImmediate as eventsHandled } from 'node:timers/promises';
import type { TerminalInput, TerminalOutput } from './options.ts';
import { MARK_PASTES, Pastes, UNMARK_PASTES } from './pastes.ts';
import type { Printer } from './printer.ts';
import { printable } from './text.ts';

/** What stands before the line: all of one width. `more` is for the further lines of a paste. */
interface Markers {
  readonly ready: string;
  readonly working: string;
  readonly more: string;
}

interface PromptOptions {
  readonly input: TerminalInput;
  readonly output: TerminalOutput;
  readonly printer: Printer;
  readonly markers: Markers;
  /** A message was sent off; a paste of many lines is one message. Never a blank one. */
  onMessage(text: string): void;
  /** Ctrl-C, Ctrl-D or the end of the input. */
  onLeave(): void;
}

const UP_ONE = '\u001b[1A';
const CLEAR_BELOW = '\u001b[J';

export class Prompt {
  readonly #options: PromptOptions;
  readonly #line: Interface;
  /** What reaches readline: the input without the pastes, which it would take in key by key and line by line. */
  readonly #keys: PassThrough;
  /** The lines of a paste that are above the one being edited. */
  #above: string[] = [];
  #pasting = false;
  #working = false;
  #closed = false;

  constructor(options: PromptOptions) {
    this.#options = options;
    const { input, output, markers } = options;
    this.#keys = Object.assign(new PassThrough(), { setRawMode: (mode: boolean) => input.setRawMode?.(mode) });
    // No history: answers are not given twice, and the arrow up would put an old one in place of the line being written.
    this.#line = createInterface({ input: this.#keys, output, terminal: true, prompt: markers.ready, historySize: 0 });
    this.#line.on('line', (line) => this.#entered(line));
    this.#line.on('SIGINT', () => options.onLeave());
    // Back after Ctrl-Z, where the shell has set the terminal to its own liking and readline waits to be shown again.
    this.#line.on('SIGCONT', () => {
      void options.printer.print(MARK_PASTES);
      this.#line.prompt(true);
    });
    this.#line.on('close', () => {
      if (!this.#closed) options.onLeave();
    });
  }

  /** Shows the prompt and takes keys until the input ends or `close` is called. */
  async run(): Promise<void> {
    void this.#options.printer.print(MARK_PASTES);
    this.#line.prompt();
    const pastes = new Pastes();
    const decoder = new TextDecoder();
    try {
      for await (const chunk of this.#options.input) {
        for (const piece of pastes.take(typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))) {
          if (this.#closed) return;
          if (piece.kind === 'pasted') this.#paste(piece.text);
          else this.#type(piece.text);
          // Readline reads what it was given before a paste goes past it.
          await eventsHandled();
        }
      }
    } finally {
      this.#line.close();
    }
  }

  /** Prints text above the line being written, which stays as it is; false when nobody reads any more. */
  print(text: string): Promise<boolean> {
    if (this.#closed) return Promise.resolve(false);
    // Readline believes the cursor to be `rows` below the first row of its line, and goes up by as many to draw it anew.
    const { rows } = this.#line.getCursorPos();
    const printed = this.#options.printer.print(`${this.#erased()}${text}${'\n'.repeat(rows)}`);
    this.#line.prompt(true);
    return printed;
  }

  /** Shows whether a message is being worked on; one can be written all the same. */
  working(on: boolean): void {
    if (this.#closed || this.#working === on) return;
    this.#working = on;
    this.#show(true);
  }

  /** Takes the prompt off the screen, leaves `farewell` in its place and gives the terminal back as it was. */
  async close(farewell: string): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const printed = this.#options.printer.print(`${this.#erased()}${farewell}${UNMARK_PASTES}`);
    this.#line.close();
    this.#options.input.destroy();
    await printed;
  }

  #entered(line: string): void {
    this.#above.push(line);
    if (!this.#pasting) this.#sendOff();
    this.#show(false);
  }

  #sendOff(): void {
    const message = this.#above.join('\n').trim();
    this.#above = [];
    if (message === '') {
      void this.#options.printer.print(UP_ONE);
    } else {
      void this.#options.printer.print('\n');
      this.#options.onMessage(message);
    }
  }

  /** Key by key: given several at once, readline loses count of the rows of its line. */
  #type(text: string): void {
    for (const character of text) this.#keys.write(character);
  }

  #paste(text: string): void {
    this.#pasting = true;
    // The line break at its end would leave the person on an empty line, looking for what they pasted.
    this.#line.write(printable(text).replace(/\n+$/, ''));
    this.#pasting = false;
  }

  #show(keepCursor: boolean): void {
    const { ready, working, more } = this.#options.markers;
    const idle = this.#working ? working : ready;
    this.#line.setPrompt(this.#above.length > 0 ? more : idle);
    this.#line.prompt(keepCursor);
  }

  /** What moves to the first row of the line being written and clears it and all below. */
  #erased(): string {
    const { rows } = this.#line.getCursorPos();
    return `${rows > 0 ? `\u001b[${rows}A` : ''}\r${CLEAR_BELOW}`;
  }
}
