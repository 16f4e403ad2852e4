/** Choices as inline buttons: what a button carries, and which buttons are still valid. */
import { InlineKeyboard } from 'grammy';
import type { InlineKeyboardMarkup } from 'grammy/types';
import { takenChoice } from '../../prompts/telegram.ts';
import type { Choice } from '../contract.ts';
import { Latest } from '../latest.ts';
import { cutLabel } from '../split.ts';
import type { ChatCalls } from './bot-api.ts';

/** Width of a row, in UTF-16 units: a phone cuts off wider ones. */
const ROW_AT_MOST = 26;
const LABEL_AT_MOST = 64;

/** What a button carries, of the 64 bytes that the Bot API takes: the choice, and the mark of the question that it answers. */
export function buttonData(choice: string, mark: string): string {
  return `${choice}:${mark}`;
}

/** Splits at the last colon: ids may hold colons (`set:latency.now`), marks don't. */
export function readButton(data: string): { readonly choice: string; readonly mark: string } | null {
  const [, choice, mark] = /^([!-~]{1,32}):([\w-]{0,40})$/.exec(data) ?? [];
  return choice === undefined || mark === undefined ? null : { choice, mark };
}

/** Carried by the button that shows which choice was taken. It is no choice itself. */
const TAKEN = '✓';
export function isTakenChoice(data: string): boolean {
  return data === TAKEN;
}

/** Fills rows with as many buttons as are readable; a long label gets its own row. */
export function keyboard(choices: readonly Choice[], mark: string): InlineKeyboardMarkup | undefined {
  if (choices.length === 0) return undefined;
  const rows: ReturnType<typeof InlineKeyboard.text>[][] = [];
  for (const { id, label } of choices) {
    const row = rows.at(-1);
    const button = InlineKeyboard.text(cutLabel(label, LABEL_AT_MOST), buttonData(id, mark));
    const width = row?.reduce((sum, { text }) => sum + text.length, label.length) ?? Number.POSITIVE_INFINITY;
    if (row && width <= ROW_AT_MOST) row.push(button);
    else rows.push([button]);
  }
  return { inline_keyboard: rows };
}

interface Taken {
  readonly message: number;
  /** Of the button; null where Telegram didn't report it. */
  readonly label: string | null;
}

/** The open question of each chat, as far as this process sent it, and what its buttons show. */
export function createOpenQuestions(calls: ChatCalls) {
  const questions = new Latest<number, { readonly message: number; readonly mark: string }>();
  /** The last button that was pressed in a chat. */
  const presses = new Latest<number, Taken & { readonly isShown: boolean }>();
  /** The newest message of each chat that this process knows of. */
  const newest = new Latest<number, number>();

  /** Takes the buttons away, and leaves the choice that was taken. */
  function retire(chat: number, message: number): void {
    const pressed = presses.get(chat);
    if (pressed?.message !== message || pressed.label === null) {
      void calls.bestEffort(chat, (api) => api.editMessageReplyMarkup(chat, message));
      return;
    }
    if (pressed.isShown) return;
    presses.set(chat, { ...pressed, isShown: true });
    const label = cutLabel(takenChoice(pressed.label), LABEL_AT_MOST);
    const reply_markup = { inline_keyboard: [[InlineKeyboard.text(label, TAKEN)]] };
    void calls.bestEffort(chat, (api) => api.editMessageReplyMarkup(chat, message, { reply_markup }));
  }

  return {
    /** A message stands in the chat, whoever sent it. */
    passed(chat: number, message: number): void {
      newest.set(chat, Math.max(message, newest.get(chat) ?? 0));
    },
    /** Whether it is the last message, as far as this process knows. */
    isLast: (chat: number, message: number): boolean => newest.get(chat) === message,
    /** A question was sent: the one before loses its buttons. @param before as the store knows it */
    opened(chat: number, message: number, mark: string, before: number | null): void {
      questions.set(chat, { message, mark });
      if (presses.get(chat)?.message === message) presses.delete(chat);
      if (before !== null && before !== message) retire(chat, before);
    },
    /** Whether the question was answered. False where unknown: another process sent it, or it is newer (a lost call). */
    isStale(chat: number, message: number, mark: string): boolean {
      const open = questions.get(chat);
      if (presses.get(chat)?.message === message) return true;
      return open !== undefined && open.mark !== mark && message < open.message;
    },
    /** A button was pressed. Until the turn is kept, the buttons stay. */
    pressed(chat: number, { message, label }: Taken): void {
      presses.set(chat, { message, label, isShown: false });
    },
    /** The turn of a press is kept, or failed: then the buttons can be used again. */
    settled(chat: number, message: number, isKept: boolean): void {
      // A message that became the next question meanwhile keeps the buttons of that.
      if (presses.get(chat)?.message !== message) return;
      if (isKept) retire(chat, message);
      else presses.delete(chat);
    },
    /** A button of a question that is over was pressed. */
    expired: retire,
  };
}
