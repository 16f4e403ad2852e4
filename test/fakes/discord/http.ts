/** The HTTP API of the fake: routes, rate limits, faults and the ledger. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Exchange, Ledger, Route, SentFile } from './exchange.ts';
import type { Fault, Faults } from './faults.ts';
import type { Limits } from './limits.ts';
import { Problem, unauthorized } from './problem.ts';

export interface HttpOptions {
  readonly routes: readonly Route[];
  readonly limits: Limits;
  readonly faults: Faults;
  readonly ledger: Ledger;
  readonly token: string;
  readonly exchange: () => Pick<Exchange, 'world' | 'gateway' | 'interactions' | 'origin'>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Record<string, string>;
  readonly code: number | null;
  readonly done: boolean;
}

const ROOT = /^\/api\/v10(?=\/)/;

export class Http {
  readonly #options: HttpOptions;
  /** The end of a global rate limit, as a timestamp. */
  #globalUntil = 0;

  constructor(options: HttpOptions) {
    this.#options = options;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    const method = request.method ?? 'GET';
    if (url.pathname.startsWith('/attachments/')) return this.#file(url.pathname, response);
    const path = url.pathname.replace(ROOT, '');
    const match = this.#match(method, path);
    const { body, files } = await bodyOf(request);
    const { faults, ledger } = this.#options;
    if (!match) {
      ledger.unimplemented.push(`${method} ${path}`);
      return end(response, refusal(new Problem(404, 0, '404: Not Found')));
    }
    const fault = faults.forRequest({ method, route: match.route.pattern, path });
    const exchange = { path: match.path, query: url.searchParams, body, files, ...this.#options.exchange() };
    const refused = (fault && this.#refusalBy(fault)) ?? this.#globally(match.route);
    const answer = refused ?? this.#answer(request, match.route, exchange);
    const isCut = fault?.kind === 'cut' || fault?.kind === 'accept-then-cut';
    ledger.entries.push({
      at: exchange.world.now(),
      method,
      route: match.route.pattern,
      path,
      body,
      files: files.map(({ name, bytes }) => ({ name, bytes })),
      status: isCut ? 0 : answer.status,
      code: answer.code,
      done: answer.done,
    });
    if (isCut) return void request.socket.destroy();
    if (fault?.kind === 'late') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    end(response, answer);
  }

  #match(method: string, path: string): { route: Route; path: Record<string, string> } | null {
    const parts = path.split('/');
    for (const route of this.#options.routes) {
      const pattern = route.pattern.split('/');
      if (route.method !== method || pattern.length !== parts.length) continue;
      const named: Record<string, string> = {};
      const fits = pattern.every((each, at) => {
        const part = decodeURIComponent(parts[at] ?? '');
        if (!each.startsWith(':')) return each === part;
        named[each.slice(1)] = part;
        return true;
      });
      if (fits) return { route, path: named };
    }
    return null;
  }

  #answer(request: IncomingMessage, route: Route, exchange: Exchange): Answer {
    const { limits, token } = this.#options;
    try {
      if (!route.isOpen && request.headers.authorization !== `Bot ${token}`) throw unauthorized();
      const major = exchange.path.channel ?? exchange.path.token ?? '';
      const taken = route.isUnlimited
        ? { headers: {}, retryAfter: null }
        : limits.take(`${route.method} ${route.pattern}`, major, exchange.world.now());
      if (taken.retryAfter !== null) return limited(taken.retryAfter, 'user', taken.headers);
      const body = route.answer(exchange);
      return { status: body === undefined ? 204 : 200, body, headers: taken.headers, code: null, done: true };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { ...refusal(error), done: false };
    }
  }

  #refusalBy(fault: Fault): Answer | null {
    if (fault.kind === 'limit' && fault.scope === 'global') this.#globalUntil = Date.now() + fault.after * 1000;
    return refusalBy(fault);
  }

  /** The global rate limit does not apply to answers to interactions. */
  #globally({ isOpen }: Route): Answer | null {
    const rest = this.#globalUntil - Date.now();
    return rest > 0 && !isOpen ? limited(rest / 1000, 'global', {}) : null;
  }

  #file(path: string, response: ServerResponse): void {
    const file = this.#options.exchange().world.files.get(path.split('/')[2] ?? '');
    response.writeHead(file ? 200 : 404, { 'content-type': file?.mime ?? 'application/octet-stream' });
    response.end(file?.bytes);
  }
}

/** @returns the answer of a fault that replaces the route's, or null for another fault */
function refusalBy(fault: Fault): Answer | null {
  if (fault.kind === 'limit') return limited(fault.after, fault.scope, {});
  if (fault.kind === 'cut') return { status: 0, body: null, headers: {}, code: null, done: false };
  if (fault.kind !== 'status') return null;
  const { status, code = 0, message = `${status}` } = fault;
  return { ...refusal(new Problem(status, code, message)), done: false };
}

function limited(after: number, scope: 'user' | 'shared' | 'global', headers: Record<string, string>): Answer {
  const isGlobal = scope === 'global';
  return {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: after, global: isGlobal },
    headers: {
      ...headers,
      'retry-after': String(Math.ceil(after)),
      'x-ratelimit-scope': scope,
      ...(isGlobal && { 'x-ratelimit-global': 'true' }),
    },
    code: null,
    done: false,
  };
}

function refusal({ status, code, message, errors }: Problem): Omit<Answer, 'done'> {
  return { status, body: { message, code, ...(errors !== undefined && { errors }) }, headers: {}, code };
}

function end(response: ServerResponse, { status, body, headers }: Pick<Answer, 'status' | 'body' | 'headers'>): void {
  const type = status === 204 ? {} : { 'content-type': 'application/json' };
  response.writeHead(status, { ...type, ...headers });
  response.end(status === 204 ? undefined : JSON.stringify(body));
}

/** JSON, or a form with the JSON in `payload_json` and files in `files[n]`. */
async function bodyOf(request: IncomingMessage): Promise<{ body: unknown; files: SentFile[] }> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const bytes = Buffer.concat(parts);
  const type = request.headers['content-type'] ?? '';
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (!type.startsWith('multipart/form-data')) return { body: JSON.parse(bytes.toString()), files: [] };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const files: SentFile[] = [];
  for (const [name, value] of form) {
    if (!/^files\[\d+\]$/.test(name) || typeof value === 'string') continue;
    files.push({ name: value.name, mime: value.type || null, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  const payload = form.get('payload_json');
  return { body: typeof payload === 'string' ? JSON.parse(payload) : {}, files };
}
