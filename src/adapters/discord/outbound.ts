/** Sends messages and previews of letters to a channel. Each message arrives once, however often it has to be tried. */
import { createHash, randomBytes } from 'node:crypto';
import { MessageFlags, Routes } from 'discord.js';
import { z } from 'zod';
import { LANGUAGES } from '../../machine/language.ts';
import { discordWords } from '../../prompts/discord.ts';
import type { Attempt, Outbound, Place, Sent } from '../contract.ts';
import { type Languages, LatestKeys } from '../latest.ts';
import { createPreviews } from '../preview.ts';
import { type DiscordApi, spotOf, timeOf } from './api.ts';
import type { Questions } from './questions.ts';
import { cardText, componentsOf, type Part, partsOf, TEXT_AT_MOST, textsOf } from './rendering.ts';

/** When a message that failed is tried again, in milliseconds. */
const RETRY_MS = 15_000;
/** How long Discord surely remembers a nonce. Its documentation says "the past few minutes". */
const NONCE_MS = 60_000;
/** Difference between Discord's clock and ours. */
const CLOCK_SKEW_MS = 2_000;

const PostedSchema = z.object({ id: z.string(), content: z.string().optional() });

export type Sender = ReturnType<typeof createSender>;

export function createSender(api: DiscordApi, questions: Questions, now: () => Date) {
  async function send(place: Place, message: Outbound, key: string, attempt?: Attempt): Promise<Sent> {
    const { channel } = spotOf(place);
    const before = message.kind === 'ask' ? attempt?.before?.platformId : undefined;
    const replaced = before === undefined ? null : await replace(place, message, before);
    if (replaced) return replaced;
    const sent = await postAll(place, message, key, attempt);
    // After it, as nobody waits for that, and before it counts as sent: another process would find the older question.
    if (before !== undefined && sent.outcome === 'sent') await questions.retire(channel, before);
    return sent;
  }

  async function postAll(place: Place, message: Outbound, key: string, attempt?: Attempt): Promise<Sent> {
    const { channel } = spotOf(place);
    const began = now().toISOString();
    const earlier = await postedEarlier(channel, message, attempt);
    // Better late than twice.
    if (earlier === null) return { outcome: 'failed', why: 'no history', again: RETRY_MS };
    let last: Sent = { outcome: 'sent', platformId: null };
    for (const [at, part] of partsOf(message, spotOf(place)).entries()) {
      const posted = earlier.find(({ text }) => text === signature(part.content, part.file?.name));
      if (posted) {
        earlier.splice(earlier.indexOf(posted), 1);
        last = sentAs(posted.id);
      } else {
        last = await post(channel, part, `${key}#${at}`);
        if (last.outcome === 'failed' && attempt?.noted === null) await attempt.note(began);
        if (last.outcome !== 'sent') break;
      }
      if (message.kind === 'ask' && last.outcome === 'sent' && last.platformId !== null)
        questions.add(last.platformId, message, componentsOf(part));
    }
    return last;
  }

  /** Puts a question in the place of its earlier version, where nothing came after that. Null where that can't be done. */
  async function replace(place: Place, message: Outbound, id: string): Promise<Sent | null> {
    if (message.kind !== 'ask' || message.isAgain !== true) return null;
    const { channel } = spotOf(place);
    const [part, more] = partsOf(message, spotOf(place));
    if (!part?.isCard || more || !questions.isReplaceable(channel, id)) return null;
    const components = componentsOf(part);
    const body = { components, allowed_mentions: { parse: [] } };
    // Before, as whoever sees it may use it at once.
    questions.add(id, message, components);
    const edited = await api.request((rest) => rest.patch(Routes.channelMessage(channel, id), { body }));
    if ('failure' in edited)
      return edited.failure.kind === 'later' ? { outcome: 'failed', why: edited.failure.why, again: RETRY_MS } : null;
    return sentAs(id);
  }

  /** Discord accepts a second message with the same key as the first. @param mentions ids of people who are notified */
  async function post(channel: string, part: Part, key: string, mentions: string[] = []): Promise<Sent> {
    const { file } = part;
    const components = componentsOf(part);
    const body = { ...bodyOf(part, nonceOf(key), mentions), ...(components.length > 0 && { components }) };
    const files = file ? [{ name: file.name, data: Buffer.from(file.bytes), contentType: file.mime }] : [];
    const posted = await api.request(async (rest) =>
      PostedSchema.parse(await rest.post(Routes.channelMessages(channel), { body, files })),
    );
    if ('value' in posted) {
      questions.saw(channel, posted.value.id);
      return sentAs(posted.value.id);
    }
    const { kind, why } = posted.failure;
    if (kind === 'gone') return { outcome: 'gone', why };
    if (kind === 'later' || kind === 'unknown') return { outcome: 'failed', why, again: RETRY_MS };
    // Discord would refuse it again. The fault is reported; what is queued behind it goes on.
    return { outcome: 'sent', platformId: null };
  }

  /**
   * What an earlier attempt posted so long ago that Discord may have forgotten the nonce; null where the history can't be
   * read. A first attempt at a letter or a file is noted, of other messages only one that failed.
   */
  async function postedEarlier(channel: string, { kind }: Outbound, attempt?: Attempt) {
    if (!attempt) return [];
    if (attempt.noted === null) {
      if (kind === 'letter' || kind === 'file') await attempt.note(now().toISOString());
      return [];
    }
    const since = Date.parse(attempt.noted);
    if (now().getTime() - since <= NONCE_MS) return [];
    const earliest = since - CLOCK_SKEW_MS;
    const read = await api.history(channel, new Date(earliest));
    if ('failure' in read) return null;
    // The question before it may have the same words.
    const other = attempt.before?.platformId;
    return read.value
      .filter(({ id, author }) => author.id === api.botId && id !== other && timeOf(id).getTime() >= earliest)
      .map(({ id, content, attachments, components }) => ({
        id,
        text: signature(content || cardText(components), attachments[0]?.filename),
      }));
  }

  return { send, post };
}

