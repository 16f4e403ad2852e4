/** A letter that is being written: shown above the prompt, drawn again as it grows, and gone when anything else is said. */
import { readingWidth, styled, wrap } from './layout.ts';
import { printable, type TerminalOutput } from './streams.ts';

/** Rows of the screen that are left for the prompt, and the height of a screen that doesn't tell its own. */
const SPARE_ROWS = 6;
const USUAL_ROWS = 24;

interface Screen {
  print(text: string): Promise<boolean>;
}

/**
 * Nothing is shown where the cursor can't be moved, as in a pipe.
 * @param screen what prints at the moment, with the cursor in the first column before and after
 */
export function createGrowing(output: TerminalOutput, screen: () => Screen) {
  const isShown = output.isTTY === true && process.env.TERM !== 'dumb';
  /** Rows that the letter takes above the cursor. */
  let rows = 0;

  /** Escape sequences that remove it. */
  function erased(): string {
    const up = rows > 0 ? `\u001b[${rows}A\r\u001b[J` : '';
    rows = 0;
    return up;
  }

  return {
    /** Prints in its place. */
    print: (text: string): Promise<boolean> => screen().print(`${erased()}${text}`),
    /** Leaves it where it is: the person writes below it. */
    keep(): void {
      rows = 0;
    },
    /** Shows its last rows, as many as there is room for; null removes it. */
    async grow(text: string | null): Promise<void> {
      if (!isShown) return;
      if (text === null) return void (await screen().print(erased()));
      const room = Math.max(1, (output.rows ?? USUAL_ROWS) - SPARE_ROWS);
      const latest = wrap(printable(text).trim(), readingWidth(output.columns)).split('\n').slice(-room);
      const before = erased();
      rows = latest.length + 1;
      await screen().print(`${before}${latest.map((row) => styled('dim', row, output)).join('\n')}\n\n`);
    },
  };
}
