/** All endpoints of the fake except those of commands and interactions. */
import { z } from 'zod';
import { CARD, checked, checkedEdit, checkedMessage } from './bodies.ts';
import type { Exchange, Route } from './exchange.ts';
import { inChannel, post, readable, writable } from './posts.ts';
import {
  cannotEditOthers,
  missingPermissions,
  unknownGuild,
  unknownMessage,
  unknownUser,
  wrongChannelType,
} from './problem.ts';
import { channelJson, guildJson, memberJson, messageJson, userJson } from './wire.ts';
import { type Channel, isHigher, type Message } from './world.ts';

const PageSchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  before: z.string().regex(/^\d+$/).optional(),
  after: z.string().regex(/^\d+$/).optional(),
});
const ThreadSchema = z.strictObject({
  name: z.string().min(1).max(100),
  type: z.literal(12),
  invitable: z.boolean().optional(),
  auto_archive_duration: z.union([z.literal(60), z.literal(1_440), z.literal(4_320), z.literal(10_080)]).optional(),
});
const RecipientSchema = z.strictObject({ recipient_id: z.string().regex(/^\d+$/) });

const REACTION = '/channels/:channel/messages/:message/reactions/:emoji/@me';

export const ROUTES: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/gateway/bot',
    answer: ({ origin, world, gateway }) => ({
      url: origin.replace('http', 'ws'),
      shards: Math.max(1, Math.ceil(world.guilds.size / 1_000)),
      session_start_limit: { total: 1_000, ...gateway.sessionStarts, max_concurrency: 1 },
    }),
  },
  { method: 'GET', pattern: '/users/@me', answer: ({ world }) => userJson(world.bot) },
  {
    method: 'GET',
    pattern: '/users/:user',
    answer: ({ world, path }) => {
      const user = world.users.get(path.user ?? '');
      if (!user) throw unknownUser();
      return userJson(user);
    },
  },
  {
    method: 'GET',
    pattern: '/applications/@me',
    answer: ({ world }) => ({ id: world.bot.id, name: world.bot.name, flags: 0, bot: userJson(world.bot) }),
  },
  {
    method: 'GET',
    pattern: '/guilds/:guild',
    answer: ({ world, path }) => {
      const guild = world.guilds.get(path.guild ?? '');
      if (!guild) throw unknownGuild();
      return guildJson(guild);
    },
  },
  {
    method: 'GET',
    pattern: '/guilds/:guild/channels',
    answer: ({ world, path }) =>
      [...world.channels.values()]
        .filter(({ guild, type }) => guild === path.guild && type !== 12)
        .map((channel) => channelJson(world, channel)),
  },
  {
    method: 'GET',
    pattern: '/guilds/:guild/members/:user',
    answer: ({ world, path }) => {
      const user = world.users.get(path.user ?? '');
      if (!user) throw unknownUser();
      return memberJson(user);
    },
  },
  {
    method: 'POST',
    pattern: '/users/@me/channels',
    answer: ({ world, body }) => {
      const { recipient_id } = checked(RecipientSchema, body);
      if (!world.users.has(recipient_id)) throw unknownUser();
      return channelJson(world, world.directWith(recipient_id));
    },
  },
  {
    method: 'GET',
    pattern: '/channels/:channel',
    answer: (exchange) => channelJson(exchange.world, readable(exchange, exchange.path.channel ?? '')),
  },
  { method: 'POST', pattern: '/channels/:channel/typing', answer: typing },
  { method: 'POST', pattern: '/channels/:channel/threads', answer: openThread },
  { method: 'GET', pattern: '/channels/:channel/messages', answer: history },
  {
    method: 'POST',
    pattern: '/channels/:channel/messages',
    answer: (exchange) => {
      const channel = writable(exchange, exchange.path.channel ?? '');
      const message = post(exchange, channel, checkedMessage(exchange.body, exchange.files.length), exchange.files);
      const json = messageJson(exchange.world, message, exchange.origin);
      return { ...json, ...(message.nonce !== null && { nonce: message.nonce }) };
    },
  },
  {
    method: 'GET',
    pattern: '/channels/:channel/messages/:message',
    answer: (exchange) => {
      const { message } = found(exchange);
      return messageJson(exchange.world, message, exchange.origin);
    },
  },
  { method: 'PATCH', pattern: '/channels/:channel/messages/:message', answer: edit },
  {
    method: 'DELETE',
    pattern: '/channels/:channel/messages/:message',
    answer: (exchange) => {
      const { channel, message } = found(exchange);
      message.isDeleted = true;
      const gone = { id: message.id, channel_id: channel.id };
      exchange.gateway.dispatch('MESSAGE_DELETE', inChannel(channel, gone), channel.guild);
    },
  },
  { method: 'PUT', pattern: REACTION, answer: (exchange) => void react(exchange, true) },
  { method: 'DELETE', pattern: REACTION, answer: (exchange) => void react(exchange, false) },
];

