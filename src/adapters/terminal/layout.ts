/** How text is laid out for reading: words wrapped, nothing else changed. */

import wrapAnsi from 'wrap-ansi';
import { asksNumber, type Choice, type Outbound } from '../adapter.ts';

/** Longer lines are hard to read, however wide the window. */
const WIDEST = 100;

/** The width to lay out for, and undefined where nothing is known of it: then nothing is wrapped. */
export function readingWidth(columns: number | undefined): number | undefined {
  return columns === undefined || columns < 1 ? undefined : Math.min(columns, WIDEST);
}

/**
 * Wraps each line at `width`, and keeps the line breaks that are there. What a list line goes on with stands under its
 * first word. A word wider than the line is left whole, so that a path or an address can still be copied.
 */
export function wrap(text: string, width: number | undefined): string {
  if (width === undefined) return text;
  return text
    .split('\n')
    .map((line) => {
      const lead = /^\s*(?:(?:[-*•–]|\d{1,3}[.)])\s+)?/.exec(line)?.[0] ?? '';
      const hanging = lead.length <= width / 2 ? lead : '';
      const rows = wrapAnsi(line.slice(hanging.length), width - hanging.length).split('\n');
      return `${hanging}${rows.join(`\n${' '.repeat(hanging.length)}`)}`.trimEnd();
    })
    .join('\n');
}

/** Parts a question from what leads up to it: it is the last paragraph. */
export function lastParagraph(text: string): { readonly before: string; readonly last: string } {
  const at = text.lastIndexOf('\n\n');
  return at === -1 ? { before: '', last: text } : { before: text.slice(0, at + 2), last: text.slice(at + 2) };
}

type Choosing = Pick<Extract<Outbound, { kind: 'ask' }>, 'topic' | 'choices'>;

/** The choices on one line, each as it can be picked: by its number, else by its word. */
export function choiceLine(asked: Choosing): string {
  const numbered = !asksNumber(asked.topic);
  return asked.choices.map(({ label }, at) => (numbered ? `[${at + 1}] ${label}` : `[${label}]`)).join('  ');
}

/** The choice that was typed alone, by its number, its label or its id; in brackets, as it was shown, it is never an answer. */
export function chosen(typed: string, asked: Choosing): Choice | undefined {
  const [, bracketed] = /^\s*\[(.*)\]\s*$/.exec(typed) ?? [];
  const word = (bracketed ?? typed).trim().toLowerCase();
  const byNumber = bracketed !== undefined || !asksNumber(asked.topic);
  return asked.choices.find(
    ({ id, label }, at) => (byNumber && word === String(at + 1)) || word === id || word === label.trim().toLowerCase(),
  );
}

/** A thin line across. */
export function rule(width: number | undefined): string {
  return '─'.repeat(width ?? 40);
}
