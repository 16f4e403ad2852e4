import type { Writable } from 'node:stream';

/** Writes to a stream whose reader may go away at any time, and never throws for it. */
export class Printer {
  readonly #output: Writable;
  readonly #onClosed: () => void;
  #open = true;

  /** `onClosed` is called once, when the stream breaks (EPIPE: the reader went away) or closes. */
  constructor(output: Writable, onClosed: () => void) {
    this.#output = output;
    this.#onClosed = onClosed;
    output.on('error', () => this.#broke());
    output.on('close', () => this.#broke());
  }

  /** Resolves once the stream has taken the text, which is how a slow reader slows the writer; false: nobody reads. */
  print(text: string): Promise<boolean> {
    if (!this.#open) return Promise.resolve(false);
    return new Promise((resolve) => {
      this.#output.write(text, (error) => {
        if (error) this.#broke();
        resolve(!error);
      });
    });
  }

  /** From now on nothing is written. */
  close(): void {
    this.#open = false;
  }

  #broke(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#onClosed();
  }
}
