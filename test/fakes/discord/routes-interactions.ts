/** The endpoints for answering interactions. */
import { z } from 'zod';
import { checked, checkedEdit, checkedMessage, checkedModal } from './bodies.ts';
import type { Exchange, Route } from './exchange.ts';
import type { Interaction } from './interactions.ts';
import { inChannel, post } from './posts.ts';
import { invalidForm, unknownChannel, unknownMessage, unknownWebhook } from './problem.ts';
import { messageJson } from './wire.ts';
import type { Channel, Message } from './world.ts';

const CallbackSchema = z.strictObject({
  type: z.union([z.literal(4), z.literal(5), z.literal(6), z.literal(7), z.literal(8), z.literal(9)]),
  data: z.unknown().optional(),
});
const DeferredSchema = z.strictObject({ flags: z.number().optional() }).optional();

const EPHEMERAL = 64;

export const INTERACTION_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    pattern: '/interactions/:id/:token/callback',
    isOpen: true,
    isUnlimited: true,
    answer: callback,
  },
  { method: 'POST', pattern: '/webhooks/:application/:token', isOpen: true, answer: followUp },
  {
    method: 'GET',
    pattern: '/webhooks/:application/:token/messages/:message',
    isOpen: true,
    answer: (exchange) => {
      const { message } = replyOf(exchange);
      return messageJson(exchange.world, message, exchange.origin);
    },
  },
  { method: 'PATCH', pattern: '/webhooks/:application/:token/messages/:message', isOpen: true, answer: editReply },
  {
    method: 'DELETE',
    pattern: '/webhooks/:application/:token/messages/:message',
    isOpen: true,
    answer: (exchange) => {
      replyOf(exchange).message.isDeleted = true;
    },
  },
];

function callback(exchange: Exchange): unknown {
  const { path, body, files, interactions } = exchange;
  const { type, data } = checked(CallbackSchema, body);
  const interaction = interactions.toAcknowledge(path.id ?? '', path.token ?? '');
  const isUpdate = type === 6 || type === 7;
  // The bot has no autocompletion, so no interaction may be answered with it.
  if (type === 8) throw invalidForm('type', 'INTERACTION_RESPONSE_TYPE_INVALID', 'Not for this interaction');
  const isAllowed = isUpdate ? interaction.message !== null : type !== 9 || interaction.kind !== 'modal';
  if (!isAllowed) throw invalidForm('type', 'INTERACTION_RESPONSE_TYPE_INVALID', 'Not for this interaction');
  switch (type) {
    case 4: {
      const message = checkedMessage(data, files.length);
      respond(exchange, interaction, message, (message.flags ?? 0) & EPHEMERAL);
      break;
    }
    case 5:
      // "Thinking…": a message without content.
      respond(exchange, interaction, { content: '' }, (checked(DeferredSchema, data)?.flags ?? 0) & EPHEMERAL);
      break;
    case 7:
      update(exchange, interaction, checkedEdit(data, false));
      break;
    case 9:
      interaction.modal = checkedModal(data);
      break;
  }
  interaction.acknowledged = type;
  if (exchange.query.get('with_response') !== 'true') return undefined;
  const { id, reply, channel } = interaction;
  const message = reply === null ? null : exchange.world.message(channel, reply);
  return {
    interaction: { id, type: interaction.kind === 'command' ? 2 : 3 },
    ...(message && { resource: { type, message: messageJson(exchange.world, message, exchange.origin) } }),
  };
}

function respond(
  exchange: Exchange,
  interaction: Interaction,
  body: Parameters<typeof post>[2],
  ephemeral: number,
): void {
  interaction.isEphemeral = ephemeral !== 0;
  const ephemeralFor = interaction.isEphemeral ? interaction.user : null;
  const { id } = post(exchange, channelOf(exchange, interaction), body, exchange.files, { ephemeralFor, type: 20 });
  interaction.reply = id;
}

function update(exchange: Exchange, interaction: Interaction, { content, components }: ReturnType<typeof checkedEdit>) {
  const { world, gateway, origin } = exchange;
  const channel = channelOf(exchange, interaction);
  const message = world.message(channel.id, interaction.message ?? '');
  if (!message) throw unknownMessage();
  if (content !== undefined && content !== null) message.content = content;
  if (components) message.components = components;
  gateway.dispatch('MESSAGE_UPDATE', inChannel(channel, messageJson(world, message, origin)), channel.guild);
}

function followUp(exchange: Exchange): unknown {
  const interaction = followed(exchange);
  const body = checkedMessage(exchange.body, exchange.files.length);
  const ephemeralFor = ((body.flags ?? 0) & EPHEMERAL) !== 0 ? interaction.user : null;
  // Webhooks do not support nonces.
  const { nonce: _, enforce_nonce: __, ...rest } = body;
  const message = post(exchange, channelOf(exchange, interaction), rest, exchange.files, { ephemeralFor });
  return messageJson(exchange.world, message, exchange.origin);
}

function editReply(exchange: Exchange): unknown {
  const { message } = replyOf(exchange);
  const { content, components } = checkedEdit(exchange.body, false);
  if (content !== undefined && content !== null) message.content = content.trim();
  if (components) message.components = components;
  return messageJson(exchange.world, message, exchange.origin);
}

function followed({ path, world, interactions }: Exchange): Interaction {
  if (path.application !== world.bot.id) throw unknownWebhook();
  return interactions.following(path.token ?? '');
}

/** The message in answer to an interaction. */
function replyOf(exchange: Exchange): { interaction: Interaction; message: Message } {
  const { path, world } = exchange;
  const interaction = followed(exchange);
  const id = path.message === '@original' ? interaction.reply : (path.message ?? '');
  const message = id === null ? null : world.message(interaction.channel, id);
  if (!message) throw unknownMessage();
  return { interaction, message };
}

function channelOf({ world }: Exchange, { channel: id }: Interaction): Channel {
  const channel = world.channels.get(id);
  if (!channel) throw unknownChannel();
  return channel;
}
