/** The Discord adapter: gateway events become turns, in order, and their replies are sent. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, Events, GatewayDispatchEvents, REST, Routes } from 'discord.js';
import { z } from 'zod';
import { CANNOT_READ_THREAD, ONLY_IN_PRIVATE, TURN_FAILED } from '../../prompts/discord.ts';
import type { Adapter, Attempt, Bookmark, Inbound, Outbound, Place, Sent } from '../contract.ts';
import { LatestKeys, PEOPLE_REMEMBERED } from '../latest.ts';
import { PlaceQueue } from '../place-queue.ts';
import { type TurnPace, takeTurn } from '../turn.ts';
import { DiscordApi, idAt, type Message, MessageSchema, placeOf, spotOf } from './api.ts';
import { Backlog } from './backlog.ts';
import { Connection } from './connection.ts';
import { eventsIn, isFromPerson } from './inbound.ts';
import { Interactions, registerCommands } from './interactions.ts';
import { LetterPreview } from './letter-preview.ts';
import { Posting } from './posting.ts';
import { PrivateThreads } from './private-threads.ts';

/** All in milliseconds. */
const TIMING = {
  /** Before the first retry of a request; it doubles. */
  retry: 500,
  turn: [100, 400],
  /** Discord hides "typing" after ten seconds. */
  typing: [400, 8_000],
  /** Between two edits of a letter preview. Discord allows five requests in five seconds. */
  preview: 1_300,
  /** Between two checks for messages that the gateway did not deliver. */
  check: 30_000,
  /** Before the second attempt to connect; it doubles, up to a minute. */
  connect: 1_000,
} satisfies TurnPace & Record<string, unknown>;
export type Timing = typeof TIMING;

export interface DiscordOptions {
  readonly token: string;
  /** The root of the API, such as `http://127.0.0.1:8080/api`; null for Discord's own. */
  readonly api: string | null;
  /** The last event of each stored conversation. */
  bookmarks(): Promise<readonly Bookmark[]>;
  now(): Date;
  /** Called with what went wrong in a turn or in a request. */
  onFault(error: unknown): void;
  /** Called with a sentence for whoever runs the program. After a fatal one the adapter does nothing more. */
  onTrouble(sentence: string, fatal: boolean): void;
  /** Shorter in tests. */
  readonly timing?: Partial<Timing>;
}

/** How long `stop` waits for turns, in milliseconds. */
const STOP_MS = 10_000;

const ReadySchema = z.object({
  user: z.object({ id: z.string() }),
  application: z.object({ id: z.string() }),
  shard: z.tuple([z.number(), z.number()]).default([0, 1]),
});
const DispatchSchema = z.object({ op: z.literal(0), t: z.string(), d: z.unknown() });

/** Events whose repetition is noticed here; the store notices all others. */
const EVENTS_REMEMBERED = 20_000;

type Receive = (inbound: Inbound) => Promise<void>;

/**
 * Creates the adapter. `start` resolves when it is connected, or when the first attempt failed and others follow. `send`
 * never rejects. `stop` resolves when every turn is over, or after ten seconds.
 */
export function createDiscord(options: DiscordOptions): Adapter {
  return new Discord(options);
}

class Discord implements Adapter {
  readonly name = 'discord';
  readonly #options: DiscordOptions;
  readonly #timing: Timing;
  readonly #api: DiscordApi;
  readonly #connection: Connection;
  readonly #posting: Posting;
  readonly #preview: LetterPreview;
  readonly #threads: PrivateThreads;
  readonly #backlog: Backlog;
  readonly #interactions: Interactions;
  readonly #turns = new PlaceQueue();
  readonly #seen = new LatestKeys<string>(EVENTS_REMEMBERED);
  /** Places where the last message could not be delivered, for good. */
  readonly #gone = new LatestKeys<Place>(PEOPLE_REMEMBERED);
  /** Resolves when the bookmarks are loaded. */
  #bookmarksLoaded: Promise<void> = Promise.resolve();
  #receive: Receive = () => Promise.resolve();
  /** False once it stops; turns that are queued then still run. */
  #isListening = false;
  #checking: NodeJS.Timeout | undefined;
  #application: string | null = null;
  #areCommandsRegistered = false;
  #stopping: Promise<void> | null = null;
  #isStopped = false;

