/** Open interactions, and how long their tokens are valid. */
import { randomUUID } from 'node:crypto';
import type { Modal } from './bodies.ts';
import { alreadyAcknowledged, invalidWebhookToken, unknownInteraction } from './problem.ts';
import type { World } from './world.ts';

/** Milliseconds in which an interaction must be acknowledged, and in which its token is valid. */
const ACKNOWLEDGE_MS = 3_000;
const TOKEN_MS = 15 * 60_000;

export type Kind = 'command' | 'component' | 'modal';

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly kind: Kind;
  readonly user: string;
  readonly channel: string;
  /** The message of the pressed button. */
  readonly message: string | null;
  readonly at: number;
  /** The type of the first answer. */
  acknowledged: number | null;
  /** The message of the first answer. */
  reply: string | null;
  isEphemeral: boolean;
  modal: Modal | null;
}

export class Interactions {
  readonly #world: World;
  readonly all: Interaction[] = [];
  readonly #byToken = new Map<string, Interaction>();

  constructor(world: World) {
    this.#world = world;
  }

  begin(fields: Pick<Interaction, 'kind' | 'user' | 'channel' | 'message'>): Interaction {
    const interaction: Interaction = {
      ...fields,
      id: this.#world.newId(),
      token: `aW50-${randomUUID()}`,
      at: this.#world.now(),
      acknowledged: null,
      reply: null,
      isEphemeral: false,
      modal: null,
    };
    this.all.push(interaction);
    this.#byToken.set(interaction.token, interaction);
    return interaction;
  }

  /** For the first answer. @throws Problem after three seconds, and for a second answer */
  toAcknowledge(id: string, token: string): Interaction {
    const interaction = this.#byToken.get(token);
    if (!interaction || interaction.id !== id) throw unknownInteraction();
    if (interaction.acknowledged !== null) throw alreadyAcknowledged();
    if (this.#world.now() - interaction.at > ACKNOWLEDGE_MS) throw unknownInteraction();
    return interaction;
  }

  /** For a follow-up. @throws Problem if the token is unknown or expired */
  following(token: string): Interaction {
    const interaction = this.#byToken.get(token);
    if (!interaction || this.#world.now() - interaction.at > TOKEN_MS) throw invalidWebhookToken();
    return interaction;
  }
}
