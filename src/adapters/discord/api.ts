/** Discord's REST API: ids, messages as events, requests with retries, and classification of failures. */
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
import { refusedRequest } from '../../prompts/discord-texts.ts';
import { quoteBeside } from '../../text/attribution.ts';
import { BoundedMap } from '../bounded.ts';
import type { Inbound, Place, Said } from '../contract.ts';
import { fitting, maybe } from '../lenient.ts';
import { download, sentFile } from '../sent-files.ts';
import { separateQuotes, stripFormatting } from './plain-text.ts';

/** A channel of an interview: a private thread of one person, or a direct message without an owner. */
export interface Channel {
  readonly channel: string;
  readonly owner: string | null;
}

export function channelPlace({ channel, owner }: Channel): Place {
  return owner === null ? `discord:${channel}` : `discord:${channel}:${owner}`;
}

export function channelOf(place: Place): Channel {
  const [, channel = '', owner] = place.split(':');
  return { channel, owner: owner ?? null };
}

/** The creation time encoded in an id. */
export function timeOf(id: string): Date {
  return new Date(SnowflakeUtil.timestampFrom(id));
}

/** The lowest id of a moment, given in Unix milliseconds. */
export function idAt(milliseconds: number): string {
  const timestamp = Math.max(Number(SnowflakeUtil.epoch), milliseconds);
  return SnowflakeUtil.generate({ timestamp, increment: 0n, workerId: 0n, processId: 0n }).toString();
}

function isId(text: string): boolean {
  return text !== '' && [...text].every((sign) => sign >= '0' && sign <= '9');
}

/** Compares ids: 64-bit numbers in decimal, too large for `number`. */
export function isLater(id: string, than: string): boolean {
  return BigInt(id) > BigInt(than);
}

const AttachmentSchema = z.object({
  id: z.string(),
  filename: z.string(),
  content_type: maybe(z.string()),
  size: z.number(),
  url: z.url(),
  /** Duration of a voice message, in seconds. */
  duration_secs: maybe(z.number()),
});
const PersonSchema = z.object({ id: z.string(), username: maybe(z.string()), global_name: maybe(z.string()) });

/** A message from the gateway or a channel's history (which omits the guild). Only ids are required. */
export const MessageSchema = z.object({
  id: z.string().refine(isId),
  channel_id: z.string(),
  author: z.object({ id: z.string(), bot: maybe(z.boolean()) }),
  guild_id: maybe(z.string()),
  webhook_id: maybe(z.string()),
  type: z.number().catch(MessageType.Default),
  content: z.string().catch(''),
  edited_timestamp: maybe(z.string()),
  attachments: fitting(AttachmentSchema),
  mentions: fitting(PersonSchema),
  referenced_message: maybe(z.object({ id: z.string(), author: z.object({ id: z.string() }) })),
  /** Forwarded messages, of any author. */
  message_snapshots: fitting(
    z.object({ message: z.object({ content: z.string().catch(''), attachments: fitting(AttachmentSchema) }) }),
  ),
  components: z.array(z.unknown()).catch([]),
});
export type DiscordMessage = z.infer<typeof MessageSchema>;

/** False for bots, webhooks and system messages, such as pins. */
export function isFromPerson({ author, webhook_id, type }: DiscordMessage): boolean {
  const isText = type === MessageType.Default || type === MessageType.Reply;
  return isText && author.bot !== true && !webhook_id;
}

export const DOWNLOAD_MS = 15_000;

/** The client turns an overlong text into a file of this name. */
const TYPED_NAME = 'message.txt';