  constructor(options: DiscordOptions) {
    const { token, api, now, onFault, onTrouble } = options;
    const timing = { ...TIMING, ...options.timing };
    const restOptions = { version: '10', ...(api !== null && { api }) };
    this.#options = options;
    this.#timing = timing;
    // Not the client's: a client that failed to connect loses its token.
    this.#api = new DiscordApi(new REST(restOptions).setToken(token), timing.retry, onFault);
    this.#posting = new Posting(this.#api, now);
    this.#preview = new LetterPreview(this.#api, timing.preview);
    this.#threads = new PrivateThreads(this.#api, this.#posting);
    this.#backlog = new Backlog({
      api: this.#api,
      now,
      queue: (place, task) => this.#turns.run(place, task),
      handle: (place, message, kind) => this.#missed(place, message, kind),
    });
    this.#interactions = new Interactions({
      api: this.#api,
      threads: this.#threads,
      receive: (inbound) => this.#delivered(inbound),
      isGone: (place) => this.#gone.has(place),
    });
    const prepare = (client: Client) => this.#listen(client);
    this.#connection = new Connection({ token, rest: restOptions, pause: timing.connect, prepare, onTrouble, onFault });
  }

  async start(receive: Receive): Promise<void> {
    this.#receive = receive;
    this.#isListening = true;
    await this.#connection.open();
    // It may have been stopped by then, for example when Discord refuses the token.
    if (this.#isListening) this.#checking = setInterval(() => void this.#check(), this.#timing.check);
  }

  async send(place: Place, message: Outbound, key: string, attempt?: Attempt): Promise<Sent> {
    if (this.#isStopped) return { outcome: 'failed', why: 'Discord is closed' };
    const sent = await this.#posting.send(place, message, key, attempt);
    if (sent.outcome === 'gone') this.#gone.add(place);
    else this.#gone.delete(place);
    // A question instead of a letter means that none could be written.
    if (message.kind === 'letter' || message.kind === 'ask') await this.#preview.end(place, message.kind === 'letter');
    return sent;
  }

  async busy(place: Place): Promise<void> {
    await this.#api.rest.post(Routes.channelTyping(spotOf(place).channel)).catch(() => undefined);
  }

  async grow(place: Place, text: string | null): Promise<void> {
    if (text === null) await this.#preview.end(place, false);
    else this.#preview.show(place, text);
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    this.#isListening = false;
    clearInterval(this.#checking);
    // What is not sent by then is in the outbox, and the next process sends it.
    await Promise.race([this.#turns.idle(), sleep(STOP_MS, undefined, { ref: false })]);
    this.#isStopped = true;
    await this.#connection.close();
  }

  #listen(client: Client): void {
    // Raw packets: discord.js drops edits in channels that it has not seen since the start.
    client.on(Events.Raw, (packet: unknown) => {
      const { t: type, d: data } = DispatchSchema.safeParse(packet).data ?? {};
      if (type === GatewayDispatchEvents.Ready) this.#ready(data);
      if (type === GatewayDispatchEvents.MessageCreate) this.#message(data, 'sent');
      if (type === GatewayDispatchEvents.MessageUpdate) this.#message(data, 'edited');
    });
    client.on(Events.InteractionCreate, (interaction) => {
      if (this.#isListening) void this.#interactions.handle(interaction);
    });
  }

  /** A new session. Discord doesn't deliver what was sent before it; after a resume it does. */
  #ready(data: unknown): void {
    const { user, application, shard } = ReadySchema.parse(data);
    this.#api.botId = user.id;
    this.#application = application.id;
    void this.#registerCommands();
    const loaded = this.#bookmarksLoaded.then(async () => {
      const bookmarks = await this.#options.bookmarks();
      this.#threads.restore(bookmarks);
      this.#backlog.readFrom(bookmarks, shard[0]).catch(this.#options.onFault);
    });
    this.#bookmarksLoaded = loaded.catch(this.#options.onFault);
  }

  #message(data: unknown, kind: 'sent' | 'edited'): void {
    const message = MessageSchema.safeParse(data).data;
    if (!message || !isFromPerson(message)) return;
    const handle = () => {
      const place = this.#placeOf(message);
      const events = place === null ? [] : eventsIn(kind, message, place, this.#api.botId);
      for (const event of events) void this.#delivered(event);
      if (place === null && kind === 'sent') this.#explain(message);
    };
    // Whose thread it is may be known from the bookmarks only.
    if (message.guild_id === undefined) handle();
    else void this.#bookmarksLoaded.then(handle);
  }

  /** The interview that a message belongs to. */
  #placeOf(message: Message): Place | null {
    const channel = message.channel_id;
    if (message.guild_id === undefined) return placeOf({ channel, owner: null });
    const owner = this.#threads.ownerOf(channel);
    return this.#isForBot(message, owner) ? placeOf({ channel, owner }) : null;
  }

  /** In a thread, Discord shows the bot only the messages that mention it. */
  #isForBot({ author, mentions }: Message, owner: string | null): boolean {
    return author.id === owner && mentions.some(({ id }) => id === this.#api.botId);
  }

  /** Tells somebody who writes where it can't be read what to do instead. */
  #explain({ id, channel_id: channel, author, mentions }: Message): void {
    const isOwner = this.#threads.ownerOf(channel) === author.id;
    const isMentioned = mentions.some((each) => each.id === this.#api.botId);
    const content = isOwner ? CANNOT_READ_THREAD : ONLY_IN_PRIVATE;
    if (isOwner || isMentioned) void this.#posting.post(channel, { content }, `explained ${id}`);
  }

  async #missed(place: Place, message: Message, kind: 'sent' | 'edited'): Promise<void> {
    const { owner } = spotOf(place);
    if (!isFromPerson(message) || (owner !== null && !this.#isForBot(message, owner))) return;
    for (const event of eventsIn(kind, message, place, this.#api.botId))
      if (this.#seen.add(event.id)) await this.#turn(event);
  }

  /** Queues the turn at once. Resolves after it, to whether it succeeded; never rejects. */
  async #delivered(inbound: Inbound): Promise<boolean> {
    const { id, place, at, said } = inbound;
    if (!this.#isListening || !this.#seen.add(id)) return false;
    const messageId = said.kind === 'edited' ? idAt(at.getTime()) : (id.split(':')[0] ?? id);
    this.#backlog.delivered(place, messageId);
    return this.#turns.run(place, async () => {
      await this.#bookmarksLoaded;
      await this.#backlog.readBefore(place, messageId);
      return this.#turn(inbound);
    });
  }

  async #turn(inbound: Inbound): Promise<boolean> {
    const { id, place } = inbound;
    const { onFault } = this.#api;
    const show = () => void this.busy(place);
    const isOver = () => this.#isStopped;
    if (await takeTurn(() => this.#receive(inbound), { pace: this.#timing, show, isOver, onFault })) return true;
    await this.#posting.post(spotOf(place).channel, { content: TURN_FAILED }, `failed ${id}`);
    return false;
  }

  async #check(): Promise<void> {
    await this.#registerCommands();
    await this.#backlog.check().catch(this.#options.onFault);
  }

  /** Until it succeeds, every check tries again. */
  async #registerCommands(): Promise<void> {
    const application = this.#application;
    if (application === null || this.#areCommandsRegistered) return;
    this.#areCommandsRegistered = true;
    const registered = await this.#api.request((rest) => registerCommands(rest, application), { attempts: 1 });
    if ('failure' in registered) this.#areCommandsRegistered = false;
  }
}
