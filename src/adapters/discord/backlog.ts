/**
 * Messages that the gateway never delivered, read from the history of a channel: after a start or a lost session, and from
 * time to time in active conversations, because single events get lost as well.
 */
import type { Bookmark, Place } from '../contract.ts';
import { LatestKeys, PEOPLE_REMEMBERED } from '../latest.ts';
import { type DiscordApi, idAt, isLater, type Message, spotOf, timeOf } from './api.ts';

/** How long a conversation is checked after its last message, in milliseconds. */
const ACTIVE_MS = 10 * 60_000;
/** A conversation without a message for so long is over, in milliseconds. */
const OVER_MS = 30 * 24 * 60 * 60_000;
/** Messages of different senders this close together may be delivered in another order than that of their ids. */
const REORDER_MS = 5_000;
/** Before the first id. */
const BEGINNING = '0';
/** Channels that are read at the same time. */
const CONCURRENCY = 4;

interface BacklogOptions {
  readonly api: DiscordApi;
  now(): Date;
  /** Runs a task in the order of the place's turns. */
  queue(place: Place, task: () => Promise<void>): Promise<void>;
  /** Handles a message unless that was done before; resolves after the turn. */
  handle(place: Place, message: Message, kind: 'sent' | 'edited'): Promise<void>;
}

export class Backlog {
  readonly #options: BacklogOptions;
  /** Places to read, each with the last id that is known to be complete. */
  readonly #gaps = new Map<Place, string>();
  /** Places with earlier messages. Where one was forgotten, its history is read again; the store knows those events. */
  readonly #known = new LatestKeys<Place>(PEOPLE_REMEMBERED);
  /** Active conversations: the id up to which they are complete, and when the last message came. */
  readonly #active = new Map<Place, { completeTo: string; last: number }>();
  #reading: Promise<unknown> | null = null;

  constructor(options: BacklogOptions) {
    this.#options = options;
  }

  /** Marks a conversation as active. @param id of the message that was just delivered */
  delivered(place: Place, id: string): void {
    const last = this.#options.now().getTime();
    // It may have overtaken a message that was sent just before it.
    const completeTo = this.#active.get(place)?.completeTo ?? idAt(timeOf(id).getTime() - REORDER_MS);
    this.#active.set(place, { completeTo, last });
  }

  /** Reads what came after these bookmarks, in the most recent conversations first. */
  async readFrom(bookmarks: readonly Bookmark[], shard: number): Promise<void> {
    for (const { place } of bookmarks) this.#known.add(place);
    const oldest = idAt(this.#options.now().getTime() - OVER_MS);
    const open = bookmarks
      // The first shard has the direct messages. Which one has a thread isn't known here, so all read it.
      .filter(({ place, event }) => isLater(event, oldest) && (shard === 0 || spotOf(place).owner !== null))
      .sort((one, other) => (isLater(one.event, other.event) ? -1 : 1));
    for (const { place, event } of open) this.#addGap(place, event);
    await this.#readAll();
  }

  /** Reads the active conversations, and again those that could not be read. */
  async check(): Promise<void> {
    const since = this.#options.now().getTime() - ACTIVE_MS;
    for (const [place, { completeTo, last }] of this.#active) {
      if (last < since) this.#active.delete(place);
      else this.#addGap(place, completeTo);
    }
    await this.#readAll();
  }

  /**
   * Handles what is missing in a place. Call it in a turn of the place, so that it comes before what is delivered now.
   *
   * @param until id of a message that was delivered: it and later ones are left out
   */
  async readBefore(place: Place, until: string | null): Promise<void> {
    // The first message of a person may not be the first that they sent.
    if (this.#known.add(place)) this.#addGap(place, BEGINNING);
    const after = this.#gaps.get(place);
    if (after === undefined) return;
    const read = await this.#options.api.history(spotOf(place).channel, after);
    // A later check tries again, except where the channel is gone or forbidden.
    if ('failure' in read && read.failure.kind === 'later') return;
    this.#gaps.delete(place);
    if ('failure' in read) return;
    // Without a bookmark: whatever the bot answered was handled.
    const { botId } = this.#options.api;
    const handled = after === BEGINNING ? 1 + read.value.findLastIndex(({ author }) => author.id === botId) : 0;
    const due = read.value.slice(handled).filter(({ id }) => until === null || isLater(until, id));
    this.#complete(place, due);
    for (const message of due) {
      const { id, edited_timestamp: edited } = message;
      if (isLater(id, after)) await this.#options.handle(place, message, 'sent');
      else if (edited && new Date(edited) >= timeOf(after)) await this.#options.handle(place, message, 'edited');
    }
  }

  #addGap(place: Place, after: string): void {
    if (!this.#gaps.has(place)) this.#gaps.set(place, after);
  }

  #complete(place: Place, messages: readonly Message[]): void {
    const active = this.#active.get(place);
    const settled = idAt(this.#options.now().getTime() - REORDER_MS);
    const last = messages.findLast(({ id }) => isLater(settled, id));
    if (active && last && isLater(last.id, active.completeTo)) active.completeTo = last.id;
  }

  async #readAll(): Promise<void> {
    // One iterator for all workers: each takes the next place.
    const places = [...this.#gaps.keys()].values();
    const worker = async () => {
      for (const place of places) await this.#options.queue(place, () => this.readBefore(place, null));
    };
    this.#reading ??= Promise.all(Array.from({ length: CONCURRENCY }, worker)).finally(() => {
      this.#reading = null;
    });
    await this.#reading;
  }
}
