/** A letter that can be watched while it is written: one message, edited at a polite rate, and gone when the letter is there. */
import { MessageFlags, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { GROWING } from '../../prompts/discord.ts';
import type { Place } from '../adapter.ts';
import { spotOf } from './place.ts';
import { textsOf } from './rendering.ts';

const PostedSchema = z.object({ id: z.string() });

interface Draft {
  /** Null until Discord has given it an id. */
  id: string | null;
  shown: string;
  wanted: string;
  /** The one update under way; the next begins when it is done and the pause is over. */
  update: Promise<void> | null;
}

export class Growing {
  readonly #rest: () => REST;
  /** Milliseconds between two edits. */
  readonly #pause: number;
  readonly #drafts = new Map<Place, Draft>();

  constructor(rest: () => REST, pause: number) {
    this.#rest = rest;
    this.#pause = pause;
  }

  /** Shows the text, or as much of its end as one message holds. Settles at once; only the latest text counts. */
  grow(place: Place, text: string): void {
    const draft = this.#drafts.get(place) ?? { id: null, shown: '', wanted: '', update: null };
    this.#drafts.set(place, draft);
    draft.wanted = `${GROWING}\n\n${textsOf(text).at(-1) ?? ''}`.slice(0, 2_000);
    draft.update ??= this.#keepUp(place, draft);
  }

  /** Takes the message away; to be called when the letter itself was sent, or never will be. */
  async end(place: Place): Promise<void> {
    const draft = this.#drafts.get(place);
    if (!draft) return;
    this.#drafts.delete(place);
    draft.wanted = draft.shown;
    await draft.update;
    if (draft.id === null) return;
    const route = Routes.channelMessage(spotOf(place).channel, draft.id);
    await this.#rest()
      .delete(route)
      .catch(() => undefined);
  }

  async #keepUp(place: Place, draft: Draft): Promise<void> {
    while (draft.wanted !== draft.shown) {
      const content = draft.wanted;
      // What cannot be shown is not shown: the letter itself comes all the same.
      await this.#show(place, draft, content).catch(() => undefined);
      draft.shown = content;
      await new Promise((resolve) => setTimeout(resolve, this.#pause).unref());
    }
    draft.update = null;
  }

  async #show(place: Place, draft: Draft, content: string): Promise<void> {
    const { channel } = spotOf(place);
    const body = { content, allowed_mentions: { parse: [] } };
    if (draft.id === null) {
      const flags = MessageFlags.SuppressEmbeds;
      const posted = await this.#rest().post(Routes.channelMessages(channel), { body: { ...body, flags } });
      draft.id = PostedSchema.parse(posted).id;
    } else {
      await this.#rest().patch(Routes.channelMessage(channel, draft.id), { body });
    }
  }
}
