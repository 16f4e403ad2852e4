import type { Adapter } from '../contract.ts';
import type { TelegramOptions } from './options.ts';
import { Telegram } from './telegram.ts';

export type { Pace, TelegramOptions } from './options.ts';

/**
 * Telegram as a platform, one bot, private chats only.
 *
 * `send` never throws. What it can't send now it tells with the time after which it may be tried again; what the person
 * was told meanwhile stays in its order. `stop` resolves when every `receive` under way has settled, and what was taken
 * is confirmed.
 */
export function createTelegram(options: TelegramOptions): Adapter {
  return new Telegram(options);
}
