/** The state of the fake Discord: people, servers, channels and messages. */
import type { Component } from './bodies.ts';

/** Milliseconds. Discord's ids (snowflakes) are 64 bits in decimal, with the time since then in the upper bits. */
const EPOCH = 1_420_070_400_000;

class Ids {
  #last = 0n;

  /** @returns an id that is higher than every earlier one */
  next(at: number): string {
    const first = BigInt(at - EPOCH) << 22n;
    this.#last = first > this.#last ? first : this.#last + 1n;
    return this.#last.toString();
  }
}

export function isHigher(id: string, than: string): boolean {
  return BigInt(id) > BigInt(than);
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly bot: boolean;
  /** Whether the bot may write direct messages to them. Set by tests. */
  isOpen: boolean;
}

export interface Channel {
  readonly id: string;
  /** Discord's number: 0 a server's text channel, 1 a direct message, 3 a group of people, 12 a private thread. */
  readonly type: 0 | 1 | 3 | 12;
  readonly guild: string | null;
  /** The other person of a direct message. */
  readonly recipient: string | null;
  readonly parent: string | null;
  readonly name: string | null;
  readonly members: Set<string>;
  /** Whether the bot is a member. If not, a person who installed it as a user app can still use it. */
  readonly hasBot: boolean;
  /** Whether the bot may open private threads in it. */
  allowsThreads: boolean;
  isDeleted: boolean;
  readonly messages: Message[];
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mime: string | null;
  readonly bytes: Uint8Array;
  /** Length of a voice message. */
  readonly seconds?: number;
}

export interface Message {
  readonly id: string;
  readonly channel: string;
  readonly author: User;
  readonly type: number;
  readonly nonce: string | null;
  readonly at: Date;
  readonly files: readonly StoredFile[];
  readonly repliesTo: string | null;
  /** Forwarded messages: copies of the originals. */
  readonly snapshots: readonly { readonly content: string; readonly files: readonly StoredFile[] }[];
  /** The only person who sees it. */
  readonly ephemeralFor: string | null;
  content: string;
  mentions: readonly string[];
  flags: number;
  editedAt: Date | null;
  components: readonly Component[];
  /** Reactions of the bot. */
  reactions: readonly string[];
  isDeleted: boolean;
}

/** A slash command, with all fields that Discord keeps. */
export interface Command {
  readonly id: string;
  readonly name: string;
  readonly [field: string]: unknown;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
}

export class World {
  readonly ids = new Ids();
  readonly users = new Map<string, User>();
  readonly channels = new Map<string, Channel>();
  readonly guilds = new Map<string, Guild>();
  readonly files = new Map<string, StoredFile>();
  /** The registered global slash commands. */
  commands: readonly Command[] = [];
  /** The registered slash commands by server. */
  readonly guildCommands = new Map<string, readonly Command[]>();
  readonly bot: User;
  /** Milliseconds by which the clock of this world is ahead of the real one. Set by tests. */
  ahead = 0;
  /** Called with each new message. */
  onMessage: (message: Message) => void = () => undefined;

  constructor() {
    this.bot = this.addUser('foreword', true);
  }

  now(): number {
    return Date.now() + this.ahead;
  }

  newId(): string {
    return this.ids.next(this.now());
  }

  addUser(name: string, bot = false): User {
    const user = { id: this.newId(), name, bot, isOpen: true };
    this.users.set(user.id, user);
    return user;
  }

  addGuild(name: string): Guild {
    const guild = { id: this.newId(), name };
    this.guilds.set(guild.id, guild);
    return guild;
  }

  addChannel(fields: Partial<Channel> & Pick<Channel, 'type'>): Channel {
    const channel: Channel = {
      id: this.newId(),
      guild: null,
      recipient: null,
      parent: null,
      name: null,
      members: new Set(),
      hasBot: true,
      allowsThreads: true,
      isDeleted: false,
      messages: [],
      ...fields,
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** The one direct message between the bot and somebody. */
  directWith(user: string): Channel {
    const known = [...this.channels.values()].find((channel) => channel.type === 1 && channel.recipient === user);
    return known ?? this.addChannel({ type: 1, recipient: user });
  }

  addMessage(fields: Partial<Message> & Pick<Message, 'channel' | 'author' | 'content'>): Message {
    const message: Message = {
      id: this.newId(),
      type: 0,
      nonce: null,
      at: new Date(this.now()),
      files: [],
      repliesTo: null,
      snapshots: [],
      ephemeralFor: null,
      mentions: [],
      flags: 0,
      editedAt: null,
      components: [],
      reactions: [],
      isDeleted: false,
      ...fields,
      // Discord trims messages.
      content: fields.content.trim(),
    };
    for (const file of [...message.files, ...message.snapshots.flatMap(({ files }) => files)])
      this.files.set(file.id, file);
    this.channels.get(message.channel)?.messages.push(message);
    this.onMessage(message);
    return message;
  }

  message(channel: string, id: string): Message | null {
    const found = this.channels.get(channel)?.messages.find((message) => message.id === id && !message.isDeleted);
    return found ?? null;
  }
}
