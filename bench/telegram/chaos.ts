/** Everything that goes wrong meanwhile: calls, updates, and the bot's own process. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeTelegram } from '../../test/fakes/telegram/bot-api.ts';
import type { Fault } from '../../test/fakes/telegram/faults.ts';
import { Refusal, tooManyRequests } from '../../test/fakes/telegram/refusal.ts';
import type { Bot } from '../soak/program.ts';
import type { Random } from '../soak/random.ts';

export interface ChaosOptions {
  readonly fake: FakeTelegram;
  readonly bot: Bot;
  readonly random: Random;
  /** Of all calls. */
  readonly share: number;
  /** Milliseconds that a process works before it is killed, on average. */
  readonly killEvery: number;
}

/** How long a process is at its beginning, in milliseconds. */
const START_MS = 3_000;
/** Of updates, that are given once more though they were confirmed. */
const TWICE = 0.03;

export class Chaos {
  readonly #options: ChaosOptions;
  readonly #over = new AbortController();
  #work: Promise<unknown> = Promise.resolve();
  #ended: Promise<void> | null = null;
  /** Kills the process at the next call that goes wrong, where one is waited for. */
  #strike: (() => void) | null = null;
  /** When the process that runs now was started. */
  #since = performance.now();
  /** How often each thing happened. */
  readonly counts: Record<string, number> = {};
  /** What must not have happened. */
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

  /** Ends all of it with a last kill, after which nothing is left to be found but by the bot that begins anew. */
  end(): Promise<void> {
    this.#ended ??= this.#end();
    return this.#ended;
  }

  async #end(): Promise<void> {
    this.#over.abort();
    const { fake, bot } = this.#options;
    fake.faults.random = () => null;
    fake.updates.onGive = () => undefined;
    await this.#work;
    await bot.end(this.#count('kill -9', 'SIGKILL'));
    bot.start();
  }

  /** Every other time at any moment, and else in the middle of a call: what it leads to is done, or it is not. */
  async #kills(): Promise<void> {
    const { bot, random, killEvery } = this.#options;
    while (await this.#isUp()) {
      // A machine on which a start takes long is as slow at everything else.
      const starting = performance.now() - this.#since;
      if (!(await this.#pause(starting + random.between(killEvery / 2, (3 * killEvery) / 2)))) break;
      if (random.chance(0.5)) await this.#atACall();
      await bot.end(this.#count('kill -9', 'SIGKILL'));
      this.#since = performance.now();
      bot.start();
      // While the new process reads what the last one left.
      while (random.chance(0.4) && (await this.#pause(random.between(0, START_MS)))) {
        await bot.end(this.#count('kill -9 within 3 s of a start', 'SIGKILL'));
        this.#since = performance.now();
        bot.start();
      }
    }
  }

  /**
   * Mostly the time counts from when the process has begun to work: on a slow machine it would be hit again and again
   * before it has come to do anything, and sometimes it shall be. @returns whether it goes on after that
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
      // It is gone before anything else can happen, and begun anew where kills are made.
      void bot.end('SIGKILL');
      strike();
    };
    const kind = random.chance(0.5) ? 'drop' : 'reset';
    this.#count(`… ${kind === 'drop' ? 'behind' : 'before'} ${method}`, null);
    return { kind, strike: kill };
  }

  /** Whether it goes on after that. */
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

/** One of the faults that calls meet. */
export function faultBy(random: Random): Fault {
  const pick = random.next();
  if (pick < 0.25) return { kind: 'refuse', refusal: new Refusal(random.chance(0.5) ? 500 : 502, 'Bad Gateway') };
  if (pick < 0.4) return { kind: 'refuse', refusal: tooManyRequests(random.chance(0.8) ? 1 : 2) };
  if (pick < 0.55) return { kind: 'reset' };
  if (pick < 0.8) return { kind: 'drop' };
  if (pick < 0.9) return { kind: 'delay', milliseconds: random.between(50, 800) };
  return { kind: 'hang', milliseconds: random.between(200, 1_500) };
}
