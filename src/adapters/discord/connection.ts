/** The connection to Discord: made at the start, kept by discord.js, and given up only where Discord says that it is useless. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type CacheWithLimitsOptions,
  Client,
  type ClientOptions,
  type CloseEvent,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  Options,
  REST,
  type RESTOptions,
} from 'discord.js';
import { closedForGood, INTENTS_REFUSED, MANAGER_GONE, TOKEN_REFUSED, unreachable } from '../../prompts/discord.ts';
import { failureOf } from './failure.ts';

/**
 * As many as Discord wants, in this process; one that discord.js's ShardingManager started is told its own by it, where
 * nothing is said here.
 */
const SHARDS: Pick<ClientOptions, 'shards'> = process.env.SHARDING_MANAGER === undefined ? { shards: 'auto' } : {};

/** The longest pause between two attempts, in milliseconds. */
const LONGEST_PAUSE = 60_000;

interface ConnectionOptions {
  readonly token: string;
  /** Null for Discord's own. */
  readonly api: string | null;
  /** The first pause after a failed attempt, in milliseconds. */
  readonly pause: number;
  /** Called with each new client before it connects. */
  prepare(client: Client): void;
  /** Called with a plain sentence for whoever runs the program; `fatal` is the last. */
  onTrouble(sentence: string, fatal: boolean): void;
  onFault(error: unknown): void;
}

export class Connection {
  readonly #options: ConnectionOptions;
  readonly #stopped = new AbortController();
  /** Of its own: a client that could not connect takes the token from the one that it has. */
  readonly rest: REST;
  #client: Client;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.rest = new REST(this.#restOptions()).setToken(options.token);
    this.#client = this.#created();
    if (this.#client.shard !== null) process.once('disconnect', () => this.#orphaned());
  }

  /** Settles at the first success or failure; after a failure it goes on trying. */
  async open(): Promise<void> {
    if (await this.#attempt(this.#options.pause)) return;
    void this.#keepTrying();
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    await this.#client.destroy();
    // The manager's line to this process would keep it alive.
    if (this.#client.shard !== null && process.connected) process.disconnect();
  }

  /** Reports what the library threw or told of; what comes of giving up was said already. */
  fault(error: unknown): void {
    if (!this.#stopped.signal.aborted) this.#options.onFault(error);
  }

  async #keepTrying(): Promise<void> {
    for (let pause = this.#options.pause; !this.#stopped.signal.aborted; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      await sleep(pause, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
      if (this.#stopped.signal.aborted) return;
      // A client that was destroyed is not used again.
      this.#client = this.#created();
      if (await this.#attempt(Math.min(2 * pause, LONGEST_PAUSE))) return;
    }
  }

  /** Whether there is nothing more to try: it is connected, stopped, or refused for good. */
  async #attempt(pause: number): Promise<boolean> {
    const client = this.#client;
    const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
    try {
      await client.login(this.#options.token);
      await ready;
      return true;
    } catch (error) {
      if (this.#stopped.signal.aborted) return true;
      if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) {
        this.#giveUp(TOKEN_REFUSED);
        return true;
      }
      this.#options.onTrouble(unreachable(failureOf(error).why, Math.ceil(pause / 1000)), false);
      return false;
    }
  }

  #created(): Client {
    const { prepare } = this.#options;
    const onFault = (error: unknown) => this.fault(error);
    const client = new Client({
      // Not the guilds, of which nothing is needed; of messages in servers only those that call the bot have content.
      intents: [GatewayIntentBits.DirectMessages, GatewayIntentBits.GuildMessages],
      ...SHARDS,
      allowedMentions: { parse: [] },
      makeCache: Options.cacheWithLimits(NOTHING_CACHED),
      rest: this.#restOptions(),
    });
    client.on(Events.Error, onFault);
    client.on(Events.ShardError, onFault);
    client.on(Events.ShardDisconnect, ({ code }: CloseEvent) => this.#refused(code));
    prepare(client);
    return client;
  }

  #restOptions(): Partial<RESTOptions> {
    const { api } = this.#options;
    return { version: '10', ...(api !== null && { api }) };
  }

  /** discord.js reconnects by itself after all close codes but those that it tells of here. */
  #refused(code: number): void {
    if (code === GatewayCloseCodes.AuthenticationFailed) this.#giveUp(TOKEN_REFUSED);
    else if (code === GatewayCloseCodes.DisallowedIntents) this.#giveUp(INTENTS_REFUSED);
    else this.#giveUp(closedForGood(code));
  }

  /** It would live on beside those that the next manager starts. */
  #orphaned(): void {
    // discord.js tells its manager of these, though it is gone, and throws.
    for (const event of TOLD) this.#client.removeAllListeners(event);
    this.#giveUp(MANAGER_GONE);
  }

  #giveUp(sentence: string): void {
    if (this.#stopped.signal.aborted) return;
    this.#stopped.abort();
    this.#options.onTrouble(sentence, true);
  }
}

const TOLD = [Events.ShardDisconnect, Events.ShardReady, Events.ShardReconnecting, Events.ShardResume] as const;

/** Nothing is looked up in discord.js's caches: what is needed comes with each event. */
const NOTHING_CACHED: CacheWithLimitsOptions = {
  ...Options.DefaultMakeCacheSettings,
  DMMessageManager: 0,
  GuildMessageManager: 0,
  GuildMemberManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ThreadManager: 0,
  ThreadMemberManager: 0,
  UserManager: { maxSize: 0, keepOverLimit: ({ id, client }) => id === client.user?.id },
  VoiceStateManager: 0,
};
