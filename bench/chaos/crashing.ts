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
  /** Of each point, by all processes; who is started after that dies nowhere, so that what is left comes in. */
  readonly kills: number;
  readonly hits: Hits;
  /** Points that processes are about to die at, and died at. */
  readonly aimed: Hits;
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

  /** The point that was aimed at least, and one of its first passes. */
  #next(): Record<string, string> {
    const { points, passes, kills, aimed, random } = this.#options;
    const least = Math.min(...points.map((point) => aimed[point]));
    const due = points.filter((point) => aimed[point] === least);
    const point = due[Math.floor(random.between(0, due.length))];
    this.#point = null;
    if (this.#isOver || point === undefined || least >= kills) return {};
    this.#point = point;
    aimed[point] += 1;
    return { CRASH_AT: `${point}:${Math.floor(random.between(1, passes + 1))}` };
  }

  async #restarts(): Promise<void> {
    for (;;) {
      const signal = await this.bot.ended;
      if (this.#isOver) return;
      if (signal === 'SIGKILL' && this.#point) this.#options.hits[this.#point] += 1;
      else {
        if (this.#point) this.#options.aimed[this.#point] -= 1;
        this.wrong.push(`a process ended by itself: ${this.bot.log.slice(-500)}`);
        await sleep(1_000);
      }
      this.bot.start();
    }
  }
}
