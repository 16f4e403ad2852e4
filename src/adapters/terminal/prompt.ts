/** The input line at the bottom of the screen, and a yes-or-no question before there is one. */
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { setImmediate as eventsHandled } from 'node:timers/promises';
import { phraseIn, yesOrNo } from '../../text/phrases.ts';
import type { Ask } from '../contract.ts';
import { chosen, render, styled } from './layout.ts';
import { type Printer, sanitizeOutput, type TerminalInput, type TerminalOutput } from './streams.ts';

interface PromptOptions {
  readonly input: TerminalInput;
  readonly output: TerminalOutput;
  readonly printer: Printer;
  /** Called with a non-blank message. A paste of several lines is one message. */
  onMessage(text: string): void;
  /** Called on Ctrl-C, Ctrl-D, end of input and after `close`. */
  onLeave(): void;
}

const UP_ONE = '\u001b[1A';
const CLEAR_BELOW = '\u001b[J';
/** Turns bracketed paste on and off. */
const MARK_PASTES = '\u001b[?2004h';
const UNMARK_PASTES = '\u001b[?2004l';

export type Prompt = ReturnType<typeof createPrompt>;

export function createPrompt({ input, output, printer, onMessage, onLeave }: PromptOptions) {
  const marker = styled('bold', '› ', output);
  /** Input for readline without pastes, which it would process key by key and line by line. */
  const keys = Object.assign(new PassThrough(), { setRawMode: (mode: boolean) => input.setRawMode?.(mode) });
  // No history: answers aren't repeated, and the up arrow would replace the line being edited.
  const editor = createInterface({ input: keys, output, terminal: true, prompt: marker, historySize: 0 });
  /** Lines of a paste above the one being edited. */
  let above: string[] = [];
  let isPasting = false;
  let isWorking = false;
  let isClosed = false;
  editor.on('line', entered);
  editor.on('SIGINT', onLeave);
  editor.on('close', onLeave);
  // After Ctrl-Z: the shell has changed the terminal's modes, and readline must be shown again.
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
    // Without the last line break, which would leave an empty line.
    editor.write(sanitizeOutput(text).replace(/\n+$/, ''));
    isPasting = false;
  }

  function show(keepCursor: boolean): void {
    // All prompts have the same width, so that the cursor stays in place.
    editor.setPrompt(above.length > 0 ? '  ' : isWorking ? styled('dim', '… ', output) : marker);
    editor.prompt(keepCursor);
  }

  /** Returns escape sequences that clear the edited line and everything below. */
  function erased(): string {
    const { rows } = editor.getCursorPos();
    return `${rows > 0 ? `\u001b[${rows}A` : ''}\r${CLEAR_BELOW}`;
  }

  return {
    /** Shows the prompt and reads keys until the input ends or `close` is called. */
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
            // Key by key: readline miscounts the rows of its line if it gets several at once.
            else for (const character of piece.text) keys.write(character);
            // Readline must process these keys before a paste bypasses it.
            await eventsHandled();
          }
        }
      } finally {
        editor.close();
      }
    },
    /** Prints text above the edited line. @returns false if the output is closed */
    print(text: string): Promise<boolean> {
      if (isClosed) return printer.print(text);
      // To redraw, readline moves up `rows` from the cursor, so the cursor must be that far below.
      const printed = printer.print(`${erased()}${text}${'\n'.repeat(editor.getCursorPos().rows)}`);
      editor.prompt(true);
      return printed;
    },
    /** Shows whether a message is being processed. The next one can already be typed. */
    working(on: boolean): void {
      if (isClosed || isWorking === on) return;
      isWorking = on;
      show(true);
    },
    /** Replaces the prompt with `farewell` and restores the terminal. */
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

/** Separates typed text from bracketed pastes, across chunk boundaries. Each paste is returned whole. */
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
    // A lone escape is the Escape key: terminals send a paste mark in one piece.
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
  readonly stopped: AbortSignal;
}

interface YesOrNo {
  readonly yes: string;
  readonly no: string;
  /** The reply to any other answer. */
  readonly yesOrNo: string;
}

/** Repeats a question until it is answered; leaves the input open. @returns null if the input ended or was stopped */
export async function askYesOrNo(
  text: string,
  words: YesOrNo,
  { input, output, stopped }: Asking,
): Promise<boolean | null> {
  if (stopped.aborted) return null;
  const fixed = { kind: 'ask', question: 'confirm', noted: [], mark: '' } as const;
  const choices = [
    { id: 'yes', label: words.yes },
    { id: 'no', label: words.no },
  ];
  const question: Ask = { ...fixed, text, choices };
  const marker = styled('bold', '› ', output);
  // Reads whole lines, so that text typed ahead stays for the conversation.
  const lines = createInterface({ input, terminal: false, signal: stopped });
  try {
    output.write(`${render(question, output)}\n\n${marker}`);
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
