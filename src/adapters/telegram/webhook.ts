/** The server to which Telegram sends updates. It checks Telegram's secret, and answers once the turn is committed. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { TROUBLE } from '../../prompts/telegram.ts';
import { FileUnavailable, wholeOf } from '../files.ts';
import { outcomeOf } from './bot-api.ts';
import type { WebhookOptions } from './options.ts';
import { type SourceParts, UPDATE_KINDS } from './updates.ts';

/** Limit of a request, in bytes; an update has a few kilobytes. */
const BODY_AT_MOST = 1024 * 1024;

export class Webhook {
  readonly #parts: SourceParts;
  readonly #options: WebhookOptions;
  readonly #path: string;
  readonly #secret: string;
  readonly #server = createServer(
    { requestTimeout: 30_000 },
    (request, response) => void this.#answer(request, response),
  );
  #closing = false;

  constructor(parts: SourceParts, options: WebhookOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#path = new URL(options.url).pathname;
    this.#secret = options.secret ?? randomBytes(32).toString('hex');
  }

  /** Listens, then registers the URL with Telegram. */
  async run(): Promise<void> {
    const { connection, outage } = this.#parts;
    const { port, url } = this.#options;
    while (!outage.stopped.aborted && !(await this.#listen(port)))
      await outage.wait('port', (again) => TROUBLE.port(port, again));
    const options = { secret_token: this.#secret, allowed_updates: UPDATE_KINDS };
    await outage.insist(() => outcomeOf(connection.api.setWebhook(url, options)));
  }

  /** Takes no new request, and resolves when those under way are answered. */
  async close(): Promise<void> {
    this.#closing = true;
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeIdleConnections();
    await closed;
  }

  /** @returns whether the port was free */
  async #listen(port: number): Promise<boolean> {
    this.#server.listen(port);
    return once(this.#server, 'listening').then(
      () => true,
      () => false,
    );
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const status = await this.#status(request).catch((error) => (error instanceof FileUnavailable ? 413 : 503));
    response.writeHead(status, {
      'content-type': 'text/plain',
      // The rest of an unread body must not be taken for the next request.
      ...((status !== 200 || this.#closing) && { connection: 'close' }),
      ...(status === 503 && { 'retry-after': '1' }),
    });
    response.end(status === 200 ? 'ok' : undefined);
  }

  async #status(request: IncomingMessage): Promise<number> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/health') return 200;
    if (pathname !== this.#path) return 404;
    if (request.method !== 'POST') return 405;
    if (!isSame(String(request.headers['x-telegram-bot-api-secret-token'] ?? ''), this.#secret)) return 401;
    if (Number(request.headers['content-length'] ?? 0) > BODY_AT_MOST) return 413;
    const body = new Response(await wholeOf(request, BODY_AT_MOST));
    const update: unknown = await body.json().catch(() => undefined);
    if (update === undefined) return 400;
    await this.#parts.take(update);
    return 200;
  }
}

/** Compares in constant time. */
function isSame(received: string, secret: string): boolean {
  const [one, other] = [Buffer.from(received), Buffer.from(secret)];
  return one.length === other.length && timingSafeEqual(one, other);
}