function sentAs(id: string): Sent & { readonly outcome: 'sent' } {
  return { outcome: 'sent', platformId: id, order: id };
}

/** A message without link previews that notifies nobody else. A card has no content, and no previews. */
function bodyOf({ content, isCard = false }: Part, nonce: string, mentions: string[] = []) {
  const common = { nonce, enforce_nonce: true, allowed_mentions: { parse: [], users: mentions } };
  return isCard
    ? { ...common, flags: MessageFlags.IsComponentsV2 }
    : { ...common, content, flags: MessageFlags.SuppressEmbeds };
}

/** Discord trims the text, and changes some characters of a file's name. */
function signature(content: string, file: string | undefined): string {
  return JSON.stringify([content.trim(), file?.replaceAll(/[^\w.-]/g, '_') ?? null]);
}

/** At most 25 characters. */
function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 25);
}

/** After a letter; the first may come at once. */
const SWEEPS = 2;

/** The preview of a letter while it is written: one message, edited as it grows, and deleted when the letter is sent. */
export function createLetterPreview(api: DiscordApi, languages: Languages, pause: number) {
  const titles = LANGUAGES.map((language) => discordWords(language)('letter-preview'));
  /** Places that hold no preview of an earlier process. */
  const clean = new LatestKeys<Place>();
  /** Those of them where one may still arrive, as its post was under way when the process died; with the sweeps that are left. */
  const late = new Map<Place, number>();
  /** The id is empty until Discord has confirmed the post; a second attempt with the same nonce is the first. */
  const messages = new Map<Place, { readonly nonce: string; id: string }>();
  const previews = createPreviews({
    async show(place: Place, content) {
      const message = messages.get(place) ?? { nonce: randomBytes(16).toString('base64url'), id: '' };
      messages.set(place, message);
      const { channel } = spotOf(place);
      const body = bodyOf({ content }, message.nonce);
      if (message.id === '') {
        const posted = PostedSchema.parse(await api.rest.post(Routes.channelMessages(channel), { body }));
        message.id = posted.id;
        // Other content: this is the message of an earlier attempt, which arrived after all.
        if (posted.content === content) return;
      }
      const { allowed_mentions } = body;
      await api.rest.patch(Routes.channelMessage(channel, message.id), { body: { content, allowed_mentions } });
    },
    pause,
  });

  /** Among the newest messages. */
  async function previewsIn(channel: string): Promise<string[]> {
    const read = await api.history(channel, new Date());
    return ('value' in read ? read.value : [])
      .filter(
        ({ author, content }) => author.id === api.botId && titles.some((title) => content.startsWith(`${title}\n`)),
      )
      .map(({ id }) => id);
  }

  async function remove(channel: string, ids: Iterable<string>): Promise<void> {
    for (const id of ids) await api.request((rest) => rest.delete(Routes.channelMessage(channel, id)));
  }

  return {
    /** Deletes what arrived late; called from time to time. */
    async sweep(): Promise<void> {
      for (const [place, left] of [...late]) {
        if (left > 1) late.set(place, left - 1);
        else late.delete(place);
        const { channel } = spotOf(place);
        if (!messages.has(place)) await remove(channel, await previewsIn(channel));
      }
    },
    /** Shows the text, or as much of its end as one message holds. Returns at once. */
    show(place: Place, text: string): void {
      const title = discordWords(languages.of(place))('letter-preview');
      previews.update(place, `${title}\n\n${textsOf(text).at(-1) ?? ''}`.slice(0, TEXT_AT_MOST));
    },
    /** Deletes the preview. @param isLetter the letter was sent; else none will be */
    async end(place: Place, isLetter: boolean): Promise<void> {
      await previews.end(place);
      const message = messages.get(place);
      messages.delete(place);
      // A process that was killed leaves its preview behind, and so does a post without a response.
      const isUnsure = message?.id === '' || (isLetter && clean.add(place));
      const { channel } = spotOf(place);
      if (isUnsure) late.set(place, SWEEPS);
      const ids = new Set(isUnsure ? await previewsIn(channel) : []);
      if (message?.id) ids.add(message.id);
      await remove(channel, ids);
    },
  };
}
