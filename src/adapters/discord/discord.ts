/** The Discord adapter: turns gateway events into ordered turns and sends the replies. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, Events, GatewayDispatchEvents, Routes } from 'discord.js';
import { discordWords, signedIn } from '../../prompts/discord-texts.ts';
import { turnFailed } from '../../prompts/refusals.ts';
import { BoundedMap, BoundedSet } from '../bounded.ts';
import type { Adapter, Bookmark, Inbound, Place } from '../contract.ts';
import { createLanguages } from '../place-languages.ts';
import { PlaceQueue, type TurnPace, takeTurn } from '../place-queue.ts';
import {
  channelOf,
  channelPlace,
  createDiscordApi,
  createRecentMessages,
  DeletedSchema,
  type DiscordMessage,
  DispatchSchema,
  idAt,
  isFromPerson,
  LastingRest,
  MessageSchema,
  messageEvents,
  ReadySchema,
  TypingSchema,
} from './api.ts';
import { createBacklog } from './backlog.ts';
import { createConnection } from './connection.ts';
import { createInteractions } from './interactions.ts';
import { createLetterPreview, createSender } from './outbound.ts';
import { createPrivateThreads } from './private-threads.ts';
import { createQuestions } from './questions.ts';
import { MESSAGE_AT_MOST } from './rendering.ts';
import { registerCommands } from './slash-commands.ts';

/** Milliseconds. */
const TIMING = {
  /** Before the first retry of a request; doubles each time. */
  retry: 500,
  turn: [100, 400],
  /** Discord hides "typing" after ten seconds. */
  typing: [400, 8_000],
  /** Between edits of a letter preview. Discord allows five requests in five seconds. */
  preview: 1_300,
  /** Between checks for messages that the gateway didn't deliver. */
  check: 30_000,
  /** Before the second attempt to connect; doubles each time, up to a minute. */
  connect: 1_000,
} satisfies TurnPace & Record<string, unknown>;
export type Timing = typeof TIMING;

export interface DiscordOptions {
  readonly token: string;
  /** Root of the API, such as `http://127.0.0.1:8080/api`; null for Discord's own. */
  readonly api: string | null;
  /** The newest event of each stored conversation. */
  bookmarks(): Promise<readonly Bookmark[]>;
  now(): Date;
  onFault(error: unknown): void;
  /** Called with a sentence for the operator. After a fatal one, the adapter does nothing more. */
  onTrouble(sentence: string, fatal: boolean): void;
  log(sentence: string): void;
  /** Shorter in tests. */
  readonly timing?: Partial<Timing>;
}

/** Maximum milliseconds that `stop` waits for turns. */
const STOP_MS = 10_000;

/** Milliseconds between hints to use direct messages, per channel. */
const HINT_EVERY_MS = 5 * 60_000;

