/** Faults during the soak: in calls, updates, and the process of the bot. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeTelegram } from '../../test/fakes/telegram/bot-api.ts';
import { type Fault, Refusal, tooManyRequests } from '../../test/fakes/telegram/faults.ts';
import type { Bot } from '../soak/program.ts';
import type { Random } from '../soak/random.ts';

export interface ChaosOptions {
  readonly fake: FakeTelegram;
  readonly bot: Bot;
  readonly random: Random;
  /** Share of calls that fail. */
  readonly share: number;
  /** Average milliseconds that a process works before it is killed. */
  readonly killEvery: number;
}

/** Milliseconds that count as the start of a process. */
const START_MS = 3_000;
/** Share of confirmed updates that are delivered again. */
const TWICE = 0.03;

export class Chaos {
  readonly #options: ChaosOptions;
  readonly #over = new AbortController();
  #work: Promise<unknown> = Promise.resolve();
  /** Kills the process at the next failing call, or null. */
  #strike: (() => void) | null = null;
  /** Start time of the current process. */
  #since = performance.now();
  /** How often each thing happened. */
  readonly counts: Record<string, number> = {};
  /** Failures. */
  readonly wrong: string[] = [];

  constructor(options: ChaosOptions) {
    this.#options = options;
  }

  begin(): void {
    const { fake, random, share } = this.#options;
    fake.faults.random = (method) => {
      if (this.#strike && method !== 'getUpdates') return this.#struck(this.#strike, method);
      return random.chance(share) ? this.#counted(faultBy(random)) : null;
    };
    fake.updates.onGive = () => {
      const update = fake.updates.pending[Math.floor(random.between(0, fake.updates.pending.length))];
      if (update && random.chance(TWICE)) fake.updates.again(this.#count('updates twice', update));
    };
    this.#work = this.#kills();
  }

  /** Ends the faults with a last kill. The restarted bot has to find what is left. */
  async end(): Promise<void> {
    this.#over.abort();
    const { fake, bot } = this.#options;
    fake.faults.random = () => null;
    fake.updates.onGive = () => undefined;
    await this.#work;
    await bot.end(this.#count('kill -9', 'SIGKILL'));
    bot.start();
  }

  /** Kills at any moment, or, half of the time, in the middle of a call, before or after its effect. */
  async #kills(): Promise<void> {
    const { bot, random, killEvery } = this.#options;
    while (await this.#isUp()) {
      // Add the time of the start, as a machine with slow starts is slow in everything.
      const starting = performance.now() - this.#since;
      if (!(await this.#pause(starting + random.between(killEvery / 2, (3 * killEvery) / 2)))) break;
      if (random.chance(0.5)) await this.#atACall();
      await bot.end(this.#count('kill -9', 'SIGKILL'));
      this.#since = performance.now();
      bot.start();
      // Kill again while the new process reads what the last one left.
      while (random.chance(0.4) && (await this.#pause(random.between(0, START_MS)))) {
        await bot.end(this.#count('kill -9 within 3 s of a start', 'SIGKILL'));
        this.#since = performance.now();
        bot.start();
      }
    }
  }

  /**
   * Mostly waits until the process works: on a slow machine it would otherwise always be killed before it does anything.
   * Sometimes that is intended. @returns false if the faults have ended
   */
  async #isUp(): Promise<boolean> {
    const { fake, bot, random } = this.#options;
    const isPatient = random.chance(0.8);
    const hasPolled = () =>
      fake.updates.isHeld || (fake.calls.findLast(({ method }) => method === 'getUpdates')?.at ?? 0) >= this.#since;
    while (isPatient && !hasPolled()) {
      if (bot.exitCode !== null) {
        this.wrong.push(`the bot ended by itself: ${bot.log.slice(-500)}`);
        return true;
      }
      if (!(await this.#pause(50))) return false;
    }
    return true;
  }

  async #atACall(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#strike = resolve;
    await Promise.race([promise, this.#pause(2_000)]);
    this.#strike = null;
  }

  #struck(strike: () => void, method: string): Fault {
    this.#strike = null;
    const { bot, random } = this.#options;
    const kill = () => {
      // Kill at once. The kill loop restarts it.
      void bot.end('SIGKILL');
      strike();
    };
    const kind = random.chance(0.5) ? 'drop' : 'reset';
    this.#count(`… ${kind === 'drop' ? 'behind' : 'before'} ${method}`, null);
    return { kind, strike: kill };
  }

  /** Waits. @returns false if the faults have ended */
  async #pause(ms: number): Promise<boolean> {
    await sleep(ms, undefined, { signal: this.#over.signal }).catch(() => undefined);
    return !this.#over.signal.aborted;
  }

  #counted(fault: Fault): Fault {
    const name = fault.kind === 'refuse' ? `calls refused ${fault.refusal.code}` : `calls: ${fault.kind}`;
    return this.#count(name, fault);
  }

  #count<T>(what: string, value: T): T {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
    return value;
  }
}

/** A random fault of a call. */
export function faultBy(random: Random): Fault {
  const pick = random.next();
  if (pick < 0.25) return { kind: 'refuse', refusal: new Refusal(random.chance(0.5) ? 500 : 502, 'Bad Gateway') };
  if (pick < 0.4) return { kind: 'refuse', refusal: tooManyRequests(random.chance(0.8) ? 1 : 2) };
  if (pick < 0.55) return { kind: 'reset' };
  if (pick < 0.8) return { kind: 'drop' };
  if (pick < 0.9) return { kind: 'delay', milliseconds: random.between(50, 800) };
  return { kind: 'hang', milliseconds: random.between(200, 1_500) };
}
