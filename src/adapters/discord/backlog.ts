/** Messages that the gateway never delivered are read from the history: after a lost session, and from time to time. */
import type { Bookmark, Place } from '../contract.ts';
import { LatestKeys } from '../latest.ts';
import type { PlaceQueue } from '../place-queue.ts';
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
  readonly turns: PlaceQueue;
  /** Handles a message unless that was done before; resolves after the turn. */
  handle(place: Place, message: Message, kind: 'sent' | 'edited'): Promise<void>;
}

export function createBacklog({ api, now, turns, handle }: BacklogOptions) {
  /** Places to read, each with the last id that is known to be complete. */
  const gaps = new Map<Place, string>();
  /** Places with earlier messages. Where one was forgotten, its history is read again; the store knows those events. */
  const known = new LatestKeys<Place>();
  /** Active conversations: the id up to which they are complete, and when the last message came. */
  const active = new Map<Place, { completeTo: string; last: number }>();
  let reading: Promise<unknown> | null = null;

  const ago = (milliseconds: number) => now().getTime() - milliseconds;

  function addGap(place: Place, after: string): void {
    if (!gaps.has(place)) gaps.set(place, after);
  }

  async function readAll(): Promise<void> {
    // One iterator for all workers: each takes the next place.
    const places = [...gaps.keys()].values();
    const worker = async () => {
      for (const place of places) await turns.run(place, () => readBefore(place, null));
    };
    reading ??= Promise.all(Array.from({ length: CONCURRENCY }, worker)).finally(() => {
      reading = null;
    });
    await reading;
  }

  /** Handles what is missing in a place, in a turn of it. @param until a message that was delivered: read up to it */
  async function readBefore(place: Place, until: string | null): Promise<void> {
    // The first message of a person may not be the first that they sent.
    if (known.add(place)) addGap(place, BEGINNING);
    const after = gaps.get(place);
    if (after === undefined) return;
    const read = await api.history(spotOf(place).channel, after);
    // A later check tries again, except where the channel is gone or forbidden.
    if ('failure' in read && read.failure.kind === 'later') return;
    gaps.delete(place);
    if ('failure' in read) return;
    // Without a bookmark: whatever the bot answered was handled.
    const handled = after === BEGINNING ? 1 + read.value.findLastIndex(({ author }) => author.id === api.botId) : 0;
    const due = read.value.slice(handled).filter(({ id }) => until === null || isLater(until, id));
    const conversation = active.get(place);
    const complete = due.findLast(({ id }) => isLater(idAt(ago(REORDER_MS)), id))?.id;
    if (conversation && complete && isLater(complete, conversation.completeTo)) conversation.completeTo = complete;
    for (const message of due) {
      const { id, edited_timestamp: edited } = message;
      if (isLater(id, after)) await handle(place, message, 'sent');
      else if (edited && new Date(edited) >= timeOf(after)) await handle(place, message, 'edited');
    }
  }

  return {
    /** Marks a conversation as active. @param id of the message that was just delivered */
    delivered(place: Place, id: string): void {
      // It may have overtaken a message that was sent just before it.
      const completeTo = active.get(place)?.completeTo ?? idAt(timeOf(id).getTime() - REORDER_MS);
      active.set(place, { completeTo, last: ago(0) });
    },
    /** Reads what came after these bookmarks: in active conversations first, of which the one that waits longest comes first. */
    async readFrom(bookmarks: readonly Bookmark[], shard: number): Promise<void> {
      for (const { place } of bookmarks) known.add(place);
      const [oldest, lately] = [idAt(ago(OVER_MS)), idAt(ago(ACTIVE_MS))];
      const open = bookmarks
        // The first shard has the direct messages. Which one has a thread isn't known here, so all read it.
        .filter(({ place, event }) => isLater(event, oldest) && (shard === 0 || spotOf(place).owner !== null))
        // Else processes that die soon, one after the other, would never come to the last.
        .sort((one, other) => {
          const areActive = isLater(one.event, lately) && isLater(other.event, lately);
          return isLater(one.event, other.event) === areActive ? 1 : -1;
        });
      for (const { place, event } of open) {
        addGap(place, event);
        // What its person sends next may not be delivered either.
        if (!active.has(place)) active.set(place, { completeTo: event, last: timeOf(event).getTime() });
      }
      await readAll();
    },
    /** Reads the active conversations, and again those that could not be read. */
    async check(): Promise<void> {
      for (const [place, { completeTo, last }] of active) {
        if (last < ago(ACTIVE_MS)) active.delete(place);
        else addGap(place, completeTo);
      }
      await readAll();
    },
    readBefore,
  };
}
