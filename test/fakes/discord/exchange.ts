/** Requests to the fake: all of them, and what the routes need of one. */
import type { Gateway } from './gateway.ts';
import type { Interactions } from './interactions.ts';
import type { World } from './world.ts';

export interface Entry {
  readonly at: number;
  readonly method: string;
  readonly route: string;
  readonly path: string;
  readonly body: unknown;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** The status of the answer, or 0 if the connection was cut. */
  readonly status: number;
  /** Discord's error code. */
  readonly code: number | null;
  /** Whether the request had an effect, whatever the answer was. */
  readonly done: boolean;
}

/** Every request to the fake, in order. Tests check it instead of what the bot reports. */
export class Ledger {
  readonly entries: Entry[] = [];
  /** Requests that the fake does not support. Tests assert that it is empty. */
  readonly unimplemented: string[] = [];

  of(method: string, route: string): Entry[] {
    return this.entries.filter((entry) => entry.method === method && entry.route === route);
  }
}

export interface SentFile {
  readonly name: string;
  readonly mime: string | null;
  readonly bytes: Uint8Array;
  /** Length of a voice message. */
  readonly seconds?: number;
}

export interface Exchange {
  /** The named parts of the path. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly SentFile[];
  readonly world: World;
  readonly gateway: Gateway;
  readonly interactions: Interactions;
  /** The address of the fake. */
  readonly origin: string;
}

export interface Route {
  readonly method: string;
  /** Such as `/channels/:channel/messages`. */
  readonly pattern: string;
  /** Needs no bot token, because the path contains a token. */
  readonly isOpen?: boolean;
  /** Not rate-limited. */
  readonly isUnlimited?: boolean;
  /** @returns the body for status 200, or undefined for status 204. @throws Problem */
  answer(exchange: Exchange): unknown;
}
