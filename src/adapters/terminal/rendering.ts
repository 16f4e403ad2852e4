/** What is said, laid out for a person to read in a terminal. */

import { styleText } from 'node:util';
import { notSaved, savedAs } from '../../prompts/terminal.ts';
import type { Outbound } from '../adapter.ts';
import type { Delivery } from './delivery.ts';
import { choiceLine, lastParagraph, readingWidth, rule, wrap } from './layout.ts';
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

/** A question stands out, with the choices below it. Of several paragraphs the last is the question. */
export function question(message: Extract<Outbound, { kind: 'ask' }>, output: TerminalOutput): string {
  const { before, last } = lastParagraph(remark(message.text, output));
  const asked = before + styled('bold', last, output);
  if (message.choices.length === 0) return asked;
  return `${asked}\n${styled('dim', remark(choiceLine(message), output), output)}`;
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
