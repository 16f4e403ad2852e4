/** A turn as a platform carries it out: with "typing…" while it takes long, and tried again where it throws. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface TurnPace {
  /** Milliseconds before a turn that threw is tried again; after these it is given up. */
  readonly turn: readonly number[];
  /** When a turn counts as one that thinks, and how often "typing" is shown then: it fades by itself. */
  readonly typing: readonly [after: number, every: number];
}

interface TurnParts {
  readonly pace: TurnPace;
  /** Shows "typing…" once, best effort. */
  show(): void;
  /** Whether it is not worth trying again, as the program stops. */
  isOver(): boolean;
  onFault(error: unknown): void;
}

/** @returns whether it was taken at last */
export async function takeTurn(
  turn: () => Promise<void>,
  { pace, show, isOver, onFault }: TurnParts,
): Promise<boolean> {
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

/** Shows it until the work has settled, from when it has taken `after` milliseconds on, and again every `every`. */
export async function typingWhile<T>(
  work: Promise<T>,
  show: () => void,
  [after, every]: TurnPace['typing'],
): Promise<T> {
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
