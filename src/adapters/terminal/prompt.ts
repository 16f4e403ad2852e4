/** The line at the bottom of the screen in which a person writes, and what is printed above it meanwhile. */
import { createInterface, type Interface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { setImmediate as eventsHandled } from 'node:timers/promises';
import { styled } from './layout.ts';
import { type Printer, printable, type TerminalInput, type TerminalOutput } from './streams.ts';

interface PromptOptions {
  readonly input: TerminalInput;
  readonly output: TerminalOutput;
  readonly printer: Printer;
  /** Called with a message that is not blank; a paste of many lines is one message. */
  onMessage(text: string): void;
  /** Called on Ctrl-C, Ctrl-D, the end of the input and after `close`. */
  onLeave(): void;
}

const UP_ONE = '\u001b[1A';
const CLEAR_BELOW = '\u001b[J';

export class Prompt {
  readonly #options: PromptOptions;
  readonly #line: Interface;
  readonly #ready: string;
  /** What readline reads: the input without pastes, which it would process key by key and line by line. */
  readonly #keys: PassThrough;
  /** The lines of a paste that are above the one being edited. */
  #above: string[] = [];
  #pasting = false;
  #working = false;
  #closed = false;

  constructor(options: PromptOptions) {
    this.#options = options;
    const { input, output } = options;
    this.#ready = styled('bold', '› ', output);
    this.#keys = Object.assign(new PassThrough(), { setRawMode: (mode: boolean) => input.setRawMode?.(mode) });
    // No history: answers are not given twice, and the up arrow would replace the line being written.
    this.#line = createInterface({ input: this.#keys, output, terminal: true, prompt: this.#ready, historySize: 0 });
    this.#line.on('line', (line) => this.#entered(line));
    this.#line.on('SIGINT', () => options.onLeave());
    // Back after Ctrl-Z: the shell has changed the terminal's modes, and readline waits to be shown again.
    this.#line.on('SIGCONT', () => {
      void options.printer.print(MARK_PASTES);
      this.#line.prompt(true);
    });
    this.#line.on('close', () => options.onLeave());
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
          // Key by key: given several at once, readline loses count of the rows of its line.
          else for (const character of piece.text) this.#keys.write(character);
          // Readline has to process the keys before a paste bypasses it.
          await eventsHandled();
        }
      }
    } finally {
      this.#line.close();
    }
  }

  /** Prints text above the line being written, which stays as it is; false when nobody reads any more. */
  print(text: string): Promise<boolean> {
    if (this.#closed) return this.#options.printer.print(text);
    // Readline assumes the cursor `rows` below the first row of its line, and moves up that far to redraw it.
    const { rows } = this.#line.getCursorPos();
    const printed = this.#options.printer.print(`${this.#erased()}${text}${'\n'.repeat(rows)}`);
    this.#line.prompt(true);
    return printed;
  }

  /** Shows whether a message is being processed; the next one can be written meanwhile. */
  working(on: boolean): void {
    if (this.#closed || this.#working === on) return;
    this.#working = on;
    this.#show(true);
  }

  /** Replaces the prompt by `farewell` and restores the terminal. */
  async close(farewell: string): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const printed = this.#options.printer.print(`${this.#erased()}${farewell}${UNMARK_PASTES}`);
    this.#line.close();
    this.#options.input.destroy();
    await printed;
  }

  #entered(line: string): void {
    const { printer, onMessage } = this.#options;
    this.#above.push(line);
    if (!this.#pasting) {
      const message = this.#above.join('\n').trim();
      this.#above = [];
      void printer.print(message === '' ? UP_ONE : '\n');
      if (message !== '') onMessage(message);
    }
    this.#show(false);
  }

  #paste(text: string): void {
    this.#pasting = true;
    // Without the last line break, which would leave the person on an empty line.
    this.#line.write(printable(text).replace(/\n+$/, ''));
    this.#pasting = false;
  }

  #show(keepCursor: boolean): void {
    // All of one width, so that the cursor stays where it is. Further lines of a paste are indented.
    const marker = this.#working ? styled('dim', '… ', this.#options.output) : this.#ready;
    this.#line.setPrompt(this.#above.length > 0 ? '  ' : marker);
    this.#line.prompt(keepCursor);
  }

  /** Escape sequences that clear the line being written and everything below. */
  #erased(): string {
    const { rows } = this.#line.getCursorPos();
    return `${rows > 0 ? `\u001b[${rows}A` : ''}\r${CLEAR_BELOW}`;
  }
}

/** Asks the terminal to mark pastes, and to stop. */
const MARK_PASTES = '\u001b[?2004h';
const UNMARK_PASTES = '\u001b[?2004l';

const BEGIN = '\u001b[200~';
const END = '\u001b[201~';

export interface Piece {
  readonly kind: 'typed' | 'pasted';
  readonly text: string;
}

/** Tells typing from pastes by the marks around them, in whatever chunks the input comes; a paste comes whole. */
export class Pastes {
  #kind: Piece['kind'] = 'typed';
  #held = '';

  take(chunk: string): Piece[] {
    const pieces: Piece[] = [];
    let text = this.#held + chunk;
    for (;;) {
      const mark = this.#kind === 'typed' ? BEGIN : END;
      const at = text.indexOf(mark);
      if (at === -1) break;
      pieces.push({ kind: this.#kind, text: text.slice(0, at) });
      text = text.slice(at + mark.length);
      this.#kind = this.#kind === 'typed' ? 'pasted' : 'typed';
    }
    // A lone escape is the Escape key: terminals send a mark in one go.
    const started = text.lastIndexOf('\u001b[');
    const typed = started !== -1 && BEGIN.startsWith(text.slice(started)) ? started : text.length;
    const whole = this.#kind === 'pasted' ? 0 : typed;
    pieces.push({ kind: 'typed', text: text.slice(0, whole) });
    this.#held = text.slice(whole);
    return pieces.filter((piece) => piece.text !== '');
  }
}
