/** Slash commands, buttons and forms. Discord waits three seconds for an acknowledgement, so that comes first. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  type BaseInteraction,
  type ChatInputCommandInteraction,
  ComponentType,
  type Interaction,
  InteractionContextType,
  type MessageComponentInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  type REST,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import { z } from 'zod';
import { CANNOT_REACH, CANNOT_REACH_IN_SERVER, movedTo, NOT_YOURS } from '../../prompts/discord.ts';
import { COMMAND_MENU, type CommandName } from '../command.ts';
import type { Inbound, Place, Said } from '../contract.ts';
import { LatestKeys } from '../latest.ts';
import { type DiscordApi, placeOf, timeOf } from './api.ts';
import { controlOf, disabledRows, FORM_TEXT, formOf, type Row } from './controls.ts';
import { linkTo, type PrivateThreads } from './private-threads.ts';

type Event = Pick<BaseInteraction, 'id' | 'user' | 'channelId' | 'context'>;

interface InteractionsOptions {
  readonly api: DiscordApi;
  readonly threads: PrivateThreads;
  /** Queues the turn at once. Resolves after it, to whether it succeeded. */
  receive(inbound: Inbound): Promise<boolean>;
  /** Places where the last message could not be delivered, for good. */
  readonly gone: ReadonlyMap<Place, true>;
}

/** Commands that start a conversation. */
const STARTING: ReadonlySet<string> = new Set<CommandName>(['start', 'letter']);
/** How long a form waits for its turn before it is acknowledged, in milliseconds: most turns are shorter. */
const FORM_WAIT_MS = 1_200;

/** @returns handles an interaction; never rejects */
export function createInteractions({ api, threads, receive, gone }: InteractionsOptions) {
  /** Messages with used buttons. On forgotten ones the mark shows that the question is over. */
  const used = new LatestKeys<string>();

  async function command(interaction: ChatInputCommandInteraction): Promise<void> {
    const { commandName, user, channelId, context } = interaction;
    const said: Said = { kind: 'command', name: commandName, rest: '' };
    const acknowledged = acknowledge(() => interaction.deferReply({ flags: MessageFlags.Ephemeral }));
    const here = ownPlace(interaction);
    if (here !== null) {
      await receive(inboundOf(interaction, here, said));
      await acknowledged;
      // The reply came as ordinary messages; this removes "thinking…".
      await interaction.deleteReply().catch(() => undefined);
      return;
    }
    await acknowledged;
    const isInServer = context === InteractionContextType.Guild;
    const place = STARTING.has(commandName)
      ? await threads.open(user.id, isInServer ? channelId : null, interaction.id)
      : await threads.find(user.id);
    if (place !== null) await receive(inboundOf(interaction, place, said));
    const unreachable = isInServer ? CANNOT_REACH_IN_SERVER : CANNOT_REACH;
    const content = place !== null && !gone.has(place) ? movedTo(linkTo(place)) : unreachable;
    await interaction.editReply({ content }).catch(() => undefined);
  }

  async function component(interaction: MessageComponentInteraction): Promise<void> {
    const { message, customId, channelId, user, client } = interaction;
    const control = controlOf(customId);
    if (control === null || message.author.id !== client.user.id) return acknowledge(() => interaction.deferUpdate());
    const place = ownPlace(interaction);
    if (place === null || (control.owner !== '' && control.owner !== user.id))
      return acknowledge(() => interaction.reply({ content: NOT_YOURS, flags: MessageFlags.Ephemeral }));
    if (control.kind === 'form') return acknowledge(() => interaction.showModal(formOf(control)));
    const acknowledged = acknowledge(() => interaction.deferUpdate());
    const picked = interaction.isStringSelectMenu() ? interaction.values[0] : undefined;
    const choice = picked ?? control.value;
    // Only one choice of a message counts.
    if (choice === '' || !used.add(message.id)) return acknowledged;
    const said: Said = { kind: 'choice', choice, ...(control.mark !== '' && { of: control.mark }) };
    if (await receive(inboundOf(interaction, place, said))) {
      const rows = message.components.map((row) => row.toJSON()).filter(isRow);
      const body = { components: disabledRows(rows, customId, picked) };
      // If this fails, the mark shows that the question is over.
      await api.rest.patch(Routes.channelMessage(channelId, message.id), { body }).catch(() => undefined);
    } else used.delete(message.id);
    return acknowledged;
  }

  async function form(interaction: ModalSubmitInteraction): Promise<void> {
    const place = ownPlace(interaction);
    if (controlOf(interaction.customId)?.kind === 'form' && place !== null) {
      const text = interaction.fields.getTextInputValue(FORM_TEXT);
      const turn = receive(inboundOf(interaction, place, { kind: 'text', text }));
      // Acknowledging closes the form, and until the turn is stored only the form holds the text.
      await Promise.race([turn, sleep(FORM_WAIT_MS, undefined, { ref: false })]);
    }
    await acknowledge(() => interaction.deferUpdate());
  }

  /** The direct message or the thread in which the person uses it, if the interview there is theirs. */
  function ownPlace({ channelId, user, context }: Event): Place | null {
    if (channelId === null) return null;
    const owner = context === InteractionContextType.BotDM ? null : user.id;
    const isTheirs = owner === null || threads.ownerOf(channelId) === owner;
    return isTheirs ? placeOf({ channel: channelId, owner }) : null;
  }

  /** What the person wants is done even if this fails: Discord shows them the failure, and they press again. */
  async function acknowledge(respond: () => Promise<unknown>): Promise<void> {
    await api.request(respond, { attempts: 3, retry: 0 });
  }

  return async (interaction: Interaction): Promise<void> => {
    try {
      if (interaction.isChatInputCommand()) await command(interaction);
      else if (interaction.isMessageComponent()) await component(interaction);
      else if (interaction.isModalSubmit()) await form(interaction);
    } catch (error) {
      api.onFault(error);
    }
  };
}

function inboundOf({ id, user }: Event, place: Place, said: Said): Inbound {
  return { id, place, author: user.id, at: timeOf(id), said };
}

function isRow(row: { type: ComponentType }): row is Row {
  return row.type === ComponentType.ActionRow;
}

/** In servers, in direct messages, and anywhere for people who installed the app for themselves. */
const COMMANDS: RESTPutAPIApplicationCommandsJSONBody = COMMAND_MENU.map(({ name, description }) => ({
  type: ApplicationCommandType.ChatInput,
  name,
  description,
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
}));

/** Everything about a command that could differ from ours. */
const CommandsSchema = z.array(
  z.object({
    name: z.string(),
    type: z.literal(ApplicationCommandType.ChatInput),
    description: z.string(),
    integration_types: z.array(z.number()).transform((types) => types.sort()),
    contexts: z.array(z.number()).transform((contexts) => contexts.sort()),
    options: z.array(z.never()).default([]),
  }),
);

/** Registers the slash commands, unless they are already: each registration takes effect everywhere. */
export async function registerCommands(rest: REST, application: string): Promise<void> {
  const route = Routes.applicationCommands(application);
  if (normalized(await rest.get(route)) !== normalized(COMMANDS)) await rest.put(route, { body: COMMANDS });
}

/** The same text for the same commands in any order. Undefined for commands that can't be ours. */
function normalized(commands: unknown): string | undefined {
  const parsed = CommandsSchema.safeParse(commands).data;
  return parsed && JSON.stringify(parsed.map((command) => JSON.stringify(command)).sort());
}
