/** Messages that must not each be answered: what people wrote while the program was offline, and floods. */
import type { Inbound } from '../contract.ts';
import { Latest, PEOPLE_REMEMBERED } from '../latest.ts';
import type { Settings } from './options.ts';

interface Waiting {
  /** Runs out when nothing more came for a while. */
  quiet: NodeJS.Timeout | undefined;
  messages: number;
  /** The id of the last message, and its command. */
  last: string;
  command: string | null;
}

/**
 * Messages of a chat that were sent while the program was offline. They are processed in order, one turn each, but
 * nothing is sent until the last one: nobody wants five questions of which they have answered four.
 */
export class Backlog {
  readonly #settings: Settings;
  readonly #onComplete: (chat: number) => void;
  readonly #waiting = new Map<number, Waiting>();

  constructor(settings: Settings, onComplete: (chat: number) => void) {
    this.#settings = settings;
    this.#onComplete = onComplete;
  }

  /** Whether nothing is sent to this chat yet. */
  holds(chat: number): boolean {
    return this.#waiting.has(chat);
  }

  /** Adds an old message. @returns whether to process it: a repeated command was only impatience */
  admit(chat: number, { id, at, said }: Inbound): boolean {
    const { now, pace, webhook } = this.#settings;
    if (now().getTime() - at.getTime() <= pace.away && !this.holds(chat)) return true;
    const waiting = this.#waiting.get(chat) ?? { quiet: undefined, messages: 0, last: '', command: null };
    this.#waiting.set(chat, waiting);
    clearTimeout(waiting.quiet);
    // A poll tells when nothing more is waiting, a webhook doesn't.
    if (webhook) waiting.quiet = setTimeout(this.#onComplete, pace.quiet, chat).unref();
    const command = said.kind === 'command' ? said.name : null;
    const isRepeated = command !== null && command === waiting.command;
    Object.assign(waiting, { messages: waiting.messages + 1, last: id, command });
    return !isRepeated;
  }

  /** Nothing more is waiting at Telegram: completes the backlogs of all chats. */
  drained(): void {
    for (const chat of [...this.#waiting.keys()]) this.#onComplete(chat);
  }

  /** Ends the backlog of a chat. @returns how many messages it had, and the id of the last; null where there was none */
  release(chat: number): { readonly messages: number; readonly last: string } | null {
    const waiting = this.#waiting.get(chat) ?? null;
    clearTimeout(waiting?.quiet);
    this.#waiting.delete(chat);
    return waiting;
  }
}

const WINDOW_MS = 60_000;
const MESSAGES_PER_WINDOW = 30;

/** Limits how many messages of a chat are processed in a minute. */
export class FloodLimit {
  readonly #windows = new Latest<number, { readonly start: number; count: number }>(PEOPLE_REMEMBERED);

  /** Counts a message by when it was sent, so that a backlog is no flood. `warn` comes once per minute. */
  count(chat: number, { at }: Inbound): 'process' | 'warn' | 'skip' {
    const sentAt = at.getTime();
    const known = this.#windows.get(chat);
    const window = known && sentAt - known.start < WINDOW_MS ? known : { start: sentAt, count: 0 };
    this.#windows.set(chat, window);
    window.count += 1;
    if (window.count <= MESSAGES_PER_WINDOW) return 'process';
    return window.count === MESSAGES_PER_WINDOW + 1 ? 'warn' : 'skip';
  }
}
