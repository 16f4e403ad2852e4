/** Terminal input and output: reads lines, prints text and sanitizes both. */
import type { Readable, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

/** `isTTY`: a person types. */
export type TerminalInput = Readable & { readonly isTTY?: boolean; setRawMode?(mode: boolean): unknown };

/** `isTTY`: a person reads, in a window of `columns` and `rows`. */
export type TerminalOutput = Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };

/** Maximum bytes of a line: a message of 1 MB with every character escaped. */
const LONGEST_LINE = 16 * 1024 * 1024;
const LINE_FEED = 0x0a;

/**
 * Splits a stream into lines with backpressure; null is a line that was too long. Unlike `node:readline`, it doesn't
 * split at U+2028, which JSON may contain. Drops a carriage return and a byte order mark; invalid UTF-8 becomes U+FFFD.
 * @throws the stream's error, also when it is destroyed
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
    // One decoder per line, to drop byte order marks inside concatenated files.
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

/** Writes to a stream. @param onClosed called once when the stream closes or breaks, for example with EPIPE */
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
    /** Resolves once the stream has accepted the text (backpressure); false if it is closed. */
    async print(text: string): Promise<boolean> {
      return isOpen && new Promise((resolve) => output.write(text, (error) => resolve(!error)));
    },
    close(): void {
      isOpen = false;
    },
  };
}

/** Makes text storable: no NUL, no lone surrogates. Applied on input, so that quotes match verbatim. */
export function sanitizeInput(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** Removes escape sequences and control characters, which could manipulate the terminal. */
export function sanitizeOutput(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', '    ')
    .replace(/[^\P{Cc}\n]/gu, '');
}
