/** One request to the fake, and what its routes need of it. */
import type { Gateway } from './gateway.ts';
import type { Interactions } from './interactions.ts';
import type { World } from './world.ts';

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