/** Converts a message to events: text, forwarded texts and files; or an edit. Ignores edits by Discord itself. */
export function messageEvents(
  kind: 'sent' | 'edited',
  message: DiscordMessage,
  place: Place,
  botId: string,
): Inbound[] {
  const { id, author, edited_timestamp: edited, referenced_message: replied } = message;
  const common = { place, author: author.id, at: timeOf(id), order: id };
  const parts = separateQuotes(message.content);
  const [text, quoted] = [textOf(message, botId, parts.own), textOf(message, botId, parts.quoted)];
  if (kind === 'edited') {
    const said: Said = { kind, of: { id }, text: text === '' ? quoted : text };
    return edited ? [{ place, author: author.id, id: `${id}:${edited}`, at: new Date(edited), said }] : [];
  }
  const to = replied?.author.id === botId && { to: replied.id };
  const forwarded = message.message_snapshots.map((snapshot) => snapshot.message);
  const files = [message, ...forwarded].flatMap((each) =>
    each.attachments.map(({ id: file, filename, content_type: type, url, size, duration_secs: seconds }) => ({
      ...common,
      id: `${id}:${file}`,
      said: sentFile(filename, type, () => download(url, size, DOWNLOAD_MS), {
        ...(seconds !== undefined && { seconds }),
        ...to,
        ...(each !== message && { isForeign: true }),
        ...(filename === TYPED_NAME && { isTyped: true }),
      }),
    })),
  );
  const foreign = (each: string, part: string): Inbound => ({
    ...common,
    id: part === '' ? id : `${id}:${part}`,
    said: { kind: 'text', text: each, isForeign: true },
  });
  const texts = [...forwarded.map((each) => stripFormatting(each.content)), ...(text === '' ? [quoted] : [])]
    .filter((each) => each !== '')
    .map((each, at) => foreign(each, text === '' && at === 0 ? '' : String(at)));
  // A sticker or poll has no text; the empty text gets a reply that says so.
  if (text === '' && files.length + texts.length > 0) return [...texts, ...files];
  const re = replied?.author.id === author.id && { re: { id: replied.id } };
  const said: Said = { kind: 'text', text, ...re, ...to };
  const quotes = quoteBeside(text, quoted) === '' ? [] : [foreign(quoted, 'quote')];
  return [...texts, { ...common, id, said }, ...quotes, ...files];
}

/** Remembers recent messages. A deletion tells only the id of a message, which may have been several events. */
export function createRecentMessages() {
  const messages = new BoundedMap<string, { readonly author: string; readonly events: readonly string[] }>();
  return {
    add({ id, author, said }: Inbound): void {
      if (said.kind === 'edited' || said.kind === 'deleted') return;
      const [message = id] = id.split(':');
      messages.set(message, { author, events: [...(messages.get(message)?.events ?? []), id] });
    },
    /** @returns what the deletion of a message deletes; nothing if the message is unknown */
    deletions(message: string, place: Place, at: Date): Inbound[] {
      const { author = '', events = [] } = messages.get(message) ?? {};
      return events.map((id) => ({ id: `${id}:deleted`, place, author, at, said: { kind: 'deleted', of: { id } } }));
    },
  };
}

/** Plain text of a part of a message, without the mention of the bot, which threads require. */
function textOf({ mentions }: DiscordMessage, botId: string, part: string): string {
  const names = mentions.flatMap(({ id, username, global_name }): [string, string][] =>
    id === botId ? [] : [[id, global_name ?? username ?? id]],
  );
  return stripFormatting(part, new Map(names));
}

/**
 * `gone`: the channel accepts no messages any more. `expired`: the interaction is too old or was already answered.
 * `refused`: the request will never be accepted. `later`: Discord or the network is down or rate-limits; retry.
 * `unknown`: a bug.
 */
interface Failure {
  readonly kind: 'gone' | 'expired' | 'refused' | 'later' | 'unknown';
  readonly why: string;
}

/** "Cannot message this user: no mutual guild". Missing in discord.js. */
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
    // Opening too many direct messages at once doesn't mean that they are closed.
    const isLater = status === 401 || status >= 500 || code === Code.OpeningDirectMessagesTooFast;
    return { kind: isLater ? 'later' : 'refused', why };
  }
  if (error instanceof HTTPError) return { kind: 'later', why: `status ${error.status}` };
  // Network errors have a code.
  if (error instanceof Error && 'code' in error) return { kind: 'later', why: String(error.code) };
  return { kind: 'unknown', why: error instanceof Error ? error.name : 'unknown' };
}

