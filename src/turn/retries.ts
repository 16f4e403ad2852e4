/** Another try after a while, the longer the more often it has failed in a row. */
const FIRST_MS = 1_000;
/** Whoever waits for a letter sees it soon after the database is back. */
const LONGEST_MS = 5_000;

export class Retries<What> {
  readonly #again: (what: What) => void;
  readonly #waiting = new Map<What, NodeJS.Timeout>();
  readonly #delays = new Map<What, number>();
  #isStopped = false;

  constructor(again: (what: What) => void) {
    this.#again = again;
  }

  /** Several at once are one. */
  failed(what: What): void {
    if (this.#isStopped || this.#waiting.has(what)) return;
    const delay = this.#delays.get(what) ?? FIRST_MS;
    this.#delays.set(what, Math.min(delay * 2, LONGEST_MS));
    const timer = setTimeout(() => {
      this.#waiting.delete(what);
      this.#again(what);
    }, delay);
    // A process that is done does not wait for it.
    this.#waiting.set(what, timer.unref());
  }

  worked(what: What): void {
    this.#delays.delete(what);
  }

  stop(): void {
    this.#isStopped = true;
    for (const timer of this.#waiting.values()) clearTimeout(timer);
  }
}
