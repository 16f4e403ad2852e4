/** Streams in place of a terminal's, and a terminal emulator. */

import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import type { TerminalInput, TerminalOutput } from '../../../src/adapters/terminal/streams.ts';

/** Records everything that is written to it. */
export class Recorder extends PassThrough {
  #text = '';

  constructor() {
    super();
    this.setEncoding('utf8').on('data', (text: string) => {
      this.#text += text;
    });
  }

  get text(): string {
    return this.#text;
  }
}

/** Takes keys as a terminal in raw mode sends them. `raw` is the current mode. */
export function terminalInput(): PassThrough & TerminalInput & { raw: boolean } {
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    raw: false,
    setRawMode(mode: boolean) {
      input.raw = mode;
    },
  });
  return input;
}

/** A terminal with this number of columns. It has colours unless NO_COLOR is set, as a real one. */
export function terminalOutput(columns: number): Recorder & TerminalOutput {
  return Object.assign(new Recorder(), { isTTY: true, columns, getColorDepth: WriteStream.prototype.getColorDepth });
}

/** A control sequence, or one character. */
const TOKEN = new RegExp(String.raw`${'\u001b'}\[(\??[\d;]*)([A-Za-z])|([\s\S])`, 'gu');

/**
 * What a terminal of this width shows after this output: all rows, and the cursor as row and column. Knows
 * the sequences that Node's readline and the adapter write. @throws at any other sequence
 */
export function screenOf(
  output: string,
  columns: number,
): { readonly rows: string[]; readonly cursor: [number, number] } {
  const grid: string[][] = [[]];
  let row = 0;
  let column = 0;
  const at = (index: number): string[] => {
    while (grid.length <= index) grid.push([]);
    return grid[index] ?? [];
  };

  for (const token of output.matchAll(TOKEN)) {
    const [, argument = '', command, character] = token;
    const count = Math.max(1, Number(argument || 1));
    if (character === '\r') column = 0;
    // The terminal driver adds a carriage return.
    else if (character === '\n') [row, column] = [row + 1, 0];
    else if (character !== undefined) {
      if (/\p{Cc}/u.test(character)) throw new Error(`a control character: ${JSON.stringify(character)}`);
      // A full row wraps only before the next character.
      if (column === columns) [row, column] = [row + 1, 0];
      const cells = at(row);
      while (cells.length < column) cells.push(' ');
      cells[column] = character;
      column += 1;
    } else if (command === 'A') row = Math.max(0, row - count);
    else if (command === 'B') row += count;
    else if (command === 'C') column = Math.min(columns - 1, column + count);
    else if (command === 'D') column = Math.max(0, Math.min(column, columns - 1) - count);
    else if (command === 'G') column = count - 1;
    else if (command === 'J') {
      at(row).length = Math.min(at(row).length, column);
      grid.length = row + 1;
    } else if (command === 'K') at(row).length = Math.min(at(row).length, column);
    else if (command !== 'm' && !argument.startsWith('?2004')) throw new Error(`unknown sequence: ${command}`);
  }
  at(row);
  return { rows: grid.map((cells) => cells.join('').trimEnd()), cursor: [row, column] };
}
