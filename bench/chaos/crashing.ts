/** Processes that die at named points, one after the other, and are started again. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CrashPoint } from '../../src/turn/crash-points.ts';
import { Bot } from '../soak/program.ts';
import type { Random } from '../soak/random.ts';

/** How often each point was hit, by all processes together. */
export type Hits = Record<CrashPoint, number>;

interface CrashingOptions {
  readonly env: Readonly<Record<string, string>>;
  /** That this process comes to. */
  readonly points: readonly CrashPoint[];
  /** A process passes its point at most so often. */
  readonly passes: number;
  readonly hits: Hits;
  readonly random: Random;
}

export class Crashing {
  readonly bot: Bot;
  readonly #options: CrashingOptions;
  #point: CrashPoint | null = null;
  #isOver = false;
  #work: Promise<void>;
  /** What must not have happened. */
  readonly wrong: string[] = [];

  constructor(options: CrashingOptions) {
    this.#options = options;
    this.bot = new Bot(() => ({ ...options.env, ...this.#next() }));
    this.bot.start();
    this.#work = this.#restarts();
  }

  /** From now on it dies nowhere. */
  async calm(): Promise<void> {
    this.#isOver = true;
    await this.bot.end('SIGKILL');
    await this.#work;
    this.bot.start();
  }

  /** The point that was hit least, and one of its first passes. */
  #next(): Record<string, string> {
    const { points, passes, hits, random } = this.#options;
    if (this.#isOver) return {};
    const least = Math.min(...points.map((point) => hits[point]));
    const due = points.filter((point) => hits[point] === least);
    this.#point = due[Math.floor(random.between(0, due.length))] ?? null;
    return { CRASH_AT: `${this.#point}:${Math.floor(random.between(1, passes + 1))}` };
  }

  async #restarts(): Promise<void> {
    for (;;) {
      const signal = await this.bot.ended;
      if (this.#isOver) return;
      if (signal === 'SIGKILL' && this.#point) this.#options.hits[this.#point] += 1;
      else {
        this.wrong.push(`a process ended by itself: ${this.bot.log.slice(-500)}`);
        await sleep(1_000);
      }
      this.bot.start();
    }
  }
}
