/**
 * What is said, as messages of Telegram. A plain send has no idempotency key: after a failure nobody can tell whether it
 * arrived. So what must not come twice goes in by edit: first a short placeholder, whose id is kept, then the text in
 * its place, as often as it takes, since an edit that changes nothing counts as done.
 */
import { type Api, InputFile } from 'grammy';
import { FILE_COMES, LETTER_COMES, NOT_SHOWN, TROUBLE } from '../../prompts/telegram.ts';
import type { Ask, Attempt, Outbound, Sent } from '../contract.ts';
import { messageOf } from '../message.ts';
import { split } from '../split.ts';
import type { Connection, Failure, Outcome } from './api.ts';
import { keyboard, type Standing } from './buttons.ts';
import type { Calls } from './calls.ts';
import type { Growth } from './growth.ts';
import { Parts } from './parts.ts';

/** What one message holds, in UTF-16 units. */
const TEXT_AT_MOST = 4096;

const QUIETLY = { link_preview_options: { is_disabled: true } } as const;

interface OutgoingParts {
  readonly calls: Calls;
  /** For files, which take longer. */
  readonly uploads: Connection;
  readonly standing: Standing;
  readonly growth: Growth;
  log(sentence: string): void;
}

export class Outgoing {
  readonly #parts: OutgoingParts;

  constructor(parts: OutgoingParts) {
    this.#parts = parts;
  }

  async send(chat: number, message: Outbound, attempt: Attempt | undefined): Promise<Sent> {
    if (this.#parts.calls.closed) return { outcome: 'failed', why: 'stopped' };
    const outcome = await this.#sent(chat, message, attempt);
    return 'result' in outcome ? { outcome: 'sent', platformId: String(outcome.result) } : this.#unsent(chat, outcome);
  }

  /** Says something that is kept nowhere: it is tried once. */
  async tell(chat: number, text: string): Promise<Outcome<number>> {
    return this.#plain(chat, text);
  }

  #sent(chat: number, message: Outbound, attempt: Attempt | undefined): Promise<Outcome<number>> {
    const parts = new Parts(attempt);
    switch (message.kind) {
      case 'say':
        return this.#said(chat, message.text, parts);
      case 'ask':
        return this.#asked(chat, message, parts);
      case 'letter':
        return this.#letter(chat, message.text, parts);
      case 'file':
        return this.#file(chat, message, parts);
    }
  }

  async #said(chat: number, text: string, parts: Parts, last?: ReturnType<typeof keyboard>): Promise<Outcome<number>> {
    void this.#parts.growth.end(chat);
    const texts = split(text.toWellFormed(), TEXT_AT_MOST).filter((part) => part.trim() !== '');
    for (const [index, part] of texts.entries()) {
      if (parts.at(index) !== undefined) continue;
      const isLast = index === texts.length - 1;
      const sent = await this.#plain(chat, part, isLast ? last : undefined);
      if ('failure' in sent || isLast) return sent;
      await parts.keep(index, sent.result);
    }
    return { result: parts.last ?? 0 };
  }

  async #asked(chat: number, ask: Ask, parts: Parts): Promise<Outcome<number>> {
    const { choices, mark } = ask;
    const sent = await this.#said(chat, messageOf(ask), parts, keyboard(choices, mark));
    if ('result' in sent && choices.length > 0) this.#parts.standing.put(chat, sent.result, mark);
    return sent;
  }

  async #letter(chat: number, text: string, parts: Parts): Promise<Outcome<number>> {
    const grown = await this.#parts.growth.takeOver(chat);
    if (grown !== null && parts.at(0) === undefined) await parts.keep(0, grown);
    const texts = split(text.toWellFormed(), TEXT_AT_MOST).filter((part) => part.trim() !== '');
    for (const [index, part] of texts.entries()) {
      const put = await this.#inPlace(chat, parts, index, LETTER_COMES, (api, id) =>
        api.editMessageText(chat, id, part, QUIETLY),
      );
      if ('failure' in put) return put;
    }
    return { result: parts.last ?? 0 };
  }

  #file(chat: number, { name, bytes }: Extract<Outbound, { kind: 'file' }>, parts: Parts): Promise<Outcome<number>> {
    // By a connection of its own: an upload may take longer than other calls.
    return this.#inPlace(chat, parts, 0, FILE_COMES, (_, id) =>
      this.#parts.uploads.api.editMessageMedia(chat, id, { type: 'document', media: new InputFile(bytes, name) }),
    );
  }

  /** A placeholder, unless there is one, and then what belongs in its place. */
  async #inPlace(
    chat: number,
    parts: Parts,
    index: number,
    placeholder: string,
    put: (api: Api, id: number) => Promise<unknown>,
    isAnother = false,
  ): Promise<Outcome<number>> {
    let id = parts.at(index);
    if (id === undefined) {
      const sent = await this.#plain(chat, placeholder);
      if ('failure' in sent) return sent;
      id = sent.result;
      await parts.keep(index, id);
    }
    const done = await this.#parts.calls.to(chat, (api) => put(api, id));
    if ('result' in done || done.failure === 'unmodified') return { result: id };
    if (done.failure !== 'lost') return done;
    // The person deleted the placeholder: another one takes its place, but no row of them.
    await parts.lose(index);
    return isAnother ? done : this.#inPlace(chat, parts, index, placeholder, put, true);
  }

  async #plain(chat: number, text: string, reply_markup?: ReturnType<typeof keyboard>): Promise<Outcome<number>> {
    const sent = await this.#parts.calls.to(chat, (api) =>
      api.sendMessage(chat, text, { ...QUIETLY, ...(reply_markup && { reply_markup }) }),
    );
    return 'result' in sent ? { result: sent.result.message_id } : sent;
  }

  async #unsent(chat: number, failure: Failure): Promise<Sent> {
    switch (failure.failure) {
      case 'gone':
      case 'moved':
        return { outcome: 'gone', why: failure.failure };
      case 'slow-down':
        return { outcome: 'failed', why: failure.failure, again: failure.after };
      case 'refused':
        // Telegram will not have it, now or later, and what comes behind it must not wait for ever.
        this.#parts.log(TROUBLE.notShown(chat, failure.why));
        await this.#plain(chat, NOT_SHOWN);
        return { outcome: 'sent', platformId: null };
      case 'lost':
        // Nothing tells when it would stay: once something is said there, it is tried again.
        return { outcome: 'failed', why: failure.failure };
      default:
        return { outcome: 'failed', why: failure.failure, again: this.#parts.calls.wait(chat) };
    }
  }
}
