/** How text is laid out for reading: words wrapped, nothing else changed. */

import wrapAnsi from 'wrap-ansi';
import type { Ask, Choice } from '../contract.ts';

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
      const lead = /^\s*(?:(?:[-*•–]|\d{1,3}[.)]|\[\d{1,2}\])\s+)?/.exec(line)?.[0] ?? '';
      const hanging = lead.length <= width / 2 ? lead : '';
      const rows = wrapAnsi(line.slice(hanging.length), width - hanging.length).split('\n');
      return `${hanging}${rows.join(`\n${' '.repeat(hanging.length)}`)}`.trimEnd();
    })
    .join('\n');
}

/** Splits a question from what leads up to it: the question is the last paragraph. */
export function lastParagraph(text: string): { readonly before: string; readonly last: string } {
  const at = text.lastIndexOf('\n\n');
  return at === -1 ? { before: '', last: text } : { before: text.slice(0, at + 2), last: text.slice(at + 2) };
}

type Choosing = Pick<Ask, 'choices' | 'takesNumbers'>;

/** On one line stand no more choices than this, and none with a longer label, in characters. */
const ONE_LINE_CHOICES = 4;
const ONE_LINE_LABEL = 24;

/** The choices, each as it can be picked: by its number, or by its label where a number is an answer. */
export function choiceList({ choices, takesNumbers }: Choosing): string {
  const isShort = choices.length <= ONE_LINE_CHOICES && choices.every(({ label }) => label.length <= ONE_LINE_LABEL);
  return choices
    .map(({ label }, at) => (takesNumbers ? `[${label}]` : `[${at + 1}] ${label}`))
    .join(isShort ? '  ' : '\n');
}

/** The choice that was typed alone: by its number, its label or its id. In brackets, as shown, it is never an answer. */
export function chosen(typed: string, { choices, takesNumbers }: Choosing): Choice | undefined {
  const [, bracketed] = /^\s*\[(.*)\]\s*$/.exec(typed) ?? [];
  const word = (bracketed ?? typed).trim().toLowerCase();
  const byNumber = bracketed !== undefined || !takesNumbers;
  const named = choices.find(({ id, label }) => word === id.toLowerCase() || word === label.trim().toLowerCase());
  // A label may itself be a number, and then it is what was meant.
  return named ?? (byNumber ? choices.find((_, at) => word === String(at + 1)) : undefined);
}

/** A thin line across. */
export function rule(width: number | undefined): string {
  return '─'.repeat(width ?? 40);
}
