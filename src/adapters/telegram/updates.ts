/** Parses Telegram's updates into events: removes formatting and separates the person's own words from others'. */
import { z } from 'zod';
import { isUnreadable, type Unreadable } from '../../prompts/telegram-texts.ts';
import { quoteBeside } from '../../text/attribution.ts';
import { spellingMap } from '../../text/lexer.ts';
import { commandIn } from '../command.ts';
import type { Inbound, Place, Said } from '../contract.ts';
import { fitting, maybe } from '../lenient.ts';
import { type SentFile, sentFile } from '../sent-files.ts';
import { isSelectedChoice, readButton } from './buttons.ts';

const EntitiesSchema = fitting(z.object({ type: z.string(), offset: z.int(), length: z.int() }));

const FromSchema = z.object({
  id: z.int(),
  is_bot: maybe(z.boolean()),
  language_code: maybe(z.string()),
});

/** A forwarded message of somebody who can be named. */
const OriginSchema = z.object({ sender_user: z.object({ id: z.int() }) });

const ChatSchema = z.object({ id: z.int(), type: z.enum(['private', 'group', 'supergroup', 'channel']) });
const FileSchema = z.object({
  file_id: z.string(),
  file_name: maybe(z.string()),
  mime_type: maybe(z.string()),
  /** Bytes. */
  file_size: maybe(z.int()),
  /** Duration of a recording, in seconds. */
  duration: maybe(z.number()),
});

const MessageSchema = z.looseObject({
  message_id: z.int(),
  chat: ChatSchema,
  /** Unix seconds. */
  date: z.int(),
  edit_date: maybe(z.int()),
  document: maybe(FileSchema),
  audio: maybe(FileSchema),
  voice: maybe(FileSchema),
  media_group_id: maybe(z.string()),
  migrate_to_chat_id: maybe(z.int()),
  reply_to_message: maybe(z.object({ message_id: z.int(), from: maybe(FromSchema) })),
  from: maybe(FromSchema),
  text: maybe(z.string()),
  entities: EntitiesSchema,
  caption: maybe(z.string()),
  caption_entities: EntitiesSchema,
  /** Their presence makes a message foreign, also in an unknown format. */
  forward_origin: z.unknown().optional(),
  via_bot: z.unknown().optional(),
  quote: maybe(z.object({ text: z.string(), entities: EntitiesSchema })),
  external_reply: z.unknown().optional(),
});
type Message = z.infer<typeof MessageSchema>;

const ButtonSchema = z.object({ text: z.string(), callback_data: maybe(z.string()) });
const KeyboardSchema = z.object({ inline_keyboard: z.array(z.array(ButtonSchema)) });
const QuerySchema = z.object({
  id: z.string(),
  from: FromSchema,
  data: maybe(z.string()),
  message: maybe(
    z.object({
      message_id: z.int(),
      chat: ChatSchema,
      // Missing in messages that are too old.
      reply_markup: maybe(KeyboardSchema),
    }),
  ),
});

export const UpdateSchema = z.object({
  update_id: z.int(),
  message: maybe(MessageSchema),
  edited_message: maybe(MessageSchema),
  callback_query: maybe(QuerySchema),
  my_chat_member: maybe(
    z.object({ chat: ChatSchema, from: maybe(FromSchema), new_chat_member: z.object({ status: z.string() }) }),
  ),
});
type Update = z.infer<typeof UpdateSchema>;

type FetchFile = (id: string) => Promise<Uint8Array | null>;

/** A text, or an edit of one. */
type Wording = Extract<Said, { kind: 'text' | 'edited' }>;

export type Event = { readonly chat: number } & (
  | { readonly kind: 'said'; readonly inbound: Inbound }
  /** A file with its caption, which may be empty. A text file is merged with it later. */
  | {
      readonly kind: 'document';
      readonly inbound: Inbound;
      readonly caption: Wording;
      readonly file: SentFile;
      /** Announced bytes. */
      readonly size: number;
    }
  | {
      readonly kind: 'pressed';
      readonly inbound: Inbound;
      readonly query: string;
      readonly message: number;
      readonly mark: string;
      /** The button's label; null if Telegram doesn't report it. */
      readonly label: string | null;
    }
  /** A button without an action: someone else's, or unknown. */
  | { readonly kind: 'mispressed'; readonly query: string; readonly why: 'already-answered' | 'not-yours' }
  /** An album of pictures gets one reply. */
  | { readonly kind: 'unreadable'; readonly what: Unreadable | 'captioned'; readonly album: string | null }
  /** An event in a group. `text` is null if the bot was added to it. */
  | { readonly kind: 'group'; readonly text: string | null; readonly locale: string | undefined }
  | { readonly kind: 'migrated'; readonly to: number }
);

