/** A letter that can be watched while it is written: as a draft where the Bot API has them, else as an edited message. */
import { createPreviews } from '../preview.ts';
import { split } from '../split.ts';
import type { ChatCalls, Settings } from './bot-api.ts';
import { PLAIN, TEXT_AT_MOST } from './texts.ts';

export function createLetterPreviews(calls: ChatCalls, { growth: [draftPause, editPause], draft }: Settings['pace']) {
  /** Until this server refuses one, or answers that it doesn't know them. */
  let hasDrafts = true;
  const previews = createPreviews({
    newMessage: (): { id: number | null } => ({ id: null }),
    async show(chat: number, message, text) {
      const { id } = message;
      if (hasDrafts) {
        // One draft per chat is enough: it disappears when the letter is sent.
        const drafted = await calls.bestEffort(chat, (api) => api.sendMessageDraft(chat, 1, text));
        hasDrafts = !('failure' in drafted && (drafted.failure === 'unknown' || drafted.failure === 'refused'));
      }
      if (hasDrafts) return;
      if (id !== null) return calls.bestEffort(chat, (api) => api.editMessageText(chat, id, text, PLAIN));
      const silent = { ...PLAIN, disable_notification: true };
      const sent = await calls.bestEffort(chat, (api) => api.sendMessage(chat, text, silent));
      if ('result' in sent) message.id = sent.result.message_id;
    },
    pause: () => (hasDrafts ? draftPause : editPause),
    refresh: () => (hasDrafts ? draft : null),
  });

  /** Ends the preview. @returns its message, to be edited into the letter; null where there is none */
  const takeOver = async (chat: number) => (await previews.end(chat))?.id ?? null;

  return {
    takeOver,
    /** Shows the text, or as much of its start as one message holds. Returns at once. */
    grow(chat: number, text: string): void {
      previews.update(chat, split(text.toWellFormed(), TEXT_AT_MOST)[0]?.trim() ?? '');
    },
    /** Ends the preview and removes it. A draft disappears by itself. */
    async end(chat: number): Promise<void> {
      const id = await takeOver(chat);
      if (id !== null) await calls.bestEffort(chat, (api) => api.deleteMessage(chat, id));
    },
  };
}
