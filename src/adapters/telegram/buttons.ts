/** Choices as inline buttons: what a button carries, and which of them are still of use. */
import type { InlineKeyboardMarkup } from 'grammy/types';
import type { Choice } from '../contract.ts';
import { cutLabel } from '../label.ts';
import { Latest, PEOPLE_REMEMBERED } from '../latest.ts';
import type { Calls } from './calls.ts';

/** Of a row, in UTF-16 units: wider labels are cut off on a phone. */
const ROW_AT_MOST = 26;
const LABEL_AT_MOST = 64;
/** Limit of the Bot API, in bytes; ids and marks are ASCII. */
const DATA_AT_MOST = 64;

/** What a button carries: the choice, and the mark of the question that it answers. */
export function buttonData(choice: string, mark: string): string {
  const data = `${choice}:${mark}`;
  // A question can be answered without its mark; with longer data Telegram refuses the whole message.
  return data.length <= DATA_AT_MOST ? data : `${choice}:`;
}

/** Ids may hold colons (`set:latency.now`), marks don't: the last colon divides them. */
export function readButton(data: string): { readonly choice: string; readonly mark: string } | null {
  const [, choice, mark] = /^([!-~]{1,32}):([\w-]{0,40})$/.exec(data) ?? [];
  return choice === undefined || mark === undefined ? null : { choice, mark };
}

/** As many buttons in a row as can be read; a long label has a row to itself. */
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

/**
 * The question with buttons that stands in each chat, as far as this process put it and knows it still: of any other the
 * mark tells whether it is over.
 */
export class Standing {
  readonly #calls: Calls;
  readonly #standing = new Latest<number, { readonly message: number; readonly mark: string }>(PEOPLE_REMEMBERED);

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /** A question was put: the buttons of the one before it go. */
  put(chat: number, message: number, mark: string): void {
    const before = this.#standing.get(chat);
    this.#standing.set(chat, { message, mark });
    if (before && before.message !== message) this.#unbutton(chat, before.message);
  }

  /**
   * Whether a button of that message and mark is of a question that is over. Not known of what another process put, nor
   * of a newer message: that is one which arrived though the call for it failed.
   */
  isStale(chat: number, message: number, mark: string): boolean {
    const standing = this.#standing.get(chat);
    return standing !== undefined && standing.mark !== mark && message < standing.message;
  }

  /** A button was used, or is of no use any more. */
  retire(chat: number, message: number): void {
    if (this.#standing.get(chat)?.message === message) this.#standing.delete(chat);
    this.#unbutton(chat, message);
  }

  #unbutton(chat: number, message: number): void {
    void this.#calls.lightly(chat, (api) => api.editMessageReplyMarkup(chat, message));
  }
}
