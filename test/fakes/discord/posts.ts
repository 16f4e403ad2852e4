/** Posts messages of the bot, and dispatches them. */
import type { MessageBody } from './bodies.ts';
import type { Exchange, SentFile } from './exchange.ts';
import { directMessagesClosed, missingAccess, unknownChannel } from './problem.ts';
import { messageJson } from './wire.ts';
import type { Channel, Message, StoredFile, World } from './world.ts';

/** How long Discord remembers a nonce: "the past few minutes". */
export const NONCE_MS = 3 * 60_000;

/** A channel that the bot may write to. @throws Problem */
export function writable({ world }: Pick<Exchange, 'world'>, id: string): Channel {
  const channel = readable({ world }, id);
  const recipient = world.users.get(channel.recipient ?? '');
  if (channel.type === 1 && !recipient?.isOpen) throw directMessagesClosed();
  return channel;
}

/** @throws Problem */
export function readable({ world }: Pick<Exchange, 'world'>, id: string): Channel {
  const channel = world.channels.get(id);
  if (!channel || channel.isDeleted) throw unknownChannel();
  if (!channel.hasBot) throw missingAccess();
  if (channel.type === 12 && !channel.members.has(world.bot.id)) throw missingAccess();
  return channel;
}

export function post(
  { world, gateway, origin }: Pick<Exchange, 'world' | 'gateway' | 'origin'>,
  channel: Channel,
  body: MessageBody,
  files: readonly SentFile[],
  { ephemeralFor = null, type = 0 }: { ephemeralFor?: string | null; type?: number } = {},
): Message {
  const nonce = body.nonce === undefined ? null : String(body.nonce);
  const before = body.enforce_nonce && nonce !== null ? earlier(world, channel, nonce) : null;
  if (before) return before;
  const content = body.content ?? '';
  const mentions = mentioned(content, body);
  const message = world.addMessage({
    channel: channel.id,
    author: world.bot,
    content,
    type,
    nonce,
    mentions,
    files: files.map((file) => stored(world, file)),
    components: body.components ?? [],
    flags: (body.flags ?? 0) | (ephemeralFor === null ? 0 : 64),
    ephemeralFor,
  });
  // A mention in a private thread adds the person to it.
  if (channel.type === 12) for (const user of mentions) channel.members.add(user);
  if (ephemeralFor === null) {
    const json = { ...messageJson(world, message, origin), ...(nonce !== null && { nonce }) };
    gateway.dispatch('MESSAGE_CREATE', inChannel(channel, json), channel.guild);
  }
  return message;
}

/** Adds the channel fields of a dispatch. */
export function inChannel(channel: Channel, json: Record<string, unknown>): Record<string, unknown> {
  return { ...json, channel_type: channel.type, ...(channel.guild !== null && { guild_id: channel.guild }) };
}

/** Discord replaces some characters of a file name. */
export function stored(world: World, { name, ...file }: SentFile): StoredFile {
  return { id: world.newId(), name: name.replaceAll(/[^\p{L}\p{N}_.-]/gu, '_'), ...file };
}

function earlier(world: World, channel: Channel, nonce: string): Message | null {
  const since = world.now() - NONCE_MS;
  const found = channel.messages.findLast(
    (message) => message.author === world.bot && message.nonce === nonce && message.at.getTime() > since,
  );
  return found ?? null;
}

function mentioned(content: string, { allowed_mentions: allowed }: MessageBody): string[] {
  const ids = [...content.matchAll(/<@!?(\d+)>/g)].map(([, id]) => id ?? '');
  const all = !allowed || allowed.parse?.includes('users') === true;
  return [...new Set(ids)].filter((id) => all || allowed?.users?.includes(id) === true);
}
