/** Messages as Discord takes them: text with all markup escaped, in parts of its length, and buttons below the last one. */
import { ComponentType } from 'discord.js';
import { z } from 'zod';
import type { Link, Outbound } from '../contract.ts';
import { longList, messageOf, packed, split } from '../split.ts';
import type { Spot } from './api.ts';
import { type Row, rowsOf } from './controls.ts';

/** The most that one message holds, and the text of a card, in UTF-16 units. */
export const TEXT_AT_MOST = 2_000;
export const CARD_AT_MOST = 4_000;

export interface Part {
  readonly content: string;
  readonly rows?: readonly Row[];
  readonly file?: { readonly name: string; readonly mime: string; readonly bytes: Uint8Array };
  /** In a frame (Components V2), which holds more text. It can't be copied as a whole, so that no letter is one. */
  readonly isCard?: boolean;
}

export function partsOf(message: Outbound, { channel, owner }: Spot): Part[] {
  if (message.kind === 'file') return [{ content: '', file: message }];
  if (message.kind === 'say' && message.links?.length) return linkedParts(message.text, message.links, channel);
  if (message.kind !== 'ask') return textsOf(message.text).map((content) => ({ content }));
  const text = messageOf(message);
  const rows = rowsOf(message, owner);
  const whole = escapeMarkup(text);
  // The review is one message, which its next version or a question about it takes the place of. A card stays one.
  const isCard = message.question === 'review' || message.isAgain === true;
  if (isCard && whole.length <= CARD_AT_MOST) return [{ content: whole, rows, isCard }];
  const texts = textsOf(text);
  return texts.map((content, at) => ({ content, rows: at === texts.length - 1 ? rows : [] }));
}

/** One message, or one card, as long as it holds the text; else cut between the entries of its list. */
function linkedParts(text: string, links: readonly Link[], channel: string): Part[] {
  const { head = text, items = [] } = longList(text) ?? {};
  let from = 0;
  const entries = [head, ...items].map((entry) => {
    const at = text.indexOf(entry, from);
    from = at + entry.length;
    return linkedText(text, { at, end: from }, links, channel);
  });
  const [whole, ...more] = packed(entries, TEXT_AT_MOST);
  if (whole !== undefined && more.length === 0) return [{ content: whole }];
  return packed(entries, CARD_AT_MOST).map((content) => ({ content, isCard: true }));
}

/** A part of the text, escaped, with what was said earlier linked to where. */
function linkedText(text: string, part: { at: number; end: number }, links: readonly Link[], channel: string): string {
  let [shown, from] = ['', part.at];
  for (const { at, length, message } of links) {
    if (at < from || at + length > part.end) continue;
    const words = text.slice(at, at + length);
    // In the words of a link Discord takes these for something else.
    if (['[', ']', '://', '\n'].some((sign) => words.includes(sign))) continue;
    shown += `${escapeMarkup(text.slice(from, at))}[${escapeMarkup(words)}](https://discord.com/channels/@me/${channel}/${message})`;
    from = at + length;
  }
  return shown + escapeMarkup(text.slice(from, part.end));
}

/** The components of a part, as they are sent. */
export function componentsOf({ content, rows = [], isCard = false }: Part): unknown[] {
  if (!isCard) return [...rows];
  return [{ type: ComponentType.Container, components: [{ type: ComponentType.TextDisplay, content }] }, ...rows];
}

const CardSchema = z.object({ components: z.array(z.object({ content: z.string() })) });

/** The text of a card, from the components of its message; empty where it is none. */
export function cardText([card]: readonly unknown[]): string {
  return (
    CardSchema.safeParse(card)
      .data?.components.map(({ content }) => content)
      .join('\n') ?? ''
  );
}

/** The text in messages. One of white space alone is left out, as Discord would refuse it. */
export function textsOf(text: string): string[] {
  return piecesOf(text).filter((piece) => piece.trim() !== '');
}

/** The text escaped, in pieces that fit a message. What Discord shows of them, joined, is the text again. */
export function piecesOf(text: string, limit = TEXT_AT_MOST): string[] {
  return split(text, limit).flatMap((piece) => {
    const escaped = escapeMarkup(piece);
    if (escaped.length <= TEXT_AT_MOST) return [escaped];
    // Escaping makes a text longer: split it again, smaller by the same ratio.
    return piecesOf(piece, Math.floor((piece.length * TEXT_AT_MOST) / escaped.length) - 1);
  });
}

/** Links are shown as they are; a backslash would become part of the address. */
const LINK = /(?:https?|steam):\/\/[^\s<]+[^<.,:;"'\]\s]/;
/** Markup anywhere: emphasis, code, `~~`, `||`, masked links, mentions, timestamps, `:emoji:`, `@everyone`. */
const ANYWHERE = /[\\*_`[<]|~(?=~)|(?<=~)~|\|(?=\|)|(?<=\|)\||:(?=(?!\d\d?:)[\w+-]+:)|@(?=everyone|here)/;
/** A link is more than one character, markup is always one. */
const LINK_OR_MARKUP = new RegExp(`${LINK.source}|${ANYWHERE.source}`, 'g');
/** Markup at the start of a line: headings, small print, quotes and lists. A number is escaped behind it: `1\.` */
const LINE_START = /^([ \t]*)(#|>|-(?=[\s#]))|^([ \t]*\d+)(?=\.\s)/gm;

/** Puts a backslash before everything that Discord would not show as it is. */
export function escapeMarkup(text: string): string {
  return text
    .replace(LINK_OR_MARKUP, (match) => (match.length > 1 ? match : `\\${match}`))
    .replace(LINE_START, '$1$3\\$2');
}
