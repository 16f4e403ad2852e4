/** Texts for Telegram outside the interview, for people and for the operator. */
import type { Language } from '../machine/language.ts';
import { CATALOGUES, wordsOf } from './catalogues.ts';

export function telegramWords(language: Language = 'en') {
  return wordsOf('telegram', language);
}

/** The label of a selected choice. */
export function takenChoice(label: string): string {
  return `✓ ${label}`;
}

/** Kinds of messages without text. */
export type Unreadable = keyof (typeof CATALOGUES)['en']['unreadable'];

export function isUnreadable(kind: string): kind is Unreadable {
  return Object.hasOwn(CATALOGUES.en.unreadable, kind);
}

export function unreadable(kind: Unreadable, language: Language = 'en'): string {
  return wordsOf('unreadable', language)(kind);
}

const seconds = (milliseconds: number) => `${Math.max(1, Math.round(milliseconds / 1000))} s`;

/** For the operator: the problem and the time of the next attempt. */
export const TROUBLE = {
  denied: (again: number) =>
    `Telegram refuses the token in TELEGRAM_TOKEN. Copy it again from @BotFather. Next attempt in ${seconds(again)}.`,
  unreachable: (again: number) => `Telegram can't be reached. Next attempt in ${seconds(again)}.`,
  conflict: (again: number) =>
    `Another process is polling this bot's messages. Standing by. Next attempt in ${seconds(again)}.`,
  refused: (again: number) => `Telegram refused to start the bot. Next attempt in ${seconds(again)}.`,
  port: (port: number, again: number) => `Can't listen on port ${port}. Next attempt in ${seconds(again)}.`,
  strange: (update: number) => `Skipped update ${update}: unknown format.`,
  notShown: (chat: number, why: string) => `Telegram refused a message to chat ${chat} (${why}).`,
} as const;

export function connected(username: string): string {
  return `Telegram: connected as @${username}. Open it at https://t.me/${username}`;
}
