/** A process that is killed at named points and restarted, again and again. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CrashPoint } from '../../src/turn/crash-points.ts';
import { Bot } from '../soak/program.ts';
import type { Random } from '../soak/random.ts';

/** How often each point was hit by all processes. */
export type Hits = Record<CrashPoint, number>;

interface CrashingOptions {
  readonly env: Readonly<Record<string, string>>;
  /** The points that this process reaches. */
  readonly points: readonly CrashPoint[];
  /** How often a process may pass its point before it is killed there. */
  readonly passes: number;
  /** Kills at each point by all processes. Processes started after that are not killed, so that the rest gets done. */
  readonly kills: number;
  readonly hits: Hits;
  /** Planned and past kills by point. */
  readonly aimed: Hits;
  readonly random: Random;
}

export class Crashing {
  readonly bot: Bot;
  readonly #options: CrashingOptions;
  #point: CrashPoint | null = null;
  #isOver = false;
  #work: Promise<void>;
  /** Failures. */
  readonly wrong: string[] = [];

  constructor(options: CrashingOptions) {
    this.#options = options;
    this.bot = new Bot(() => ({ ...options.env, ...this.#next() }));
    this.bot.start();
    this.#work = this.#restarts();
  }

  /** Ends the kills, with a last one at any point. */
  async calm(): Promise<void> {
    this.#isOver = true;
    await this.bot.end('SIGKILL');
    await this.#work;
    this.bot.start();
  }

  /** Chooses the point with the fewest planned kills, and one of its first passes. */
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
