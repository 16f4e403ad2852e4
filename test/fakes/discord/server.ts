/**
 * A small local Discord: REST and gateway on real HTTP and WebSocket, with Discord's routes, opcodes, errors
 * and limits. Unsupported requests are listed in `ledger.unimplemented`.
 *
 * Not supported: embeds, polls, stickers and reactions of people, threads other than private ones, webhooks except those of
 * interactions, sections and media of Components V2, autocompletion, members and roles (everybody may do everything except
 * what the flags of a channel deny), voice, invites, audit logs.
 */
import { createServer, type Server } from 'node:http';
import { Ledger } from './exchange.ts';
import { Faults } from './faults.ts';
import { Gateway } from './gateway.ts';
import { Http } from './http.ts';
import { Interactions } from './interactions.ts';
import { Limits, type Rate } from './limits.ts';
import { Person } from './person.ts';
import { ROUTES } from './routes.ts';
import { COMMAND_ROUTES } from './routes-commands.ts';
import { INTERACTION_ROUTES } from './routes-interactions.ts';
import { type Channel, World } from './world.ts';

export interface FakeOptions {
  readonly token?: string;
  /** Limit of each bucket. Discord's limit for messages is five in five seconds. */
  readonly rate?: Rate;
  /** 0 for any free port. */
  readonly port?: number;
}

export class FakeDiscord implements AsyncDisposable {
  readonly token: string;
  readonly world = new World();
  readonly faults = new Faults();
  readonly ledger = new Ledger();
  readonly interactions = new Interactions(this.world);
  readonly gateway: Gateway;
  readonly #server: Server;
  #port = 0;

  constructor({ token = 'fake.bot.token', rate = { limit: 5, windowMs: 5_000 } }: FakeOptions) {
    this.token = token;
    const { world, faults, ledger } = this;
    this.gateway = new Gateway({ world, faults, ledger, token, url: () => this.origin.replace('http', 'ws') });
    const http = new Http({
      routes: [...ROUTES, ...COMMAND_ROUTES, ...INTERACTION_ROUTES],
      limits: new Limits(rate),
      faults,
      ledger,
      token,
      exchange: () => ({ world, gateway: this.gateway, interactions: this.interactions, origin: this.origin }),
    });
    this.#server = createServer((request, response) => {
      http.handle(request, response).catch((error: unknown) => {
        // Either the request broke off, or the fake has a bug, which must fail the test.
        if (!request.destroyed || request.complete) ledger.unimplemented.push(`fault of the fake: ${String(error)}`);
        response.destroy();
      });
    });
    this.gateway.attach(this.#server);
  }

  /** The value for `DISCORD_API`. */
  get api(): string {
    return `${this.origin}/api`;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async listen(port = 0): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the fake has no port');
    this.#port = address.port;
  }

  person(name = 'sam'): Person {
    return new Person(this, this.world.addUser(name));
  }

  /** A server with one text channel. */
  room({ allowsThreads = true, hasBot = true } = {}): Channel {
    const guild = this.world.addGuild('a server');
    return this.world.addChannel({ type: 0, guild: guild.id, name: 'general', allowsThreads, hasBot });
  }

  /** A group chat without the bot. */
  group(): Channel {
    return this.world.addChannel({ type: 3, name: 'friends', hasBot: false });
  }

  async close(): Promise<void> {
    await this.gateway.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Closes the fake. @throws if a request was not supported */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
    const { unimplemented } = this.ledger;
    if (unimplemented.length > 0) throw new Error(`not implemented: ${unimplemented.join(', ')}`);
  }
}

export async function fakeDiscord(options: FakeOptions = {}): Promise<FakeDiscord> {
  const fake = new FakeDiscord(options);
  await fake.listen(options.port ?? 0);
  return fake;
}
