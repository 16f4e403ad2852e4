/** Finds the place of a person's interview: their direct message, or a private thread if that is closed. */
import { ChannelType, Constants, Routes } from 'discord.js';
import { z } from 'zod';
import type { Language } from '../../machine/language.ts';
import { discordWords } from '../../prompts/discord-texts.ts';
import type { Bookmark, Place } from '../contract.ts';
import { channelOf, channelPlace, type DiscordApi } from './api.ts';
import { privateRows } from './controls.ts';
import type { Sender } from './outbound.ts';

const ChannelSchema = z.object({ id: z.string(), type: z.number().optional(), parent_id: z.string().nullish() });

/** Minutes without a message until Discord archives a thread; the next message reopens it. */
const ARCHIVE_MINUTES = 10_080;
const THREADS: ReadonlySet<number | undefined> = new Set(Constants.ThreadChannelTypes);
export type PrivateThreads = ReturnType<typeof createPrivateThreads>;

/** A place; `later` if Discord is down or limits requests for now; `closed` if no interview is possible there. */
export type FoundThread = Place | 'later' | 'closed';

export function createPrivateThreads(api: DiscordApi, { post }: Sender) {
  /** Owners of the bot's threads. Never evicted: without an owner, answers in a thread would be lost. */
  const owners = new Map<string, string>();

  function threadOf(person: string): Place | null {
    const [channel] = [...owners].findLast(([, owner]) => owner === person) ?? [];
    return channel === undefined ? null : channelPlace({ channel, owner: person });
  }

  /** Discord opens the channel even if the person blocks direct messages; sending then fails. */
  async function directOf(person: string): Promise<FoundThread> {
    const opened = await api.request(async (rest) =>
      ChannelSchema.parse(await rest.post(Routes.userChannels(), { body: { recipient_id: person } })),
    );
    if ('value' in opened) return channelPlace({ channel: opened.value.id, owner: null });
    return opened.failure.kind === 'later' ? 'later' : 'closed';
  }

  /** `closed` if private threads are unavailable or forbidden. */
  async function newThread(person: string, channel: string, language: Language): Promise<FoundThread> {
    const fixed = { name: discordWords(language)('thread-name'), type: ChannelType.PrivateThread, invitable: false };
    const body = { ...fixed, auto_archive_duration: ARCHIVE_MINUTES };
    const opened = await api.request(async (rest) => {
      const { type, parent_id } = ChannelSchema.parse(await rest.get(Routes.channel(channel)));
      const parent = THREADS.has(type) && parent_id ? parent_id : channel;
      return ChannelSchema.parse(await rest.post(Routes.threads(parent), { body }));
    });
    if ('failure' in opened) return opened.failure.kind === 'later' ? 'later' : 'closed';
    owners.set(opened.value.id, person);
    return channelPlace({ channel: opened.value.id, owner: person });
  }

  /** Sends the greeting. In a thread, it mentions the person, which adds them to the thread. */
  async function greet(place: Place, key: string, language: Language): Promise<'sent' | 'gone' | 'failed'> {
    const say = discordWords(language);
    const { channel, owner } = channelOf(place);
    const part =
      owner === null
        ? { content: say('greeting') }
        : { content: `<@${owner}> ${say('greeting-in-thread')}`, rows: privateRows(owner, language) };
    const { outcome } = await post(channel, part, `${key}@${channel}`, owner === null ? [] : [owner]);
    if (outcome === 'gone') owners.delete(channel);
    return outcome;
  }

  /** Greets the person in a place that was found. @returns it if the greeting arrived */
  async function greeted(found: FoundThread, key: string, language: Language): Promise<FoundThread> {
    if (found === 'later' || found === 'closed') return found;
    const outcome = await greet(found, key, language);
    return outcome === 'sent' ? found : outcome === 'gone' ? 'closed' : 'later';
  }

  /** Greets the person in their direct message. */
  async function openDirect(person: string, key: string, language: Language): Promise<FoundThread> {
    return greeted(await directOf(person), key, language);
  }

  return {
    /** Adds the threads of stored conversations. */
    restore(bookmarks: readonly Bookmark[]): void {
      for (const { place } of bookmarks) {
        const { channel, owner } = channelOf(place);
        if (owner !== null) owners.set(channel, owner);
      }
    },
    /** Null if the channel isn't one of our threads. */
    ownerOf: (channel: string): string | null => owners.get(channel) ?? null,
    /** The place of the person's interview, reachable or not. */
    find: async (person: string): Promise<FoundThread> => threadOf(person) ?? (await directOf(person)),
    /** Greets the person where possible: in their thread, their direct message, or a new thread in `channel`. */
    async open(person: string, channel: string | null, key: string, language: Language): Promise<FoundThread> {
      const thread = await greeted(threadOf(person) ?? 'closed', key, language);
      if (thread !== 'closed') return thread;
      const direct = await openDirect(person, key, language);
      if (direct !== 'closed' || channel === null) return direct;
      return greeted(await newThread(person, channel, language), key, language);
    },
    openDirect,
  };
}

/** A link to the place in Discord's notation. */
export function linkTo(place: Place): string {
  const { channel, owner } = channelOf(place);
  return owner === null ? `https://discord.com/channels/@me/${channel}` : `<#${channel}>`;
}