export function chatPlace(chat: number): Place {
  return `telegram:${chat}`;
}

export function chatIn(place: Place): number {
  return Number(place.slice('telegram:'.length));
}

/** Returns the events of an update in order: usually one, sometimes none. */
export function updateEvents(update: Update, fetchFile: FetchFile, now: Date): Event[] {
  const { message, edited_message: edited, callback_query: query, my_chat_member: member } = update;
  if (query) return [pressIn(query, now)];
  if (member) {
    const joined = ['member', 'administrator'].includes(member.new_chat_member.status);
    return member.chat.type !== 'private' && joined
      ? [{ chat: member.chat.id, kind: 'group', text: null, locale: member.from?.language_code }]
      : [];
  }
  const said = message ?? edited;
  if (!said || said.chat.type === 'channel') return [];
  const chat = said.chat.id;
  if (said.migrate_to_chat_id !== undefined) return [{ chat, kind: 'migrated', to: said.migrate_to_chat_id }];
  if (said.chat.type !== 'private')
    return message ? [{ chat, kind: 'group', text: said.text ?? '', locale: said.from?.language_code }] : [];
  return edited ? editIn(edited, update.update_id, fetchFile) : messageIn(said, fetchFile);
}

function pressIn({ id, from, data = '', message }: z.infer<typeof QuerySchema>, now: Date): Event {
  const chat = message?.chat.id ?? from.id;
  const button = readButton(data);
  if (!message || !button || chat !== from.id)
    return { chat, kind: 'mispressed', query: id, why: isSelectedChoice(data) ? 'already-answered' : 'not-yours' };
  const { choice, mark } = button;
  const said: Said = { kind: 'choice', choice, ...(mark !== '' && { of: mark }) };
  const inbound: Inbound = {
    id: `c${id}`,
    place: chatPlace(chat),
    author: String(from.id),
    at: now,
    ...localeOf(from),
    said,
  };
  const shown = message.reply_markup?.inline_keyboard.flat().find(({ callback_data }) => callback_data === data);
  const label = shown?.text ?? null;
  return { chat, kind: 'pressed', inbound, query: id, message: message.message_id, mark, label };
}

/** The event id includes the update's id: a message can be edited twice in a second. */
function editIn(message: Message, update: number, fetchFile: FetchFile): Event[] {
  if (message.text === undefined && message.caption === undefined) return [];
  const { own, quoted } = ownAndQuoted(message);
  const said: Wording = { kind: 'edited', of: { id: messageId(message) }, text: own === '' ? quoted : own };
  return [wordingOf(message, said, `e${message.message_id}.${message.edit_date ?? 0}.${update}`, fetchFile)];
}

function messageIn(message: Message, fetchFile: FetchFile): Event[] {
  const { chat, text, caption, media_group_id: album = null } = message;
  const said = sayingsIn(message, fetchFile);
  if (text !== undefined || fileIn(message))
    return said.length > 0 ? said : [{ chat: chat.id, kind: 'unreadable', what: 'sticker', album }];
  if (caption !== undefined) return [{ chat: chat.id, kind: 'unreadable', what: 'captioned', album: null }, ...said];
  const what = Object.keys(message)
    .map((key) => UNREADABLE_KINDS.get(key) ?? key)
    .find(isUnreadable);
  // Service messages, such as a pinned message, contain nothing from a person.
  return what === undefined ? [] : [{ chat: chat.id, kind: 'unreadable', what, album }];
}

/** Separates the person's words from quoted ones: a comment on a quote may answer the open question. */
function sayingsIn(message: Message, fetchFile: FetchFile): Event[] {
  const id = messageId(message);
  const { own, quoted } = ownAndQuoted(message);
  const foreign: Wording = { kind: 'text', text: quoted, isForeign: true };
  // A forwarded file is as foreign as its caption.
  if (isForeign(message))
    return quoted.trim() === '' && !fileIn(message) ? [] : [wordingOf(message, foreign, id, fetchFile)];
  const isNothing = own.trim() === '' && !fileIn(message);
  const quotes = quoted === '' ? [] : [eventOf(message, foreign, isNothing ? id : `${id}.quote`)];
  return isNothing ? quotes : [ownWords(message, own, fetchFile), ...quotes];
}

/** A command or an answer. A reply refers to an own earlier text or to a message of the bot. */
function ownWords(message: Message, text: string, fetchFile: FetchFile): Event {
  const { reply_to_message: reply, from } = message;
  const command = fileIn(message) ? null : commandIn(text);
  if (command) return eventOf(message, { kind: 'command', ...command });
  const isOwn = reply?.from !== undefined && reply.from.id === from?.id;
  const said: Wording = {
    kind: 'text',
    text,
    ...(reply && isOwn && { re: { id: messageId(reply) } }),
    ...(reply?.from?.is_bot && { to: String(reply.message_id) }),
  };
  return wordingOf(message, said, messageId(message), fetchFile);
}

