/** Sources of updates: polling or a webhook. Each update is confirmed once its turn is committed. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { TROUBLE } from '../../prompts/telegram-texts.ts';
import { wholeOf } from '../sent-files.ts';
import { backoff, type Connection, type Outage, outcomeOf, type Settings, type TelegramOptions } from './bot-api.ts';

const UPDATE_KINDS = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

interface SourceParts {
  readonly settings: Settings;
  /** Aborted on stop. */
  readonly connection: Connection;
  readonly outage: Outage;
  /** Resolves when the update may be confirmed; rejects if it must be redelivered. */
  take(update: unknown): Promise<void>;
}

export interface Source {
  /** Runs until the adapter stops. */
  run(): Promise<void>;
  close(): Promise<void>;
}

/** Maximum number of updates per poll. */
const BATCH = 100;
const NEVER = new Promise<void>(() => undefined);

/**
 * Polls for updates. Asking for the next update confirms earlier ones. While turns are in progress, polls are short.
 * @param onDrained called when no more updates are waiting
 */
export function createPolling({ settings, connection, outage, take }: SourceParts, onDrained: () => void): Source {
  const { glance, poll } = settings.pace;
  /** Unconfirmed ids in order of arrival. Not sorted: Telegram may restart from a lower number. */
  const taken: number[] = [];
  /** Turns by update. An update to be redelivered stays. */
  const underWay = new Map<number, Promise<unknown>>();
  /** Confirms all updates below it. */
  let offset = 0;

  /** Polls, and confirms all finished updates before the first unfinished one. */
  function fetchUpdates(seconds: number, limit: number) {
    const unfinished = taken.findIndex((id) => underWay.has(id));
    const last = taken.splice(0, unfinished < 0 ? taken.length : unfinished).at(-1);
    if (last !== undefined) offset = last + 1;
    // Unfinished updates are returned again at once, so a long poll wouldn't wait.
    const timeout = taken.length > 0 ? 0 : seconds;
    return outcomeOf(connection.api.getUpdates({ offset, limit, timeout, allowed_updates: UPDATE_KINDS }));
  }

  return {
    async run() {
      // Telegram refuses polls while a webhook is set.
      await outage.insist(() => outcomeOf(connection.api.deleteWebhook()));
      let idle = 0;
      // Short until nothing more is waiting, which a long poll tells only at its end.
      let seconds = 0;
      for (;;) {
        const polled = await outage.insist(() => fetchUpdates(seconds, BATCH));
        if (polled === null || outage.stopped.aborted) return;
        const fresh = polled.filter(({ update_id: id }) => !taken.includes(id));
        for (const update of fresh) {
          const { update_id: id } = update;
          const done = () => underWay.delete(id);
          const turn = take(update).then(done, () => NEVER);
          underWay.set(id, turn);
          taken.push(id);
        }
        if (polled.length < BATCH) {
          onDrained();
          seconds = Math.floor(poll / 1000);
        }
        idle = fresh.length > 0 ? 0 : idle + 1;
        if (underWay.size > 0) await Promise.race([Promise.all(underWay.values()), sleep(backoff(glance, idle))]);
      }
    },
    /** Confirms finished updates, so that the next process doesn't receive them again. */
    async close() {
      if (offset > 0 || taken.length > 0) await fetchUpdates(0, 1);
    },
  };
}

/** Maximum bytes of a request; an update has a few kilobytes. */
const BODY_AT_MOST = 1024 * 1024;

/** The HTTP server for Telegram's updates. It checks the secret and answers once the turn is committed. */
export function createWebhook(
  { connection, outage, take }: SourceParts,
  { url, port, secret }: NonNullable<TelegramOptions['webhook']>,
): Source {
  const path = new URL(url).pathname;
  const token = secret ?? randomBytes(32).toString('hex');
  let isClosing = false;

  const server = createServer({ requestTimeout: 30_000 }, async (request, response) => {
    const status = await statusOf(request).catch(() => 503);
    response.writeHead(status, {
      'content-type': 'text/plain',
      // The rest of an unread body must not be parsed as the next request.
      ...((status !== 200 || isClosing) && { connection: 'close' }),
      ...(status === 503 && { 'retry-after': '1' }),
    });
    response.end(status === 200 ? 'ok' : undefined);
  });

  async function statusOf(request: IncomingMessage): Promise<number> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/health') return 200;
    if (pathname !== path) return 404;
    if (request.method !== 'POST') return 405;
    if (!isSame(String(request.headers['x-telegram-bot-api-secret-token'] ?? ''), token)) return 401;
    const body = await wholeOf(request, BODY_AT_MOST);
    if (body === null) return 413;
    const update: unknown = await new Response(body).json().catch(() => undefined);
    if (update === undefined) return 400;
    await take(update);
    return 200;
  }

  /** @returns whether the port was free */
  const listen = () =>
    once(server.listen(port), 'listening').then(
      () => true,
      () => false,
    );

  return {
    /** Listens, then registers the URL with Telegram. */
    async run() {
      while (!outage.stopped.aborted && !(await listen()))
        await outage.wait('port', (again) => TROUBLE.port(port, again));
      const options = { secret_token: token, allowed_updates: UPDATE_KINDS };
      await outage.insist(() => outcomeOf(connection.api.setWebhook(url, options)));
    },
    /** Rejects new requests and resolves when those in progress are answered. */
    async close() {
      isClosing = true;
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      await closed;
    },
  };
}

/** Compares in constant time. */
function isSame(received: string, secret: string): boolean {
  const [one, other] = [Buffer.from(received), Buffer.from(secret)];
  return one.length === other.length && timingSafeEqual(one, other);
}
