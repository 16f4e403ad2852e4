/** Where a person's interview takes place: their direct message, or a private thread where that is closed to us. */
import { ChannelType, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { HERE_WE_ARE, THREAD_NAME } from '../../prompts/discord.ts';
import type { Place } from '../contract.ts';
import { placeOf, spotOf } from './place.ts';
import type { Posting } from './posting.ts';

const ChannelSchema = z.object({ id: z.string(), type: z.number().optional(), parent_id: z.string().nullish() });

/** Minutes without a message until Discord puts a thread away; the next message brings it back. */
const THREAD_MINUTES = 10_080;

const THREADS: ReadonlySet<number | undefined> = new Set([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

export class Homes {
  readonly #rest: () => REST;
  readonly #posting: Posting;
  /**
   * Whose the private threads are that this bot opened. None is ever forgotten: what is said in a thread of which nobody
   * knows whose it is would be lost.
   */
  readonly #owners = new Map<string, string>();
  /** The threads of each person, in the order in which they came to be known. */
  readonly #threads = new Map<string, Set<string>>();

  constructor(rest: () => REST, posting: Posting) {
    this.#rest = rest;
    this.#posting = posting;
  }

  /** Takes in where interviews were led before. */
  learn(places: readonly Place[]): void {
    for (const { channel, owner } of places.map(spotOf)) if (owner !== null) this.#own(channel, owner);
  }

  /** Whose thread a channel is; null where it is none of ours. */
  ownerOf(channel: string): string | null {
    return this.#owners.get(channel) ?? null;
  }

  /** Where to find this person, whether or not anything can be sent there; null where Discord opens no direct message. */
  async find(person: string): Promise<Place | null> {
    return this.#threadOf(person) ?? (await this.#direct(person));
  }

  /** Goes where this person can be written to, and says so there; null where that is nowhere. `channel` is of a server. */
  async moveTo(person: string, channel: string | null, key: string): Promise<Place | null> {
    for (const place of [this.#threadOf(person), await this.#direct(person)])
      if (place !== null && (await this.#greet(place, key))) return place;
    if (channel === null) return null;
    const thread = await this.#openThread(person, channel);
    return thread !== null && (await this.#greet(thread, key)) ? thread : null;
  }

  #threadOf(person: string): Place | null {
    const channel = [...(this.#threads.get(person) ?? [])].at(-1);
    return channel === undefined ? null : placeOf({ channel, owner: person });
  }

  #own(channel: string, person: string): void {
    this.#owners.set(channel, person);
    const threads = this.#threads.get(person) ?? new Set();
    this.#threads.set(person, threads.add(channel));
  }

  #disown(channel: string): void {
    const person = this.ownerOf(channel);
    if (person === null) return;
    this.#owners.delete(channel);
    this.#threads.get(person)?.delete(channel);
  }

  /** The same one every time, and open only for those who allow it, which shows when something is sent. */
  async #direct(person: string): Promise<Place | null> {
    try {
      const opened = await this.#rest().post(Routes.userChannels(), { body: { recipient_id: person } });
      return placeOf({ channel: ChannelSchema.parse(opened).id, owner: null });
    } catch {
      return null;
    }
  }

  async #openThread(person: string, channel: string): Promise<Place | null> {
    try {
      const { type, parent_id } = ChannelSchema.parse(await this.#rest().get(Routes.channel(channel)));
      const parent = THREADS.has(type) && parent_id ? parent_id : channel;
      const body = {
        name: THREAD_NAME,
        type: ChannelType.PrivateThread,
        invitable: false,
        auto_archive_duration: THREAD_MINUTES,
      };
      const { id } = ChannelSchema.parse(await this.#rest().post(Routes.threads(parent), { body }));
      this.#own(id, person);
      return placeOf({ channel: id, owner: person });
    } catch {
      // No private threads there, or not for us.
      return null;
    }
  }

  /** Whether a greeting arrives. In a thread it names the person, which is what lets them in. */
  async #greet(place: Place, key: string): Promise<boolean> {
    const { channel, owner } = spotOf(place);
    const content = owner === null ? HERE_WE_ARE : `<@${owner}> ${HERE_WE_ARE}`;
    const part = { content, rows: [], file: null };
    const { outcome } = await this.#posting.post(channel, part, `${key}@${channel}`, owner === null ? [] : [owner]);
    if (outcome === 'gone') this.#disown(channel);
    return outcome === 'sent';
  }
}

/** A place as a person can go to it. */
export function linkTo(place: Place): string {
  const { channel, owner } = spotOf(place);
  return owner === null ? `https://discord.com/channels/@me/${channel}` : `<#${channel}>`;
}
