/** Texts as Telegram takes them: cut to messages, with long lists folded. */
import type { MessageEntity } from 'grammy/types';
import { longList, packed } from '../lists.ts';
import { split } from '../split.ts';

/** Limit of a message, in UTF-16 units. */
export const TEXT_AT_MOST = 4096;
/** No preview of the page behind a link. */
export const PLAIN = { link_preview_options: { is_disabled: true } } as const;

/** What one message holds. Formatting is given beside the text, so nothing in it can be taken for markup. */
export interface Part {
  readonly text: string;
  readonly entities?: MessageEntity[];
}

/** A text as the messages that show it. */
export function partsOf(text: string): Part[] {
  return accepted(split(text.toWellFormed(), TEXT_AT_MOST)).map((part) => ({ text: part }));
}

/** A remark: a long list in it is folded, and cut between its entries only. */
export function remarkParts(text: string): Part[] {
  const list = longList(text.toWellFormed());
  if (!list) return partsOf(text);
  const folded = packed(list.items, TEXT_AT_MOST).map((part) => ({ text: part, entities: [folding(0, part)] }));
  const [first] = folded;
  if (!first || list.head === '') return folded;
  const together = `${list.head}\n${first.text}`;
  if (together.length > TEXT_AT_MOST) return [...partsOf(list.head), ...folded];
  return [{ text: together, entities: [folding(list.head.length + 1, first.text)] }, ...folded.slice(1)];
}

/** A quote that shows its first lines until it is tapped. */
function folding(offset: number, { length }: string): MessageEntity {
  return { type: 'expandable_blockquote', offset, length };
}

/** Telegram refuses messages of white space. */
function accepted(texts: readonly string[]): string[] {
  return texts.filter((part) => part.trim() !== '');
}
