/** The two ends of a terminal: lines in, text out, and text made safe for either. */
import type { Readable, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

/** Standard input, or any readable stream; `isTTY`: a person types there. */
export type TerminalInput = Readable & { readonly isTTY?: boolean; setRawMode?(mode: boolean): unknown };

/** Standard output, or any writable stream; `isTTY`: a person reads there, in a window of `columns`. */
export type TerminalOutput = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** In bytes: a message of a megabyte with every character escaped. Bounds the memory that one line can take. */
const LONGEST_LINE = 16 * 1024 * 1024;

const LINE_FEED = 0x0a;

/**
 * Splits a stream into lines, read no faster than they are taken; null is a line that was too long. The last line needs
 * no line feed.
 *
 * `node:readline` also ends a line at U+2028, which JSON text may hold, and at a lone carriage return. A carriage return
 * before the line feed and a byte order mark are dropped; invalid UTF-8 becomes U+FFFD.
 *
 * @throws what the stream fails with, also when it is destroyed
 */
export async function* linesOf(
  input: AsyncIterable<Uint8Array | string>,
  longest: number = LONGEST_LINE,
): AsyncGenerator<string | null> {
  let parts: Uint8Array[] = [];
  let size = 0;

  function keep(bytes: Uint8Array): void {
    size += bytes.length;
    if (size <= longest) parts.push(bytes);
    else parts = [];
  }

  function take(): string | null {
    // One decoder per line drops a byte order mark wherever concatenated files left one.
    const line = size > longest ? null : new TextDecoder().decode(Buffer.concat(parts)).replace(/\r$/, '');
    parts = [];
    size = 0;
    return line;
  }

  for await (const chunk of input) {
    let bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED)) {
      keep(bytes.subarray(0, end));
      yield take();
      bytes = bytes.subarray(end + 1);
    }
    keep(bytes);
  }
  if (size > 0) yield take();
}

/** Writes to a stream whose reader may go away at any time. Never throws. */
export class Printer {
  readonly #output: Writable;
  readonly #onClosed: () => void;
  #open = true;

  /** @param onClosed called once, when the stream breaks (EPIPE: the reader went away) or closes */
  constructor(output: Writable, onClosed: () => void) {
    this.#output = output;
    this.#onClosed = onClosed;
    output.on('error', () => this.#closed());
    output.on('close', () => this.#closed());
  }

  /** Resolves once the stream has taken the text, so that a slow reader slows the writer; false: nobody reads. */
  print(text: string): Promise<boolean> {
    if (!this.#open) return Promise.resolve(false);
    return new Promise((resolve) => {
      this.#output.write(text, (error) => resolve(!error));
    });
  }

  /** Writes nothing more. */
  close(): void {
    this.#open = false;
  }

  #closed(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#onClosed();
  }
}

/** Text as databases accept it: no NUL or half surrogate pair. Applied on input, so that quotes stay verbatim. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** Text without escape sequences and control characters, which could take over the person's terminal. */
export function printable(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', '    ')
    .replace(/[^\P{Cc}\n]/gu, '');
}
