/** People on the fake Telegram: their actions become updates, and they see their chats. */
import type { Chat, Chats, Message } from './chats.ts';
import type { UpdateQueue } from './updates.ts';

export interface Surroundings {
  readonly chats: Chats;
  readonly updates: UpdateQueue;
  readonly queries: Map<string, { answered: { text: string | null; alert: boolean } | null }>;
}

/** Attachments in Telegram's format. */
const ATTACHMENTS = {
  photo: { photo: [{ file_id: 'p', file_unique_id: 'pu', width: 90, height: 90 }] },
  sticker: {
    sticker: {
      file_id: 's',
      file_unique_id: 'su',
      type: 'regular',
      width: 9,
      height: 9,
      is_animated: false,
      is_video: false,
    },
  },
  location: { location: { latitude: 48.1, longitude: 11.6 } },
  video: { video: { file_id: 'w', file_unique_id: 'wu', width: 9, height: 9, duration: 3 } },
  contact: { contact: { phone_number: '+1', first_name: 'A' } },
} as const;
export type Attachment = keyof typeof ATTACHMENTS;

/** The channel of a forwarded job post. */
const CHANNEL = { type: 'channel', date: 1, chat: { id: -1_007, type: 'channel', title: 'Jobs' }, message_id: 7 };

/** Formatting of a part of a text. */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

/** Where a message comes from, and what it refers to. */
export interface SayOptions {
  readonly replyTo?: number;
  readonly date?: number;
  readonly entities?: readonly Entity[];
  /** The original author: a person's id, or a channel. */
  readonly forwardedFrom?: number | 'channel';
  /** Written by an inline bot for the person. */
  readonly isViaBot?: boolean;
  /** The quoted part of the message that it replies to. With `isReplyElsewhere` it is in another chat. */
  readonly quote?: string;
  readonly isReplyElsewhere?: boolean;
}

export interface AttachOptions extends SayOptions {
  readonly caption?: string;
  readonly album?: string;
  /** A voice note, which has no name, or an audio file, with its length. */
  readonly as?: 'voice' | 'audio';
  readonly seconds?: number;
}

let files = 0;
let queries = 0;

export class Person {
  readonly id: number;
  readonly chat: Chat;
  /** The language setting of their client. */
  languageCode = 'en';
  readonly #around: Surroundings;
  readonly #documents = new Map<number, object>();

  constructor(id: number, chat: Chat, around: Surroundings) {
    this.id = id;
    this.chat = chat;
    this.#around = around;
  }

  /** The messages of the bot that are not deleted, oldest first. */
  get seen(): readonly Message[] {
    return this.chat.messages.filter(({ fromBot }) => fromBot);
  }

  /** Sends a text. @returns the id of the message */
  say(text: string, options: SayOptions = {}): number {
    const message = this.#put(text, null, options.date);
    const entities = options.entities ?? commandIn(text);
    this.#around.updates.add('message', { ...this.#framed(message), text, entities, ...this.#origin(options) });
    return message.id;
  }

  edit(messageId: number, text: string): void {
    const message = this.chat.messages.find(({ id, fromBot }) => id === messageId && !fromBot);
    if (!message) throw new Error('no such message of theirs');
    message.text = text;
    message.edits += 1;
    const content = { text, entities: commandIn(text), edit_date: Math.floor(Date.now() / 1000) };
    this.#around.updates.add('edited_message', { ...this.#framed(message), ...content });
  }

  /** Changes the caption of a file. */
  recaption(messageId: number, caption: string): void {
    const message = this.chat.messages.find(({ id, document }) => id === messageId && document !== null);
    if (!message) throw new Error('no such file of theirs');
    const described = this.#documents.get(messageId);
    const content = { document: described, caption, edit_date: Math.floor(Date.now() / 1000) };
    this.#around.updates.add('edited_message', { ...this.#framed(message), ...content });
  }

  /** Presses the newest button with this label, in any message or in this one. @returns the id of the query */
  press(label: string, on?: Message): string {
    const dataOn = (message: Message) =>
      message.keyboard
        ?.flat()
        .flatMap((each) => (each.text === label && 'callback_data' in each ? each.callback_data : []))[0];
    const message = on ?? this.seen.findLast((each) => dataOn(each) !== undefined);
    const data = message && dataOn(message);
    if (!message || data === undefined) throw new Error(`no button ${label}`);
    return this.pressData(data, message);
  }

