import type { Place } from './contract.ts';

/** Runs the tasks of one place strictly in order, those of different places in parallel. */
export class PlaceQueue {
  readonly #tails = new Map<Place, Promise<void>>();
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;

  /** Runs `task` after all earlier ones of this place, whether they succeeded or not, and settles with its result. */
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

  /** Tasks that are waiting or running. */
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