/** `start` resolves after the first attempt to connect, `stop` after all turns, at most ten seconds. */
export function createDiscord(options: DiscordOptions): Adapter {
  const { token, now, bookmarks, onFault, onTrouble, log } = options;
  const timing = { ...TIMING, ...options.timing };
  const rest = { version: '10', ...(options.api !== null && { api: options.api }) };
  // Not the client's REST instance: a client that failed to connect loses its token.
  const api = createDiscordApi({
    rest: new LastingRest(rest),
    token,
    pause: timing.retry,
    onFault,
    onTrouble: (sentence) => onTrouble(sentence, false),
  });
  const questions = createQuestions(api);
  const sender = createSender(api, questions, now);
  const languages = createLanguages();
  const preview = createLetterPreview(api, languages, timing.preview);
  const threads = createPrivateThreads(api, sender);
  const turns = new PlaceQueue();
  const backlog = createBacklog({ api, now, turns, handle: missed });
  /** Places where the last message was permanently undeliverable. */
  const gone = new BoundedSet<Place>();
  const handleInteraction = createInteractions({ api, threads, questions, languages, gone, receive: delivered });
  const connection = createConnection({ token, rest, pause: timing.connect, prepare: listen, onTrouble, onFault });
  /** Recent events, to detect duplicates. The store detects all others. */
  const seen = new BoundedSet<string>();
  const recent = createRecentMessages();
  /** Time of the last hint, by channel. */
  const hinted = new BoundedMap<string, number>();
  let receive: (inbound: Inbound) => Promise<void> = () => Promise.resolve();
  let typing: (place: Place) => void = () => undefined;
  let bookmarksLoaded: Promise<void> = Promise.resolve();
  /** Application id; empty until the first session. */
  let application = '';
  let isRegistered = false;
  let checking: NodeJS.Timeout | undefined;
  /** Set when the adapter stops listening. Turns queued before that still run. */
  let stopping: Promise<void> | null = null;
  let isStopped = false;

  function listen(client: Client): void {
    // Raw packets, because discord.js drops edits in channels that it hasn't seen since the start.
    client.on(Events.Raw, (packet: unknown) => {
      const { t: type, d: data } = DispatchSchema.safeParse(packet).data ?? {};
      if (type === GatewayDispatchEvents.Ready) ready(data);
      if (type === GatewayDispatchEvents.MessageCreate) message(data, 'sent');
      if (type === GatewayDispatchEvents.MessageUpdate) message(data, 'edited');
      if (type === GatewayDispatchEvents.MessageDelete) deleted(data);
      if (type === GatewayDispatchEvents.TypingStart) isTyping(data);
    });
    client.on(Events.InteractionCreate, (interaction) => {
      if (stopping === null) void handleInteraction(interaction);
    });
  }

  /** Handles a new session. Discord doesn't deliver messages sent before it, except after a resume. */
  function ready(data: unknown): void {
    const session = ReadySchema.parse(data);
    api.botId = session.user.id;
    if (application === '') log(signedIn(session.user.username, session.application.id));
    application = session.application.id;
    void registerOwnCommands();
    const loaded = bookmarksLoaded.then(async () => {
      const stored = await bookmarks();
      threads.restore(stored);
      backlog.readFrom(stored, session.shard[0]).catch(onFault);
    });
    bookmarksLoaded = loaded.catch(onFault);
  }

  /** Retried by every check until it succeeds. */
  async function registerOwnCommands(): Promise<void> {
    if (isRegistered || application === '') return;
    isRegistered = true;
    isRegistered = await registerCommands(api, application);
  }

  function check(): void {
    void registerOwnCommands();
    backlog.check().catch(onFault);
    preview.sweep().catch(onFault);
  }

  function message(data: unknown, kind: 'sent' | 'edited'): void {
    // Also undefined for Discord's own updates, such as link previews, which may be partial.
    const message = MessageSchema.safeParse(data).data;
    if (!message) return;
    if (kind === 'sent') questions.saw(message.channel_id, message.id);
    if (!isFromPerson(message)) return;
    const handle = () => {
      const place = placeIn(message);
      const events = place === null ? [] : messageEvents(kind, message, place, api.botId);
      for (const event of events) void delivered(event);
      if (place === null && kind === 'sent') explain(message);
    };
    // The thread's owner may be known only from the bookmarks.
    if (!message.guild_id) handle();
    else void bookmarksLoaded.then(handle);
  }

  /** Typing in a thread is ignored: it may not be meant for the bot. */
  function isTyping(data: unknown): void {
    const { channel_id: channel, user_id, guild_id } = TypingSchema.safeParse(data).data ?? {};
    if (channel !== undefined && user_id !== api.botId && !guild_id) typing(channelPlace({ channel, owner: null }));
  }

  /** Only messages that this process has read are known to be answers. */
  function deleted(data: unknown): void {
    const { id, channel_id: channel, guild_id } = DeletedSchema.safeParse(data).data ?? {};
    if (id === undefined || channel === undefined) return;
    const owner = guild_id ? threads.ownerOf(channel) : null;
    for (const event of recent.deletions(id, channelPlace({ channel, owner }), now())) void delivered(event);
  }

  /** The interview that a message belongs to; null if none. */
  function placeIn(message: DiscordMessage): Place | null {
    const channel = message.channel_id;
    if (!message.guild_id) return channelPlace({ channel, owner: null });
    const owner = threads.ownerOf(channel);
    return message.author.id === owner && mentionsBot(message) ? channelPlace({ channel, owner }) : null;
  }

  /** In a server, the bot can read only messages that mention it. */
  function mentionsBot({ mentions }: DiscordMessage): boolean {
    return mentions.some(({ id }) => id === api.botId);
  }

  /** Explains to a person that the bot can't read messages here, and what to do instead. */
  function explain(message: DiscordMessage): void {
    const { id, channel_id: channel, author } = message;
    const isOwner = threads.ownerOf(channel) === author.id;
    const at = now().getTime();
    if (!isOwner && (!mentionsBot(message) || at - (hinted.get(channel) ?? 0) < HINT_EVERY_MS)) return;
    if (!isOwner) hinted.set(channel, at);
    const say = discordWords(languages.of(channelPlace({ channel, owner: author.id })));
    const content = say(isOwner ? 'cannot-read-thread' : 'only-in-private');
    void sender.post(channel, { content }, `explained ${id}`);
  }

  async function missed(place: Place, message: DiscordMessage, kind: 'sent' | 'edited'): Promise<void> {
    const { owner } = channelOf(place);
    const isForBot = owner === null || (message.author.id === owner && mentionsBot(message));
    if (!isFromPerson(message) || !isForBot) return;
    for (const event of messageEvents(kind, message, place, api.botId)) {
      if (!seen.add(event.id)) continue;
      recent.add(event);
      await turn(event);
    }
  }

  /** Queues the turn at once. @returns after the turn, whether it succeeded; never rejects */
  async function delivered(inbound: Inbound): Promise<boolean> {
    const { id, place, at, said } = inbound;
    if (stopping !== null || !seen.add(id)) return false;
    recent.add(inbound);
    // Discord doesn't say when a message was deleted, so that a deletion doesn't tell up to where the history is read.
    const messageId =
      said.kind === 'deleted' ? null : said.kind === 'edited' ? idAt(at.getTime()) : (id.split(':')[0] ?? id);
    if (messageId !== null) backlog.delivered(place, messageId);
    return turns.run(place, async () => {
      await bookmarksLoaded;
      if (messageId !== null) await backlog.readBefore(place, messageId);
      return turn(inbound);
    });
  }

  async function busy(place: Place): Promise<void> {
    await api.rest.post(Routes.channelTyping(channelOf(place).channel)).catch(() => undefined);
  }

  async function turn(inbound: Inbound): Promise<boolean> {
    languages.heard(inbound.place, inbound.locale);
    const parts = { pace: timing, show: () => void busy(inbound.place), isOver: () => stopping !== null, onFault };
    const isTaken = await takeTurn(() => receive(inbound), parts);
    const content = turnFailed(languages.of(inbound.place));
    if (!isTaken && !stopping) await sender.post(channelOf(inbound.place).channel, { content }, `failed ${inbound.id}`);
    return isTaken;
  }

  async function stop(): Promise<void> {
    clearInterval(checking);
    // Unsent messages stay in the outbox for the next process.
    await Promise.race([turns.idle(), sleep(STOP_MS, undefined, { ref: false })]);
    isStopped = true;
    await connection.close();
  }

  return {
    name: 'discord',
    isGathering: true,
    textAtMost: MESSAGE_AT_MOST,
    isDeliveringOnce: true,
    isSendingOnce: true,
    isShowingPictures: true,
    canLink: (place) => channelOf(place).owner === null,
    async start(receiver, onTyping = () => undefined) {
      receive = receiver;
      typing = onTyping;
      await connection.open();
      // It may have been stopped meanwhile, for example because Discord refused the token.
      if (stopping === null) checking = setInterval(check, timing.check);
    },
    isConnected: connection.isReady,
    async send(place, message, key, attempt) {
      if (isStopped) return { outcome: 'failed', why: 'Discord is closed' };
      languages.sent(place, message);
      const sent = await sender.send(place, message, key, attempt);
      if (sent.outcome === 'gone') gone.add(place);
      else gone.delete(place);
      // A question instead of a letter means that the letter failed.
      if (message.kind === 'letter' || message.kind === 'ask') await preview.end(place, message.kind === 'letter');
      return sent;
    },
    busy,
    retire: (place, platformId) => questions.retire(channelOf(place).channel, platformId),
    async grow(place, text) {
      if (text === null) await preview.end(place, false);
      else preview.show(place, text);
    },
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}
