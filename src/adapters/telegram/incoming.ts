/** Updates of Telegram as what they mean here. */
import { z } from 'zod';
import { isUnreadable, type Unreadable } from '../../prompts/telegram.ts';
import { commandIn } from '../command.ts';
import type { Inbound, MessageReference, Said } from '../contract.ts';
import { mimeOf } from '../files.ts';
import { readButton } from './buttons.ts';
import { placeOf } from './places.ts';

const ChatSchema = z.object({ id: z.int(), type: z.enum(['private', 'group', 'supergroup', 'channel']) });
const FromSchema = z.object({ id: z.int() });
const DocumentSchema = z.object({
  file_id: z.string(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
  file_size: z.number().optional(),
});

const MessageSchema = z.looseObject({
  message_id: z.int(),
  chat: ChatSchema,
  from: FromSchema.optional(),
  /** In seconds. */
  date: z.int(),
  edit_date: z.int().optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  document: DocumentSchema.optional(),
  media_group_id: z.string().optional(),
  migrate_to_chat_id: z.int().optional(),
  reply_to_message: z.object({ message_id: z.int(), from: FromSchema.optional() }).optional(),
});
type Message = z.infer<typeof MessageSchema>;

export const UpdateSchema = z.object({
  update_id: z.int(),
  message: MessageSchema.optional(),
  edited_message: MessageSchema.optional(),
  callback_query: z
    .object({
      id: z.string(),
      from: FromSchema,
      data: z.string().optional(),
      message: z.object({ message_id: z.int(), chat: ChatSchema }).optional(),
    })
    .optional(),
  my_chat_member: z
    .object({ chat: ChatSchema, date: z.int(), new_chat_member: z.object({ status: z.string() }) })
    .optional(),
});
type Update = z.infer<typeof UpdateSchema>;

/** The kinds that are asked for. */
export const KINDS = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

/** How a file of Telegram's is read; null where it is too large to be fetched. */
type Fetch = (fileId: string) => Promise<Uint8Array>;

/** What an update is to us. All of it but `strange` is of one chat. */
export type Event = { readonly chat: number } & (
  | {
      readonly kind: 'said';
      readonly inbound: Inbound;
      readonly sentAt: number | null;
      readonly command: string | null;
    }
  | {
      readonly kind: 'pressed';
      readonly inbound: Inbound;
      readonly query: string;
      readonly message: number;
      readonly mark: string;
    }
  /** A button that is not theirs, or no button of ours. */
  | { readonly kind: 'mispressed'; readonly query: string }
  | { readonly kind: 'unreadable'; readonly what: Unreadable; readonly album: string | null }
  /** Words below a picture, which count. */
  | { readonly kind: 'captioned' }
  | { readonly kind: 'group' }
  | { readonly kind: 'migrated'; readonly to: number }
);

/** The events of an update, in their order; of most updates one, of some none. */
export function eventsIn(update: Update, fetch: Fetch, now: Date): Event[] {
  const { message, edited_message: edited, callback_query: query, my_chat_member: member } = update;
  if (query) return pressed(query, now);
  if (member) {
    const joined = ['member', 'administrator'].includes(member.new_chat_member.status);
    return member.chat.type !== 'private' && joined ? [{ chat: member.chat.id, kind: 'group' }] : [];
  }
  const said = message ?? edited;
  if (!said) return [];
  const { chat } = said;
  if (said.migrate_to_chat_id !== undefined) return [{ chat: chat.id, kind: 'migrated', to: said.migrate_to_chat_id }];
  if (chat.type === 'channel') return [];
  if (chat.type !== 'private') return message ? [{ chat: chat.id, kind: 'group' }] : [];
  return edited ? corrected(edited, update.update_id) : told(said, fetch);
}

type Query = NonNullable<Update['callback_query']>;

function pressed({ id, from, data = '', message }: Query, now: Date): Event[] {
  if (!message) return [{ chat: from.id, kind: 'mispressed', query: id }];
  const chat = message.chat.id;
  const button = readButton(data);
  if (!button || chat !== from.id) return [{ chat, kind: 'mispressed', query: id }];
  const said: Said = { kind: 'choice', choice: button.choice, ...(button.mark !== '' && { of: button.mark }) };
  const inbound: Inbound = { id: `c${id}`, place: placeOf(chat), author: String(from.id), at: now, said };
  return [{ chat, kind: 'pressed', inbound, query: id, message: message.message_id, mark: button.mark }];
}

/** An edit may come more than once for the same message, and none of them is a repeat of another. */
function corrected(message: Message, update: number): Event[] {
  const text = message.text ?? message.caption;
  if (text === undefined) return [];
  const of: MessageReference = { id: idOf(message) };
  return [event(message, { kind: 'edited', of, text }, `e${message.message_id}.${message.edit_date ?? 0}.${update}`)];
}

function told(message: Message, fetch: Fetch): Event[] {
  const { text, caption, document } = message;
  if (text !== undefined) return [event(message, words(message, text))];
  if (document) {
    const file = event(message, { ...described(document), kind: 'file', read: () => fetch(document.file_id) });
    return caption === undefined
      ? [file]
      : [file, event(message, { kind: 'text', text: caption }, `${idOf(message)}.caption`)];
  }
  const chat = message.chat.id;
  if (caption !== undefined) return [{ chat, kind: 'captioned' }, event(message, { kind: 'text', text: caption })];
  const what = Object.keys(message).map(kindOf).find(isUnreadable) ?? null;
  // What has nothing in it that anybody sent: a pinned message, a changed timer.
  if (what === null) return [];
  return [{ chat, kind: 'unreadable', what, album: message.media_group_id ?? null }];
}

/** A command, or an answer: a reply to an earlier text of their own tells which answer it is about. */
function words({ reply_to_message: reply, from }: Message, text: string): Said {
  const command = commandIn(text);
  if (command) return { kind: 'command', ...command };
  const isTheirs = reply?.from !== undefined && reply.from.id === from?.id;
  return { kind: 'text', text, ...(isTheirs && { re: { id: idOf(reply) } }) };
}

/** The id by which edits and replies name a message; within its chat there is no other with it. */
function idOf({ message_id }: { readonly message_id: number }): string {
  return `m${message_id}`;
}

function event(message: Message, said: Said, id = idOf(message)): Extract<Event, { kind: 'said' }> {
  const { chat, from, date, edit_date } = message;
  const sentAt = (edit_date ?? date) * 1000;
  const inbound: Inbound = {
    id,
    place: placeOf(chat.id),
    author: String(from?.id ?? chat.id),
    at: new Date(sentAt),
    said,
  };
  return { chat: chat.id, kind: 'said', inbound, sentAt, command: said.kind === 'command' ? said.name : null };
}

/** How Telegram calls a kind of message, and how we do. */
const KIND_NAMES: Readonly<Record<string, Unreadable>> = {
  audio: 'voice',
  animation: 'video',
  video_note: 'video',
  live_photo: 'photo',
  venue: 'location',
  story: 'other',
  poll: 'other',
  dice: 'other',
  game: 'other',
  checklist: 'other',
  paid_media: 'other',
  rich_message: 'other',
};

function kindOf(key: string): string {
  return Object.hasOwn(KIND_NAMES, key) ? (KIND_NAMES[key] ?? key) : key;
}

/** Some clients send no type, or one that says nothing: then the name tells. */
function described({ file_name: name = 'file', mime_type: type }: z.infer<typeof DocumentSchema>) {
  const isVague = type === undefined || type === 'application/octet-stream';
  return { name, mime: (isVague ? mimeOf(name) : type) ?? type ?? 'application/octet-stream' };
}
