/** Finds where a person's interview takes place: their direct message, or a private thread where that is closed. */
import { ChannelType, Constants, Routes } from 'discord.js';
import { z } from 'zod';
import { GREETING, THREAD_NAME } from '../../prompts/discord.ts';
import type { Bookmark, Place } from '../contract.ts';
import { type DiscordApi, placeOf, spotOf } from './api.ts';
import type { Sender } from './outbound.ts';

const ChannelSchema = z.object({ id: z.string(), type: z.number().optional(), parent_id: z.string().nullish() });

/** Minutes without a message until Discord archives a thread; the next message opens it again. */
const ARCHIVE_MINUTES = 10_080;
const THREADS: ReadonlySet<number | undefined> = new Set(Constants.ThreadChannelTypes);
export type PrivateThreads = ReturnType<typeof createPrivateThreads>;

export function createPrivateThreads({ rest }: DiscordApi, { post }: Sender) {
  /** Threads of this bot and whose they are. None is forgotten: answers in a thread without an owner would be lost. */
  const owners = new Map<string, string>();

  /** Their newest thread. */
  function threadOf(person: string): Place | null {
    const [channel] = [...owners].findLast(([, owner]) => owner === person) ?? [];
    return channel === undefined ? null : placeOf({ channel, owner: person });
  }

  /** Discord opens it even where the person allows none; that shows when something is sent. */
  async function directOf(person: string): Promise<Place | null> {
    try {
      const opened = await rest.post(Routes.userChannels(), { body: { recipient_id: person } });
      return placeOf({ channel: ChannelSchema.parse(opened).id, owner: null });
    } catch {
      return null;
    }
  }

  /** Null where private threads are impossible or not allowed. */
  async function newThread(person: string, channel: string): Promise<Place | null> {
    try {
      const { type, parent_id } = ChannelSchema.parse(await rest.get(Routes.channel(channel)));
      const parent = THREADS.has(type) && parent_id ? parent_id : channel;
      const fixed = { name: THREAD_NAME, type: ChannelType.PrivateThread, invitable: false };
      const body = { ...fixed, auto_archive_duration: ARCHIVE_MINUTES };
      const { id } = ChannelSchema.parse(await rest.post(Routes.threads(parent), { body }));
      owners.set(id, person);
      return placeOf({ channel: id, owner: person });
    } catch {
      return null;
    }
  }

  /** Whether the greeting arrives. In a thread it mentions the person, which adds them to it. */
  async function greet(place: Place, key: string): Promise<boolean> {
    const { channel, owner } = spotOf(place);
    const content = owner === null ? GREETING : `<@${owner}> ${GREETING}`;
    const { outcome } = await post(channel, { content }, `${key}@${channel}`, owner === null ? [] : [owner]);
    if (outcome === 'gone') owners.delete(channel);
    return outcome === 'sent';
  }

  return {
    /** Adds the threads among stored conversations. */
    restore(bookmarks: readonly Bookmark[]): void {
      for (const { place } of bookmarks) {
        const { channel, owner } = spotOf(place);
        if (owner !== null) owners.set(channel, owner);
      }
    },
    /** Null for a channel that isn't a thread of ours. */
    ownerOf: (channel: string): string | null => owners.get(channel) ?? null,
    /** Where this person's interview is, reachable or not. Null where Discord opens no direct message. */
    find: async (person: string): Promise<Place | null> => threadOf(person) ?? (await directOf(person)),
    /** Where a greeting arrives first: in their thread, their direct message, or a new thread in `channel`. */
    async open(person: string, channel: string | null, key: string): Promise<Place | null> {
      const candidates = [threadOf, directOf, () => (channel === null ? null : newThread(person, channel))];
      for (const candidate of candidates) {
        const place = await candidate(person);
        if (place !== null && (await greet(place, key))) return place;
      }
      return null;
    },
  };
}

/** A link to the place, as Discord shows it. */
export function linkTo(place: Place): string {
  const { channel, owner } = spotOf(place);
  return owner === null ? `https://discord.com/channels/@me/${channel}` : `<#${channel}>`;
}
