/** Sends messages and previews. Telegram has no idempotency key: what may have arrived is sent again, never dropped. */
import { InputFile } from 'grammy';
import type { InlineKeyboardMarkup, MessageEntity } from 'grammy/types';
import { TROUBLE, telegramWords } from '../../prompts/telegram-texts.ts';
import type { Ask, Attempt, Outbound, Sent } from '../contract.ts';
import { createLanguages } from '../place-languages.ts';
import { createPreviews } from '../preview.ts';
import { composeQuestion, findLongList, packItems, split } from '../split.ts';
import type { ApiFailure, ApiOutcome, ChatCalls, Connection, Settings } from './bot-api.ts';
import { createOpenQuestions, keyboard } from './buttons.ts';
import { chatPlace } from './updates.ts';

/** Maximum length of a message, in UTF-16 units. */
export const TEXT_AT_MOST = 4096;
/** No link previews. */
const PLAIN = { link_preview_options: { is_disabled: true } } as const;

/** The contents of one message. Formatting is separate from the text, so that nothing is parsed as markup. */
interface Part {
  readonly text: string;
  readonly entities?: MessageEntity[];
}

export type Sender = ReturnType<typeof createSender>;

interface SendOptions {
  readonly buttons?: InlineKeyboardMarkup | undefined;
  /** Notify with a sound: questions and letters. */
  readonly isLoud?: boolean;
}

/** @param uploads connection for files, with a longer timeout */
export function createSender(calls: ChatCalls, uploads: Connection, { log, pace }: Settings) {
  const questions = createOpenQuestions(calls);
  const previews = createLetterPreviews(calls, pace);
  const languages = createLanguages();
  const wordsIn = (chat: number) => telegramWords(languages.of(chatPlace(chat)));

  async function tell(chat: number, { text, entities }: Part, options: SendOptions = {}): Promise<ApiOutcome<number>> {
    const { buttons, isLoud = false } = options;
    const other = {
      ...PLAIN,
      ...(entities && { entities }),
      ...(buttons && { reply_markup: buttons }),
      ...(!isLoud && { disable_notification: true }),
    };
    const sent = await calls.call(chat, (api) => api.sendMessage(chat, text, other));
    if ('result' in sent) return arrived(chat, sent.result.message_id);
    // A server that doesn't support this kind of quote gets plain text.
    return sent.failure === 'refused' && entities ? tell(chat, { text }, options) : sent;
  }

  function arrived(chat: number, id: number): { readonly result: number } {
    questions.passed(chat, id);
    return { result: id };
  }

  async function ask(chat: number, message: Ask, ids: SentIds, earlier?: string): Promise<ApiOutcome<number>> {
    const before = earlier === undefined ? null : Number(earlier);
    const buttons = keyboard(message.choices, message.mark);
    const parts = textParts(composeQuestion(message));
    const [whole] = parts;
    const isInPlace = message.isAgain && before !== null && parts.length === 1 && questions.isLast(chat, before);
    const edited = isInPlace && whole ? await edit(chat, before, whole, buttons) : null;
    const sent = edited ?? (await sendParts(chat, parts, ids, { buttons, isLoud: true }));
    if ('result' in sent) questions.opened(chat, sent.result, message.mark, before);
    return sent;
  }

  /** @returns the message, also if unchanged; null if it was deleted or is too old to edit */
  async function edit(chat: number, id: number, { text }: Part, buttons?: InlineKeyboardMarkup) {
    const other = { ...PLAIN, ...(buttons && { reply_markup: buttons }) };
    const edited = await calls.call(chat, (api) => api.editMessageText(chat, id, text, other));
    if ('result' in edited || edited.failure === 'unmodified') return { result: id };
    return edited.failure === 'refused' ? null : edited;
  }

  /** Sends the parts that weren't sent yet. The last one has the buttons and the sound. */
  async function sendParts(chat: number, parts: readonly Part[], ids: SentIds, options: SendOptions = {}) {
    await previews.end(chat);
    for (const [index, part] of parts.entries()) {
      if (ids.known[index] !== undefined) continue;
      const isLast = index === parts.length - 1;
      const sent = await tell(chat, part, isLast ? options : {});
      if ('failure' in sent || isLast) return sent;
      await ids.keep(index, sent.result);
    }
    return { result: ids.known.at(-1) ?? 0 };
  }

  async function sendFile(chat: number, name: string, bytes: Uint8Array): Promise<ApiOutcome<number>> {
    calls.showAction(chat, 'upload_document');
    const silent = { disable_notification: true };
    const sent = await calls.call(chat, () => uploads.api.sendDocument(chat, new InputFile(bytes, name), silent));
    return 'result' in sent ? arrived(chat, sent.result.message_id) : sent;
  }

  function put(chat: number, message: Outbound, attempt: Attempt | undefined): Promise<ApiOutcome<number>> {
    if (message.kind === 'file') return sendFile(chat, message.name, message.bytes);
    const ids = sentIds(attempt);
    if (message.kind === 'ask') return ask(chat, message, ids, attempt?.before?.platformId);
    if (message.kind === 'letter') return sendParts(chat, textParts(message.text), ids, { isLoud: true });
    return sendParts(chat, remarkParts(message.text), ids);
  }

  async function failed(chat: number, failure: ApiFailure): Promise<Sent> {
    const { failure: why } = failure;
    if (why === 'gone' || why === 'moved') return { outcome: 'gone', why };
    if (why !== 'refused') return { outcome: 'failed', why, again: calls.wait(chat) };
    // Telegram will never accept it; don't block the messages after it.
    log(TROUBLE.notShown(chat, failure.why), 'warn');
    await tell(chat, { text: wordsIn(chat)('not-shown') });
    return { outcome: 'sent', platformId: null };
  }

  return {
    questions,
    previews,
    languages,
    /** Sends a remark that isn't stored, in one attempt. */
    remark: (chat: number, text: string, buttons?: InlineKeyboardMarkup) => tell(chat, { text }, { buttons }),
    async send(chat: number, message: Outbound, attempt: Attempt | undefined): Promise<Sent> {
      if (calls.isClosed()) return { outcome: 'failed', why: 'stopped' };
      languages.sent(chatPlace(chat), message);
      const outcome = await put(chat, message, attempt);
      if ('failure' in outcome) return failed(chat, outcome);
      const id = String(outcome.result);
      return { outcome: 'sent', platformId: id, order: id };
    },
  };
}

