/** A turn on a platform: "typing…" while it takes long, and retries where it throws. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface TurnPace {
  /** Milliseconds before each retry of a turn that threw; after the last one the turn is given up. */
  readonly turn: readonly number[];
  /** Milliseconds until "typing…" is first shown, and between repeats: platforms hide it after a few seconds. */
  readonly typing: readonly [after: number, every: number];
}

interface TurnParts {
  readonly pace: TurnPace;
  /** Shows "typing…" once, best effort. */
  show(): void;
  /** Whether the program is stopping, so that a retry is pointless. */
  isOver(): boolean;
  onFault(error: unknown): void;
}

/** Runs a turn with retries. @returns whether one attempt succeeded */
export async function takeTurn(turn: () => Promise<void>, parts: TurnParts): Promise<boolean> {
  const { pace, show, isOver, onFault } = parts;
  for (const pause of [...pace.turn, null]) {
    try {
      await typingWhile(turn(), show, pace.typing);
      return true;
    } catch (error) {
      onFault(error);
      if (isOver()) return false;
      if (pause !== null) await sleep(pause);
    }
  }
  return false;
}

/** Calls `show` at this pace until the work has settled. */
export async function typingWhile<T>(work: Promise<T>, show: () => void, pace: TurnPace['typing']): Promise<T> {
  const [after, every] = pace;
  let timer = setTimeout(() => {
    show();
    timer = setInterval(show, every);
  }, after);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}
