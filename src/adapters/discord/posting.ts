/** Sends messages to a channel. Each arrives once, however often it has to be tried. */
import { createHash } from 'node:crypto';
import { MessageFlags, type RESTPostAPIChannelMessageJSONBody, Routes } from 'discord.js';
import { z } from 'zod';
import type { Attempt, Outbound, Place, Sent } from '../contract.ts';
import { type DiscordApi, spotOf, timeOf } from './api.ts';
import { type Part, partsOf } from './rendering.ts';

/** When a message that failed is tried again, in milliseconds. */
const RETRY_MS = 15_000;
/** How long Discord surely remembers a nonce. Its documentation says "the past few minutes". */
const NONCE_MS = 60_000;
/** Difference between Discord's clock and ours. */
const CLOCK_SKEW_MS = 2_000;

const PostedSchema = z.object({ id: z.string() });

export class Posting {
  readonly #api: DiscordApi;
  readonly #now: () => Date;

  constructor(api: DiscordApi, now: () => Date) {
    this.#api = api;
    this.#now = now;
  }

  async send(place: Place, message: Outbound, key: string, attempt?: Attempt): Promise<Sent> {
    const { channel, owner } = spotOf(place);
    const earlier = await this.#postedEarlier(channel, message, attempt);
    // Better late than twice.
    if (earlier === null) return { outcome: 'failed', why: 'no history', again: RETRY_MS };
    let last: Sent = { outcome: 'sent', platformId: null };
    for (const [at, part] of partsOf(message, owner).entries()) {
      const found = earlier.indexOf(signature(part.content, part.file?.name));
      if (found >= 0) {
        earlier.splice(found, 1);
        continue;
      }
      last = await this.post(channel, part, `${key}#${at}`);
      if (last.outcome === 'failed' && attempt?.noted === null) await attempt.note(this.#now().toISOString());
      if (last.outcome !== 'sent') break;
    }
    return last;
  }

  /**
   * Sends one message. Discord accepts a second one with the same key as the first.
   *
   * @param mentions ids of the people who are notified
   */
  async post(channel: string, { content, rows = [], file }: Part, key: string, mentions: string[] = []): Promise<Sent> {
    const body: RESTPostAPIChannelMessageJSONBody = {
      content,
      nonce: nonceOf(key),
      enforce_nonce: true,
      allowed_mentions: { parse: [], users: mentions },
      flags: MessageFlags.SuppressEmbeds,
      ...(rows.length > 0 && { components: [...rows] }),
    };
    const files = file ? [{ name: file.name, data: Buffer.from(file.bytes), contentType: file.mime }] : [];
    const posted = await this.#api.request(async (rest) =>
      PostedSchema.parse(await rest.post(Routes.channelMessages(channel), { body, files })),
    );
    if ('value' in posted) return { outcome: 'sent', platformId: posted.value.id };
    const { kind, why } = posted.failure;
    if (kind === 'gone') return { outcome: 'gone', why };
    if (kind === 'later' || kind === 'unknown') return { outcome: 'failed', why, again: RETRY_MS };
    // Discord would refuse it again. The fault is reported; what is queued behind it goes on.
    return { outcome: 'sent', platformId: null };
  }

  /**
   * What an earlier attempt posted so long ago that Discord may have forgotten the nonce. Of letters and files, which must
   * not come twice, every first attempt is noted; of other messages only one that failed.
   *
   * @returns signatures, or null where the history can't be read
   */
  async #postedEarlier(channel: string, { kind }: Outbound, attempt: Attempt | undefined): Promise<string[] | null> {
    if (!attempt) return [];
    if (attempt.noted === null) {
      if (kind === 'letter' || kind === 'file') await attempt.note(this.#now().toISOString());
      return [];
    }
    const since = Date.parse(attempt.noted);
    if (this.#now().getTime() - since <= NONCE_MS) return [];
    const earliest = since - CLOCK_SKEW_MS;
    const read = await this.#api.history(channel, new Date(earliest));
    if ('failure' in read) return null;
    return read.value
      .filter(({ id, author }) => author.id === this.#api.botId && timeOf(id).getTime() >= earliest)
      .map(({ content, attachments }) => signature(content, attachments[0]?.filename));
  }
}

/** Discord trims the text, and changes some characters of a file's name. */
function signature(content: string, file: string | undefined): string {
  return JSON.stringify([content.trim(), file?.replaceAll(/[^\w.-]/g, '_') ?? null]);
}

/** At most 25 characters. */
function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 25);
}
