/** The two ends of a terminal: lines in, text out, and text made safe for either. */
import type { Readable, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

/** `isTTY`: a person types there. */
export type TerminalInput = Readable & { readonly isTTY?: boolean; setRawMode?(mode: boolean): unknown };

/** `isTTY`: a person reads there, in a window of `columns` and `rows`. */
export type TerminalOutput = Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };

/** Unlike `node:readline` it ends no line at U+2028, which JSON text may hold. @throws what the stream fails with */
export async function* linesOf(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of input) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield withoutReturn(line);
  }
  rest += decoder.decode();
  if (rest !== '') yield withoutReturn(rest);
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
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
