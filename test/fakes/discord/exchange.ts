/** One request to the fake, and what its routes need of it. */
import type { Gateway } from './gateway.ts';
import type { Interactions } from './interactions.ts';
import type { World } from './world.ts';

export interface SentFile {
  readonly name: string;
  readonly mime: string | null;
  readonly bytes: Uint8Array;
  /** Of a voice message. */
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
  /** The fake's own address. */
  readonly origin: string;
}

export interface Route {
  readonly method: string;
  /** Such as `/channels/:channel/messages`. */
  readonly pattern: string;
  /** Answered without the bot's token: the path has a token of its own. */
  readonly isOpen?: boolean;
  /** Not counted in a bucket. */
  readonly isUnlimited?: boolean;
  /** What is answered with status 200, or with 204 where it is undefined. @throws Problem */
  answer(exchange: Exchange): unknown;
}
