/** A letter that can be watched while it is written: one message, edited at a polite rate, and gone when the letter is there. */
import { randomBytes } from 'node:crypto';
import { MessageFlags, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { GROWING } from '../../prompts/discord.ts';
import type { Place } from '../contract.ts';
import { LatestKeys, PEOPLE_REMEMBERED } from '../latest.ts';
import { newestPage } from './history.ts';
import { spotOf } from './place.ts';
import { textsOf } from './rendering.ts';

const PostedSchema = z.object({ id: z.string() });

interface Draft {
  /** By which Discord takes a second attempt to post it as the first. */
  readonly nonce: string;
  isTried: boolean;
  /** Null until Discord has given it an id. */
  id: string | null;
  shown: string;
  wanted: string;
  /** While it keeps up with what is wanted: the last request of that, after which it pauses. */
  request: Promise<void> | null;
  isOver: boolean;
}

interface GrowingOptions {
  readonly rest: () => REST;
  readonly me: () => string;
  /** Milliseconds between two edits. */
  readonly pause: number;
}

export class Growing {
  readonly #options: GrowingOptions;
  readonly #drafts = new Map<Place, Draft>();
  /** Places in which it is known that no earlier process left a message behind. */
  readonly #clean = new LatestKeys<Place>(PEOPLE_REMEMBERED);

  constructor(options: GrowingOptions) {
    this.#options = options;
  }

  /** Shows the text, or as much of its end as one message holds. Settles at once; only the latest text counts. */
  grow(place: Place, text: string): void {
    const draft = this.#drafts.get(place) ?? {
      nonce: randomBytes(16).toString('base64url'),
      isTried: false,
      id: null,
      shown: '',
      wanted: '',
      request: null,
      isOver: false,
    };
    this.#drafts.set(place, draft);
    draft.wanted = `${GROWING}\n\n${textsOf(text).at(-1) ?? ''}`.slice(0, 2_000);
    if (draft.request === null) void this.#keepUp(place, draft);
  }

  /** Takes the message away; to be called when the letter itself was sent, or never will be. */
  async end(place: Place, isLetter: boolean): Promise<void> {
    const draft = this.#drafts.get(place);
    this.#drafts.delete(place);
    if (draft) {
      draft.isOver = true;
      await draft.request;
    }
    // A process that was killed over a letter leaves its message behind, and so does a post of which nothing was heard.
    const isUnsure = draft?.id === null || (isLetter && this.#clean.add(place));
    const left = isUnsure ? await this.#leftIn(place) : [];
    for (const id of new Set([...left, ...(draft?.id ? [draft.id] : [])])) {
      const route = Routes.channelMessage(spotOf(place).channel, id);
      await this.#options
        .rest()
        .delete(route)
        .catch(() => undefined);
    }
  }

  async #keepUp(place: Place, draft: Draft): Promise<void> {
    while (!draft.isOver && draft.wanted !== draft.shown) {
      const content = draft.wanted;
      // What cannot be shown is not shown: the letter itself comes all the same.
      draft.request = this.#show(place, draft, content).catch(() => undefined);
      await draft.request;
      draft.shown = content;
      await new Promise((resolve) => setTimeout(resolve, this.#options.pause).unref());
    }
    draft.request = null;
  }

  async #show(place: Place, draft: Draft, content: string): Promise<void> {
    const { channel } = spotOf(place);
    const rest = this.#options.rest();
    const body = { content, allowed_mentions: { parse: [] } };
    if (draft.id === null) {
      const { nonce, isTried } = draft;
      draft.isTried = true;
      const flags = MessageFlags.SuppressEmbeds;
      const fields = { ...body, flags, nonce, enforce_nonce: true };
      draft.id = PostedSchema.parse(await rest.post(Routes.channelMessages(channel), { body: fields })).id;
      // Where the first attempt arrived after all, this is its message, and says what that said.
      if (!isTried) return;
    }
    await rest.patch(Routes.channelMessage(channel, draft.id), { body });
  }

  /** Ids of what was seen growing there and is there still. */
  async #leftIn(place: Place): Promise<string[]> {
    const { rest, me } = this.#options;
    const messages = await newestPage({ rest: rest(), channel: spotOf(place).channel }).catch(() => []);
    return messages.flatMap(({ id, author, content }) =>
      author.id === me() && content.startsWith(`${GROWING}\n`) ? id : [],
    );
  }
}
