/** Discord's REST API: ids, messages and their events, requests with retries, and what a failed request means. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  RESTJSONErrorCodes as Code,
  DiscordAPIError,
  HTTPError,
  MessageType,
  REST,
  Routes,
  SnowflakeUtil,
} from 'discord.js';
import { z } from 'zod';
import { refusedRequest } from '../../prompts/discord.ts';
import type { Inbound, Place, Said } from '../contract.ts';
import { download, sentFile } from '../files.ts';
import { isQuoted, plainText } from './plain-text.ts';

/** A private thread that belongs to one person, or a direct message without an owner. */
export interface Spot {
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

/** When an id was created. */
export function timeOf(id: string): Date {
  return new Date(SnowflakeUtil.timestampFrom(id));
}

/** The lowest id of a moment. */
export function idAt(milliseconds: number): string {
  const timestamp = Math.max(Number(SnowflakeUtil.epoch), milliseconds);
  return SnowflakeUtil.generate({ timestamp, increment: 0n, workerId: 0n, processId: 0n }).toString();
}

function isId(text: string): boolean {
  return text !== '' && [...text].every((sign) => sign >= '0' && sign <= '9');
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
  /** Of a voice message, in seconds. */
  duration_secs: z.number().nullish(),
});
const PersonSchema = z.object({ id: z.string(), username: z.string().optional(), global_name: z.string().nullish() });

/** A message in a gateway event or in a channel's history; the history leaves the guild out. Only ids are essential. */
const MessageSchema = z.object({
  id: z.string().refine(isId),
  channel_id: z.string(),
  author: z.object({ id: z.string(), bot: z.boolean().optional() }),
  guild_id: z.string().nullish().catch(null),
  webhook_id: z.string().nullish().catch(null),
  type: z.number().catch(MessageType.Default),
  content: z.string().catch(''),
  edited_timestamp: z.string().nullish().catch(null),
  attachments: z.array(AttachmentSchema).catch([]),
  mentions: z.array(PersonSchema).catch([]),
  referenced_message: z
    .object({ id: z.string(), author: z.object({ id: z.string() }) })
    .nullish()
    .catch(null),
  /** Forwarded: what was said elsewhere, by whoever. */
  message_snapshots: z
    .array(
      z.object({
        message: z.object({ content: z.string().catch(''), attachments: z.array(AttachmentSchema).catch([]) }),
      }),
    )
    .nullish()
    .catch(null),
  components: z.array(z.unknown()).catch([]),
});
export type Message = z.infer<typeof MessageSchema>;

/** @returns null where too little of it is as documented */
export function messageIn(data: unknown): Message | null {
  return MessageSchema.safeParse(data).data ?? null;
}

/** False for bots, webhooks and Discord's own messages, such as about a pin. */
export function isFromPerson({ author, webhook_id, type }: Message): boolean {
  const isText = type === MessageType.Default || type === MessageType.Reply;
  return isText && author.bot !== true && !webhook_id;
}

export const DOWNLOAD_MS = 15_000;

/** The client makes a file of this name of a text that is too long to be sent. */
const TYPED_NAME = 'message.txt';

/** What a message says: its text, what it forwards, and each of its files; or the edit of its text. Discord's own edits: []. */
export function eventsIn(kind: 'sent' | 'edited', message: Message, place: Place, botId: string): Inbound[] {
  const { id, author, content, edited_timestamp: edited, referenced_message: replied } = message;
  const common = { place, author: author.id, at: timeOf(id), order: id };
  const text = textOf(message, botId);
  if (kind === 'edited') {
    const said: Said = { kind, of: { id }, text };
    return edited ? [{ place, author: author.id, id: `${id}:${edited}`, at: new Date(edited), said }] : [];
  }
  const to = replied?.author.id === botId && { to: replied.id };
  const forwarded = (message.message_snapshots ?? []).map((snapshot) => snapshot.message);
  const files = [message, ...forwarded].flatMap((each) =>
    each.attachments.map(({ id: file, filename, content_type: type, url, size, duration_secs: seconds }) => ({
      ...common,
      id: `${id}:${file}`,
      said: sentFile(filename, type, () => download(url, size, DOWNLOAD_MS), {
        ...(seconds != null && { seconds }),
        ...to,
        ...(each !== message && { isForeign: true }),
        ...(filename === TYPED_NAME && { isTyped: true }),
      }),
    })),
  );
  const foreign = forwarded.map((each) => plainText(each.content)).filter((each) => each !== '');
  const texts = foreign.map((each, at) => ({
    ...common,
    id: text === '' && at === 0 ? id : `${id}:${at}`,
    said: { kind: 'text', text: each, isForeign: true } as const,
  }));
  // A sticker or a poll has no text: an empty text gets a reply that says so.
  if (text === '' && files.length + texts.length > 0) return [...texts, ...files];
  const re = replied?.author.id === author.id && { re: { id: replied.id } };
  const said: Said = { kind: 'text', text, ...re, ...to, ...(isQuoted(content) && { isForeign: true }) };
  return [...texts, { ...common, id, said }, ...files];
}

