/** The server to which Telegram sends updates. It checks Telegram's secret, and answers once the turn is committed. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { TROUBLE } from '../../prompts/telegram.ts';
import { wholeOf } from '../files.ts';
import { outcomeOf, type TelegramOptions } from './bot-api.ts';
import { type Source, type SourceParts, UPDATE_KINDS } from './updates.ts';

/** Limit of a request, in bytes; an update has a few kilobytes. */
const BODY_AT_MOST = 1024 * 1024;

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
      // The rest of an unread body must not be taken for the next request.
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
    /** Takes no new request, and resolves when those under way are answered. */
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
