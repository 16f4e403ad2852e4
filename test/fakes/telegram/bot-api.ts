/**
 * A Bot API server, as strict as Telegram's, for one bot. It uses real HTTP, records every call, and has
 * faults on demand. It refuses unknown methods and lists them in `unknown`.
 *
 * Not implemented: messages of the bot other than text and documents, formatting other than entities,
 * HTML and a little MarkdownV2, nested entities, topics, business and channel chats, inline mode, payments, reactions,
 * command scopes other than all private chats, Telegram's rate limits, and the limit of 48 hours for edits.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Chats } from './chats.ts';
import { badRequest, Faults, Refusal } from './faults.ts';
import { bodyOf } from './form.ts';
import type { World } from './method.ts';
import { METHODS, PollSchema } from './methods.ts';
import { Person } from './people.ts';
import { UpdateQueue } from './updates.ts';
import { Webhook } from './webhook.ts';

export interface Call {
  readonly at: number;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly chat: number | null;
  /** Carried out, refused with this code, or no effect because the connection broke or hung. */
  readonly outcome: 'done' | number | 'reset' | 'hang';
}

export interface FakeOptions {
  /** Milliseconds in which a second conflict of pollers is reported late. Telegram's is 3,000. */
  readonly conflictDelay?: number;
  /** Maximum milliseconds that a poll is held. */
  readonly longestPoll?: number;
  readonly webhookPauses?: readonly number[];
  readonly drafts?: boolean;
  /** Milliseconds that a draft is shown. Telegram's is 30,000. */
  readonly draftLife?: number;
  readonly firstUpdate?: number;
}

const TOKEN = `7000000001:${'AAF4keT0ken'.padEnd(35, 'x')}`;

export class FakeTelegram implements AsyncDisposable {
  readonly token = TOKEN;
  readonly faults = new Faults();
  readonly calls: Call[] = [];
  /** Called methods that are not implemented. */
  readonly unknown: string[] = [];
  readonly world: World;
  readonly #server: Server;
  readonly #longestPoll: number;

