/** Messages to a channel: each once, however often it has to be tried. */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { MessageFlags, type REST, type RESTPostAPIChannelMessageJSONBody, Routes } from 'discord.js';
import { z } from 'zod';
import type { Attempt, Outbound, Place, Sent } from '../contract.ts';
import { type Failure, failureOf } from './failure.ts';
import { type History, pagesBack } from './history.ts';
import { spotOf, timeOf } from './place.ts';
import { type Part, partsOf } from './rendering.ts';

const ATTEMPTS = 4;
/** Until a message that could not be sent is tried again, in milliseconds. */
const AGAIN_MS = 15_000;
/** How long a nonce surely keeps Discord from taking a message twice: "the past few minutes", by its documentation. */
const NONCE_MS = 60_000;

/** How far apart Discord's clock and this one's may be. */
const SKEW_MS = 2_000;

const PostedSchema = z.object({ id: z.string() });

interface PostingOptions {
  readonly rest: () => REST;
  readonly me: () => string;
  readonly now: () => Date;
  /** Before the second attempt, in milliseconds. */
  readonly retry: number;
  readonly onFault: (error: unknown) => void;
}

export class Posting {
  readonly #options: PostingOptions;

  constructor(options: PostingOptions) {
    this.#options = options;
  }

  async send(place: Place, message: Outbound, key: string, attempt?: Attempt): Promise<Sent> {
    const { channel, owner } = spotOf(place);
    const since = await this.#since(message, attempt);
    const earlier = since === null ? new Signatures([]) : await this.#postedSince(channel, since);
    // Rather late than twice.
    if (earlier === null) return { outcome: 'failed', why: 'no history', again: AGAIN_MS };
    let last: Sent = { outcome: 'sent', platformId: null };
    for (const [at, part] of partsOf(message, owner).entries()) {
      if (earlier.delete(signatureOf(part))) continue;
      last = await this.post(channel, part, `${key}#${at}`);
      if (last.outcome === 'sent') continue;
      if (last.outcome === 'failed') await attempt?.note(this.#noted(attempt));
      return last;
    }
    return last;
  }

  /** One message. The nonce is made of the key, so that Discord itself takes the second of two as the first. */
  async post(channel: string, part: Part, key: string, mentions: readonly string[] = []): Promise<Sent> {
    const body: RESTPostAPIChannelMessageJSONBody = {
      content: part.content,
      nonce: nonceOf(key),
      enforce_nonce: true,
      allowed_mentions: { parse: [], users: [...mentions] },
      flags: MessageFlags.SuppressEmbeds,
      ...(part.rows.length > 0 && { components: [...part.rows] }),
    };
    const { file } = part;
    const files = file ? [{ name: file.name, data: Buffer.from(file.bytes), contentType: file.mime }] : [];
    let failure: Failure = { kind: 'later', why: 'not tried' };
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (attempt > 0) await sleep(this.#options.retry * 2 ** (attempt - 1));
      try {
        const posted = await this.#options.rest().post(Routes.channelMessages(channel), { body, files });
        return { outcome: 'sent', platformId: PostedSchema.parse(posted).id };
      } catch (error) {
        failure = failureOf(error);
        if (failure.kind === 'later') continue;
        if (failure.kind === 'unknown') {
          this.#options.onFault(error);
          break;
        }
        if (failure.kind === 'gone') return { outcome: 'gone', why: failure.why };
        // Refused for what it is: our fault, and nothing that waits behind it must be held up by it.
        this.#options.onFault(error);
        return { outcome: 'sent', platformId: null };
      }
    }
    return { outcome: 'failed', why: failure.why, again: AGAIN_MS };
  }

  /**
   * When an earlier attempt began, where that is so long ago that its nonce may be forgotten. A letter and a file are the
   * messages that nobody should have twice, so that of these each first attempt is noted as well.
   */
  async #since(message: Outbound, attempt: Attempt | undefined): Promise<Date | null> {
    if (!attempt) return null;
    if (attempt.noted === null) {
      if (message.kind === 'letter' || message.kind === 'file') await attempt.note(this.#noted(attempt));
      return null;
    }
    const since = new Date(attempt.noted);
    const age = this.#options.now().getTime() - since.getTime();
    return age > NONCE_MS ? since : null;
  }

  /** What stays noted is when the first attempt began. */
  #noted({ noted }: Attempt): string {
    return noted ?? this.#options.now().toISOString();
  }

  /** What this bot has posted since then, as often as it did; null where that cannot be told now. */
  async #postedSince(channel: string, since: Date): Promise<Signatures | null> {
    const history: History = { rest: this.#options.rest(), channel };
    try {
      const messages = await pagesBack(history, since);
      const mine = messages.filter(
        ({ id, author }) => author.id === this.#options.me() && timeOf(id).getTime() >= since.getTime() - SKEW_MS,
      );
      return new Signatures(
        mine.map(({ content, attachments }) => signature(content, attachments[0]?.filename ?? null)),
      );
    } catch (error) {
      if (failureOf(error).kind !== 'later') this.#options.onFault(error);
      return null;
    }
  }
}

class Signatures {
  readonly #counts = new Map<string, number>();

  constructor(signatures: readonly string[]) {
    for (const each of signatures) this.#counts.set(each, (this.#counts.get(each) ?? 0) + 1);
  }

  /** Takes one of these away; false where there is none left. */
  delete(signature: string): boolean {
    const count = this.#counts.get(signature);
    if (count === undefined) return false;
    if (count > 1) this.#counts.set(signature, count - 1);
    else this.#counts.delete(signature);
    return true;
  }
}

function signatureOf({ content, file }: Part): string {
  return signature(content, file?.name ?? null);
}

/** Discord trims what it is given, and changes some characters of a file's name. */
function signature(content: string, file: string | null): string {
  return JSON.stringify([content.trim(), file?.replaceAll(/[^\w.-]/g, '_') ?? null]);
}

/** At most 25 characters. */
function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 25);
}
