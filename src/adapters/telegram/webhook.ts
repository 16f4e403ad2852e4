/** Where Telegram brings updates: told apart from anybody else by its secret, and answered once a turn is committed. */
import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { jsonIn } from '../json.ts';

/** Of a request, in bytes; an update is a few kilobytes. */
const BODY_AT_MOST = 1024 * 1024;

interface WebhookParts {
  /** The path of the URL that Telegram was told. */
  readonly path: string;
  readonly secret: string;
  /** Takes an update; settles when Telegram need not bring it again, and rejects where it has to. */
  take(update: unknown): Promise<void>;
}

export class WebhookServer {
  readonly #server: Server;
  readonly #parts: WebhookParts;
  #closing = false;

  constructor(parts: WebhookParts) {
    this.#parts = parts;
    this.#server = createServer(
      { requestTimeout: 30_000 },
      (request, response) => void this.#answer(request, response),
    );
  }

  /** @returns whether the port could be had */
  async listen(port: number): Promise<boolean> {
    this.#server.listen(port);
    return once(this.#server, 'listening').then(
      () => true,
      () => false,
    );
  }

  /** No new request is taken; those under way are answered. */
  async close(): Promise<void> {
    this.#closing = true;
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeIdleConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const status = await this.#status(request).catch(() => 503);
    response.writeHead(status, {
      'content-type': 'text/plain',
      // What is left of a body that nobody read must not be taken for the next request, and at the end there is none.
      ...((status !== 200 || this.#closing) && { connection: 'close' }),
      ...(status === 503 && { 'retry-after': '1' }),
    });
    response.end(status === 200 ? 'ok' : undefined);
  }

  async #status(request: IncomingMessage): Promise<number> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/health') return 200;
    if (pathname !== this.#parts.path) return 404;
    if (request.method !== 'POST') return 405;
    if (!isSame(String(request.headers['x-telegram-bot-api-secret-token'] ?? ''), this.#parts.secret)) return 401;
    const body = await bodyOf(request);
    if (body === null) return 413;
    const update = jsonIn(body);
    if (update === undefined) return 400;
    await this.#parts.take(update);
    return 200;
  }
}

/** In a time that tells nothing of where they differ. */
function isSame(told: string, secret: string): boolean {
  const [one, other] = [Buffer.from(told), Buffer.from(secret)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** The body, or null where it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_AT_MOST) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_AT_MOST) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
