/** Renders messages for Discord: escapes markup, splits texts, and puts controls below the last part. */
import { ComponentType } from 'discord.js';
import { z } from 'zod';
import type { Link, Outbound } from '../contract.ts';
import { composeQuestion, findLongList, packItems, split } from '../split.ts';
import type { Channel } from './api.ts';
import { actionRows, type Row } from './controls.ts';

/** Maximum length of a message and of a card's text, in UTF-16 units. */
export const MESSAGE_AT_MOST = 2_000;
export const CARD_AT_MOST = 4_000;

export interface Part {
  readonly content: string;
  readonly rows?: readonly Row[];
  readonly file?: { readonly name: string; readonly mime: string; readonly bytes: Uint8Array };
  /** A framed message (Components V2), which holds more text. Not used for letters: it can't be copied as a whole. */
  readonly isCard?: boolean;
}

export function renderParts(message: Outbound, { channel, owner }: Channel): Part[] {
  if (message.kind === 'file') return [{ content: '', file: message }];
  if (message.kind === 'say' && message.links?.length) return linkedParts(message.text, message.links, channel);
  if (message.kind !== 'ask') return textsOf(message.text).map((content) => ({ content }));
  const text = composeQuestion(message);
  const rows = actionRows(message, owner);
  const whole = escapeMarkup(text);
  // A review is one card, so that its next version or a question about it can replace it. A card can't become a text.
  const isCard = message.question === 'review' || message.isAgain === true;
  if (isCard && whole.length <= CARD_AT_MOST) return [{ content: whole, rows, isCard }];
  const texts = textsOf(text);
  return texts.map((content, at) => ({ content, rows: at === texts.length - 1 ? rows : [] }));
}

/** A plain message if the text fits, otherwise cards, split between list entries. */
function linkedParts(text: string, links: readonly Link[], channel: string): Part[] {
  const { head = text, items = [] } = findLongList(text) ?? {};
  let from = 0;
  const entries = [head, ...items].map((entry) => {
    const at = text.indexOf(entry, from);
    from = at + entry.length;
    return linkedText(text, { at, end: from }, links, channel);
  });
  const [whole, ...more] = packItems(entries, MESSAGE_AT_MOST);
  if (whole !== undefined && more.length === 0) return [{ content: whole }];
  return packItems(entries, CARD_AT_MOST).map((content) => ({ content, isCard: true }));
}

/** Escapes a range of the text and links quotes to the messages they come from. */
function linkedText(text: string, part: { at: number; end: number }, links: readonly Link[], channel: string): string {
  let [shown, from] = ['', part.at];
  for (const { at, length, message } of links) {
    if (at < from || at + length > part.end) continue;
    const words = text.slice(at, at + length);
    // Discord would misinterpret these characters in a link's text.
    if (['[', ']', '://', '\n'].some((sign) => words.includes(sign))) continue;
    shown += `${escapeMarkup(text.slice(from, at))}[${escapeMarkup(words)}](https://discord.com/channels/@me/${channel}/${message})`;
    from = at + length;
  }
  return shown + escapeMarkup(text.slice(from, part.end));
}

export function componentsOf({ content, rows = [], isCard = false }: Part): unknown[] {
  if (!isCard) return [...rows];
  return [{ type: ComponentType.Container, components: [{ type: ComponentType.TextDisplay, content }] }, ...rows];
}

const CardSchema = z.object({ components: z.array(z.object({ content: z.string() })) });

/** Extracts the text of a card from a message's components; empty if it isn't a card. */
export function cardText([card]: readonly unknown[]): string {
  return (
    CardSchema.safeParse(card)
      .data?.components.map(({ content }) => content)
      .join('\n') ?? ''
  );
}

/** Splits a text into messages. Drops blank ones, which Discord refuses. */
export function textsOf(text: string): string[] {
  return textPieces(text).filter((piece) => piece.trim() !== '');
}

/** Splits and escapes a text. As displayed by Discord, the joined pieces equal the text. */
export function textPieces(text: string, limit = MESSAGE_AT_MOST): string[] {
  return split(text, limit).flatMap((piece) => {
    const escaped = escapeMarkup(piece);
    if (escaped.length <= MESSAGE_AT_MOST) return [escaped];
    // Escaping makes text longer: split the piece again at a proportionally smaller limit.
    return textPieces(piece, Math.floor((piece.length * MESSAGE_AT_MOST) / escaped.length) - 1);
  });
}

/** Links aren't escaped: a backslash would become part of the URL. */
const LINK = /(?:https?|steam):\/\/[^\s<]+[^<.,:;"'\]\s]/;
/** Markup anywhere: emphasis, code, `~~`, `||`, masked links, mentions, timestamps, `:emoji:`, `@everyone`. */
const ANYWHERE = /[\\*_`[<]|~(?=~)|(?<=~)~|\|(?=\|)|(?<=\|)\||:(?=(?!\d\d?:)[\w+-]+:)|@(?=everyone|here)/;
/** A match of one character is markup, a longer one is a link. */
const LINK_OR_MARKUP = new RegExp(`${LINK.source}|${ANYWHERE.source}`, 'g');
/** Markup at the start of a line: headings, small print, quotes, lists. A number is escaped behind it: `1\.` */
const LINE_START = /^([ \t]*)(#|>|-(?=[\s#]))|^([ \t]*\d+)(?=\.\s)/gm;

export function escapeMarkup(text: string): string {
  return text
    .replace(LINK_OR_MARKUP, (match) => (match.length > 1 ? match : `\\${match}`))
    .replace(LINE_START, '$1$3\\$2');
}
