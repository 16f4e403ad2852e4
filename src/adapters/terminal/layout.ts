/** Lays out messages for a terminal: wrapped, styled and without control characters. */
import { styleText } from 'node:util';
import wrapAnsi from 'wrap-ansi';
import type { Language } from '../../machine/language.ts';
import { terminalWords } from '../../prompts/terminal-texts.ts';
import type { Ask, Choice } from '../contract.ts';
import { composeQuestion } from '../split.ts';
import type { Printable } from './files.ts';
import { sanitizeOutput, type TerminalOutput } from './streams.ts';

/** Maximum columns: longer lines are hard to read. */
const WIDEST = 100;

/** The width to wrap at; undefined if unknown, then nothing is wrapped. */
export function readingWidth(columns: number | undefined): number | undefined {
  return columns === undefined || columns < 1 ? undefined : Math.min(columns, WIDEST);
}

/** Wraps each line at `width`, list items with a hanging indent. Long words stay whole, to be copied. */
export function wrap(text: string, width: number | undefined): string {
  if (width === undefined) return text;
  return text
    .split('\n')
    .map((line) => {
      const lead = /^\s*(?:(?:[-*•–]|\d{1,3}[.)]|\[[a-z]\])\s+)?/.exec(line)?.[0] ?? '';
      const hanging = lead.length <= width / 2 ? lead : '';
      const rows = wrapAnsi(line.slice(hanging.length), width - hanging.length).split('\n');
      return `${hanging}${rows.join(`\n${' '.repeat(hanging.length)}`)}`.trimEnd();
    })
    .join('\n');
}

/** Separates the question, the last paragraph, from the text before it. */
export function lastParagraph(text: string): { readonly before: string; readonly last: string } {
  const at = text.lastIndexOf('\n\n');
  return at === -1 ? { before: '', last: text } : { before: text.slice(0, at + 2), last: text.slice(at + 2) };
}

/** Maximum choices on one line, and the maximum length of their labels. */
const ONE_LINE_CHOICES = 4;
const ONE_LINE_LABEL = 24;

/** Marks of the choices. Numbers are those of sentences, or answers. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Choices after "z" have no mark: they are typed as words. */
export function choiceList({ choices }: Pick<Ask, 'choices'>): string {
  const isShort = choices.length <= ONE_LINE_CHOICES && choices.every(({ label }) => label.length <= ONE_LINE_LABEL);
  return choices
    .map(({ label }, at) => (LETTERS[at] === undefined ? `[${label}]` : `[${LETTERS[at]}] ${label}`))
    .join(isShort ? '  ' : '\n');
}

/** Finds a choice by its typed letter; brackets may stand around it. The turn finds labels. */
export function chosen(typed: string, { choices }: Pick<Ask, 'choices'>): Choice | undefined {
  const [, bracketed = typed] = /^\s*\[(.*)\]\s*$/.exec(typed) ?? [];
  const letter = bracketed.trim().toLowerCase();
  return choices.find((_, at) => letter === LETTERS[at]);
}

/** Adds a style if `output` is a terminal with styles and NO_COLOR is not set. */
export function styled(style: 'bold' | 'dim', text: string, output: TerminalOutput): string {
  return styleText(style, text, { stream: output });
}

function layOutText(text: string, output: TerminalOutput): string {
  return wrap(sanitizeOutput(text).trim(), readingWidth(output.columns));
}

export function render(message: Printable, output: TerminalOutput, language: Language = 'en'): string {
  switch (message.kind) {
    case 'say':
      return layOutText(message.text, output);
    case 'ask':
      return layOutQuestion(message, output);
    case 'letter': {
      // Wrapped for reading; the file that follows has the original text.
      const line = styled('dim', '─'.repeat(readingWidth(output.columns) ?? 40), output);
      return `${line}\n\n${layOutText(message.text, output)}\n\n${line}`;
    }
    case 'file': {
      const { delivery } = message;
      const say = terminalWords(language);
      const isSaved = 'path' in delivery;
      return sanitizeOutput(
        isSaved ? say('saved-as', { path: delivery.path }) : say('not-saved', { code: delivery.failure }),
      );
    }
  }
}

/** Lays out the noted values, the question in bold, the progress and the choices. */
function layOutQuestion(ask: Ask, output: TerminalOutput): string {
  const { before, last } = lastParagraph(layOutText(ask.text, output));
  const noted = ask.noted.map((note) => ({ ...note, text: sanitizeOutput(note.text) }));
  const message = composeQuestion({ ...ask, noted, text: before + styled('bold', last, output) });
  const asked = wrap(message, readingWidth(output.columns));
  if (ask.choices.length === 0) return asked;
  return `${asked}\n${styled('dim', layOutText(choiceList(ask), output), output)}`;
}

/** Rows reserved for the prompt, and the default height of a screen. */
const SPARE_ROWS = 6;
const USUAL_ROWS = 24;

interface Screen {
  print(text: string): Promise<boolean>;
}

/**
 * A letter in progress, shown above the prompt and redrawn as it grows. Any other message replaces it. Disabled if the
 * cursor can't be moved, as in a pipe.
 * @param screen the current printer; the cursor is in the first column before and after
 */
export function createLivePreview(output: TerminalOutput, screen: () => Screen) {
  const isShown = output.isTTY === true && process.env.TERM !== 'dumb';
  /** Rows of the letter above the cursor. */
  let rows = 0;

  /** Returns escape sequences that remove the letter. */
  function erased(): string {
    const up = rows > 0 ? `\u001b[${rows}A\r\u001b[J` : '';
    rows = 0;
    return up;
  }

  return {
    /** Prints a text in place of the letter. */
    print: (text: string): Promise<boolean> => screen().print(`${erased()}${text}`),
    /** Leaves the letter on the screen, because the person writes below it. */
    keep(): void {
      rows = 0;
    },
    /** Shows as many of the last rows as fit; null removes the letter. */
    async grow(text: string | null): Promise<void> {
      if (!isShown) return;
      if (text === null) return void (await screen().print(erased()));
      const room = Math.max(1, (output.rows ?? USUAL_ROWS) - SPARE_ROWS);
      const latest = wrap(sanitizeOutput(text).trim(), readingWidth(output.columns)).split('\n').slice(-room);
      const before = erased();
      rows = latest.length + 1;
      await screen().print(`${before}${latest.map((row) => styled('dim', row, output)).join('\n')}\n\n`);
    },
  };
}
