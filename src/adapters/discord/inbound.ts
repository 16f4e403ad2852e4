/** Messages and edits as inbound events: their text and their attachments. */
import { MessageType } from 'discord.js';
import type { Inbound, Place, Said } from '../contract.ts';
import { download, FileUnavailable, LARGEST_FILE, mimeOf } from '../files.ts';
import type { Message } from './api.ts';

const DOWNLOAD_MS = 15_000;

/** False for bots, webhooks and Discord's own messages, such as about a pin. */
export function isFromPerson({ author, webhook_id, type }: Message): boolean {
  const isText = type === MessageType.Default || type === MessageType.Reply;
  return isText && author.bot !== true && webhook_id === undefined;
}

/**
 * The text of a message and each of its files as events of their own, or the edit of its text. Nothing where only Discord
 * changed the message, to add the preview of a link.
 */
export function eventsIn(kind: 'sent' | 'edited', message: Message, place: Place, botId: string): Inbound[] {
  const { id, author, content, edited_timestamp: edited, referenced_message: replied } = message;
  const common = { place, author: author.id, at: message.timestamp };
  // In a thread the bot must be mentioned; the mention isn't part of the answer.
  const text = content.replace(new RegExp(`^\\s*<@!?${botId}>\\s*|\\s*<@!?${botId}>\\s*$`, 'g'), '');
  if (kind === 'edited') {
    const said: Said = { kind, of: { id }, text };
    return edited ? [{ ...common, id: `${id}:${edited}`, at: new Date(edited), said }] : [];
  }
  const files = message.attachments.map((each) => ({ ...common, id: `${id}:${each.id}`, said: fileOf(each) }));
  // A sticker or a poll has no text: an empty text gets a reply that says so.
  if (text === '' && files.length > 0) return files;
  // A reply to their own message corrects it; a reply to a question is an ordinary answer.
  const isCorrection = replied?.author.id === author.id;
  const said: Said = { kind: 'text', text, ...(isCorrection && { re: { id: replied.id } }) };
  return [{ ...common, id, said }, ...files];
}

function fileOf({ filename, content_type: type, size, url }: Message['attachments'][number]): Said {
  return {
    kind: 'file',
    name: filename,
    // By the name first: Discord's type may be missing, and for Markdown it is whatever the sender's system guessed.
    mime: mimeOf(filename) ?? type?.split(';')[0]?.trim() ?? 'application/octet-stream',
    read: () => (size > LARGEST_FILE ? Promise.reject(new FileUnavailable('too large')) : download(url, DOWNLOAD_MS)),
  };
}
