/** What a person sent, out of what the gateway or a channel's history says about it. */
import { MessageType } from 'discord.js';
import { z } from 'zod';
import type { Place, Said } from '../contract.ts';
import { attachment } from './attachment.ts';

const AttachmentSchema = z.object({
  id: z.string(),
  filename: z.string(),
  content_type: z.string().nullish(),
  size: z.number(),
  url: z.url(),
});

/** A message, as a dispatch or as an entry of the history, which tells no guild. */
export const MessageSchema = z.object({
  id: z.string().regex(/^\d+$/),
  channel_id: z.string(),
  guild_id: z.string().optional(),
  author: z.object({ id: z.string(), bot: z.boolean().optional() }),
  webhook_id: z.string().optional(),
  type: z.number(),
  content: z.string(),
  timestamp: z.coerce.date(),
  edited_timestamp: z.string().nullish(),
  attachments: z.array(AttachmentSchema),
  mentions: z.array(z.object({ id: z.string() })),
  components: z.array(z.unknown()).optional(),
  referenced_message: z.object({ id: z.string(), author: z.object({ id: z.string() }) }).nullish(),
});
export type Message = z.infer<typeof MessageSchema>;

/** What was said, and under which id of the event. */
export interface Heard {
  readonly id: string;
  readonly place: Place;
  readonly author: string;
  readonly at: Date;
  readonly said: Said;
}

/** Whether a person wrote it: neither a program nor Discord itself, such as about a message that was pinned. */
export function isWritten({ author, webhook_id, type }: Message): boolean {
  return (
    author.bot !== true && webhook_id === undefined && (type === MessageType.Default || type === MessageType.Reply)
  );
}

/** Everything in a message: its words, and each of its files. */
export function heardIn(message: Message, place: Place, me: string): Heard[] {
  const { id, author, timestamp, content, attachments } = message;
  const said = (id: string, said: Said): Heard => ({ id, place, author: author.id, at: timestamp, said });
  const text = withoutMention(content, me);
  const files = attachments.map((each) => said(`${id}:${each.id}`, attachment(each)));
  // A sticker or a poll alone has no words: that is said with no text at all, for which there is an answer.
  return text === '' && files.length > 0 ? files : [said(id, textOf(message, text)), ...files];
}

/** An earlier message in its new wording; null where nobody changed it, as when Discord adds the preview of a link. */
export function editedIn(message: Message, place: Place, me: string): Heard | null {
  const { id, author, edited_timestamp: edited, content } = message;
  if (!edited) return null;
  const said: Said = { kind: 'edited', of: { id }, text: withoutMention(content, me) };
  return { id: `${id}:${edited}`, place, author: author.id, at: new Date(edited), said };
}

function textOf({ referenced_message: replied, author }: Message, text: string): Said {
  // A reply to words of one's own is about them; a reply to a question is an answer like any other.
  const re = replied?.author.id === author.id ? { id: replied.id } : null;
  return { kind: 'text', text, ...(re !== null && { re }) };
}

/** In a thread the bot must be called by its name, which is no part of the answer. */
function withoutMention(content: string, me: string): string {
  return content.replace(new RegExp(`^\\s*<@!?${me}>\\s*|\\s*<@!?${me}>\\s*$`, 'g'), '');
}
