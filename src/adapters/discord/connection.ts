/** The gateway connection. discord.js keeps it up; this opens it, and gives up only where Discord refuses it for good. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  Options,
  type RESTOptions,
} from 'discord.js';
import { closedForGood, INTENTS_REFUSED, MANAGER_GONE, TOKEN_REFUSED, unreachable } from '../../prompts/discord.ts';
import { failureOf } from './api.ts';

/** The longest pause between two attempts, in milliseconds. */
const LONGEST_PAUSE = 60_000;

const REFUSALS: ReadonlyMap<number, string> = new Map([
  [GatewayCloseCodes.AuthenticationFailed, TOKEN_REFUSED],
  [GatewayCloseCodes.DisallowedIntents, INTENTS_REFUSED],
]);

/** Nothing is looked up in discord.js's caches: each event brings what is needed. */
const NO_CACHE = Options.cacheWithLimits({
  ...Options.DefaultMakeCacheSettings,
  GuildMemberManager: 0,
  MessageManager: 0,
  ThreadManager: 0,
  UserManager: { maxSize: 0, keepOverLimit: ({ id, client }) => id === client.user?.id },
});

interface ConnectionOptions {
  readonly token: string;
  readonly rest: Partial<RESTOptions>;
  /** After the first failed attempt, in milliseconds; it doubles. */
  readonly pause: number;
  /** Adds listeners to each new client before it connects. */
  prepare(client: Client): void;
  /** Called with a sentence for whoever runs the program; a fatal one is the last. */
  onTrouble(sentence: string, fatal: boolean): void;
  onFault(error: unknown): void;
}

export class Connection {
  readonly #options: ConnectionOptions;
  /** Aborted when it is closed or given up. */
  readonly #end = new AbortController();
  #removeGuard: () => void = () => undefined;
  #client: Client;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#client = this.#newClient();
    if (this.#client.shard !== null) process.once('disconnect', () => this.#orphaned());
  }

  /** Resolves after the first attempt. If that fails, further attempts follow in the background. */
  open(): Promise<void> {
    this.#removeGuard = guardAgainstLibraryFaults((error) => this.#fault(error));
    return this.#attempt(this.#options.pause);
  }

  async close(): Promise<void> {
    this.#end.abort();
    await this.#client.destroy();
    // The channel to the ShardingManager would keep this process alive.
    if (this.#client.shard !== null && process.connected) process.disconnect();
    this.#removeGuard();
  }

  async #attempt(pause: number): Promise<void> {
    const client = this.#client;
    const { signal } = this.#end;
    const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
    try {
      await client.login(this.#options.token);
      await ready;
    } catch (error) {
      if (signal.aborted) return;
      const isRefused = error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
      if (isRefused) return this.#giveUp(TOKEN_REFUSED);
      this.#options.onTrouble(unreachable(failureOf(error).why, Math.ceil(pause / 1000)), false);
      const again = () => {
        // A client that failed can't be used again.
        this.#client = this.#newClient();
        return this.#attempt(Math.min(2 * pause, LONGEST_PAUSE));
      };
      void sleep(pause, undefined, { signal }).then(again, () => undefined);
    }
  }

  #newClient(): Client {
    const client = new Client({
      // In servers, only messages that mention the bot have content; the list of servers isn't needed.
      intents: [GatewayIntentBits.DirectMessages, GatewayIntentBits.GuildMessages],
      // As many shards as Discord asks for. A ShardingManager tells its processes which shards are theirs.
      ...(process.env.SHARDING_MANAGER === undefined && { shards: 'auto' }),
      allowedMentions: { parse: [] },
      makeCache: NO_CACHE,
      rest: this.#options.rest,
    });
    client.on(Events.Error, (error) => this.#fault(error));
    client.on(Events.ShardError, (error) => this.#fault(error));
    // discord.js reconnects after all other close codes.
    client.on(Events.ShardDisconnect, ({ code }) => this.#giveUp(REFUSALS.get(code) ?? closedForGood(code)));
    this.#options.prepare(client);
    return client;
  }

  /** The ShardingManager has ended. Its processes would go on beside those of the next one. */
  #orphaned(): void {
    // On these events discord.js writes to the manager, and throws when it is gone.
    const reported = [Events.ShardDisconnect, Events.ShardReady, Events.ShardReconnecting, Events.ShardResume] as const;
    for (const event of reported) this.#client.removeAllListeners(event);
    this.#giveUp(MANAGER_GONE);
  }

  #giveUp(sentence: string): void {
    if (this.#end.signal.aborted) return;
    this.#end.abort();
    this.#options.onTrouble(sentence, true);
  }

  /** Errors that follow from giving up are not reported. */
  #fault(error: unknown): void {
    if (!this.#end.signal.aborted) this.#options.onFault(error);
  }
}

const LIBRARY = /node_modules[\\/](?:discord\.js|@discordjs|@vladfrangu|@sapphire|ws)[\\/]/;

/**
 * discord.js throws in its own event handlers, for example when a session becomes invalid right after a resume, and Node
 * would end the process. The connection recovers by itself, so these errors are only reported. All others end the process.
 *
 * @returns removes the guard
 */
function guardAgainstLibraryFaults(onFault: (error: unknown) => void): () => void {
  const events = ['uncaughtException', 'unhandledRejection'];
  const remove = () => {
    for (const event of events) process.removeListener(event, handle);
  };
  const handle = (error: unknown) => {
    if (isFromLibrary(error)) return onFault(error);
    remove();
    throw error;
  };
  for (const event of events) process.on(event, handle);
  return remove;
}

/** Whether the top frame of the stack is in the library: where it called us, ours is above it. */
function isFromLibrary(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  const first = frames.find((line) => !line.includes('node:'));
  // A broken connection has no frame outside Node.
  return first === undefined ? 'syscall' in error : LIBRARY.test(first);
}
