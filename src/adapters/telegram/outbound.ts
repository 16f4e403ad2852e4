/**
 * Sends messages. Telegram has no idempotency key, so a message of which nobody knows whether it arrived is sent again: a
 * repeat is better than a gap. What can be repeated without harm, an edit, is.
 */
import { type Api, InputFile } from 'grammy';
import type { InlineKeyboardMarkup } from 'grammy/types';
import { TROUBLE, telegramWords } from '../../prompts/telegram.ts';
import type { Ask, Attempt, Outbound, Sent } from '../contract.ts';
import { createLanguages } from '../languages.ts';
import { messageOf } from '../split.ts';
import type { ChatCalls, Connection, Failure, Outcome, Settings } from './bot-api.ts';
import { copyButton, createOpenQuestions, keyboard } from './buttons.ts';
import { createLetterPreviews } from './drafts.ts';
import { type Part, PLAIN, partsOf, remarkParts } from './texts.ts';
import { placeOf } from './updates.ts';

export type Sender = ReturnType<typeof createSender>;

interface SendOptions {
  readonly buttons?: InlineKeyboardMarkup | undefined;
  /** Questions and letters make a sound. */
  readonly isLoud?: boolean;
}

/** @param uploads for files, with a longer timeout */
export function createSender(calls: ChatCalls, uploads: Connection, { log, pace }: Settings) {
  const questions = createOpenQuestions(calls);
  const previews = createLetterPreviews(calls, pace);
  const languages = createLanguages();
  const wordsIn = (chat: number) => telegramWords(languages.of(placeOf(chat)));

  /** Sends one message: one attempt. */
  async function tell(chat: number, { text, entities }: Part, options: SendOptions = {}): Promise<Outcome<number>> {
    const { buttons, isLoud = false } = options;
    const other = {
      ...PLAIN,
      ...(entities && { entities }),
      ...(buttons && { reply_markup: buttons }),
      ...(!isLoud && { disable_notification: true }),
    };
    const sent = await calls.call(chat, (api) => api.sendMessage(chat, text, other));
    if ('result' in sent) return arrived(chat, sent.result.message_id);
    // A server that doesn't know this kind of quote shows the words.
    return sent.failure === 'refused' && entities ? tell(chat, { text }, options) : sent;
  }

  function arrived(chat: number, id: number): { readonly result: number } {
    questions.passed(chat, id);
    return { result: id };
  }

  async function put(chat: number, message: Outbound, ids: SentIds, before: number | null): Promise<Outcome<number>> {
    switch (message.kind) {
      case 'say':
        return sendParts(chat, remarkParts(message.text), ids);
      case 'ask':
        return ask(chat, message, ids, before);
      case 'letter':
        return sendLetter(chat, message.text, ids);
      case 'file':
        return sendFile(chat, message, ids);
    }
  }

  async function ask(chat: number, message: Ask, ids: SentIds, before: number | null): Promise<Outcome<number>> {
    const buttons = keyboard(message.choices, message.mark);
    const parts = partsOf(messageOf(message));
    const [whole] = parts;
    const isInPlace = message.isAgain && before !== null && parts.length === 1 && questions.isLast(chat, before);
    const edited = isInPlace && whole ? await edit(chat, before, whole, buttons) : null;
    const isEdited = edited !== null && !('failure' in edited && isUneditable(edited));
    const sent = isEdited ? edited : await sendParts(chat, parts, ids, { buttons, isLoud: true });
    if ('result' in sent) questions.opened(chat, sent.result, message.mark, buttons !== undefined, before);
    return sent;
  }

  /** Sends the parts that were not sent yet. The last one has the buttons, and makes the sound. */
  async function sendParts(chat: number, parts: readonly Part[], ids: SentIds, options: SendOptions = {}) {
    void previews.end(chat);
    for (const [index, part] of parts.entries()) {
      if (ids.known[index] !== undefined) continue;
      const isLast = index === parts.length - 1;
      const sent = await tell(chat, part, isLast ? options : {});
      if ('failure' in sent || isLast) return sent;
      await ids.keep(index, sent.result);
    }
    return { result: ids.known.at(-1) ?? 0 };
  }

  /** A part that stands in the chat, as a preview or by an earlier attempt, is edited to what it has to be. */
  async function sendLetter(chat: number, text: string, ids: SentIds): Promise<Outcome<number>> {
    const preview = await previews.takeOver(chat);
    if (preview !== null && ids.known[0] === undefined) await ids.keep(0, preview);
    const parts = partsOf(text);
    let last: Outcome<number> = { result: 0 };
    for (const [index, part] of parts.entries()) {
      const isLast = index === parts.length - 1;
      const buttons = isLast ? copyButton(text, wordsIn(chat)('copy-letter')) : undefined;
      const known = ids.known[index];
      const edited = known === undefined ? null : await edit(chat, known, part, buttons);
      const isEdited = edited !== null && !('failure' in edited && isUneditable(edited));
      last = isEdited ? edited : await tell(chat, part, { buttons, isLoud: index === 0 });
      if ('failure' in last) return last;
      if (!isLast && known !== last.result) await ids.keep(index, last.result);
    }
    return last;
  }

  async function sendFile(
    chat: number,
    { bytes, name }: Extract<Outbound, { kind: 'file' }>,
    ids: SentIds,
  ): Promise<Outcome<number>> {
    const file = () => new InputFile(bytes, name);
    const [known] = ids.known;
    calls.showAction(chat, 'upload_document');
    if (known !== undefined) {
      const media = { type: 'document', media: file() } as const;
      const edited = await editCall(chat, known, () => uploads.api.editMessageMedia(chat, known, media));
      if (!('failure' in edited && isUneditable(edited))) return edited;
    }
    const silent = { disable_notification: true };
    const sent = await calls.call(chat, () => uploads.api.sendDocument(chat, file(), silent));
    return 'result' in sent ? arrived(chat, sent.result.message_id) : sent;
  }

  function edit(chat: number, id: number, { text }: Part, buttons?: InlineKeyboardMarkup): Promise<Outcome<number>> {
    const other = { ...PLAIN, ...(buttons && { reply_markup: buttons }) };
    return editCall(chat, id, (api) => api.editMessageText(chat, id, text, other));
  }

  /** @returns the message, also where it is so already */
  async function editCall(chat: number, id: number, call: (api: Api) => Promise<unknown>): Promise<Outcome<number>> {
    const edited = await calls.call(chat, call);
    return 'result' in edited || edited.failure === 'unmodified' ? { result: id } : edited;
  }

  async function failed(chat: number, failure: Failure): Promise<Sent> {
    const { failure: why } = failure;
    if (why === 'gone' || why === 'moved') return { outcome: 'gone', why };
    if (why !== 'refused') return { outcome: 'failed', why, again: calls.wait(chat) };
    // Telegram will never accept it, and the messages after it must not wait for ever.
    log(TROUBLE.notShown(chat, failure.why), 'warn');
    await tell(chat, { text: wordsIn(chat)('not-shown') });
    return { outcome: 'sent', platformId: null };
  }

  return {
    questions,
    previews,
    languages,
    /** Sends a remark that is stored nowhere: one attempt. */
    remark: (chat: number, text: string, buttons?: InlineKeyboardMarkup) => tell(chat, { text }, { buttons }),
    async send(chat: number, message: Outbound, attempt: Attempt | undefined): Promise<Sent> {
      if (calls.isClosed()) return { outcome: 'failed', why: 'stopped' };
      languages.sent(placeOf(chat), message);
      const before = attempt?.before ? Number(attempt.before.platformId) : null;
      const outcome = await put(chat, message, sentIds(attempt), before);
      if ('failure' in outcome) return failed(chat, outcome);
      const id = String(outcome.result);
      return { outcome: 'sent', platformId: id, order: id };
    },
  };
}

/** Deleted by the person, or too old: a new message is sent in its place. */
function isUneditable({ failure }: Failure): boolean {
  return failure === 'lost' || failure === 'refused';
}

type SentIds = ReturnType<typeof sentIds>;

/** Ids of the parts of one message that stand in the chat, by an earlier attempt too. */
function sentIds(attempt: Attempt | undefined) {
  const known = attempt?.noted ? attempt.noted.split(',').map(Number) : [];
  return {
    known,
    /** Stored before the next part is sent. */
    async keep(index: number, id: number): Promise<void> {
      known[index] = id;
      await attempt?.note(known.join());
    },
  };
}
