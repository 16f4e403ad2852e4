/** The gateway connection. discord.js keeps it up; this opens it, and gives up only where Discord refuses it for good. */
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
} from '../../prompts/discord.ts';
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

export function createConnection({ token, rest, pause, prepare, onTrouble, onFault }: ConnectionOptions) {
  /** Aborted when it is closed or given up. */
  const end = new AbortController();
  let removeGuard = () => {};
  let client = newClient();
  const isManaged = client.shard !== null;
  if (isManaged) process.once('disconnect', orphaned);

  function newClient(): Client {
    const client = new Client({
      // In servers, only messages that mention the bot have content; the list of servers isn't needed.
      intents: [
        GatewayIntentBits.DirectMessages,
        GatewayIntentBits.DirectMessageTyping,
        GatewayIntentBits.GuildMessages,
      ],
      presence: { activities: [{ type: ActivityType.Custom, name: 'status', state: PRESENCE }] },
      // As many shards as Discord asks for. A ShardingManager tells its processes which shards are theirs.
      ...(process.env.SHARDING_MANAGER === undefined && { shards: 'auto' }),
      allowedMentions: { parse: [] },
      makeCache: NO_CACHE,
      rest,
    });
    client.on(Events.Error, fault);
    client.on(Events.ShardError, fault);
    // discord.js reconnects after all other close codes.
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
      // discord.js says in words that no sessions are left today, and until when.
      const reason = kind === 'unknown' && error instanceof Error ? error.message : why;
      onTrouble(unreachable(reason, Math.ceil(pause / 1000)), false);
      const again = () => {
        // A client that failed can't be used again.
        client = newClient();
        return attempt(Math.min(2 * pause, LONGEST_PAUSE));
      };
      void sleep(pause, undefined, { signal: end.signal }).then(again, () => undefined);
    }
  }

  /** The ShardingManager has ended. Its processes would go on beside those of the next one. */
  function orphaned(): void {
    // On these events discord.js writes to the manager, and throws when it is gone.
    const reported = [Events.ShardDisconnect, Events.ShardReady, Events.ShardReconnecting, Events.ShardResume] as const;
    for (const event of reported) client.removeAllListeners(event);
    giveUp(MANAGER_GONE);
  }

  function giveUp(sentence: string): void {
    if (end.signal.aborted) return;
    end.abort();
    onTrouble(sentence, true);
  }

  /** Errors that follow from giving up are not reported. */
  function fault(error: unknown): void {
    if (!end.signal.aborted) onFault(error);
  }

  return {
    /** Resolves after the first attempt. If that fails, further attempts follow in the background. */
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
 * discord.js throws in its own event handlers, for example when a session becomes invalid right after a resume. The
 * connection recovers by itself, so these errors are only reported; all others end the process. @returns removes the guard
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
  const lines = error.stack?.split('\n') ?? [];
  const first = lines.find((line) => line.trimStart().startsWith('at ') && !line.includes('node:'));
  // A broken connection has no frame outside Node.
  return first === undefined ? 'syscall' in error : LIBRARY.test(first);
}
