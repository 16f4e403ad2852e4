/** Discord's REST API: ids, messages and their events, requests with retries, and what a failed request means. */
import { setTimeout as sleep } from 'node:timers/promises';
import { RESTJSONErrorCodes as Code, DiscordAPIError, HTTPError, MessageType, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Inbound, Place, Said } from '../contract.ts';
import { download, sentFile } from '../files.ts';

/** A private thread that belongs to one person, or a direct message without an owner. */
interface Spot {
  readonly channel: string;
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

const AttachmentSchema = z.object({
  id: z.string(),
  filename: z.string(),
  content_type: z.string().nullish(),
  size: z.number(),
  url: z.url(),
});

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
  attachments: z.array(AttachmentSchema),
  mentions: z.array(z.object({ id: z.string() })),
  referenced_message: z.object({ id: z.string(), author: z.object({ id: z.string() }) }).nullish(),
});
export type Message = z.infer<typeof MessageSchema>;

/** False for bots, webhooks and Discord's own messages, such as about a pin. */
export function isFromPerson({ author, webhook_id, type }: Message): boolean {
  const isText = type === MessageType.Default || type === MessageType.Reply;
  return isText && author.bot !== true && webhook_id === undefined;
}

const DOWNLOAD_MS = 15_000;

/** The text of a message and each of its files, or the edit of its text. Discord's own edits, such as link previews: []. */
export function eventsIn(kind: 'sent' | 'edited', message: Message, place: Place, botId: string): Inbound[] {
  const { id, author, content, edited_timestamp: edited, referenced_message: replied } = message;
  const common = { place, author: author.id, at: message.timestamp };
  // In a thread the bot must be mentioned; the mention isn't part of the answer.
  const text = content.replace(new RegExp(`^\\s*<@!?${botId}>\\s*|\\s*<@!?${botId}>\\s*$`, 'g'), '');
  if (kind === 'edited') {
    const said: Said = { kind, of: { id }, text };
    return edited ? [{ ...common, id: `${id}:${edited}`, at: new Date(edited), said }] : [];
  }
  const files = message.attachments.map(({ id: file, filename, content_type: type, url, size }) => ({
    ...common,
    id: `${id}:${file}`,
    said: sentFile(filename, type, () => download(url, size, DOWNLOAD_MS)),
  }));
  // A sticker or a poll has no text: an empty text gets a reply that says so.
  if (text === '' && files.length > 0) return files;
  // A reply to their own message corrects it; a reply to a question is an ordinary answer.
  const isCorrection = replied?.author.id === author.id;
  const said: Said = { kind: 'text', text, ...(isCorrection && { re: { id: replied.id } }) };
  return [{ ...common, id, said }, ...files];
}

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
const GONE = new Set<number | string>([
  ...[Code.UnknownChannel, Code.UnknownGuild, Code.UnknownUser, Code.CannotSendMessagesToThisUser],
  ...[Code.MissingAccess, Code.MissingPermissions, Code.ThreadLocked, NO_MUTUAL_SERVER],
]);
const EXPIRED = new Set<number | string>([Code.UnknownInteraction, Code.InteractionHasAlreadyBeenAcknowledged]);

export function failureOf(error: unknown): Failure {
  if (error instanceof DiscordAPIError) {
    const { code, status } = error;
    const why = `${status}, code ${code}`;
    if (GONE.has(code)) return { kind: 'gone', why };
    if (EXPIRED.has(code)) return { kind: 'expired', why };
    // 401: the token was reset, and may be set right again.
    return { kind: status === 401 || status >= 500 ? 'later' : 'refused', why };
  }
  if (error instanceof HTTPError) return { kind: 'later', why: `status ${error.status}` };
  // Errors of the network have a code.
  if (error instanceof Error && 'code' in error) return { kind: 'later', why: String(error.code) };
  return { kind: 'unknown', why: error instanceof Error ? error.name : 'unknown' };
}

/** The most that one request for a history returns, and after how many older messages count as out of date. */
const PAGE_SIZE = 100;
const PAGES_AT_MOST = 5;
const PageSchema = z.array(z.looseObject({ id: z.string() }));

type Result<T> = { readonly value: T } | { readonly failure: Failure };

export type DiscordApi = ReturnType<typeof createDiscordApi>;

/** @param pause milliseconds before the first retry; it doubles */
export function createDiscordApi(rest: REST, pause: number, onFault: (error: unknown) => void) {
  /** Makes a request, and repeats it while a retry may work. Reports what is a bug of ours to `onFault`; never rejects. */
  async function request<T>(
    send: (rest: REST) => Promise<T>,
    { attempts = 4, retry = pause } = {},
  ): Promise<Result<T>> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return { value: await send(rest) };
      } catch (error) {
        const failure = failureOf(error);
        if (failure.kind === 'refused' || failure.kind === 'unknown') onFault(error);
        if (failure.kind !== 'later' || attempt === attempts) return { failure };
        await sleep(retry * 2 ** (attempt - 1));
      }
    }
  }

  /** Reads a channel back to `since`, at most 500 messages, oldest first. The first page may begin earlier. */
  async function history(channel: string, since: string | Date): Promise<Result<readonly Message[]>> {
    const after = typeof since === 'string' ? since : idAt(since.getTime());
    const messages: Message[] = [];
    let before: string | undefined;
    for (let page = 0; page < PAGES_AT_MOST; page += 1) {
      const query = new URLSearchParams({ limit: String(PAGE_SIZE), ...(before !== undefined && { before }) });
      const read = await request(async (rest) =>
        PageSchema.parse(await rest.get(Routes.channelMessages(channel), { query })),
      );
      if ('failure' in read) return read;
      messages.push(...read.value.flatMap((row) => MessageSchema.safeParse(row).data ?? []));
      before = read.value.at(-1)?.id;
      if (read.value.length < PAGE_SIZE || before === undefined || !isLater(before, after)) break;
    }
    return { value: messages.sort((one, other) => (isLater(one.id, other.id) ? 1 : -1)) };
  }

  /** `botId`: the bot's user id, empty until the gateway is ready. */
  return { rest, onFault, request, history, botId: '' };
}
