/** What is said, laid out for a person to read in a terminal. */

import { styleText } from 'node:util';
import { notSaved, savedAs } from '../../prompts/terminal.ts';
import type { Ask } from '../contract.ts';
import { messageOf } from '../message.ts';
import type { Delivery } from './delivery.ts';
import { choiceList, lastParagraph, readingWidth, rule, wrap } from './layout.ts';
import type { TerminalOutput } from './options.ts';
import { printable } from './text.ts';

type Style = 'bold' | 'dim';

/** The text in a style where `output` is a terminal that shows styles and nobody asked for none (NO_COLOR). */
export function styled(style: Style, text: string, output: TerminalOutput): string {
  return styleText(style, text, { stream: output });
}

/** Text as it is read: harmless, wrapped to the width of `output`. */
export function remark(text: string, output: TerminalOutput): string {
  return wrap(printable(text).trim(), readingWidth(output.columns));
}

/** What was noted, the question in bold, the progress, and the choices below. Of several paragraphs the last is the question. */
export function question(ask: Ask, output: TerminalOutput): string {
  const { before, last } = lastParagraph(remark(ask.text, output));
  const noted = ask.noted.map((note) => ({ ...note, text: printable(note.text) }));
  const message = messageOf({ ...ask, noted, text: before + styled('bold', last, output) });
  const asked = wrap(message, readingWidth(output.columns));
  if (ask.choices.length === 0) return asked;
  return `${asked}\n${styled('dim', remark(choiceList(ask), output), output)}`;
}

/** A letter between thin lines. It is wrapped for reading; the file that follows has the text itself. */
export function letter(text: string, output: TerminalOutput): string {
  const line = styled('dim', rule(readingWidth(output.columns)), output);
  return `${line}\n\n${remark(text, output)}\n\n${line}`;
}

/** Says where a file is, or why there is none. */
export function file(delivery: Delivery): string {
  return printable('path' in delivery ? savedAs(delivery.path) : notSaved(delivery.failure));
}
