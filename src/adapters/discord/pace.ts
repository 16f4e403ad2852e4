import type { TurnPace } from '../turn.ts';

/** How fast things go, in milliseconds. Tests are in more of a hurry than people. */
export interface Pace extends TurnPace {
  /** Between two attempts to send, the first time; it doubles. */
  readonly retry: number;
  /** Between two edits of a letter that grows: five in five seconds is what Discord allows, and others edit as well. */
  readonly edit: number;
  /** Between two looks at the channels of conversations under way, for messages that the gateway never told of. */
  readonly look: number;
  /** How long a conversation counts as under way after its last message. */
  readonly underWay: number;
  /** Between two attempts to reach Discord at all, the first time; it doubles up to a minute. */
  readonly connect: number;
  /** How long stopping waits for turns under way. */
  readonly stop: number;
}

export const PACE: Pace = {
  retry: 500,
  turn: [100, 400],
  // Discord takes it down after ten seconds.
  typing: [400, 8_000],
  edit: 1_300,
  look: 30_000,
  underWay: 10 * 60_000,
  connect: 1_000,
  stop: 10_000,
};