/** Describes a refusal for the operator: the request without ids or tokens, and Discord's reason. */
function refusalIn({ method, url, status, code, message }: DiscordAPIError): string {
  const parts = new URL(url).pathname.split('/').slice(3);
  const path = parts.map((part) => (isId(part) || part.length > 20 ? '…' : part)).join('/');
  return refusedRequest(`${method} /${path}`, message.split('\n').join('; '), `${status}, code ${code}`);
}

/** Messages per history request, and the maximum number of requests: older messages are ignored. */
const PAGE_SIZE = 100;
const PAGES_AT_MOST = 5;
const UserSchema = z.object({ id: z.string() });
const PageSchema = z.array(z.looseObject({ id: z.string() }));

type Result<T> = { readonly value: T } | { readonly failure: Failure };

export type DiscordApi = ReturnType<typeof createDiscordApi>;

/** Keeps the token after a 401, when discord.js would drop it: a wrong token ends the gateway connection anyway. */
export class LastingRest extends REST {
  override setToken(token: string): this {
    return token ? super.setToken(token) : this;
  }
}

interface ApiOptions {
  readonly rest: REST;
  readonly token: string;
  /** Milliseconds before the first retry; doubles each time. */
  readonly pause: number;
  /** `onFault` reports bugs, `onTrouble` sentences for the operator. */
  onFault(error: unknown): void;
  onTrouble(sentence: string): void;
}

export function createDiscordApi({ rest, token, pause, onFault, onTrouble }: ApiOptions) {
  rest.setToken(token);

  /** Sends a request and retries temporary failures. Reports refusals and bugs; never rejects. */
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

  /** Reads a channel back to `since`, at most 500 messages, oldest first. May include earlier messages. */
  async function history(channel: string, since: string | Date): Promise<Result<readonly DiscordMessage[]>> {
    // Without a gateway connection (a process that only writes letters), the bot's id is still unknown.
    if (api.botId === '') {
      const me = await request(async (rest) => UserSchema.parse(await rest.get(Routes.user())));
      if ('failure' in me) return me;
      api.botId = me.value.id;
    }
    const after = typeof since === 'string' ? since : idAt(since.getTime());
    const messages: DiscordMessage[] = [];
    let before: string | undefined;
    for (let pages = 0; pages < PAGES_AT_MOST; pages += 1) {
      const query = new URLSearchParams({ limit: String(PAGE_SIZE), ...(before !== undefined && { before }) });
      const page = await request(async (rest) =>
        PageSchema.parse(await rest.get(Routes.channelMessages(channel), { query })),
      );
      if ('failure' in page) return page;
      messages.push(...page.value.flatMap((row) => MessageSchema.safeParse(row).data ?? []));
      before = page.value.at(-1)?.id;
      if (page.value.length < PAGE_SIZE || before === undefined || !isLater(before, after)) break;
    }
    return { value: messages.sort((one, other) => (isLater(one.id, other.id) ? 1 : -1)) };
  }

  const api = {
    rest,
    onFault,
    request,
    history,
    /** The bot's user id; empty until the gateway is ready or a history was read. */
    botId: '',
  };
  return api;
}

export const ReadySchema = z.object({
  user: z.object({ id: z.string(), username: z.string().default('') }),
  application: z.object({ id: z.string() }),
  shard: z.tuple([z.number(), z.number()]).default([0, 1]),
});
export const TypingSchema = z.object({ channel_id: z.string(), user_id: z.string(), guild_id: maybe(z.string()) });
export const DeletedSchema = z.object({ id: z.string(), channel_id: z.string(), guild_id: maybe(z.string()) });
export const DispatchSchema = z.object({ op: z.literal(0), t: z.string(), d: z.unknown() });
