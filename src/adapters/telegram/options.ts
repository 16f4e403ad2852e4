/** What the adapter is given, and how patient it is. */
import type { TurnPace } from '../turn.ts';

export interface TelegramOptions {
  readonly token: string;
  /** Root of the Bot API, without a slash at its end. */
  readonly api: string;
  /** Where Telegram brings updates; null: they are fetched. A secret of null: one is made at each start. */
  readonly webhook: { readonly url: string; readonly secret: string | null; readonly port: number } | null;
  now(): Date;
  /** Called with plain sentences for whoever runs the program: ids and numbers, never words of people or a token. */
  log(sentence: string): void;
  /** Called with what a turn threw; the person has had a plain sentence, or their message comes again. */
  onFault(error: unknown): void;
  readonly pace?: Partial<Pace>;
}

/** All in milliseconds. */
export interface Pace extends TurnPace {
  /** How long Telegram may hold a poll. */
  readonly poll: number;
  /** How long a call may take before it counts as lost; a file takes three times as long. */
  readonly patience: number;
  /** How long to wait before polling again while turns are under way: shortest and longest. */
  readonly glance: readonly [number, number];
  /** Before a call that failed is tried again: first and longest; each time is twice the last. */
  readonly retry: readonly [number, number];
  /** The same for standing by while another process polls. */
  readonly standby: readonly [number, number];
  /** Between two views of a growing letter: as a draft, and as an edit. */
  readonly growth: readonly [number, number];
  /** From which age on a message was sent while the program was away. */
  readonly away: number;
  /** Where updates are brought: after which pause everything that waited has come. */
  readonly quiet: number;
}

export const PACE: Pace = {
  poll: 30_000,
  patience: 20_000,
  glance: [25, 400],
  retry: [1_000, 60_000],
  standby: [5_000, 60_000],
  turn: [100, 400],
  typing: [400, 4_500],
  growth: [600, 1_500],
  away: 120_000,
  quiet: 1_500,
};

/** First, twice that, and so on up to the longest. */
export function growing([first, longest]: readonly [number, number], times: number): number {
  return Math.min(longest, first * 2 ** Math.min(times, 30));
}
