/** The options of the adapter, and its pauses and timeouts. */
import type { TurnPace } from '../turn.ts';

export interface WebhookOptions {
  readonly url: string;
  /** Null: a new one is made at each start. */
  readonly secret: string | null;
  readonly port: number;
}

export interface TelegramOptions {
  readonly token: string;
  /** Root of the Bot API, without a trailing slash. */
  readonly api: string;
  /** Where Telegram sends updates; null: they are polled. */
  readonly webhook: WebhookOptions | null;
  now(): Date;
  /** Called with plain sentences for the operator: ids and numbers, never a person's words or the token. */
  log(sentence: string): void;
  /** Called with what a turn threw. The person was told, or the update is delivered again. */
  onFault(error: unknown): void;
  readonly pace?: Partial<Pace>;
}

/** Shortest and longest pause; each retry waits twice as long as the one before. */
export type Span = readonly [shortest: number, longest: number];

/** All in milliseconds. */
export interface Pace extends TurnPace {
  /** How long Telegram may hold a poll open. */
  readonly poll: number;
  /** Timeout of a call; a file takes three times as long. */
  readonly patience: number;
  /** Between polls while turns are under way. */
  readonly glance: Span;
  /** Before a failed call is retried. */
  readonly retry: Span;
  /** Between attempts to poll while another process polls. */
  readonly standby: Span;
  /** Between two previews of a letter: as a draft, and as an edit. */
  readonly growth: readonly [draft: number, edit: number];
  /** Messages older than this were sent while the program was offline. */
  readonly away: number;
  /** With a webhook: a backlog is complete after a pause this long. */
  readonly quiet: number;
}

/** The options with every pause set. */
export interface Settings extends TelegramOptions {
  readonly pace: Pace;
}

const PACE: Pace = {
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

export function settingsOf(options: TelegramOptions): Settings {
  return { ...options, pace: { ...PACE, ...options.pace } };
}

/** Exponential backoff. @param times failures so far @returns milliseconds */
export function backoff([shortest, longest]: Span, times: number): number {
  return Math.min(longest, shortest * 2 ** Math.min(times, 30));
}
