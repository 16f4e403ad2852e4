/**
 * Sends messages and previews of letters. A plain send has no idempotency key. So what must not arrive twice goes in by
 * edit: first a placeholder, whose id is kept, then the text in its place, as often as it takes.
 */
import { type Api, InputFile } from 'grammy';
import { FILE_COMES, LETTER_COMES, NOT_SHOWN, TROUBLE } from '../../prompts/telegram.ts';
import type { Attempt, Outbound, Sent } from '../contract.ts';
import { createPreviews } from '../preview.ts';
import { messageOf, split } from '../split.ts';
import type { ChatCalls, Connection, Failure, Outcome, Settings } from './bot-api.ts';
import { createOpenQuestions, keyboard } from './buttons.ts';

/** Limit of a message, in UTF-16 units. */
const TEXT_AT_MOST = 4096;
/** No preview of the page behind a link. */
const PLAIN = { link_preview_options: { is_disabled: true } } as const;

export type Sender = ReturnType<typeof createSender>;

/** @param uploads for files, with a longer timeout */
export function createSender(calls: ChatCalls, uploads: Connection, { log, pace }: Settings) {
  const questions = createOpenQuestions(calls);
  const previews = createLetterPreviews(calls, pace.growth);

  /** Sends a remark that is stored nowhere: one attempt. */
  async function tell(
    chat: number,
    text: string,
    reply_markup?: ReturnType<typeof keyboard>,
  ): Promise<Outcome<number>> {
    const sent = await calls.call(chat, (api) =>
      api.sendMessage(chat, text, { ...PLAIN, ...(reply_markup && { reply_markup }) }),
    );
    return 'result' in sent ? { result: sent.result.message_id } : sent;
  }

  async function put(chat: number, message: Outbound, parts: SentParts): Promise<Outcome<number>> {
    switch (message.kind) {
      case 'say':
        return sendText(chat, message.text, parts);
      case 'ask': {
        const buttons = keyboard(message.choices, message.mark);
        const sent = await sendText(chat, messageOf(message), parts, buttons);
        if ('result' in sent && buttons) questions.opened(chat, sent.result, message.mark);
        return sent;
      }
      case 'letter':
        return sendLetter(chat, message.text, parts);
      case 'file': {
        const media = new InputFile(message.bytes, message.name);
        return sendInPlace(chat, parts, 0, FILE_COMES, (_, id) =>
          uploads.api.editMessageMedia(chat, id, { type: 'document', media }),
        );
      }
    }
  }

  async function sendText(chat: number, text: string, parts: SentParts, buttons?: ReturnType<typeof keyboard>) {
    void previews.end(chat);
    const texts = textsOf(text);
    for (const [index, part] of texts.entries()) {
      if (parts.ids[index] !== undefined) continue;
      const isLast = index === texts.length - 1;
      const sent = await tell(chat, part, isLast ? buttons : undefined);
      if ('failure' in sent || isLast) return sent;
      await parts.keep(index, sent.result);
    }
    return { result: parts.ids.at(-1) ?? 0 };
  }

  async function sendLetter(chat: number, text: string, parts: SentParts): Promise<Outcome<number>> {
    const preview = await previews.takeOver(chat);
    if (preview !== null && parts.ids[0] === undefined) await parts.keep(0, preview);
    for (const [index, part] of textsOf(text).entries()) {
      const sent = await sendInPlace(chat, parts, index, LETTER_COMES, (api, id) =>
        api.editMessageText(chat, id, part, PLAIN),
      );
      if ('failure' in sent) return sent;
    }
    return { result: parts.ids.at(-1) ?? 0 };
  }

  /** Sends a placeholder, unless there is one, and edits it. */
  async function sendInPlace(
    chat: number,
    parts: SentParts,
    index: number,
    placeholder: string,
    edit: (api: Api, id: number) => Promise<unknown>,
    isRetry = false,
  ): Promise<Outcome<number>> {
    const known = parts.ids[index];
    const sent = known === undefined ? await tell(chat, placeholder) : { result: known };
    if ('failure' in sent) return sent;
    if (known === undefined) await parts.keep(index, sent.result);
    const edited = await calls.call(chat, (api) => edit(api, sent.result));
    if ('result' in edited || edited.failure === 'unmodified') return sent;
    if (edited.failure !== 'lost') return edited;
    // The person deleted the placeholder: one more is sent, but no series of them.
    await parts.keep(index, null);
    return isRetry ? edited : sendInPlace(chat, parts, index, placeholder, edit, true);
  }

  async function failed(chat: number, failure: Failure): Promise<Sent> {
    const { failure: why } = failure;
    if (why === 'gone' || why === 'moved') return { outcome: 'gone', why };
    // A placeholder that is deleted each time: nothing tells when one would stay, so the next message triggers a retry.
    if (why === 'lost') return { outcome: 'failed', why };
    if (why !== 'refused') return { outcome: 'failed', why, again: calls.wait(chat) };
    // Telegram will never accept it, and the messages after it must not wait for ever.
    log(TROUBLE.notShown(chat, failure.why));
    await tell(chat, NOT_SHOWN);
    return { outcome: 'sent', platformId: null };
  }

  return {
    questions,
    previews,
    tell,
    async send(chat: number, message: Outbound, attempt: Attempt | undefined): Promise<Sent> {
      if (calls.isClosed()) return { outcome: 'failed', why: 'stopped' };
      const outcome = await put(chat, message, sentParts(attempt));
      if ('failure' in outcome) return failed(chat, outcome);
      return { outcome: 'sent', platformId: String(outcome.result) };
    },
  };
}

