/** Choices as inline buttons: their payload, and which buttons are still valid. */
import { InlineKeyboard } from 'grammy';
import type { InlineKeyboardMarkup } from 'grammy/types';
import { takenChoice } from '../../prompts/telegram-texts.ts';
import { BoundedMap } from '../bounded.ts';
import type { Choice } from '../contract.ts';
import { cutLabel } from '../split.ts';
import type { ChatCalls } from './bot-api.ts';

/** Maximum width of a row, in UTF-16 units: phones truncate wider ones. */
const ROW_AT_MOST = 26;
const LABEL_AT_MOST = 64;

/** The payload of a button (at most 64 bytes): the choice and the question's mark. */
export function buttonData(choice: string, mark: string): string {
  return `${choice}:${mark}`;
}

/** Splits at the last colon: ids may contain colons (`set:latency.now`), marks don't. */
export function readButton(data: string): { readonly choice: string; readonly mark: string } | null {
  const [, choice, mark] = /^([!-~]{1,32}):([\w-]{0,40})$/.exec(data) ?? [];
  return choice === undefined || mark === undefined ? null : { choice, mark };
}

/** Payload of the button that shows the selected choice. It can't be selected. */
const TAKEN = '✓';
export function isSelectedChoice(data: string): boolean {
  return data === TAKEN;
}

/** Fills rows with as many buttons as are readable. A long label gets its own row. */
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
  /** Label of the button; null if Telegram didn't report it. */
  readonly label: string | null;
}

/** Tracks the open question of each chat, if this process sent it, and the state of its buttons. */
export function createOpenQuestions(calls: ChatCalls) {
  const questions = new BoundedMap<number, { readonly message: number; readonly mark: string }>();
  /** The last button pressed in each chat. */
  const presses = new BoundedMap<number, Taken & { readonly isShown: boolean }>();
  /** The newest known message of each chat. */
  const newest = new BoundedMap<number, number>();

  /** Removes the buttons, except the selected choice. */
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
    /** A message by anyone appeared in the chat. */
    passed(chat: number, message: number): void {
      newest.set(chat, Math.max(message, newest.get(chat) ?? 0));
    },
    isLast: (chat: number, message: number): boolean => newest.get(chat) === message,
    /** A question was sent: removes the buttons of the one before. @param before from the store */
    opened(chat: number, message: number, mark: string, before: number | null): void {
      questions.set(chat, { message, mark });
      if (presses.get(chat)?.message === message) presses.delete(chat);
      if (before !== null && before !== message) retire(chat, before);
    },
    /** Whether the question was answered. False if unknown: another process sent it, or its response was lost. */
    isStale(chat: number, message: number, mark: string): boolean {
      const open = questions.get(chat);
      if (presses.get(chat)?.message === message) return true;
      return open !== undefined && open.mark !== mark && message < open.message;
    },
    /** A button was pressed. The buttons stay until the turn is stored. */
    pressed(chat: number, { message, label }: Taken): void {
      presses.set(chat, { message, label, isShown: false });
    },
    /** The turn of a press was stored, or failed: then the buttons stay usable. */
    settled(chat: number, message: number, isKept: boolean): void {
      // If the message has become the next question meanwhile, it keeps that question's buttons.
      if (presses.get(chat)?.message !== message) return;
      if (isKept) retire(chat, message);
      else presses.delete(chat);
    },
    /** The question is closed. */
    retire,
  };
}
