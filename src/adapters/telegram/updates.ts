/** Telegram's updates, parsed into events. */
import { z } from 'zod';
import { isUnreadable, ONLY_THE_WORDS, type Unreadable, unreadable } from '../../prompts/telegram.ts';
import { commandIn } from '../command.ts';
import type { Inbound, Place, Said } from '../contract.ts';
import { sentFile } from '../files.ts';
import type { Connection, Outage, Settings } from './bot-api.ts';
import { readButton } from './buttons.ts';

const ChatSchema = z.object({ id: z.int(), type: z.enum(['private', 'group', 'supergroup', 'channel']) });
const FromSchema = z.object({ id: z.int() });

const MessageSchema = z.looseObject({
  message_id: z.int(),
  chat: ChatSchema,
  from: FromSchema.optional(),
  /** In seconds. */
  date: z.int(),
  edit_date: z.int().optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  document: z
    .object({ file_id: z.string(), file_name: z.string().optional(), mime_type: z.string().optional() })
    .optional(),
  media_group_id: z.string().optional(),
  migrate_to_chat_id: z.int().optional(),
  reply_to_message: z.object({ message_id: z.int(), from: FromSchema.optional() }).optional(),
});
type Message = z.infer<typeof MessageSchema>;

const QuerySchema = z.object({
  id: z.string(),
  from: FromSchema,
  data: z.string().optional(),
  message: z.object({ message_id: z.int(), chat: ChatSchema }).optional(),
});

export const UpdateSchema = z.object({
  update_id: z.int(),
  message: MessageSchema.optional(),
  edited_message: MessageSchema.optional(),
  callback_query: QuerySchema.optional(),
  my_chat_member: z.object({ chat: ChatSchema, new_chat_member: z.object({ status: z.string() }) }).optional(),
});
type Update = z.infer<typeof UpdateSchema>;

export const UPDATE_KINDS = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

/** What a source of updates, polling or webhook, is made of. */
export interface SourceParts {
  readonly settings: Settings;
  /** Aborted on stop. */
  readonly connection: Connection;
  readonly outage: Outage;
  /** Resolves when the update may be confirmed, and rejects where it has to be delivered again. */
  take(update: unknown): Promise<void>;
}

export interface Source {
  /** Runs until the adapter stops. */
  run(): Promise<void>;
  close(): Promise<void>;
}

type FetchFile = (id: string) => Promise<Uint8Array | null>;

export type Event = { readonly chat: number } & (
  | { readonly kind: 'said'; readonly inbound: Inbound }
  | {
      readonly kind: 'pressed';
      readonly inbound: Inbound;
      readonly query: string;
      readonly message: number;
      readonly mark: string;
    }
  /** Somebody else's button, or none of ours. */
  | { readonly kind: 'mispressed'; readonly query: string }
  /** The pictures of an album get one reply. */
  | { readonly kind: 'unreadable'; readonly reply: string; readonly album: string | null }
  | { readonly kind: 'group' }
  | { readonly kind: 'migrated'; readonly to: number }
);

export function placeOf(chat: number): Place {
  return `telegram:${chat}`;
}

export function chatIn(place: Place): number {
  return Number(place.slice('telegram:'.length));
}

/** The events of an update in their order: one for most updates, none for some. */
export function eventsIn(update: Update, fetchFile: FetchFile, now: Date): Event[] {
  const { message, edited_message: edited, callback_query: query, my_chat_member: member } = update;
  if (query) return [pressIn(query, now)];
  if (member) {
    const joined = ['member', 'administrator'].includes(member.new_chat_member.status);
    return member.chat.type !== 'private' && joined ? [{ chat: member.chat.id, kind: 'group' }] : [];
  }
  const said = message ?? edited;
  if (!said || said.chat.type === 'channel') return [];
  const chat = said.chat.id;
  if (said.migrate_to_chat_id !== undefined) return [{ chat, kind: 'migrated', to: said.migrate_to_chat_id }];
  if (said.chat.type !== 'private') return message ? [{ chat, kind: 'group' }] : [];
  return edited ? editIn(edited, update.update_id) : messageIn(said, fetchFile);
}

function pressIn({ id, from, data = '', message }: z.infer<typeof QuerySchema>, now: Date): Event {
  const chat = message?.chat.id ?? from.id;
  const button = readButton(data);
  if (!message || !button || chat !== from.id) return { chat, kind: 'mispressed', query: id };
  const { choice, mark } = button;
  const said: Said = { kind: 'choice', choice, ...(mark !== '' && { of: mark }) };
  const inbound: Inbound = { id: `c${id}`, place: placeOf(chat), author: String(from.id), at: now, said };
  return { chat, kind: 'pressed', inbound, query: id, message: message.message_id, mark };
}

/** The update's id is part of the event's: a message can be edited twice in a second. */
function editIn(message: Message, update: number): Event[] {
  const text = message.text ?? message.caption;
  if (text === undefined) return [];
  const said: Said = { kind: 'edited', of: { id: messageId(message) }, text };
  return [eventOf(message, said, `e${message.message_id}.${message.edit_date ?? 0}.${update}`)];
}

function messageIn(message: Message, fetchFile: FetchFile): Event[] {
  const { text, caption, document } = message;
  if (text !== undefined) return [eventOf(message, textIn(message, text))];
  if (document) {
    const { file_id: id, file_name: name = 'file', mime_type: type } = document;
    const file = sentFile(name, type, () => fetchFile(id));
    const words = caption === undefined ? [] : [{ kind: 'text', text: caption } as const];
    return [eventOf(message, file), ...words.map((said) => eventOf(message, said, `${messageId(message)}.caption`))];
  }
  const picture = { chat: message.chat.id, kind: 'unreadable', album: message.media_group_id ?? null } as const;
  if (caption !== undefined)
    return [{ ...picture, reply: ONLY_THE_WORDS, album: null }, eventOf(message, { kind: 'text', text: caption })];
  const what = Object.keys(message)
    .map((key) => UNREADABLE_KINDS.get(key) ?? key)
    .find(isUnreadable);
  // Service messages hold nothing that a person sent, such as a pinned message or a changed timer.
  return what === undefined ? [] : [{ ...picture, reply: unreadable(what) }];
}

/** A command or an answer. A reply to an own earlier text refers to that answer. */
function textIn({ reply_to_message: reply, from }: Message, text: string): Said {
  const command = commandIn(text);
  if (command) return { kind: 'command', ...command };
  const isOwn = reply?.from !== undefined && reply.from.id === from?.id;
  return { kind: 'text', text, ...(isOwn && { re: { id: messageId(reply) } }) };
}

/** The id of a message in events, edits and replies; unique within its chat. */
function messageId({ message_id }: { readonly message_id: number }): string {
  return `m${message_id}`;
}

function eventOf(message: Message, said: Said, id = messageId(message)): Event {
  const { chat, from, date, edit_date } = message;
  const at = new Date((edit_date ?? date) * 1000);
  const inbound: Inbound = { id, place: placeOf(chat.id), author: String(from?.id ?? chat.id), at, said };
  return { chat: chat.id, kind: 'said', inbound };
}

/** Telegram's kinds of messages without text that have another name here. */
const UNREADABLE_KINDS: ReadonlyMap<string, Unreadable> = new Map([
  ['audio', 'voice'],
  ['animation', 'video'],
  ['video_note', 'video'],
  ['live_photo', 'photo'],
  ['venue', 'location'],
  ...['story', 'poll', 'dice', 'game', 'checklist', 'paid_media', 'rich_message'].map((key) => [key, 'other'] as const),
]);