  private constructor(server: Server, options: FakeOptions) {
    const updates = new UpdateQueue(options.conflictDelay ?? 3_000, options.firstUpdate ?? 730_000_000);
    const webhook = new Webhook(() => updates, options.webhookPauses ?? [0, 2_000, 4_000, 8_000, 60_000]);
    updates.onUpdate = () => webhook.deliver();
    this.world = {
      bot: { id: 7_000_000_001, username: 'foreword_bot' },
      chats: new Chats(),
      updates,
      webhook,
      queries: new Map(),
      profile: new Map(),
      drafts: options.drafts ?? true,
      draftLife: options.draftLife ?? 30_000,
      actions: [],
    };
    this.#server = server;
    this.#longestPoll = options.longestPoll ?? 50_000;
    server.on('request', (request, response) => void this.#answer(request, response));
  }

  static async start(options: FakeOptions = {}): Promise<FakeTelegram> {
    const server = createServer({ keepAliveTimeout: 60_000 });
    const fake = new FakeTelegram(server, options);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#address.port}`;
  }

  get updates(): UpdateQueue {
    return this.world.updates;
  }

  /** A person in their private chat with the bot. The same id has the same chat. */
  person(id: number): Person {
    return new Person(id, this.world.chats.open(id, 'private'), this.world);
  }

  /** A person in this group. */
  inGroup(group: number, id: number, kind: 'group' | 'supergroup' = 'group'): Person {
    return new Person(id, this.world.chats.open(group, kind), this.world);
  }

  /** The calls of a method, oldest first. */
  called(method: string, chat?: number): Call[] {
    return this.calls.filter((call) => call.method === method && (chat === undefined || call.chat === chat));
  }

  /** Resolves when `what` is truthy; checked after each call of the bot. @throws after `patience` milliseconds */
  async until<T>(what: () => T | undefined | false | null, patience = 30_000): Promise<T> {
    const deadline = Date.now() + patience;
    for (;;) {
      const found = what();
      if (found) return found;
      if (Date.now() > deadline) throw new Error(`not within ${patience} ms: ${what}`);
      await this.#next(Math.min(50, patience));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.world.webhook.remove();
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close').catch(() => undefined);
  }

  /** Resolves at the next call, or after this time. */
  #next(milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, milliseconds);
    this.#woken.push(() => {
      clearTimeout(timer);
      resolve();
    });
    return promise;
  }
  readonly #woken: (() => void)[] = [];

  get #address(): AddressInfo {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return address;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { pathname } = new URL(request.url ?? '/', this.url);
      if (pathname.startsWith('/file/')) return this.#download(pathname, response);
      const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(pathname) ?? [];
      const { params, uploads } = await bodyOf(request);
      if (token !== this.token) return reply(response, new Refusal(401, 'Unauthorized'));
      const chat = Number(params.chat_id ?? Number.NaN);
      const call = { at: performance.now(), method, params, chat: Number.isNaN(chat) ? null : chat };
      const fault = this.faults.take(method, call.chat);
      if (fault?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.milliseconds));
      if (fault?.kind === 'hang') {
        this.#enter({ ...call, outcome: 'hang' });
        const { milliseconds } = fault;
        if (milliseconds !== undefined) setTimeout(() => request.socket.destroy(), milliseconds).unref();
        return;
      }
      if (fault?.kind === 'reset') {
        this.#enter({ ...call, outcome: 'reset' });
        this.#breakOff(request, fault.strike);
        return;
      }
      const result = fault?.kind === 'refuse' ? fault.refusal : await this.#run(method, params, uploads, response);
      this.#enter({ ...call, outcome: result instanceof Refusal ? result.code : 'done' });
      if (fault?.kind === 'drop') this.#breakOff(request, fault.strike);
      else reply(response, result);
    } catch (error) {
      reply(response, new Refusal(500, `Internal Server Error: ${error}`));
    }
  }

  #breakOff(request: IncomingMessage, strike: (() => void) | undefined): void {
    strike?.();
    request.socket.destroy();
  }

  #enter(call: Call): void {
    this.calls.push(call);
    for (const wake of this.#woken.splice(0)) wake();
  }

  async #run(
    method: string,
    params: Record<string, unknown>,
    uploads: Awaited<ReturnType<typeof bodyOf>>['uploads'],
    response: ServerResponse,
  ): Promise<unknown> {
    if (method === 'getUpdates') return this.#poll(params, response);
    const run = METHODS[method];
    if (!run) {
      this.unknown.push(method);
      return new Refusal(404, 'Not Found');
    }
    try {
      return run(params, this.world, uploads);
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  }

  async #poll(params: Record<string, unknown>, response: ServerResponse): Promise<unknown> {
    const parsed = PollSchema.safeParse(params);
    if (!parsed.success) return badRequest('invalid parameters of getUpdates');
    if (this.world.webhook.url !== null)
      return new Refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    const { offset, limit, timeout, allowed_updates } = parsed.data;
    if (allowed_updates) this.updates.allow(allowed_updates);
    const poll = { offset, limit, timeout: Math.min(timeout * 1000, this.#longestPoll) };
    response.once('close', () => this.updates.hangUp(poll));
    return this.updates.poll(poll);
  }

  #download(pathname: string, response: ServerResponse): void {
    const [, token, id = ''] = /^\/file\/bot([^/]+)\/documents\/(.+)$/.exec(pathname) ?? [];
    const file = token === this.token ? this.world.chats.file(decodeURIComponent(id)) : undefined;
    if (file) response.end(file.bytes);
    else reply(response, new Refusal(404, 'Not Found'));
  }
}

function reply(response: ServerResponse, result: unknown): void {
  const refused = result instanceof Refusal;
  const body = refused
    ? {
        ok: false,
        error_code: result.code,
        description: result.message,
        ...(hasAny(result.parameters) && { parameters: result.parameters }),
      }
    : { ok: true, result };
  const text = JSON.stringify(body);
  response.writeHead(refused ? result.code : 200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

const hasAny = (parameters: object) => Object.keys(parameters).length > 0;