function found(exchange: Exchange): { channel: Channel; message: Message } {
  const channel = readable(exchange, exchange.path.channel ?? '');
  const message = exchange.world.message(channel.id, exchange.path.message ?? '');
  // An ephemeral message can't be fetched.
  if (!message || message.ephemeralFor !== null) throw unknownMessage();
  return { channel, message };
}

function edit(exchange: Exchange): unknown {
  const { channel, message } = found(exchange);
  const { world, gateway, origin } = exchange;
  if (message.author !== world.bot) throw cannotEditOthers();
  const { content, components } = checkedEdit(exchange.body, (message.flags & CARD) !== 0);
  if (content !== undefined && content !== null) message.content = content.trim();
  if (components) message.components = components;
  message.editedAt = new Date(world.now());
  const json = messageJson(world, message, origin);
  gateway.dispatch('MESSAGE_UPDATE', inChannel(channel, json), channel.guild);
  return json;
}

/** Adds or removes a reaction of the bot. */
function react(exchange: Exchange, isOn: boolean): void {
  const { message } = found(exchange);
  const emoji = exchange.path.emoji ?? '';
  const others = message.reactions.filter((each) => each !== emoji);
  message.reactions = isOn ? [...others, emoji] : others;
}

function typing(exchange: Exchange): undefined {
  writable(exchange, exchange.path.channel ?? '');
}

function openThread(exchange: Exchange): unknown {
  const { world, body } = exchange;
  const parent = readable(exchange, exchange.path.channel ?? '');
  if (parent.type !== 0) throw wrongChannelType();
  if (!parent.allowsThreads) throw missingPermissions();
  const { name } = checked(ThreadSchema, body);
  const members = new Set([world.bot.id]);
  const thread = world.addChannel({ type: 12, guild: parent.guild, parent: parent.id, name, members });
  exchange.gateway.dispatch('THREAD_CREATE', channelJson(world, thread), parent.guild);
  return channelJson(world, thread);
}

/** Newest first, as Discord answers. */
function history(exchange: Exchange): unknown {
  const { world, query, origin } = exchange;
  const channel = readable(exchange, exchange.path.channel ?? '');
  const { limit, before, after } = checked(PageSchema, Object.fromEntries(query));
  const there = channel.messages
    .filter(({ isDeleted, ephemeralFor }) => !isDeleted && ephemeralFor === null)
    .filter(({ id }) => (before === undefined || isHigher(before, id)) && (after === undefined || isHigher(id, after)));
  const page = after === undefined ? there.slice(-limit) : there.slice(0, limit);
  return page.toReversed().map((message) => {
    const json = messageJson(world, message, origin);
    const isHidden = channel.guild !== null && message.author !== world.bot && !message.mentions.includes(world.bot.id);
    return isHidden ? { ...json, content: '', attachments: [], components: [] } : json;
  });
}
