import type { Bookmark } from '../contract.ts';
import type { Pace } from './pace.ts';

export interface DiscordOptions {
  readonly token: string;
  /** The root of the API, such as `http://127.0.0.1:8080/api`; null for Discord's own. */
  readonly api: string | null;
  /** Where the conversations stood that are kept. */
  bookmarks(): Promise<readonly Bookmark[]>;
  now(): Date;
  /** Called with what went wrong in a turn or in a request. */
  onFault(error: unknown): void;
  /** Called with a plain sentence for whoever runs the program. After a fatal one Discord is not tried again. */
  onTrouble(sentence: string, fatal: boolean): void;
  readonly pace?: Partial<Pace>;
}
