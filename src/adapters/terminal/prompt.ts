/** The line at the bottom of the screen in which a person writes, and a question before there is one. */
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { setImmediate as eventsHandled } from 'node:timers/promises';
import { phraseIn, yesOrNo } from '../../text/phrases.ts';
import type { Ask } from '../contract.ts';
import { chosen, layOut, styled } from './layout.ts';
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
/** Asks the terminal to mark pastes, and to stop. */
const MARK_PASTES = '\u001b[?2004h';
const UNMARK_PASTES = '\u001b[?2004l';

export type Prompt = ReturnType<typeof createPrompt>;

export function createPrompt({ input, output, printer, onMessage, onLeave }: PromptOptions) {
  const marker = styled('bold', '› ', output);
  /** What readline reads: the input without pastes, which it would process key by key and line by line. */
  const keys = Object.assign(new PassThrough(), { setRawMode: (mode: boolean) => input.setRawMode?.(mode) });
  // No history: answers are not given twice, and the up arrow would replace the line being written.
  const editor = createInterface({ input: keys, output, terminal: true, prompt: marker, historySize: 0 });
  /** The lines of a paste that are above the one being edited. */
  let above: string[] = [];
  let isPasting = false;
  let isWorking = false;
  let isClosed = false;
  editor.on('line', entered);
  editor.on('SIGINT', onLeave);
  editor.on('close', onLeave);
  // Back after Ctrl-Z: the shell has changed the terminal's modes, and readline waits to be shown again.
  editor.on('SIGCONT', () => {
    void printer.print(MARK_PASTES);
    editor.prompt(true);
  });

  function entered(line: string): void {
    above.push(line);
    if (!isPasting) {
      const message = above.join('\n').trim();
      above = [];
      void printer.print(message === '' ? UP_ONE : '\n');
      if (message !== '') onMessage(message);
    }
    show(false);
  }

  function paste(text: string): void {
    isPasting = true;
    // Without the last line break, which would leave the person on an empty line.
    editor.write(printable(text).replace(/\n+$/, ''));
    isPasting = false;
  }

  function show(keepCursor: boolean): void {
    // All of one width, so that the cursor stays where it is. Further lines of a paste are indented.
    editor.setPrompt(above.length > 0 ? '  ' : isWorking ? styled('dim', '… ', output) : marker);
    editor.prompt(keepCursor);
  }

  /** Escape sequences that clear the line being written and everything below. */
  function erased(): string {
    const { rows } = editor.getCursorPos();
    return `${rows > 0 ? `\u001b[${rows}A` : ''}\r${CLEAR_BELOW}`;
  }

  return {
    /** Shows the prompt and takes keys until the input ends or `close` is called. */
    async run(): Promise<void> {
      void printer.print(MARK_PASTES);
      editor.prompt();
      const pastes = new Pastes();
      const decoder = new TextDecoder();
      try {
        for await (const chunk of input) {
          const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
          for (const piece of pastes.take(text)) {
            if (isClosed) return;
            if (piece.kind === 'pasted') paste(piece.text);
            // Key by key: given several at once, readline loses count of the rows of its line.
            else for (const character of piece.text) keys.write(character);
            // Readline has to process the keys before a paste bypasses it.
            await eventsHandled();
          }
        }
      } finally {
        editor.close();
      }
    },
    /** Prints text above the line being written, which stays as it is; false when nobody reads any more. */
    print(text: string): Promise<boolean> {
      if (isClosed) return printer.print(text);
      // Readline assumes the cursor `rows` below the first row of its line, and moves up that far to redraw it.
      const printed = printer.print(`${erased()}${text}${'\n'.repeat(editor.getCursorPos().rows)}`);
      editor.prompt(true);
      return printed;
    },
    /** Shows whether a message is being processed; the next one can be written meanwhile. */
    working(on: boolean): void {
      if (isClosed || isWorking === on) return;
      isWorking = on;
      show(true);
    },
    /** Replaces the prompt by `farewell` and restores the terminal. */
    async close(farewell: string): Promise<void> {
      if (isClosed) return;
      isClosed = true;
      const printed = printer.print(`${erased()}${farewell}${UNMARK_PASTES}`);
      editor.close();
      input.destroy();
      await printed;
    },
  };
}

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

interface Asking {
  readonly input: TerminalInput;
  readonly output: TerminalOutput;
  /** Ends the question. */
  readonly stopped: AbortSignal;
}

interface YesOrNo {
  readonly yes: string;
  readonly no: string;
  /** To any other answer. */
  readonly yesOrNo: string;
}

/** Asks until it is answered, and leaves the input open. @returns null where they left: the input ended, or `stopped` */
export async function askYesOrNo(
  text: string,
  words: YesOrNo,
  { input, output, stopped }: Asking,
): Promise<boolean | null> {
  if (stopped.aborted) return null;
  const fixed = { kind: 'ask', question: 'confirm', noted: [], takesNumbers: false, mark: '' } as const;
  const choices = [
    { id: 'yes', label: words.yes },
    { id: 'no', label: words.no },
  ];
  const question: Ask = { ...fixed, text, choices };
  const marker = styled('bold', '› ', output);
  // Whole lines as the terminal edits them: what is typed ahead stays for the conversation.
  const lines = createInterface({ input, terminal: false, signal: stopped });
  try {
    output.write(`${layOut(question, output)}\n\n${marker}`);
    for await (const line of lines) {
      const answer = chosen(line, question)?.id ?? (phraseIn(line) === 'decline' ? 'no' : yesOrNo(line));
      output.write('\n');
      if (answer !== null) return answer === 'yes';
      output.write(`${words.yesOrNo}\n\n${marker}`);
    }
    output.write('\n');
    return null;
  } finally {
    lines.close();
  }
}
