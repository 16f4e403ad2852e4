/** Finds where a person's interview takes place: their direct message, or a private thread where that is closed. */
import { ChannelType, Constants, Routes } from 'discord.js';
import { z } from 'zod';
import { GREETING, THREAD_NAME } from '../../prompts/discord.ts';
import type { Bookmark, Place } from '../contract.ts';
import { type DiscordApi, placeOf, spotOf } from './api.ts';
import type { Posting } from './posting.ts';

const ChannelSchema = z.object({ id: z.string(), type: z.number().optional(), parent_id: z.string().nullish() });

/** Minutes without a message until Discord archives a thread; the next message opens it again. */
const ARCHIVE_MINUTES = 10_080;

const THREADS: ReadonlySet<number | undefined> = new Set(Constants.ThreadChannelTypes);

export class PrivateThreads {
  readonly #api: DiscordApi;
  readonly #posting: Posting;
  /** Threads of this bot and whose they are. None is forgotten: answers in a thread without an owner would be lost. */
  readonly #owners = new Map<string, string>();

  constructor(api: DiscordApi, posting: Posting) {
    this.#api = api;
    this.#posting = posting;
  }

  /** Adds the threads among stored conversations. */
  restore(bookmarks: readonly Bookmark[]): void {
    for (const { place } of bookmarks) {
      const { channel, owner } = spotOf(place);
      if (owner !== null) this.#owners.set(channel, owner);
    }
  }

  /** Null for a channel that isn't a thread of ours. */
  ownerOf(channel: string): string | null {
    return this.#owners.get(channel) ?? null;
  }

  /** Where this person's interview is, whether or not messages arrive there. Null where Discord opens no direct message. */
  async find(person: string): Promise<Place | null> {
    return this.#threadOf(person) ?? (await this.#direct(person));
  }

  /**
   * Sends a greeting to the thread, the direct message or a new thread of this person: the first where it arrives.
   *
   * @param channel in a server, for a new thread
   * @returns null where none can be reached
   */
  async open(person: string, channel: string | null, key: string): Promise<Place | null> {
    for (const place of [this.#threadOf(person), await this.#direct(person)])
      if (place !== null && (await this.#greet(place, key))) return place;
    const thread = channel === null ? null : await this.#newThread(person, channel);
    return thread !== null && (await this.#greet(thread, key)) ? thread : null;
  }

  /** Their newest thread. */
  #threadOf(person: string): Place | null {
    const [channel] = [...this.#owners].findLast(([, owner]) => owner === person) ?? [];
    return channel === undefined ? null : placeOf({ channel, owner: person });
  }

  /** Discord opens it even where the person allows none; that shows when something is sent. */
  async #direct(person: string): Promise<Place | null> {
    try {
      const opened = await this.#api.rest.post(Routes.userChannels(), { body: { recipient_id: person } });
      return placeOf({ channel: ChannelSchema.parse(opened).id, owner: null });
    } catch {
      return null;
    }
  }

  /** Null where private threads are impossible or not allowed. */
  async #newThread(person: string, channel: string): Promise<Place | null> {
    const { rest } = this.#api;
    try {
      const { type, parent_id } = ChannelSchema.parse(await rest.get(Routes.channel(channel)));
      const parent = THREADS.has(type) && parent_id ? parent_id : channel;
      const body = {
        name: THREAD_NAME,
        type: ChannelType.PrivateThread,
        invitable: false,
        auto_archive_duration: ARCHIVE_MINUTES,
      };
      const { id } = ChannelSchema.parse(await rest.post(Routes.threads(parent), { body }));
      this.#owners.set(id, person);
      return placeOf({ channel: id, owner: person });
    } catch {
      return null;
    }
  }

  /** Whether the greeting arrives. In a thread it mentions the person, which adds them to it. */
  async #greet(place: Place, key: string): Promise<boolean> {
    const { channel, owner } = spotOf(place);
    const content = owner === null ? GREETING : `<@${owner}> ${GREETING}`;
    const mentions = owner === null ? [] : [owner];
    const { outcome } = await this.#posting.post(channel, { content }, `${key}@${channel}`, mentions);
    if (outcome === 'gone') this.#owners.delete(channel);
    return outcome === 'sent';
  }
}

/** A link to the place, as Discord shows it. */
export function linkTo(place: Place): string {
  const { channel, owner } = spotOf(place);
  return owner === null ? `https://discord.com/channels/@me/${channel}` : `<#${channel}>`;
}
