/** What keeps the bot from working, said once for as long as it lasts, with pauses that grow. */
import { setTimeout as sleep } from 'node:timers/promises';
import { growing } from './options.ts';

export class Trouble {
  readonly #say: (sentence: string) => void;
  readonly #stopped: AbortSignal;
  #kind: string | null = null;
  #times = 0;

  constructor(say: (sentence: string) => void, stopped: AbortSignal) {
    this.#say = say;
    this.#stopped = stopped;
  }

  /** Says what the trouble is, if it is a new one, and waits: longer each time. */
  async wait(kind: string, sentence: (again: number) => string, span: readonly [number, number]): Promise<void> {
    if (this.#kind !== kind) this.#times = 0;
    const pause = growing(span, this.#times);
    if (this.#kind !== kind) this.#say(sentence(pause));
    this.#kind = kind;
    this.#times += 1;
    await this.pause(pause);
  }

  /** Waits, but not beyond the end. */
  async pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#stopped }).catch(() => undefined);
  }

  over(): void {
    this.#kind = null;
    this.#times = 0;
  }
}
