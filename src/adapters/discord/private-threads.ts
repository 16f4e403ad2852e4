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

/** A place; `later` if Discord limits new direct messages for now; `closed` if no interview is possible there. */
export type FoundThread = Place | 'later' | 'closed';

export function createPrivateThreads(api: DiscordApi, { post }: Sender) {
  const { rest } = api;
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
    try {
      const { type, parent_id } = ChannelSchema.parse(await rest.get(Routes.channel(channel)));
      const parent = THREADS.has(type) && parent_id ? parent_id : channel;
      const fixed = { name: discordWords(language)('thread-name'), type: ChannelType.PrivateThread, invitable: false };
      const body = { ...fixed, auto_archive_duration: ARCHIVE_MINUTES };
      const { id } = ChannelSchema.parse(await rest.post(Routes.threads(parent), { body }));
      owners.set(id, person);
      return channelPlace({ channel: id, owner: person });
    } catch {
      return 'closed';
    }
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
      const thread = threadOf(person);
      if (thread !== null && (await greet(thread, key, language)) === 'sent') return thread;
      const direct = await openDirect(person, key, language);
      if (direct !== 'closed') return direct;
      const found = channel === null ? 'closed' : await newThread(person, channel, language);
      return found === 'closed' || found === 'later' || (await greet(found, key, language)) === 'sent'
        ? found
        : 'closed';
    },
    openDirect,
  };

  /** Greets the person in their direct message. @returns it if the greeting arrived */
  async function openDirect(person: string, key: string, language: Language): Promise<FoundThread> {
    const direct = await directOf(person);
    if (direct === 'later' || direct === 'closed') return direct;
    const outcome = await greet(direct, key, language);
    return outcome === 'sent' ? direct : outcome === 'gone' ? 'closed' : 'later';
  }
}

/** A link to the place in Discord's notation. */
export function linkTo(place: Place): string {
  const { channel, owner } = channelOf(place);
  return owner === null ? `https://discord.com/channels/@me/${channel}` : `<#${channel}>`;
}
