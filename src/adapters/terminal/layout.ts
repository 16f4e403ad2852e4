/** How text is laid out for reading: words wrapped, nothing else changed. */

import wrapAnsi from 'wrap-ansi';
import type { Choice } from '../adapter.ts';

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

/** The choices on one line, each with the number that it can be picked by. */
export function choiceLine(choices: readonly Choice[]): string {
  return choices.map(({ label }, index) => `[${index + 1}] ${label}`).join('  ');
}

/** The choice that was typed alone, by its number, its label or its id. */
export function chosen(typed: string, choices: readonly Choice[]): Choice | undefined {
  const word = typed.trim().toLowerCase();
  return choices.find(
    ({ id, label }, index) => word === String(index + 1) || word === id || word === label.trim().toLowerCase(),
  );
}

/** A thin line across. */
export function rule(width: number | undefined): string {
  return '─'.repeat(width ?? 40);
}
