/**
 * Sends messages. A plain send has no idempotency key: after a failure nobody can tell whether it arrived. So what must
 * not arrive twice goes in by edit: first a short placeholder, whose id is kept, then the text in its place, as often
 * as it takes. An edit that changes nothing counts as done.
 */
import { type Api, InputFile } from 'grammy';
import { FILE_COMES, LETTER_COMES, NOT_SHOWN, TROUBLE } from '../../prompts/telegram.ts';
import type { Ask, Attempt, Outbound, Sent } from '../contract.ts';
import { messageOf } from '../message.ts';
import { split } from '../split.ts';
import { type ChatCalls, type Connection, type Failure, type Outcome, PLAIN, TEXT_AT_MOST } from './bot-api.ts';
import { keyboard, OpenQuestions } from './buttons.ts';
import { LetterPreviews } from './letter-preview.ts';
import type { Settings } from './options.ts';

export class Sender {
  readonly questions: OpenQuestions;
  readonly previews: LetterPreviews;
  readonly #calls: ChatCalls;
  readonly #uploads: Connection;
  readonly #log: (sentence: string) => void;

  /** @param uploads for files, with a longer timeout */
  constructor(calls: ChatCalls, uploads: Connection, settings: Settings) {
    this.#calls = calls;
    this.#uploads = uploads;
    this.#log = settings.log;
    this.questions = new OpenQuestions(calls);
    this.previews = new LetterPreviews(calls, settings);
  }

  async send(chat: number, message: Outbound, attempt: Attempt | undefined): Promise<Sent> {
    if (this.#calls.closed) return { outcome: 'failed', why: 'stopped' };
    const outcome = await this.#put(chat, message, new SentParts(attempt));
    if ('failure' in outcome) return this.#failed(chat, outcome);
    return { outcome: 'sent', platformId: String(outcome.result) };
  }

  /** Sends a remark that is stored nowhere: one attempt. */
  async tell(chat: number, text: string, reply_markup?: ReturnType<typeof keyboard>): Promise<Outcome<number>> {
    const sent = await this.#calls.call(chat, (api) =>
      api.sendMessage(chat, text, { ...PLAIN, ...(reply_markup && { reply_markup }) }),
    );
    return 'result' in sent ? { result: sent.result.message_id } : sent;
  }

  #put(chat: number, message: Outbound, parts: SentParts): Promise<Outcome<number>> {
    switch (message.kind) {
      case 'say':
        return this.#text(chat, message.text, parts);
      case 'ask':
        return this.#question(chat, message, parts);
      case 'letter':
        return this.#letter(chat, message.text, parts);
      case 'file':
        return this.#inPlace(chat, parts, 0, FILE_COMES, (_, id) => this.#upload(chat, id, message));
    }
  }

  async #text(chat: number, text: string, parts: SentParts, last?: ReturnType<typeof keyboard>) {
    void this.previews.end(chat);
    const texts = textsOf(text);
    for (const [index, part] of texts.entries()) {
      if (parts.at(index) !== undefined) continue;
      const isLast = index === texts.length - 1;
      const sent = await this.tell(chat, part, isLast ? last : undefined);
      if ('failure' in sent || isLast) return sent;
      await parts.keep(index, sent.result);
    }
    return { result: parts.last };
  }

  async #question(chat: number, ask: Ask, parts: SentParts): Promise<Outcome<number>> {
    const buttons = keyboard(ask.choices, ask.mark);
    const sent = await this.#text(chat, messageOf(ask), parts, buttons);
    if ('result' in sent && buttons) this.questions.opened(chat, sent.result, ask.mark);
    return sent;
  }

  async #letter(chat: number, text: string, parts: SentParts): Promise<Outcome<number>> {
    const preview = await this.previews.takeOver(chat);
    if (preview !== null && parts.at(0) === undefined) await parts.keep(0, preview);
    for (const [index, part] of textsOf(text).entries()) {
      const put = await this.#inPlace(chat, parts, index, LETTER_COMES, (api, id) =>
        api.editMessageText(chat, id, part, PLAIN),
      );
      if ('failure' in put) return put;
    }
    return { result: parts.last };
  }

  #upload(chat: number, id: number, { name, bytes }: Extract<Outbound, { kind: 'file' }>): Promise<unknown> {
    const media = new InputFile(bytes, name);
    return this.#uploads.api.editMessageMedia(chat, id, { type: 'document', media });
  }

  /** Sends a placeholder, unless there is one, and edits it. */
  async #inPlace(
    chat: number,
    parts: SentParts,
    index: number,
    placeholder: string,
    put: (api: Api, id: number) => Promise<unknown>,
  ): Promise<Outcome<number>> {
    let isRetry = false;
    for (;;) {
      let id = parts.at(index);
      if (id === undefined) {
        const sent = await this.tell(chat, placeholder);
        if ('failure' in sent) return sent;
        id = sent.result;
        await parts.keep(index, id);
      }
      const message = id;
      const done = await this.#calls.call(chat, (api) => put(api, message));
      if ('result' in done || done.failure === 'unmodified') return { result: message };
      if (done.failure !== 'lost') return done;
      // The person deleted the placeholder: one more is sent, but no series of them.
      await parts.keep(index, null);
      if (isRetry) return done;
      isRetry = true;
    }
  }

  async #failed(chat: number, failure: Failure): Promise<Sent> {
    const { failure: why } = failure;
    if (why === 'gone' || why === 'moved') return { outcome: 'gone', why };
    // A placeholder that is deleted each time: nothing tells when one would stay, so the next message triggers a retry.
    if (why === 'lost') return { outcome: 'failed', why };
    if (why !== 'refused') return { outcome: 'failed', why, again: this.#calls.wait(chat) };
    // Telegram will never accept it, and the messages after it must not wait for ever.
    this.#log(TROUBLE.notShown(chat, failure.why));
    await this.tell(chat, NOT_SHOWN);
    return { outcome: 'sent', platformId: null };
  }
}

/** The parts of a text that Telegram accepts: it refuses messages of white space. */
function textsOf(text: string): string[] {
  return split(text.toWellFormed(), TEXT_AT_MOST).filter((part) => part.trim() !== '');
}

/** Ids of the parts of one message that were sent, by an earlier attempt too. Each is kept before the next part is sent. */
class SentParts {
  readonly #attempt: Attempt | undefined;
  readonly #ids: number[];

  constructor(attempt: Attempt | undefined) {
    this.#attempt = attempt;
    this.#ids = attempt?.noted ? attempt.noted.split(',').map(Number).filter(Number.isSafeInteger) : [];
  }

  at(index: number): number | undefined {
    return this.#ids[index];
  }

  /** 0 where nothing was sent. */
  get last(): number {
    return this.#ids.at(-1) ?? 0;
  }

  /** Null: forgets this part and those after it. */
  async keep(index: number, id: number | null): Promise<void> {
    if (id === null) this.#ids.splice(index);
    else this.#ids[index] = id;
    await this.#attempt?.note(this.#ids.join());
  }
}