/** The parts of a text that Telegram accepts: it refuses messages of white space. */
function textsOf(text: string): string[] {
  return split(text.toWellFormed(), TEXT_AT_MOST).filter((part) => part.trim() !== '');
}

type SentParts = ReturnType<typeof sentParts>;

/** Ids of the parts of one message that were sent, by an earlier attempt too. Each is kept before the next part is sent. */
function sentParts(attempt: Attempt | undefined) {
  const ids = attempt?.noted ? attempt.noted.split(',').map(Number) : [];
  return {
    ids,
    /** Null: forgets this part and those after it. */
    async keep(index: number, id: number | null): Promise<void> {
      ids.splice(index, ids.length, ...(id === null ? [] : [id]));
      await attempt?.note(ids.join());
    },
  };
}

/** A letter that can be watched while it is written: as a draft where the Bot API has them, else as an edited message. */
function createLetterPreviews(calls: ChatCalls, [draftPause, editPause]: Settings['pace']['growth']) {
  /** Until this server answers that it doesn't know them. */
  let hasDrafts = true;
  const previews = createPreviews({
    newMessage: (): { id: number | null } => ({ id: null }),
    async show(chat: number, message, text) {
      const { id } = message;
      if (hasDrafts) {
        // One draft per chat is enough: it disappears when the letter is sent.
        const drafted = await calls.bestEffort(chat, (api) => api.sendMessageDraft(chat, 1, text));
        hasDrafts = !('failure' in drafted && (drafted.failure === 'denied' || drafted.failure === 'refused'));
      }
      if (hasDrafts) return;
      if (id !== null) return calls.bestEffort(chat, (api) => api.editMessageText(chat, id, text, PLAIN));
      const sent = await calls.bestEffort(chat, (api) => api.sendMessage(chat, text, PLAIN));
      if ('result' in sent) message.id = sent.result.message_id;
    },
    pause: () => (hasDrafts ? draftPause : editPause),
  });

  /** Ends the preview. @returns its message, to be edited into the letter; null where there is none */
  const takeOver = async (chat: number) => (await previews.end(chat))?.id ?? null;

  return {
    takeOver,
    /** Shows the text, or as much of its start as one message holds. Returns at once. */
    grow(chat: number, text: string): void {
      previews.update(chat, split(text.toWellFormed(), TEXT_AT_MOST)[0]?.trim() ?? '');
    },
    /** Ends the preview and removes it. */
    async end(chat: number): Promise<void> {
      const id = await takeOver(chat);
      if (id !== null) await calls.bestEffort(chat, (api) => api.deleteMessage(chat, id));
    },
  };
}
