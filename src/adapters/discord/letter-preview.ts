/** The preview of a letter while it is written: one message, edited as it grows, and deleted when the letter is sent. */
import { randomBytes } from 'node:crypto';
import { MessageFlags, Routes } from 'discord.js';
import { z } from 'zod';
import { LETTER_PREVIEW } from '../../prompts/discord.ts';
import type { Place } from '../contract.ts';
import { LatestKeys, PEOPLE_REMEMBERED } from '../latest.ts';
import { Throttle } from '../turn.ts';
import { type DiscordApi, spotOf } from './api.ts';
import { TEXT_AT_MOST, textsOf } from './rendering.ts';

const PostedSchema = z.object({ id: z.string(), content: z.string() });

interface Preview {
  /** Discord accepts a second attempt to post it as the first. */
  readonly nonce: string;
  /** Null until Discord has confirmed the post. */
  id: string | null;
  readonly throttle: Throttle;
}

export class LetterPreview {
  readonly #api: DiscordApi;
  readonly #pause: number;
  readonly #previews = new Map<Place, Preview>();
  /** Places that hold no preview of an earlier process. */
  readonly #clean = new LatestKeys<Place>(PEOPLE_REMEMBERED);

  /** @param pause milliseconds between two edits */
  constructor(api: DiscordApi, pause: number) {
    this.#api = api;
    this.#pause = pause;
  }

  /** Shows the text, or as much of its end as one message holds. Returns at once. */
  show(place: Place, text: string): void {
    const preview = this.#previews.get(place) ?? this.#started(place);
    preview.throttle.update(`${LETTER_PREVIEW}\n\n${textsOf(text).at(-1) ?? ''}`.slice(0, TEXT_AT_MOST));
  }

  /** Deletes the preview. @param isLetter the letter was sent; else none will be */
  async end(place: Place, isLetter: boolean): Promise<void> {
    const preview = this.#previews.get(place);
    this.#previews.delete(place);
    await preview?.throttle.end();
    // A process that was killed leaves its preview behind, and so does a post without a response.
    const isUnsure = preview?.id === null || (isLetter && this.#clean.add(place));
    const { channel } = spotOf(place);
    const found = isUnsure ? await this.#previewsIn(channel) : [];
    for (const id of new Set(preview?.id ? [...found, preview.id] : found))
      await this.#api.rest.delete(Routes.channelMessage(channel, id)).catch(() => undefined);
  }

  #started(place: Place): Preview {
    const show = (text: string) => this.#show(place, preview, text);
    const nonce = randomBytes(16).toString('base64url');
    const preview: Preview = { nonce, id: null, throttle: new Throttle(show, () => this.#pause) };
    this.#previews.set(place, preview);
    return preview;
  }

  /** One attempt: the letter is sent in any case. */
  async #show(place: Place, preview: Preview, content: string): Promise<void> {
    const { channel } = spotOf(place);
    const { rest } = this.#api;
    const body = { content, allowed_mentions: { parse: [] } };
    if (preview.id === null) {
      const fields = { ...body, flags: MessageFlags.SuppressEmbeds, nonce: preview.nonce, enforce_nonce: true };
      const posted = PostedSchema.parse(await rest.post(Routes.channelMessages(channel), { body: fields }));
      preview.id = posted.id;
      // Other content: this is the message of an earlier attempt, which arrived after all.
      if (posted.content === content) return;
    }
    await rest.patch(Routes.channelMessage(channel, preview.id), { body });
  }

  /** Among the newest messages. */
  async #previewsIn(channel: string): Promise<string[]> {
    const read = await this.#api.history(channel, new Date());
    return ('value' in read ? read.value : [])
      .filter(({ author, content }) => author.id === this.#api.botId && content.startsWith(`${LETTER_PREVIEW}\n`))
      .map(({ id }) => id);
  }
}
