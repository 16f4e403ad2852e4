/** The chats as people see them: messages, who may write, and what the bot may edit. */

import { badRequest, Refusal } from './faults.ts';
import type { Button, Entities } from './markup.ts';

export interface Document {
  readonly fileId: string;
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

export interface Message {
  readonly id: number;
  readonly chat: number;
  readonly fromBot: boolean;
  /** In seconds. */
  readonly date: number;
  text: string | null;
  caption: string | null;
  document: Document | null;
  keyboard: Button[][] | null;
  entities: Entities;
  /** Sent without a notification sound. */
  readonly isSilent: boolean;
  /** The number of edits. */
  edits: number;
}

export interface Chat {
  readonly id: number;
  readonly kind: 'private' | 'group' | 'supergroup';
  readonly messages: Message[];
  /** What the bot has shown, in order. An edit that changes the text is a new entry. */
  readonly shown: Pick<Message, 'text' | 'document'>[];
  /** Whether the person has written: a bot may not write first. */
  opened: boolean;
  blocked: boolean;
  /** The id of the supergroup that the group became. */
  migratedTo: number | null;
  /** The preview of a message that is still being written. */
  draft: { readonly id: number; readonly text: string } | null;
  /** Timer that ends the draft. */
  draftEnd?: NodeJS.Timeout | undefined;
}

/** The content of a new message or an edit. */
export interface Content extends Pick<Message, 'text' | 'caption' | 'document' | 'keyboard'> {
  readonly entities?: Entities;
}

export class Chats {
  readonly #chats = new Map<number, Chat>();
  readonly #files = new Map<string, Document>();
  #lastMessage = 0;
  /** Called with each message after the bot sent or edited it. */
  onShown: (message: Message) => void = () => undefined;

  open(id: number, kind: Chat['kind']): Chat {
    const known = this.#chats.get(id);
    if (known) return known;
    const chat: Chat = {
      id,
      kind,
      messages: [],
      shown: [],
      opened: false,
      blocked: false,
      migratedTo: null,
      draft: null,
    };
    this.#chats.set(id, chat);
    return chat;
  }

  get all(): readonly Chat[] {
    return [...this.#chats.values()];
  }

  file(id: string): Document | undefined {
    return this.#files.get(id);
  }

  /** Adds a message of a person or the bot to a chat. */
  put(
    chat: Chat,
    fromBot: boolean,
    content: Content,
    { date = Math.floor(Date.now() / 1000), isSilent = false } = {},
  ): Message {
    this.#lastMessage += 1;
    const known = { id: this.#lastMessage, chat: chat.id, fromBot, date, isSilent, edits: 0, entities: [] };
    const message: Message = { ...known, ...content };
    if (content.document) this.#files.set(content.document.fileId, content.document);
    chat.messages.push(message);
    return message;
  }

  send(chatId: number, content: Content, isSilent = false): Message {
    const chat = this.writable(chatId);
    this.drafted(chat, null);
    const message = this.put(chat, true, content, { isSilent });
    chat.shown.push({ text: message.text, document: message.document });
    this.onShown(message);
    return message;
  }

  /** Shows a draft for this time, or ends it. */
  drafted(chat: Chat, draft: Chat['draft'], milliseconds = 0): void {
    clearTimeout(chat.draftEnd);
    chat.draft = draft;
    if (draft) chat.draftEnd = setTimeout(() => this.drafted(chat, null), milliseconds).unref();
  }

  edit(chatId: number, messageId: number, content: Content): Message {
    const message = this.editable(chatId, messageId);
    if (content.document === null && message.document !== null && content.text !== null)
      throw badRequest('there is no text in the message to edit');
    if (content.document === null && same(message, content))
      throw badRequest(
        'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      );
    if (content.document) this.#files.set(content.document.fileId, content.document);
    const { text, document } = content;
    if (message.text !== text || document) this.writable(chatId).shown.push({ text, document });
    Object.assign(message, { entities: [] }, content);
    message.edits += 1;
    this.onShown(message);
    return message;
  }

  editable(chatId: number, messageId: number): Message {
    const message = this.writable(chatId).messages.find(({ id }) => id === messageId);
    if (!message) throw badRequest('message to edit not found');
    if (!message.fromBot) throw badRequest("message can't be edited");
    return message;
  }

  delete(chatId: number, messageId: number): void {
    const { messages } = this.writable(chatId);
    const at = messages.findIndex(({ id }) => id === messageId);
    if (at < 0) throw badRequest('message to delete not found');
    messages.splice(at, 1);
  }

  /** @returns the chat. @throws Refusal if the bot may not write to it */
  writable(id: number): Chat {
    const chat = this.#chats.get(id);
    if (!chat) throw badRequest('chat not found');
    if (chat.migratedTo !== null)
      throw new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: chat.migratedTo,
      });
    if (chat.blocked && chat.kind === 'private') throw new Refusal(403, 'Forbidden: bot was blocked by the user');
    if (chat.blocked) throw new Refusal(403, 'Forbidden: bot was kicked from the group chat');
    if (!chat.opened) throw new Refusal(403, "Forbidden: bot can't initiate conversation with a user");
    return chat;
  }
}

function same(message: Message, { text, keyboard, entities = [] }: Content): boolean {
  const shown = (each: unknown) => JSON.stringify(each);
  return (
    message.text === text && shown(message.keyboard) === shown(keyboard) && shown(message.entities) === shown(entities)
  );
}
