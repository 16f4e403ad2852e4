/** The two ends of a terminal: lines in, text out, and text made safe for either. */
import type { Readable, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

/** `isTTY`: a person types there. */
export type TerminalInput = Readable & { readonly isTTY?: boolean; setRawMode?(mode: boolean): unknown };

/** `isTTY`: a person reads there, in a window of `columns` and `rows`. */
export type TerminalOutput = Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };

/** In bytes: a message of a megabyte with every character escaped. Bounds the memory that one line can take. */
const LONGEST_LINE = 16 * 1024 * 1024;
const LINE_FEED = 0x0a;

/**
 * Splits a stream into lines, read no faster than they are taken; null is a line that was too long. Unlike `node:readline`
 * it ends no line at U+2028, which JSON text may hold. A carriage return before the line feed and a byte order mark are
 * dropped; invalid UTF-8 becomes U+FFFD. @throws what the stream fails with, also when it is destroyed
 */
export async function* linesOf(input: AsyncIterable<Uint8Array | string>, longest = LONGEST_LINE) {
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

export type Printer = ReturnType<typeof createPrinter>;

/** Writes to a stream. @param onClosed called once, when the stream closes or breaks: EPIPE, the reader went away */
export function createPrinter(output: Writable, onClosed: () => void) {
  let isOpen = true;

  function closed(): void {
    if (!isOpen) return;
    isOpen = false;
    onClosed();
  }

  output.on('error', closed);
  output.on('close', closed);
  return {
    /** Resolves once the stream has taken the text, so that a slow reader slows the writer; false: nobody reads. */
    async print(text: string): Promise<boolean> {
      return isOpen && new Promise((resolve) => output.write(text, (error) => resolve(!error)));
    },
    /** Writes nothing more. */
    close(): void {
      isOpen = false;
    },
  };
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