  /** Presses a button with any data, as a manipulated client can. */
  pressData(data: string, message: Message, from = this.id): string {
    queries += 1;
    const id = `query-${queries}`;
    this.#around.queries.set(id, { answered: null });
    const chat = { id: this.chat.id, type: this.chat.kind };
    this.#around.updates.add('callback_query', {
      id,
      from: { id: from, is_bot: false, first_name: 'Somebody', language_code: this.languageCode },
      chat_instance: String(this.chat.id),
      message: {
        message_id: message.id,
        chat,
        date: message.date,
        text: message.text ?? undefined,
        ...(message.keyboard && { reply_markup: { inline_keyboard: message.keyboard } }),
      },
      data,
    });
    return id;
  }

  attach(
    file: { readonly name: string; readonly bytes: Uint8Array; readonly mime?: string },
    { caption, album, as, seconds = 3, ...options }: AttachOptions = {},
  ): number {
    files += 1;
    const document = {
      fileId: `got-${files}`,
      mime: file.mime ?? 'application/octet-stream',
      name: file.name,
      bytes: file.bytes,
    };
    const described = {
      file_id: document.fileId,
      file_unique_id: `u${document.fileId}`,
      ...(as !== 'voice' && { file_name: file.name }),
      ...(as !== undefined && { duration: seconds }),
      ...(file.mime !== undefined && { mime_type: file.mime }),
      file_size: file.bytes.length,
    };
    const message = this.#put(null, document);
    this.#documents.set(message.id, described);
    this.#around.updates.add('message', {
      ...this.#framed(message),
      [as ?? 'document']: described,
      ...(caption !== undefined && { caption, caption_entities: options.entities }),
      ...(album !== undefined && { media_group_id: album }),
      ...this.#origin(options),
    });
    return message.id;
  }

  /** Sends an attachment. */
  show(kind: Attachment, more: { caption?: string; media_group_id?: string } = {}): number {
    const message = this.#put(null);
    this.#around.updates.add('message', { ...this.#framed(message), ...ATTACHMENTS[kind], ...more });
    return message.id;
  }

  block(): void {
    this.chat.blocked = true;
    this.#member('kicked');
  }

  unblock(): void {
    this.chat.blocked = false;
    this.#member('member');
  }

  #member(status: string): void {
    const was = status === 'member' ? 'kicked' : 'member';
    this.#around.updates.add('my_chat_member', {
      chat: { id: this.chat.id, type: this.chat.kind },
      from: { id: this.id, is_bot: false, first_name: 'Somebody' },
      date: Math.floor(Date.now() / 1000),
      old_chat_member: { status: was, user: { id: 1, is_bot: true, first_name: 'Foreword' } },
      new_chat_member: { status, user: { id: 1, is_bot: true, first_name: 'Foreword' } },
    });
  }

  /** Adds the bot to this group. */
  addBot(): void {
    this.chat.opened = true;
    this.#member('member');
  }

  /** Migrates the group to a supergroup with another id. */
  migrate(to: Chat): void {
    this.chat.migratedTo = to.id;
    to.opened = true;
    const message = this.#put(null);
    this.#around.updates.add('message', { ...this.#framed(message), migrate_to_chat_id: to.id });
  }

  /** The fields for where a message comes from and what it refers to. */
  #origin({ replyTo, forwardedFrom, isViaBot, quote, isReplyElsewhere }: SayOptions): object {
    const reply = this.chat.messages.find(({ id }) => id === replyTo);
    const origin =
      typeof forwardedFrom === 'number'
        ? { type: 'user', date: 1, sender_user: { id: forwardedFrom, is_bot: false, first_name: 'X' } }
        : CHANNEL;
    return {
      ...(reply && {
        reply_to_message: {
          message_id: reply.id,
          chat: { id: this.chat.id, type: this.chat.kind },
          date: reply.date,
          from: { id: reply.fromBot ? 7_000_000_001 : this.id, is_bot: reply.fromBot, first_name: 'X' },
          text: reply.text ?? undefined,
        },
      }),
      ...(forwardedFrom !== undefined && { forward_origin: origin }),
      ...(isViaBot && { via_bot: { id: 8, is_bot: true, first_name: 'Wiki', username: 'wiki' } }),
      ...(quote !== undefined && { quote: { text: quote, position: 0, is_manual: true } }),
      ...(isReplyElsewhere && { external_reply: { origin: CHANNEL } }),
    };
  }

  #put(text: string | null, document: Message['document'] = null, date?: number): Message {
    this.chat.opened = true;
    const content = { text, caption: null, document, keyboard: null };
    return this.#around.chats.put(this.chat, false, content, date === undefined ? {} : { date });
  }

  #framed({ id, date }: Message): object {
    return {
      message_id: id,
      from: { id: this.id, is_bot: false, first_name: 'Somebody', language_code: this.languageCode },
      chat: { id: this.chat.id, type: this.chat.kind, ...(this.chat.kind === 'private' && { first_name: 'Somebody' }) },
      date,
    };
  }
}

function commandIn(text: string): object[] | undefined {
  const [command] = /^\/\w+(?:@\w+)?/.exec(text) ?? [];
  return command === undefined ? undefined : [{ type: 'bot_command', offset: 0, length: command.length }];
}
