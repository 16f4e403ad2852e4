/** Sends messages and letter previews to a channel, each exactly once despite retries. */
import { createHash, randomBytes } from 'node:crypto';
import { MessageFlags, Routes } from 'discord.js';
import { z } from 'zod';
import { LANGUAGES } from '../../machine/language.ts';
import { discordWords } from '../../prompts/discord-texts.ts';
import { BoundedSet } from '../bounded.ts';
import type { Attempt, Outbound, Place, Sent } from '../contract.ts';
import type { Languages } from '../place-languages.ts';
import { createPreviews } from '../preview.ts';
import { channelOf, type DiscordApi, timeOf } from './api.ts';
import type { Questions } from './questions.ts';
import { cardText, componentsOf, MESSAGE_AT_MOST, type Part, renderParts, textsOf } from './rendering.ts';

/** Milliseconds until a failed message is retried. */
const RETRY_MS = 15_000;
/** Milliseconds that Discord certainly remembers a nonce. Its documentation says "the past few minutes". */
const NONCE_MS = 60_000;
/** Maximum difference between Discord's clock and ours. */
const CLOCK_SKEW_MS = 2_000;

const PostedSchema = z.object({ id: z.string(), content: z.string().optional() });

export type Sender = ReturnType<typeof createSender>;

export function createSender(api: DiscordApi, questions: Questions, now: () => Date) {
  async function send(place: Place, message: Outbound, key: string, attempt?: Attempt): Promise<Sent> {
    const { channel } = channelOf(place);
    const before = message.kind === 'ask' ? attempt?.before?.platformId : undefined;
    const replaced = before === undefined ? null : await replace(place, message, before);
    if (replaced) return replaced;
    const sent = await postAll(place, message, key, attempt);
    // Last, because nobody waits for it, but before the new question is marked as sent: if this process crashes in
    // between, the next one still retires the old question.
    if (before !== undefined && sent.outcome === 'sent') await questions.retire(channel, before);
    return sent;
  }

  async function postAll(place: Place, message: Outbound, key: string, attempt?: Attempt): Promise<Sent> {
    const { channel } = channelOf(place);
    const began = now().toISOString();
    const earlier = await postedEarlier(channel, message, attempt);
    // Sending late is better than sending twice.
    if (earlier === null) return { outcome: 'failed', why: 'no history', again: RETRY_MS };
    let last: Sent = { outcome: 'sent', platformId: null };
    for (const [at, part] of renderParts(message, channelOf(place)).entries()) {
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

  /** Edits the earlier version of a question in place, if it is the last message. Null if that isn't possible. */
  async function replace(place: Place, message: Outbound, id: string): Promise<Sent | null> {
    if (message.kind !== 'ask' || message.isAgain !== true) return null;
    const { channel } = channelOf(place);
    const [part, more] = renderParts(message, channelOf(place));
    if (!part?.isCard || more || !questions.isReplaceable(channel, id)) return null;
    const components = componentsOf(part);
    const body = { components, allowed_mentions: { parse: [] } };
    // Before the request: the person may press a button as soon as the edit is visible.
    questions.add(id, message, components);
    const edited = await api.request((rest) => rest.patch(Routes.channelMessage(channel, id), { body }));
    if ('failure' in edited)
      return edited.failure.kind === 'later' ? { outcome: 'failed', why: edited.failure.why, again: RETRY_MS } : null;
    return sentAs(id);
  }

  /** Posts once per key: Discord answers a repeated key with the first message. @param mentions ids of people */
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
    // Discord would refuse it again. The refusal was reported; messages queued behind this one continue.
    return { outcome: 'sent', platformId: null };
  }

  /**
   * Finds messages of an earlier attempt whose nonce Discord may have forgotten; null if the history can't be read.
   * Notes the time of a first attempt here for letters and files; for other messages, only a failure is noted.
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
    // The previous question may have the same text.
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

/** Suppresses link previews and all notifications except `mentions`. A card has no content and no previews. */
function bodyOf({ content, isCard = false }: Part, nonce: string, mentions: string[] = []) {
  const common = { nonce, enforce_nonce: true, allowed_mentions: { parse: [], users: mentions } };
  return isCard
    ? { ...common, flags: MessageFlags.IsComponentsV2 }
    : { ...common, content, flags: MessageFlags.SuppressEmbeds };
}

/** Discord trims texts and replaces some characters in file names. */
function signature(content: string, file: string | undefined): string {
  return JSON.stringify([content.trim(), file?.replaceAll(/[^\w.-]/g, '_') ?? null]);
}

/** At most 25 characters. */
function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 25);
}

/** Sweeps for late previews after a letter. The first may run at once, so one isn't enough. */
const SWEEPS = 2;

/** The preview of a letter in progress: one message, edited as it grows, deleted when the letter is sent. */
export function createLetterPreview(api: DiscordApi, languages: Languages, pause: number) {
  const titles = LANGUAGES.map((language) => discordWords(language)('letter-preview'));
  /** Places that have no preview of an earlier process. */
  const clean = new BoundedSet<Place>();
  /** Places where a preview may still arrive, because its request was in progress at a crash; with sweeps left. */
  const late = new Map<Place, number>();
  /** Current previews. The id is empty until Discord confirms the post; a repeated nonce returns the same message. */
  const messages = new Map<Place, { readonly nonce: string; id: string }>();
  const previews = createPreviews({
    async show(place: Place, content) {
      const message = messages.get(place) ?? { nonce: randomBytes(16).toString('base64url'), id: '' };
      messages.set(place, message);
      const { channel } = channelOf(place);
      const body = bodyOf({ content }, message.nonce);
      if (message.id === '') {
        const posted = PostedSchema.parse(await api.rest.post(Routes.channelMessages(channel), { body }));
        message.id = posted.id;
        // Different content: an earlier attempt arrived after all, and its message must be edited.
        if (posted.content === content) return;
      }
      const { allowed_mentions } = body;
      await api.rest.patch(Routes.channelMessage(channel, message.id), { body: { content, allowed_mentions } });
    },
    pause,
  });

  /** Finds preview messages among the newest messages. */
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
    /** Deletes previews that arrived late. Called periodically. */
    async sweep(): Promise<void> {
      for (const [place, left] of [...late]) {
        if (left > 1) late.set(place, left - 1);
        else late.delete(place);
        const { channel } = channelOf(place);
        if (!messages.has(place)) await remove(channel, await previewsIn(channel));
      }
    },
    /** Shows the text, or as much of its end as fits one message. Returns at once. */
    show(place: Place, text: string): void {
      const title = discordWords(languages.of(place))('letter-preview');
      previews.update(place, `${title}\n\n${textsOf(text).at(-1) ?? ''}`.slice(0, MESSAGE_AT_MOST));
    },
    /** Deletes the preview. @param isLetter true: the letter was sent, false: there will be none */
    async end(place: Place, isLetter: boolean): Promise<void> {
      await previews.end(place);
      const message = messages.get(place);
      messages.delete(place);
      // A killed process leaves its preview behind, and so does a post without a response.
      const isUnsure = message?.id === '' || (isLetter && clean.add(place));
      const { channel } = channelOf(place);
      if (isUnsure) late.set(place, SWEEPS);
      const ids = new Set(isUnsure ? await previewsIn(channel) : []);
      if (message?.id) ids.add(message.id);
      await remove(channel, ids);
    },
  };
}
