/** Runs turns on a platform: in order per place, with retries and a "typing…" indicator. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Place } from './contract.ts';

/** Runs the tasks of one place in order, and those of different places in parallel. */
export class PlaceQueue {
  readonly #tails = new Map<Place, Promise<void>>();
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;

  /** Runs `task` after all earlier ones of this place, even if they failed. @returns the result of `task` */
  run<T>(place: Place, task: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    const result = (this.#tails.get(place) ?? Promise.resolve()).then(task);
    const done = (): void => {
      this.#underWay -= 1;
      if (this.#tails.get(place) === tail) this.#tails.delete(place);
      for (const wake of this.#waiting.splice(0)) wake();
    };
    const tail: Promise<void> = result.then(done, done);
    this.#tails.set(place, tail);
    return result;
  }

  /** Whether a task of this place is waiting or running. */
  isBusy(place: Place): boolean {
    return this.#tails.has(place);
  }

  /** Number of tasks waiting or running. */
  get size(): number {
    return this.#underWay;
  }

  /** Resolves when no task of this place is waiting or running. */
  async settled(place: Place): Promise<void> {
    for (let tail = this.#tails.get(place); tail; tail = this.#tails.get(place)) await tail;
  }

  /** Resolves when fewer than `limit` tasks are waiting or running: backpressure for a reader. */
  async room(limit: number): Promise<void> {
    while (this.#underWay >= limit) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Resolves when no task is waiting or running. */
  idle(): Promise<void> {
    return this.room(1);
  }
}

export interface TurnPace {
  /** Milliseconds before each retry of a failed turn. After the last one, the turn is dropped. */
  readonly turn: readonly number[];
  /** Milliseconds until "typing…" is first shown, and between repeats: platforms hide it after some seconds. */
  readonly typing: readonly [after: number, every: number];
}

interface TurnParts {
  readonly pace: TurnPace;
  /** Shows "typing…" once, best effort. */
  show(): void;
  /** Whether the program is stopping: then failed turns aren't retried. */
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

/** Calls `show` at this pace until the work settles. */
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
