/** A turn on a platform: "typing…" while it takes long, retries where it throws, and previews of what is written. */
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

/** Calls `show` after `after` milliseconds and then every `every` milliseconds, until the work has settled. */
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

/**
 * Shows a text that changes often, such as a letter while it is written, at a rate that the platform allows. Versions
 * that come too fast are skipped; the newest is always shown.
 */
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