/** A text, with the file that it captions. */
function wordingOf(message: Message, caption: Wording, id: string, fetchFile: FetchFile): Event {
  const { chat } = message;
  const inbound = inboundOf(message, caption, id);
  const sent = fileIn(message);
  if (!sent) return { chat: chat.id, kind: 'said', inbound };
  const { file_id, file_name: name = 'file', mime_type: type, file_size: size = 0, duration: seconds } = sent;
  const file = sentFile(name, type, () => fetchFile(file_id), {
    ...(seconds !== undefined && { seconds }),
    ...(caption.kind === 'text' && caption.to !== undefined && { to: caption.to }),
    ...(caption.kind === 'text' && caption.isForeign && { isForeign: true }),
  });
  return { chat: chat.id, kind: 'document', inbound, caption, file, size };
}

/** A document or recording. Unnamed music is MP3 or M4A, an unnamed voice message Ogg. */
function fileIn({ document, audio, voice }: Message): Message['document'] {
  return document ?? (audio && { file_name: 'audio.mp3', ...audio }) ?? (voice && { file_name: 'voice.ogg', ...voice });
}

/** Id of a message in events, edits and replies; unique within its chat. */
function messageId({ message_id }: { readonly message_id: number }): string {
  return `m${message_id}`;
}

function eventOf(message: Message, said: Said, id = messageId(message)): Event {
  return { chat: message.chat.id, kind: 'said', inbound: inboundOf(message, said, id) };
}

/** `order` works because message ids increase within a private chat. */
function inboundOf({ message_id, chat, from, date, edit_date }: Message, said: Said, id: string): Inbound {
  const at = new Date((edit_date ?? date) * 1000);
  const order = String(message_id);
  return { id, place: chatPlace(chat.id), author: String(from?.id ?? chat.id), at, order, ...localeOf(from), said };
}

/** The language of the person's client. */
function localeOf(from: z.infer<typeof FromSchema> | undefined): Pick<Inbound, 'locale'> {
  return from?.language_code === undefined ? {} : { locale: from.language_code };
}

/** Telegram's names for kinds of messages without text, mapped to ours. */
const UNREADABLE_KINDS = spellingMap<Unreadable>([
  ['video', 'animation video_note'],
  ['photo', 'live_photo'],
  ['location', 'venue'],
  ['other', 'story poll dice game checklist paid_media rich_message'],
]);

/** `quoted` may be other people's words, `own` is the person's comment. Either may be empty. */
interface Words {
  readonly own: string;
  readonly quoted: string;
}

/** Separates own from quoted words. Ignores quotes from this chat, which aren't part of the text. */
export function ownAndQuoted(content: Partial<Message>): Words {
  const text = content.text ?? content.caption ?? '';
  const entities = (content.text === undefined ? content.caption_entities : content.entities) ?? [];
  const emoji = entities.filter(isEmoji);
  if (isForeign(content)) return { own: '', quoted: without(emoji, text) };
  const { external_reply: elsewhere, quote } = content;
  const quotes = entities.filter(isQuote);
  const own = without([...emoji, ...quotes], text);
  const blocks = quotes.map(({ offset, length }) => without(emoji, text, offset, offset + length).trim());
  const quoted = [
    elsewhere && quote ? without(quote.entities.filter(isEmoji), quote.text) : '',
    quoteBeside(own, blocks.filter((part) => part !== '').join('\n\n')),
  ];
  return { own: quotes.length === 0 ? own : own.trim(), quoted: quoted.filter((part) => part !== '').join('\n\n') };
}

/** Forwarded or sent via another bot. The person's own forwarded messages don't count. */
function isForeign({ from, forward_origin: origin, via_bot }: Partial<Message>): boolean {
  if (via_bot !== undefined) return true;
  return origin !== undefined && OriginSchema.safeParse(origin).data?.sender_user.id !== from?.id;
}

type Entities = z.infer<typeof EntitiesSchema>;
type Entity = Entities[number];
const isEmoji = ({ type }: Entity) => type === 'custom_emoji';
const isQuote = ({ type }: Entity) => type === 'blockquote' || type === 'expandable_blockquote';

/** Removes entities from a range of the text. Custom emoji are in the text; all other formatting is outside it. */
function without(entities: Entities, text: string, from = 0, to = text.length): string {
  const isKept = (at: number) => !entities.some(({ offset, length }) => at >= offset && at < offset + length);
  return text
    .slice(from, to)
    .split('')
    .filter((_, at) => isKept(from + at))
    .join('');
}
