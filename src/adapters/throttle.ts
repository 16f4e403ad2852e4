/** Shows a text that changes often, such as a letter while it is written, at a rate that the platform allows. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Versions that come too fast are skipped; the newest is always shown. */
export class Throttle {
  readonly #show: (text: string) => Promise<unknown>;
  readonly #pause: () => number;
  #newest = '';
  #shown = '';
  #request: Promise<unknown> = Promise.resolve();
  #isRunning = false;
  #hasEnded = false;

  /**
   * @param show one request to the platform; a rejection skips this version
   * @param pause milliseconds between the end of a request and the next one
   */
  constructor(show: (text: string) => Promise<unknown>, pause: () => number) {
    this.#show = show;
    this.#pause = pause;
  }

  /** Shows the text now, or after the pause. Returns at once. */
  update(text: string): void {
    this.#newest = text;
    if (!this.#isRunning) void this.#run();
  }

  /** Shows nothing more. Resolves when no request is under way. */
  async end(): Promise<void> {
    this.#hasEnded = true;
    await this.#request;
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (!this.#hasEnded && this.#newest !== this.#shown) {
      this.#shown = this.#newest;
      this.#request = this.#show(this.#shown).catch(() => undefined);
      await this.#request;
      await sleep(this.#pause(), undefined, { ref: false });
    }
    this.#isRunning = false;
  }
}
