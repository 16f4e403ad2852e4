/** Another try after a while, the longer the more often it has failed in a row. */
import type { Platform } from './adapters/adapter.ts';

const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

export class Retries {
  readonly #again: (platform: Platform) => void;
  readonly #waiting = new Map<Platform, NodeJS.Timeout>();
  readonly #delays = new Map<Platform, number>();

  constructor(again: (platform: Platform) => void) {
    this.#again = again;
  }

  /** Several at once are one. */
  failed(platform: Platform): void {
    if (this.#waiting.has(platform)) return;
    const delay = this.#delays.get(platform) ?? FIRST_MS;
    this.#delays.set(platform, Math.min(delay * 2, LONGEST_MS));
    const timer = setTimeout(() => {
      this.#waiting.delete(platform);
      this.#again(platform);
    }, delay);
    // A process that is done does not wait for it.
    this.#waiting.set(platform, timer.unref());
  }

  worked(platform: Platform): void {
    this.#delays.delete(platform);
  }

  stop(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
  }
}
