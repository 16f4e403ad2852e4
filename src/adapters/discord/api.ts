/** Discord's REST API: ids and messages on the wire, requests with retries, and what a failed request means. */
import { setTimeout as sleep } from 'node:timers/promises';
import { RESTJSONErrorCodes as Code, DiscordAPIError, HTTPError, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Place } from '../contract.ts';

/** A direct message, or a private thread that belongs to one person. */
interface Spot {
  readonly channel: string;
  /** Null in a direct message, where there is nobody else. */
  readonly owner: string | null;
}

export function placeOf({ channel, owner }: Spot): Place {
  return owner === null ? `discord:${channel}` : `discord:${channel}:${owner}`;
}

export function spotOf(place: Place): Spot {
  const [, channel = '', owner] = place.split(':');
  return { channel, owner: owner ?? null };
}

/** Discord's ids (snowflakes) count milliseconds from here in their upper 42 bits. */
const EPOCH = 1_420_070_400_000;

/** When an id was created. */
export function timeOf(id: string): Date {
  return new Date(Number(BigInt(id) >> 22n) + EPOCH);
}

/** The lowest id of a moment. */
export function idAt(milliseconds: number): string {
  return (BigInt(Math.max(0, milliseconds - EPOCH)) << 22n).toString();
}

/** Ids are 64-bit numbers in decimal, too large for `number`. */
export function isLater(id: string, than: string): boolean {
  return BigInt(id) > BigInt(than);
}

/** A message in a gateway event or in a channel's history; the history leaves the guild out. */
export const MessageSchema = z.object({
  id: z.string().regex(/^\d+$/),
  channel_id: z.string(),
  guild_id: z.string().optional(),
  author: z.object({ id: z.string(), bot: z.boolean().optional() }),
  webhook_id: z.string().optional(),
  type: z.number(),
  content: z.string(),
  timestamp: z.coerce.date(),
  edited_timestamp: z.string().nullish(),
  attachments: z.array(
    z.object({
      id: z.string(),
      filename: z.string(),
      content_type: z.string().nullish(),
      size: z.number(),
      url: z.url(),
    }),
  ),
  mentions: z.array(z.object({ id: z.string() })),
  referenced_message: z.object({ id: z.string(), author: z.object({ id: z.string() }) }).nullish(),
});
export type Message = z.infer<typeof MessageSchema>;

/**
 * `gone`: nothing more can be sent there. `expired`: the interaction was answered already, or too late. `refused`: the
 * same request will never be accepted. `later`: the network or Discord is down, a retry may work. `unknown`: a bug.
 */
interface Failure {
  readonly kind: 'gone' | 'expired' | 'refused' | 'later' | 'unknown';
  readonly why: string;
}

/** "Cannot message this user: no mutual guild". discord.js has no name for it. */
const NO_MUTUAL_SERVER = 50_278;

const KINDS: ReadonlyMap<number | string, Failure['kind']> = new Map<number, Failure['kind']>([
  [Code.UnknownChannel, 'gone'],
  [Code.UnknownGuild, 'gone'],
  [Code.UnknownUser, 'gone'],
  [Code.CannotSendMessagesToThisUser, 'gone'],
  [Code.MissingAccess, 'gone'],
  [Code.MissingPermissions, 'gone'],
  [Code.ThreadLocked, 'gone'],
  [NO_MUTUAL_SERVER, 'gone'],
  [Code.UnknownInteraction, 'expired'],
  [Code.InteractionHasAlreadyBeenAcknowledged, 'expired'],
]);

export function failureOf(error: unknown): Failure {
  if (error instanceof DiscordAPIError) {
    // 401: the token was reset, and may be set right again.
    const otherwise = error.status === 401 || error.status >= 500 ? 'later' : 'refused';
    return { kind: KINDS.get(error.code) ?? otherwise, why: `${error.status}, code ${error.code}` };
  }
  if (error instanceof HTTPError) return { kind: 'later', why: `status ${error.status}` };
  // Errors of the network have a code.
  if (error instanceof Error && 'code' in error) return { kind: 'later', why: String(error.code) };
  return { kind: 'unknown', why: error instanceof Error ? error.name : 'unknown' };
}

/** The most that one request for a history returns. */
const PAGE_SIZE = 100;
/** Older messages count as out of date. */
const PAGES_AT_MOST = 5;
const PageSchema = z.array(z.looseObject({ id: z.string() }));

type Result<T> = { readonly value: T } | { readonly failure: Failure };

export class DiscordApi {
  readonly rest: REST;
  readonly onFault: (error: unknown) => void;
  readonly #retry: number;
  /** The bot's user id; empty until the gateway is ready. */
  botId = '';

  /** @param retry milliseconds before the first retry; it doubles */
  constructor(rest: REST, retry: number, onFault: (error: unknown) => void) {
    this.rest = rest;
    this.onFault = onFault;
    this.#retry = retry;
  }

  /** Makes a request, and repeats it while a retry may work. Reports what is a bug of ours to `onFault`; never rejects. */
  async request<T>(send: (rest: REST) => Promise<T>, { attempts = 4, retry = this.#retry } = {}): Promise<Result<T>> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return { value: await send(this.rest) };
      } catch (error) {
        const failure = failureOf(error);
        if (failure.kind === 'refused' || failure.kind === 'unknown') this.onFault(error);
        if (failure.kind !== 'later' || attempt === attempts) return { failure };
        await sleep(retry * 2 ** (attempt - 1));
      }
    }
  }

  /**
   * Reads a channel back to an id or a time, at most 500 messages.
   *
   * @returns oldest first; the first page may begin earlier than `since`. Entries of an unknown shape are left out.
   */
  async history(channel: string, since: string | Date): Promise<Result<readonly Message[]>> {
    const after = typeof since === 'string' ? since : idAt(since.getTime());
    const messages: Message[] = [];
    let before: string | undefined;
    for (let page = 0; page < PAGES_AT_MOST; page += 1) {
      const query = new URLSearchParams({ limit: String(PAGE_SIZE), ...(before !== undefined && { before }) });
      const read = await this.request(async (rest) =>
        PageSchema.parse(await rest.get(Routes.channelMessages(channel), { query })),
      );
      if ('failure' in read) return read;
      messages.push(...read.value.flatMap((row) => MessageSchema.safeParse(row).data ?? []));
      before = read.value.at(-1)?.id;
      if (read.value.length < PAGE_SIZE || before === undefined || !isLater(before, after)) break;
    }
    return { value: messages.sort((one, other) => (isLater(one.id, other.id) ? 1 : -1)) };
  }
}
