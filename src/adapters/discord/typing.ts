/** "Typing…", for as long as a turn takes, where it takes longer than nobody would notice. */
import { type REST, Routes } from 'discord.js';
import type { Place } from '../adapter.ts';
import type { Pace } from './pace.ts';
import { spotOf } from './place.ts';

export class Typing {
  readonly #rest: () => REST;
  readonly #pace: Pace;

  constructor(rest: () => REST, pace: Pace) {
    this.#rest = rest;
    this.#pace = pace;
  }

  /** Best effort: nothing depends on it. */
  async show(place: Place): Promise<void> {
    await this.#rest()
      .post(Routes.channelTyping(spotOf(place).channel))
      .catch(() => undefined);
  }

  async during<T>(place: Place, work: () => Promise<T>): Promise<T> {
    let timer = setTimeout(() => this.#again(place, (next) => (timer = next)), this.#pace.typing);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
    }
  }

  #again(place: Place, set: (timer: NodeJS.Timeout) => void): void {
    void this.show(place);
    set(setTimeout(() => this.#again(place, set), this.#pace.typingAgain));
  }
}