type SentIds = ReturnType<typeof sentIds>;

/** Ids of the parts of one message that were sent, including earlier attempts. */
function sentIds(attempt: Attempt | undefined) {
  const known = attempt?.noted ? attempt.noted.split(',').map(Number) : [];
  return {
    known,
    /** Stores the id before the next part is sent. */
    async keep(index: number, id: number): Promise<void> {
      known[index] = id;
      await attempt?.note(known.join());
    },
  };
}

export function textParts(text: string): Part[] {
  const parts = split(text.toWellFormed(), TEXT_AT_MOST).map((part) => ({ text: part }));
  // Telegram refuses blank messages.
  return parts.filter((part) => part.text.trim() !== '');
}

/** Splits a remark. A long list is folded, and split only between its items. */
export function remarkParts(text: string): Part[] {
  const list = findLongList(text.toWellFormed());
  if (!list) return textParts(text);
  const folded = packItems(list.items, TEXT_AT_MOST).map((part) => ({ text: part, entities: [folding(0, part)] }));
  const [first] = folded;
  if (!first || list.head === '') return folded;
  const together = `${list.head}\n${first.text}`;
  if (together.length > TEXT_AT_MOST) return [...textParts(list.head), ...folded];
  return [{ text: together, entities: [folding(list.head.length + 1, first.text)] }, ...folded.slice(1)];
}

/** A quote that shows its first lines until it is tapped. */
function folding(offset: number, { length }: string): MessageEntity {
  return { type: 'expandable_blockquote', offset, length };
}

/** Previews of a letter in progress, as drafts. */
function createLetterPreviews(calls: ChatCalls, { growth, draft }: Settings['pace']) {
  /** False once the server has refused a draft or doesn't support them. */
  let hasDrafts = true;
  const { update, end } = createPreviews({
    async show(chat: number, text) {
      if (!hasDrafts) return;
      // One draft per chat: it disappears when the letter is sent.
      const drafted = await calls.bestEffort(chat, (api) => api.sendMessageDraft(chat, 1, text));
      hasDrafts = !('failure' in drafted && (drafted.failure === 'unknown' || drafted.failure === 'refused'));
    },
    pause: growth,
    refresh: draft,
  });
  return {
    /** Shows the text, or as much of its start as fits one message. Returns at once. */
    grow: (chat: number, text: string) => update(chat, split(text.toWellFormed(), TEXT_AT_MOST)[0]?.trim() ?? ''),
    /** Ends the preview, which disappears by itself. */
    end,
  };
}
