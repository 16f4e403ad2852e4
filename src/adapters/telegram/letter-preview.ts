/** A letter that can be watched while it is written: as a draft where the Bot API has them, else as an edited message. */
import { split } from '../split.ts';
import { Throttle } from '../turn.ts';
import { type ChatCalls, PLAIN, TEXT_AT_MOST } from './bot-api.ts';
import type { Settings } from './options.ts';

interface Preview {
  readonly throttle: Throttle;
  /** The message that is edited, where there are no drafts. */
  message: number | null;
}

export class LetterPreviews {
  readonly #calls: ChatCalls;
  readonly #pauses: readonly [draft: number, edit: number];
  readonly #previews = new Map<number, Preview>();
  /** Until this server answers that it doesn't know them. */
  #hasDrafts = true;

  constructor(calls: ChatCalls, { pace }: Settings) {
    this.#calls = calls;
    this.#pauses = pace.growth;
  }

  /** Shows the text, or as much of its start as one message holds. Returns at once. */
  grow(chat: number, text: string): void {
    const preview = this.#previews.get(chat) ?? this.#start(chat);
    preview.throttle.update(split(text.toWellFormed(), TEXT_AT_MOST)[0]?.trim() ?? '');
  }

  /** Ends the preview and removes it. */
  async end(chat: number): Promise<void> {
    const message = await this.takeOver(chat);
    if (message !== null) await this.#calls.bestEffort(chat, (api) => api.deleteMessage(chat, message));
  }

  /**
   * Ends the preview. Waits for the request under way: arriving late, it would overwrite the letter.
   * @returns the preview's message, to be edited into the letter; null where there is none
   */
  async takeOver(chat: number): Promise<number | null> {
    const preview = this.#previews.get(chat);
    if (!preview) return null;
    this.#previews.delete(chat);
    await preview.throttle.end();
    return preview.message;
  }

  #start(chat: number): Preview {
    const pause = () => this.#pauses[this.#hasDrafts ? 0 : 1];
    const show = (text: string) => this.#show(chat, preview, text);
    const preview: Preview = { throttle: new Throttle(show, pause), message: null };
    this.#previews.set(chat, preview);
    return preview;
  }

  async #show(chat: number, preview: Preview, text: string): Promise<void> {
    if (this.#hasDrafts) {
      // One draft per chat is enough: it disappears when the letter is sent.
      const drafted = await this.#calls.bestEffort(chat, (api) => api.sendMessageDraft(chat, 1, text));
      const isUnknown = 'failure' in drafted && (drafted.failure === 'denied' || drafted.failure === 'refused');
      if (!isUnknown) return;
      this.#hasDrafts = false;
    }
    const { message } = preview;
    if (message !== null) {
      await this.#calls.bestEffort(chat, (api) => api.editMessageText(chat, message, text, PLAIN));
      return;
    }
    const sent = await this.#calls.bestEffort(chat, (api) => api.sendMessage(chat, text, PLAIN));
    if ('result' in sent) preview.message = sent.result.message_id;
  }
}
