/** Reads messages that the gateway didn't deliver from the history: after a lost session, and periodically. */
import { BoundedSet } from '../bounded.ts';
import type { Bookmark, Place } from '../contract.ts';
import type { PlaceQueue } from '../place-queue.ts';
import { channelOf, type DiscordApi, type DiscordMessage, idAt, isLater, timeOf } from './api.ts';

/** Milliseconds after its last message for which a conversation is checked periodically. */
const ACTIVE_MS = 10 * 60_000;
/** Milliseconds without a message after which a conversation is no longer read. */
const OVER_MS = 30 * 24 * 60 * 60_000;
/** Milliseconds within which messages of different senders may be delivered out of id order. */
const REORDER_MS = 5_000;
/** Lower than any id. */
const BEGINNING = '0';
const CONCURRENCY = 4;

interface Gap {
  /** Id up to which the place is complete. */
  readonly after: string;
  /** Without a bookmark, what came before the bot's last message before this one counts as handled. */
  readonly first: string | null;
}

interface BacklogOptions {
  readonly api: DiscordApi;
  now(): Date;
  readonly turns: PlaceQueue;
  /** Handles a message once, ignoring repetitions. Resolves after the turn. */
  handle(place: Place, message: DiscordMessage, kind: 'sent' | 'edited'): Promise<void>;
}

/**
 * Active conversations come first, the longest waiting before others: processes that keep crashing early reach them all.
 * Of the others the most recent comes first, as its person is the likeliest to have written.
 * @param lately lowest id of an active conversation's last event
 */
export function readingOrder(bookmarks: readonly Bookmark[], lately: string): readonly Bookmark[] {
  const oldestFirst = bookmarks.toSorted((one, other) => (isLater(one.event, other.event) ? 1 : -1));
  const { active = [], others = [] } = Object.groupBy(oldestFirst, ({ event }) =>
    isLater(event, lately) ? 'active' : 'others',
  );
  return [...active, ...others.toReversed()];
}

export function createBacklog({ api, now, turns, handle }: BacklogOptions) {
  /** Places to read. */
  const gaps = new Map<Place, Gap>();
  /** Places that had messages before. If an entry is dropped, its history is read again; the store dedupes events. */
  const known = new BoundedSet<Place>();
  /** Active conversations: the id up to which they are complete, and the time of the last message. */
  const active = new Map<Place, { completeTo: string; last: number }>();
  let reading: Promise<unknown> | null = null;

  const ago = (milliseconds: number) => now().getTime() - milliseconds;

  function addGap(place: Place, after: string, first: string | null = null): void {
    if (!gaps.has(place)) gaps.set(place, { after, first });
  }

  async function readAll(): Promise<void> {
    // The workers share one iterator: each takes the next place.
    const places = [...gaps.keys()].values();
    const worker = async () => {
      for (const place of places) await turns.run(place, () => readBefore(place, null));
    };
    reading ??= Promise.all(Array.from({ length: CONCURRENCY }, worker)).finally(() => {
      reading = null;
    });
    await reading;
  }

  /** Handles missing messages; runs in the place's queue. @param until id of a delivered message: read up to it */
  async function readBefore(place: Place, until: string | null): Promise<void> {
    // The first delivered message may not be the first that the person sent.
    if (known.add(place)) addGap(place, BEGINNING, until);
    const gap = gaps.get(place);
    if (gap === undefined) return;
    const { after, first } = gap;
    const read = await api.history(channelOf(place).channel, after);
    // On a temporary failure, the next check retries. Otherwise the channel is gone or forbidden.
    if ('failure' in read && read.failure.kind === 'later') return;
    gaps.delete(place);
    if ('failure' in read) return;
    // A reply to the first event says nothing about the messages before that event: they may have been lost.
    const isHandled = ({ author, id }: DiscordMessage) =>
      author.id === api.botId && first !== null && isLater(first, id);
    const handled = 1 + read.value.findLastIndex(isHandled);
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
    /** Marks a conversation as active. @param id of the message just delivered */
    delivered(place: Place, id: string): void {
      // A message sent just before this one may still be missing.
      const completeTo = active.get(place)?.completeTo ?? idAt(timeOf(id).getTime() - REORDER_MS);
      active.set(place, { completeTo, last: ago(0) });
    },
    /** Reads what came after these bookmarks, in `readingOrder`. */
    async readFrom(bookmarks: readonly Bookmark[], shard: number): Promise<void> {
      for (const { place } of bookmarks) known.add(place);
      const [oldest, lately] = [idAt(ago(OVER_MS)), idAt(ago(ACTIVE_MS))];
      // The first shard receives direct messages. The shard of a thread is unknown, so all shards read threads.
      const open = bookmarks.filter(
        ({ place, event }) => isLater(event, oldest) && (shard === 0 || channelOf(place).owner !== null),
      );
      for (const { place, event } of readingOrder(open, lately)) {
        addGap(place, event);
        // Checks it periodically, because the person's next message may be lost too.
        if (!active.has(place)) active.set(place, { completeTo: event, last: timeOf(event).getTime() });
      }
      await readAll();
    },
    /** Reads the active conversations, and retries those that could not be read. */
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
