/** Checks of text, entities, captions and buttons, as Telegram's. */
import { z } from 'zod';
import { badRequest } from './faults.ts';

const TEXT_AT_MOST = 4096;
export const CAPTION_AT_MOST = 1024;

const ButtonSchema = z.union([
  z.strictObject({ text: z.string(), callback_data: z.string() }),
  z.strictObject({ text: z.string(), url: z.string() }),
  z.strictObject({ text: z.string(), copy_text: z.strictObject({ text: z.string() }) }),
]);
export const KeyboardSchema = z.strictObject({ inline_keyboard: z.array(z.array(ButtonSchema)) });
export type Button = z.infer<typeof ButtonSchema>;

/** The entity types that the bot may send. */
const ENTITY_TYPES = ['bold', 'italic', 'underline', 'strikethrough', 'spoiler', 'code', 'blockquote'] as const;
export const EntitiesSchema = z.array(
  z.strictObject({ type: z.enum([...ENTITY_TYPES, 'expandable_blockquote']), offset: z.int(), length: z.int() }),
);
export type Entities = z.infer<typeof EntitiesSchema>;

/** Entities must be within the text, and exclude a parse mode. @throws Refusal */
export function checkedEntities(entities: Entities | undefined, text: string, parseMode: string | undefined): Entities {
  if (!entities) return [];
  if (parseMode !== undefined) throw badRequest("can't use entities with parse_mode");
  for (const { offset, length } of entities)
    if (offset < 0 || length < 1 || offset + length > text.length) throw badRequest('ENTITY_BOUNDS_INVALID');
  return entities;
}

/** @returns the text as it is shown, trimmed. @throws Refusal */
export function checkedText(text: string, parseMode: string | undefined): string {
  if (!text.isWellFormed()) throw badRequest('strings must be encoded in UTF-8');
  const shown = parsed(text, parseMode).trim();
  if (shown === '') throw badRequest('message text is empty');
  if (shown.length > TEXT_AT_MOST) throw badRequest('message is too long');
  return shown;
}

export function checkedCaption(caption: string | undefined): string | null {
  if (caption === undefined) return null;
  if (!caption.isWellFormed()) throw badRequest('strings must be encoded in UTF-8');
  if (caption.trim().length > CAPTION_AT_MOST) throw badRequest('message caption is too long');
  return caption.trim() === '' ? null : caption.trim();
}

/** @returns the rows of buttons, or null for none. @throws Refusal */
export function checkedKeyboard(keyboard: z.infer<typeof KeyboardSchema> | undefined): Button[][] | null {
  const rows = keyboard?.inline_keyboard.filter((row) => row.length > 0) ?? [];
  for (const button of rows.flat()) {
    if (button.text.trim() === '') throw badRequest('inline keyboard button text is empty');
    if ('callback_data' in button) {
      const bytes = Buffer.byteLength(button.callback_data);
      if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID');
    } else if ('url' in button) {
      if (!/^(?:https?|tg):\/\//.test(button.url)) throw badRequest('BUTTON_URL_INVALID');
    } else if (button.copy_text.text.length < 1 || button.copy_text.text.length > 256)
      throw badRequest('BUTTON_COPY_TEXT_INVALID');
  }
  return rows.length > 0 ? rows : null;
}

/** Parses only as far as needed to refuse what Telegram refuses. */
function parsed(text: string, parseMode: string | undefined): string {
  if (parseMode === undefined) return text;
  if (parseMode === 'HTML') return html(text);
  if (parseMode !== 'MarkdownV2') throw badRequest('unsupported parse_mode');
  const reserved = /(?<!\\)[_*[\]()~`>#+\-=|{}.!]/.exec(text)?.[0];
  if (reserved !== undefined)
    throw badRequest(
      `can't parse entities: Character '${reserved}' is reserved and must be escaped with the preceding '\\'`,
    );
  return text.replace(/\\(.)/g, '$1');
}

function html(text: string): string {
  const open: string[] = [];
  const plain = text.replace(/<(\/?)([a-z-]*)[^>]*>?/g, (_, slash: string, tag: string) => {
    if (!['b', 'i', 'u', 's', 'code', 'pre', 'a'].includes(tag))
      throw badRequest(`can't parse entities: Unsupported start tag "${tag}" at byte offset 0`);
    if (slash === '') open.push(tag);
    else if (open.pop() !== tag) throw badRequest("can't parse entities: Unmatched end tag at byte offset 0");
    return '';
  });
  if (open.length > 0)
    throw badRequest(`can't parse entities: Can't find end tag corresponding to start tag "${open.at(-1)}"`);
  return plain.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
