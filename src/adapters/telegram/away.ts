/**
 * What people wrote while the program was away. Their messages are read in order, one turn each, but nothing is said
 * until the last one is: nobody wants five questions of which they have answered four.
 */
import type { Event } from './incoming.ts';

interface Waiting {
  /** Runs out when nothing more of it has come for a while. */
  quiet: NodeJS.Timeout | undefined;
  messages: number;
  /** The last message that was read, and if it was a command, which. */
  last: string;
  command: string | null;
}

export class Away {
  readonly #age: number;
  readonly #waiting = new Map<number, Waiting>();
  #onQuiet: { readonly after: number; readonly call: (chat: number) => void } | null = null;

  /** From `age` milliseconds on a message counts as one that waited. */
  constructor(age: number) {
    this.#age = age;
  }

  /** Has it told when nothing more has come from a chat for a while, where nobody knows whether more waits. */
  whenQuiet(after: number, call: (chat: number) => void): void {
    this.#onQuiet = { after, call };
  }

  /** Whether nothing is said to this chat yet. */
  holds(chat: number): boolean {
    return this.#waiting.has(chat);
  }

  isOld({ sentAt }: Extract<Event, { kind: 'said' }>, now: Date): boolean {
    return sentAt !== null && now.getTime() - sentAt > this.#age;
  }

  /** Takes up an old message. @returns whether it is to be read: the same command again was only impatience. */
  take({ chat, command, inbound }: Extract<Event, { kind: 'said' }>): boolean {
    const waiting = this.#waiting.get(chat) ?? { quiet: undefined, messages: 0, last: '', command: null };
    this.#waiting.set(chat, waiting);
    clearTimeout(waiting.quiet);
    if (this.#onQuiet) waiting.quiet = setTimeout(this.#onQuiet.call, this.#onQuiet.after, chat).unref();
    const again = command !== null && command === waiting.command;
    Object.assign(waiting, { messages: waiting.messages + 1, last: inbound.id, command });
    return !again;
  }

  /** The chats that are held. */
  get chats(): readonly number[] {
    return [...this.#waiting.keys()];
  }

  /** All is read: how many messages there were, and the last of them. */
  release(chat: number): { readonly messages: number; readonly last: string } | null {
    const waiting = this.#waiting.get(chat) ?? null;
    clearTimeout(waiting?.quiet);
    this.#waiting.delete(chat);
    return waiting;
  }
}
