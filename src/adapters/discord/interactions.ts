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
  /** Whether the last message there could not be delivered, for good. */
  isGone(place: Place): boolean;
}

/** Commands that start a conversation. */
const STARTING: ReadonlySet<string> = new Set<CommandName>(['start', 'letter']);
/** How long a form waits for its turn before it is acknowledged, in milliseconds: most turns are shorter. */
const FORM_WAIT_MS = 1_200;
/** Messages with used buttons. On older ones the mark shows that the question is over. */
const REMEMBERED = 5_000;

export class Interactions {
  readonly #options: InteractionsOptions;
  readonly #used = new LatestKeys<string>(REMEMBERED);

  constructor(options: InteractionsOptions) {
    this.#options = options;
  }

  /** Never rejects. */
  async handle(interaction: Interaction): Promise<void> {
    try {
      if (interaction.isChatInputCommand()) await this.#command(interaction);
      else if (interaction.isMessageComponent()) await this.#component(interaction);
      else if (interaction.isModalSubmit()) await this.#form(interaction);
    } catch (error) {
      this.#options.api.onFault(error);
    }
  }

  async #command(interaction: ChatInputCommandInteraction): Promise<void> {
    const { threads, receive, isGone } = this.#options;
    const { commandName, user, channelId, context } = interaction;
    const said: Said = { kind: 'command', name: commandName, rest: '' };
    const acknowledged = this.#acknowledge(() => interaction.deferReply({ flags: MessageFlags.Ephemeral }));
    const here = this.#ownPlace(interaction);
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
    const content = place !== null && !isGone(place) ? movedTo(linkTo(place)) : unreachable;
    await interaction.editReply({ content }).catch(() => undefined);
  }

  async #component(interaction: MessageComponentInteraction): Promise<void> {
    const { message, customId, channelId, user, client } = interaction;
    const control = controlOf(customId);
    if (control === null || message.author.id !== client.user.id)
      return this.#acknowledge(() => interaction.deferUpdate());
    const place = this.#ownPlace(interaction);
    if (place === null || (control.owner !== '' && control.owner !== user.id))
      return this.#acknowledge(() => interaction.reply({ content: NOT_YOURS, flags: MessageFlags.Ephemeral }));
    if (control.kind === 'form' || control.kind === 'submit')
      return this.#acknowledge(() => interaction.showModal(formOf(control)));
    const acknowledged = this.#acknowledge(() => interaction.deferUpdate());
    const picked = interaction.isStringSelectMenu() ? interaction.values[0] : undefined;
    const choice = control.kind === 'choice' ? control.value : picked;
    // Only one choice of a message counts.
    if (choice === undefined || !this.#used.add(message.id)) return acknowledged;
    const said: Said = { kind: 'choice', choice, ...(control.mark !== '' && { of: control.mark }) };
    if (await this.#options.receive(inboundOf(interaction, place, said))) {
      const rows = message.components.map((row) => row.toJSON()).filter(isRow);
      const body = { components: disabledRows(rows, customId, picked) };
      const route = Routes.channelMessage(channelId, message.id);
      // If this fails, the mark shows that the question is over.
      await this.#options.api.rest.patch(route, { body }).catch(() => undefined);
    } else this.#used.delete(message.id);
    return acknowledged;
  }

  async #form(interaction: ModalSubmitInteraction): Promise<void> {
    const control = controlOf(interaction.customId);
    const place = this.#ownPlace(interaction);
    if (control?.kind === 'submit' && place !== null) {
      const text = interaction.fields.getTextInputValue(FORM_TEXT);
      const turn = this.#options.receive(inboundOf(interaction, place, { kind: 'text', text }));
      // Acknowledging closes the form, and until the turn is stored only the form holds the text.
      await Promise.race([turn, sleep(FORM_WAIT_MS, undefined, { ref: false })]);
    }
    await this.#acknowledge(() => interaction.deferUpdate());
  }

  /** The direct message or the thread in which the person uses it, if the interview there is theirs. */
  #ownPlace({ channelId, user, context }: Event): Place | null {
    if (channelId === null) return null;
    const owner = context === InteractionContextType.BotDM ? null : user.id;
    const isTheirs = owner === null || this.#options.threads.ownerOf(channelId) === owner;
    return isTheirs ? placeOf({ channel: channelId, owner }) : null;
  }

  /** What the person wants is done even if this fails: Discord shows them the failure, and they press again. */
  async #acknowledge(respond: () => Promise<unknown>): Promise<void> {
    await this.#options.api.request(respond, { attempts: 3, retry: 0 });
  }
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
const RegisteredSchema = z.array(
  z.object({
    name: z.string(),
    type: z.number().default(ApplicationCommandType.ChatInput),
    description: z.string(),
    integration_types: z.array(z.number()).default([]),
    contexts: z.array(z.number()).nullish(),
    options: z.array(z.unknown()).default([]),
  }),
);

/** Registers the slash commands, unless they are already: each registration takes effect everywhere. */
export async function registerCommands(rest: REST, application: string): Promise<void> {
  const route = Routes.applicationCommands(application);
  if (normalized(await rest.get(route)) !== normalized(COMMANDS)) await rest.put(route, { body: COMMANDS });
}

/** The same text for the same commands in any order. */
function normalized(commands: unknown): string {
  const sorted = RegisteredSchema.parse(commands).map((command) => {
    const { integration_types, contexts } = command;
    return JSON.stringify({ ...command, integration_types: integration_types.sort(), contexts: contexts?.sort() });
  });
  return sorted.sort().join('\n');
}
