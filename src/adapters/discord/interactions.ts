/** Commands, buttons and forms: acknowledged before anything else, as Discord waits for three seconds only. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type BaseInteraction,
  type ChatInputCommandInteraction,
  ComponentType,
  type Interaction,
  InteractionContextType,
  type MessageComponentInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  type REST,
  Routes,
} from 'discord.js';
import { movedTo, NOT_YOURS, NOWHERE_TO_TALK, OPEN_A_CHAT } from '../../prompts/discord.ts';
import type { CommandName } from '../command.ts';
import type { Place, Said } from '../contract.ts';
import { LatestKeys } from '../latest.ts';
import { controlOf, FIELD, formOf, type Row, used } from './controls.ts';
import { failureOf, isTooLate } from './failure.ts';
import type { Heard } from './hearing.ts';
import { type Homes, linkTo } from './homes.ts';
import { placeOf, timeOf } from './place.ts';

/** What every kind of interaction tells. */
type Event = Pick<BaseInteraction, 'id' | 'user' | 'channelId' | 'context'>;

interface InteractionsOptions {
  readonly homes: Homes;
  readonly rest: () => REST;
  /** Queues the turn at once; gives whether it was taken, when it is over. */
  hear(heard: Heard): Promise<boolean>;
  /** Whether what was last sent there did not arrive, and never will. */
  isGone(place: Place): boolean;
  onFault(error: unknown): void;
}

/** Commands that open a conversation where there is none yet. */
const OPENING: ReadonlySet<string> = new Set<CommandName>(['start', 'letter']);
/** To acknowledge, within the three seconds. */
const ATTEMPTS = 3;
/** Milliseconds in which a form's words are mostly kept, which leaves enough of the three seconds. */
const KEEP_MS = 1_200;
/** Messages whose buttons were used; on older ones the mark tells. */
const REMEMBERED = 5_000;

export class Interactions {
  readonly #options: InteractionsOptions;
  readonly #used = new LatestKeys<string>(REMEMBERED);

  constructor(options: InteractionsOptions) {
    this.#options = options;
  }

  /** Never throws: what goes wrong is a fault, and the person can press again. */
  async take(interaction: Interaction): Promise<void> {
    try {
      if (interaction.isChatInputCommand()) await this.#command(interaction);
      else if (interaction.isMessageComponent()) await this.#pressed(interaction);
      else if (interaction.isModalSubmit()) await this.#filled(interaction);
    } catch (error) {
      this.#options.onFault(error);
    }
  }

  async #command(interaction: ChatInputCommandInteraction): Promise<void> {
    const { commandName, user } = interaction;
    const acknowledged = this.#acknowledged(() => interaction.deferReply({ flags: MessageFlags.Ephemeral }));
    const said: Said = { kind: 'command', name: commandName, rest: '' };
    const here = this.#own(interaction);
    if (here !== null) {
      await this.#options.hear(heardOf(interaction, here, said));
      await acknowledged;
      // What there was to say came as messages; "thinking…" has nothing to add.
      await interaction.deleteReply().catch(() => undefined);
      return;
    }
    await acknowledged;
    const { homes, hear, isGone } = this.#options;
    const inServer = interaction.context === InteractionContextType.Guild;
    const place = OPENING.has(commandName)
      ? await homes.moveTo(user.id, inServer ? interaction.channelId : null, interaction.id)
      : await homes.find(user.id);
    if (place !== null) await hear(heardOf(interaction, place, said));
    const reached = place !== null && !isGone(place);
    const words = reached ? movedTo(linkTo(place)) : inServer ? NOWHERE_TO_TALK : OPEN_A_CHAT;
    await interaction.editReply({ content: words }).catch(() => undefined);
  }

  async #pressed(interaction: MessageComponentInteraction): Promise<void> {
    const control = controlOf(interaction.customId);
    const isOurs = interaction.message.author.id === interaction.client.user.id;
    if (control === null || !isOurs) return this.#acknowledged(() => interaction.deferUpdate());
    const place = this.#own(interaction);
    if (place === null || (control.owner !== null && control.owner !== interaction.user.id)) {
      return this.#acknowledged(() => interaction.reply({ content: NOT_YOURS, flags: MessageFlags.Ephemeral }));
    }
    if (control.kind === 'form' || control.kind === 'filled')
      return this.#acknowledged(() => interaction.showModal(formOf(control.form, control.owner)));
    const picked = interaction.isStringSelectMenu() ? interaction.values[0] : undefined;
    const choice = control.kind === 'choice' ? control.choice : picked;
    const acknowledged = this.#acknowledged(() => interaction.deferUpdate());
    if (choice === undefined) return acknowledged;
    const said: Said = { kind: 'choice', choice, ...(control.mark !== '' && { of: control.mark }) };
    await this.#choose(interaction, heardOf(interaction, place, said), picked);
    return acknowledged;
  }

  /** One choice of a message counts. Its buttons go only when it does: if the process dies before, they can be used again. */
  async #choose(
    { message, channelId, customId }: MessageComponentInteraction,
    heard: Heard,
    picked: string | undefined,
  ): Promise<void> {
    if (!this.#used.add(message.id)) return;
    if (!(await this.#options.hear(heard))) return void this.#used.delete(message.id);
    const rows = message.components.map((row) => row.toJSON()).filter(isRow);
    const body = { components: used(rows, customId, picked) };
    // Where this fails, what is pressed later is told from the question that stands by its mark.
    await this.#options
      .rest()
      .patch(Routes.channelMessage(channelId, message.id), { body })
      .catch(() => undefined);
  }

  async #filled(interaction: ModalSubmitInteraction): Promise<void> {
    const control = controlOf(interaction.customId);
    const place = this.#own(interaction);
    if (control?.kind === 'filled' && place !== null) {
      const text = interaction.fields.getTextInputValue(FIELD);
      const turn = this.#options.hear(heardOf(interaction, place, { kind: 'text', text }));
      // The words are nowhere but here: acknowledged once they are kept, but in time.
      await Promise.race([turn, sleep(KEEP_MS, undefined, { ref: false })]);
    }
    await this.#acknowledged(() => interaction.deferUpdate());
  }

  /** The place of the person's own interview where they are, in a direct message or in their thread; else null. */
  #own({ channelId, user, context }: Event): Place | null {
    if (channelId === null) return null;
    if (context === InteractionContextType.BotDM) return placeOf({ channel: channelId, owner: null });
    return this.#options.homes.ownerOf(channelId) === user.id ? placeOf({ channel: channelId, owner: user.id }) : null;
  }

  /**
   * Answers first of all. What they want stands also where Discord has given up waiting, has had an answer already, or
   * could not be reached: then it tells them that it failed, and they press again.
   */
  async #acknowledged(respond: () => Promise<unknown>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await respond();
        return;
      } catch (error) {
        if (isTooLate(error)) return;
        const { kind } = failureOf(error);
        if (kind !== 'later') return this.#options.onFault(error);
        if (attempt === ATTEMPTS) return;
      }
    }
  }
}

function heardOf({ id, user }: Event, place: Place, said: Said): Heard {
  return { id, place, author: user.id, at: timeOf(id), said };
}

function isRow(row: { type: ComponentType }): row is Row {
  return row.type === ComponentType.ActionRow;
}
