/** A letter that grows before the eyes of its reader: as a draft where the Bot API has them, else by polite edits. */
import type { Api } from 'grammy';
import type { Outcome } from './api.ts';
import type { Calls } from './calls.ts';
import type { Pace } from './options.ts';

/** Of a view, in UTF-16 units; what is longer is shown as far as it fits. */
const VIEW_AT_MOST = 4096;

interface Growing {
  /** The message that is edited, where there are no drafts. */
  message: number | null;
  latest: string;
  shown: string;
  /** Settles once the view that is under way is there, or is not. */
  showing: Promise<void> | null;
  timer: NodeJS.Timeout | null;
  ended: boolean;
}

export class Growth {
  readonly #calls: Calls;
  readonly #pace: Pace['growth'];
  readonly #growing = new Map<number, Growing>();
  /** Until this server says that it does not know them. */
  #hasDrafts = true;

  constructor(calls: Calls, pace: Pace['growth']) {
    this.#calls = calls;
    this.#pace = pace;
  }

  /** Shows what there is so far, as soon as that is polite; of several in between only the latest. */
  grow(chat: number, text: string): void {
    const known = this.#growing.get(chat);
    const growing = known ?? { message: null, latest: '', shown: '', showing: null, timer: null, ended: false };
    if (!known) this.#growing.set(chat, growing);
    growing.latest = text
      .toWellFormed()
      .slice(0, VIEW_AT_MOST)
      .replace(/[\uD800-\uDBFF]$/, '')
      .trim();
    this.#showSoon(chat, growing);
  }

  /** Nothing grows here any more, and what was seen growing goes, as nobody said it. */
  async end(chat: number): Promise<void> {
    const message = await this.takeOver(chat);
    if (message !== null) await this.#calls.lightly(chat, (api) => api.deleteMessage(chat, message));
  }

  /**
   * Nothing grows here any more: the message in which it grew, for the whole letter. It is given away only once nothing
   * is under way to it, as a late view would take the letter's place.
   */
  async takeOver(chat: number): Promise<number | null> {
    const growing = this.#growing.get(chat);
    if (!growing) return null;
    this.#growing.delete(chat);
    growing.ended = true;
    if (growing.timer) clearTimeout(growing.timer);
    await growing.showing;
    return growing.message;
  }

  #showSoon(chat: number, growing: Growing): void {
    if (growing.showing || growing.timer || growing.ended || growing.latest === growing.shown) return;
    growing.showing = this.#show(chat, growing).finally(() => {
      growing.showing = null;
      const [draft, edit] = this.#pace;
      growing.timer = setTimeout(
        () => {
          growing.timer = null;
          this.#showSoon(chat, growing);
        },
        this.#hasDrafts ? draft : edit,
      ).unref();
    });
  }

  async #show(chat: number, growing: Growing): Promise<void> {
    const text = growing.latest;
    if (text === '') return;
    growing.shown = text;
    if (this.#hasDrafts) {
      // One draft a chat is enough: it is over once the letter is there.
      const drafted = await this.#calls.lightly(chat, (api) => api.sendMessageDraft(chat, 1, text));
      const isUnknown = 'failure' in drafted && (drafted.failure === 'denied' || drafted.failure === 'refused');
      if (!isUnknown) return;
      this.#hasDrafts = false;
    }
    await this.#edit(chat, growing, text);
  }

  async #edit(chat: number, growing: Growing, text: string): Promise<void> {
    const quietly = { link_preview_options: { is_disabled: true } } as const;
    const { message } = growing;
    if (message !== null) {
      await this.#calls.lightly(chat, (api) => api.editMessageText(chat, message, text, quietly));
      return;
    }
    const sent: Outcome<Awaited<ReturnType<Api['sendMessage']>>> = await this.#calls.lightly(chat, (api) =>
      api.sendMessage(chat, text, quietly),
    );
    if ('result' in sent) growing.message = sent.result.message_id;
  }
}
