/** Choices as inline buttons: what a button carries, and which buttons are still valid. */
import type { InlineKeyboardMarkup } from 'grammy/types';
import type { Choice } from '../contract.ts';
import { Latest } from '../latest.ts';
import { cutLabel } from '../split.ts';
import type { ChatCalls } from './bot-api.ts';

/** Width of a row, in UTF-16 units: a phone cuts off wider ones. */
const ROW_AT_MOST = 26;
const LABEL_AT_MOST = 64;
/** Limit of the Bot API, in bytes; ids and marks are ASCII. */
const DATA_AT_MOST = 64;

/** What a button carries: the choice, and the mark of the question that it answers. */
export function buttonData(choice: string, mark: string): string {
  const data = `${choice}:${mark}`;
  // A question can be answered without its mark; Telegram refuses a whole message for one button with longer data.
  return data.length <= DATA_AT_MOST ? data : `${choice}:`;
}

/** Splits at the last colon: ids may hold colons (`set:latency.now`), marks don't. */
export function readButton(data: string): { readonly choice: string; readonly mark: string } | null {
  const [, choice, mark] = /^([!-~]{1,32}):([\w-]{0,40})$/.exec(data) ?? [];
  return choice === undefined || mark === undefined ? null : { choice, mark };
}

/** Fills rows with as many buttons as are readable; a long label gets its own row. */
export function keyboard(choices: readonly Choice[], mark: string): InlineKeyboardMarkup | undefined {
  if (choices.length === 0) return undefined;
  const rows: { text: string; callback_data: string }[][] = [];
  for (const { id, label } of choices) {
    const row = rows.at(-1);
    const button = { text: cutLabel(label, LABEL_AT_MOST), callback_data: buttonData(id, mark) };
    const width = row?.reduce((sum, { text }) => sum + text.length, label.length) ?? Number.POSITIVE_INFINITY;
    if (row && width <= ROW_AT_MOST) row.push(button);
    else rows.push([button]);
  }
  return { inline_keyboard: rows };
}

/** The open question of each chat, as far as this process sent it. */
export function createOpenQuestions(calls: ChatCalls) {
  const questions = new Latest<number, { readonly message: number; readonly mark: string }>();

  function removeButtons(chat: number, message: number): void {
    void calls.bestEffort(chat, (api) => api.editMessageReplyMarkup(chat, message));
  }

  return {
    /** A question was sent: the buttons of the one before are removed. */
    opened(chat: number, message: number, mark: string): void {
      const before = questions.get(chat);
      questions.set(chat, { message, mark });
      if (before && before.message !== message) removeButtons(chat, before.message);
    },
    /** Whether the question was answered. False where unknown: another process sent it, or it is newer (a lost call). */
    isStale(chat: number, message: number, mark: string): boolean {
      const open = questions.get(chat);
      return open !== undefined && open.mark !== mark && message < open.message;
    },
    /** A button was pressed: the message loses its buttons. */
    closed(chat: number, message: number): void {
      if (questions.get(chat)?.message === message) questions.delete(chat);
      removeButtons(chat, message);
    },
  };
}