/** In a thread the bot must be mentioned; the mention isn't part of the answer. */
function textOf({ content, mentions }: Message, botId: string): string {
  const names = mentions.flatMap(({ id, username, global_name }): [string, string][] =>
    id === botId ? [] : [[id, global_name ?? username ?? id]],
  );
  return plainText(content, new Map(names));
}

/**
 * `gone`: nothing more can be sent there. `expired`: the interaction was answered already, or too late. `refused`: the
 * same request will never be accepted. `later`: the network or Discord is down, or has had enough; a retry may work.
 * `unknown`: a bug.
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
    // Too many direct messages were opened at once: they are not closed.
    const isLater = status === 401 || status >= 500 || code === Code.OpeningDirectMessagesTooFast;
    return { kind: isLater ? 'later' : 'refused', why };
  }
  if (error instanceof HTTPError) return { kind: 'later', why: `status ${error.status}` };
  // Errors of the network have a code.
  if (error instanceof Error && 'code' in error) return { kind: 'later', why: String(error.code) };
  return { kind: 'unknown', why: error instanceof Error ? error.name : 'unknown' };
}

/** A refusal for whoever runs the program: the request without ids or tokens, and Discord's reason. */
function refusalIn({ method, url, status, code, message }: DiscordAPIError): string {
  const parts = new URL(url).pathname.split('/').slice(3);
  const path = parts.map((part) => (isId(part) || part.length > 20 ? '…' : part)).join('/');
  return refusedRequest(`${method} /${path}`, message.split('\n').join('; '), `${status}, code ${code}`);
}

/** The most that one request for a history returns, and after how many older messages count as out of date. */
const PAGE_SIZE = 100;
const PAGES_AT_MOST = 5;
const UserSchema = z.object({ id: z.string() });
const PageSchema = z.array(z.looseObject({ id: z.string() }));

type Result<T> = { readonly value: T } | { readonly failure: Failure };

export type DiscordApi = ReturnType<typeof createDiscordApi>;

/** After a 401 discord.js forgets the token. It may be right again; a wrong one ends the gateway's connection as well. */
export class LastingRest extends REST {
  override setToken(token: string): this {
    return token ? super.setToken(token) : this;
  }
}

interface ApiOptions {
  readonly rest: REST;
  readonly token: string;
  /** Milliseconds before the first retry; it doubles. */
  readonly pause: number;
  /** Called with what is a bug of ours, and with a sentence for whoever runs the program. */
  onFault(error: unknown): void;
  onTrouble(sentence: string): void;
}

export function createDiscordApi({ rest, token, pause, onFault, onTrouble }: ApiOptions) {
  rest.setToken(token);

  /** Makes a request, and repeats it while a retry may work. Reports refusals and bugs; never rejects. */
  async function request<T>(
    send: (rest: REST) => Promise<T>,
    { attempts = 4, retry = pause } = {},
  ): Promise<Result<T>> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return { value: await send(rest) };
      } catch (error) {
        const failure = failureOf(error);
        if (failure.kind === 'refused' && error instanceof DiscordAPIError) onTrouble(refusalIn(error));
        if (failure.kind === 'unknown') onFault(error);
        if (failure.kind !== 'later' || attempt === attempts) return { failure };
        await sleep(retry * 2 ** (attempt - 1));
      }
    }
  }

  /** Reads a channel back to `since`, at most 500 messages, oldest first. The first page may begin earlier. */
  async function history(channel: string, since: string | Date): Promise<Result<readonly Message[]>> {
    // Whose messages are the bot's: a process that doesn't listen isn't told by the gateway.
    if (api.botId === '') {
      const me = await request(async (rest) => UserSchema.parse(await rest.get(Routes.user())));
      if ('failure' in me) return me;
      api.botId = me.value.id;
    }
    const after = typeof since === 'string' ? since : idAt(since.getTime());
    const messages: Message[] = [];
    let before: string | undefined;
    for (let page = 0; page < PAGES_AT_MOST; page += 1) {
      const query = new URLSearchParams({ limit: String(PAGE_SIZE), ...(before !== undefined && { before }) });
      const read = await request(async (rest) =>
        PageSchema.parse(await rest.get(Routes.channelMessages(channel), { query })),
      );
      if ('failure' in read) return read;
      messages.push(...read.value.flatMap((row) => messageIn(row) ?? []));
      before = read.value.at(-1)?.id;
      if (read.value.length < PAGE_SIZE || before === undefined || !isLater(before, after)) break;
    }
    return { value: messages.sort((one, other) => (isLater(one.id, other.id) ? 1 : -1)) };
  }

  const api = {
    rest,
    onFault,
    request,
    history,
    /** The bot's user id, empty until the gateway is ready or a history was read. */
    botId: '',
  };
  return api;
}

/** Events of the gateway. */
export const ReadySchema = z.object({
  user: z.object({ id: z.string(), username: z.string().default('') }),
  application: z.object({ id: z.string() }),
  shard: z.tuple([z.number(), z.number()]).default([0, 1]),
});
export const TypingSchema = z.object({ channel_id: z.string(), user_id: z.string(), guild_id: z.string().nullish() });
export const DeletedSchema = z.object({ id: z.string(), channel_id: z.string(), guild_id: z.string().nullish() });
export const DispatchSchema = z.object({ op: z.literal(0), t: z.string(), d: z.unknown() });
