import type { Adapter } from '../contract.ts';
import { Discord } from './discord.ts';
import type { DiscordOptions } from './options.ts';

export type { DiscordOptions } from './options.ts';

/**
 * Discord as a platform. `start` settles when it is connected, or when the first attempt failed and others follow. `send`
 * never throws. `stop` resolves when every turn under way is over, or after ten seconds.
 */
export function createDiscord(options: DiscordOptions): Adapter {
  return new Discord(options);
}
