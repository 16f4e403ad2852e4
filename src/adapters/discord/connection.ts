/** Opens the gateway connection, which discord.js maintains. Gives up only if Discord refuses it permanently. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ActivityType,
  Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  Options,
  type RESTOptions,
} from 'discord.js';
import {
  closedForGood,
  INTENTS_REFUSED,
  MANAGER_GONE,
  PRESENCE,
  TOKEN_REFUSED,
  unreachable,
} from '../../prompts/discord-texts.ts';
import { failureOf } from './api.ts';

/** Maximum milliseconds between attempts. */
const LONGEST_PAUSE = 60_000;
const REFUSALS: ReadonlyMap<number, string> = new Map([
  [GatewayCloseCodes.AuthenticationFailed, TOKEN_REFUSED],
  [GatewayCloseCodes.DisallowedIntents, INTENTS_REFUSED],
]);

/** discord.js's caches aren't used: every event contains what is needed. */
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
  /** Milliseconds after the first failed attempt; doubles each time. */
  readonly pause: number;
  /** Adds listeners to each new client before it connects. */
  prepare(client: Client): void;
  /** Called with a sentence for the operator; a fatal one is the last. */
  onTrouble(sentence: string, fatal: boolean): void;
  onFault(error: unknown): void;
}

export function createConnection({ token, rest, pause, prepare, onTrouble, onFault }: ConnectionOptions) {
  /** Aborted on close or after giving up. */
  const end = new AbortController();
  let removeGuard = () => {};
  let client = newClient();
  const isManaged = client.shard !== null;
  if (isManaged) process.once('disconnect', orphaned);

  function newClient(): Client {
    const client = new Client({
      // In servers, only messages that mention the bot have content. The list of servers isn't needed.
      intents: [
        GatewayIntentBits.DirectMessages,
        GatewayIntentBits.DirectMessageTyping,
        GatewayIntentBits.GuildMessages,
      ],
      presence: { activities: [{ type: ActivityType.Custom, name: 'status', state: PRESENCE }] },
      // Discord decides the number of shards. A ShardingManager assigns shards to its processes by itself.
      ...(process.env.SHARDING_MANAGER === undefined && { shards: 'auto' }),
      allowedMentions: { parse: [] },
      makeCache: NO_CACHE,
      rest,
    });
    client.on(Events.Error, fault);
    client.on(Events.ShardError, fault);
    // discord.js reconnects after every other close code.
    client.on(Events.ShardDisconnect, ({ code }) => giveUp(REFUSALS.get(code) ?? closedForGood(code)));
    prepare(client);
    return client;
  }

  async function attempt(pause: number): Promise<void> {
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    try {
      await client.login(token);
      await ready;
    } catch (error) {
      if (end.signal.aborted) return;
      const isRefused = error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
      if (isRefused) return giveUp(TOKEN_REFUSED);
      const { kind, why } = failureOf(error);
      // If no sessions are left today, discord.js gives the reason and the time only in the message.
      const reason = kind === 'unknown' && error instanceof Error ? error.message : why;
      onTrouble(unreachable(reason, Math.ceil(pause / 1000)), false);
      const again = () => {
        // A client can't be reused after a failure.
        client = newClient();
        return attempt(Math.min(2 * pause, LONGEST_PAUSE));
      };
      void sleep(pause, undefined, { signal: end.signal }).then(again, () => undefined);
    }
  }

  /** Stops when the ShardingManager has ended: otherwise this process would compete with those of the next one. */
  function orphaned(): void {
    // On these events discord.js writes to the manager, and throws if it is gone.
    const reported = [Events.ShardDisconnect, Events.ShardReady, Events.ShardReconnecting, Events.ShardResume] as const;
    for (const event of reported) client.removeAllListeners(event);
    giveUp(MANAGER_GONE);
  }

  function giveUp(sentence: string): void {
    if (end.signal.aborted) return;
    end.abort();
    onTrouble(sentence, true);
  }

  /** Ignores errors that follow from giving up. */
  function fault(error: unknown): void {
    if (!end.signal.aborted) onFault(error);
  }

  return {
    /** Resolves after the first attempt. If it fails, further attempts follow in the background. */
    open(): Promise<void> {
      removeGuard = guardAgainstLibraryFaults(fault);
      return attempt(pause);
    },
    isReady: () => client.isReady(),
    async close(): Promise<void> {
      end.abort();
      await client.destroy();
      // The channel to the ShardingManager would keep this process alive.
      if (isManaged && process.connected) process.disconnect();
      removeGuard();
    },
  };
}

const LIBRARY = /node_modules[\\/](?:discord\.js|@discordjs|@vladfrangu|@sapphire|ws)[\\/]/;

/**
 * Reports errors that discord.js throws in its own event handlers, for example when a session becomes invalid right
 * after a resume. The connection recovers from them; all other errors end the process. @returns removes the guard
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

/** Whether the topmost frame outside Node is the library's. If the library called our code, our frame is on top. */
function isFromLibrary(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const lines = error.stack?.split('\n') ?? [];
  const first = lines.find((line) => line.trimStart().startsWith('at ') && !line.includes('node:'));
  // Errors of a broken connection have no frame outside Node.
  return first === undefined ? 'syscall' in error : LIBRARY.test(first);
}
