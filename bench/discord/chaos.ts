/** Faults during the soak: in requests, dispatches, the gateway, and the process of the bot. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../../test/fakes/discord/faults.ts';
import type { FakeDiscord } from '../../test/fakes/discord/server.ts';
import type { Bot } from '../soak/program.ts';
import type { Random } from '../soak/random.ts';

/** Milliseconds that count as the start of a process. */
const START_MS = 3_000;

export interface ChaosOptions {
  readonly fake: FakeDiscord;
  readonly bot: Bot;
  readonly random: Random;
  /** Share of requests that fail. */
  readonly share: number;
  /** Average milliseconds between two cuts of the gateway, and between two kills of the process. */
  readonly cutEvery: number;
  readonly killEvery: number;
}

export class Chaos {
  readonly #options: ChaosOptions;
  readonly #over = new AbortController();
  #work: Promise<unknown> = Promise.resolve();
  /** True while several messages are sent together. */
  #spares = false;
  /** How often each thing happened. */
  readonly counts: Record<string, number> = {};
  readonly wrong: readonly string[] = [];

  constructor(options: ChaosOptions) {
    this.#options = options;
  }

  begin(): void {
    const { fake, random, share } = this.#options;
    fake.faults.request = () => (random.chance(share) ? this.#counted(faultBy(random)) : null);
    fake.faults.dispatch = (type, data) => {
      // The bot does not wait for its own messages.
      if (this.#spares || !/^(?:MESSAGE|INTERACTION)_/.test(type) || isOfABot(data)) return null;
      if (random.chance(0.05)) return this.#count('dispatches twice', 'twice');
      return random.chance(0.02) ? this.#count('dispatches lost', 'lost') : null;
    };
    this.#work = Promise.all([this.#cuts(), this.#kills()]);
  }

  /** Ends the faults with a last kill. The restarted bot has to find what is left. */
  async end(): Promise<void> {
    this.calm();
    const { bot } = this.#options;
    await this.#work;
    await bot.end(this.#count('kill -9', 'SIGKILL'));
    bot.start();
  }

  /** Ends the faults. */
  calm(): void {
    this.#over.abort();
    const { faults } = this.#options.fake;
    faults.request = () => null;
    faults.dispatch = () => null;
  }

  /** Runs `say` without losing or duplicating its dispatches. */
  readonly sparing = (say: () => void): void => {
    this.#spares = true;
    say();
    this.#spares = false;
  };

  async #cuts(): Promise<void> {
    const { fake, random, cutEvery } = this.#options;
    while (await this.#pause(cutEvery)) {
      const kind = Math.floor(random.between(0, 4));
      if (kind === 0) fake.gateway.tell(this.#count('gateway: told to reconnect', 7));
      else if (kind === 1) fake.gateway.tell(this.#count('gateway: session invalid', 9), false);
      else
        fake.gateway.cut({
          forget: this.#count(kind === 2 ? 'gateway: cut' : 'gateway: cut, session lost', kind === 3),
        });
    }
  }

  async #kills(): Promise<void> {
    const { bot, random, killEvery } = this.#options;
    while (await this.#pause(killEvery)) {
      await bot.end(this.#count('kill -9', 'SIGKILL'));
      bot.start();
      // Kill again while the new process reads what the last one left.
      while (random.chance(0.4) && (await this.#within(random.between(0, START_MS)))) {
        await bot.end(this.#count('kill -9 within 3 s of a start', 'SIGKILL'));
        bot.start();
      }
    }
  }

  /** Waits this many milliseconds. @returns false if the faults have ended */
  async #within(time: number): Promise<boolean> {
    const { signal } = this.#over;
    await sleep(time, undefined, { signal }).catch(() => undefined);
    return !signal.aborted;
  }

  /**
   * Waits. @returns false if the faults have ended. Mostly the time counts from when the bot listens: on a slow machine it
   * would otherwise always be killed before it does anything. Sometimes that is intended.
   */
  async #pause(average: number): Promise<boolean> {
    const { fake, random } = this.#options;
    const { signal } = this.#over;
    const isPatient = random.chance(0.8);
    const began = Date.now();
    while (isPatient && fake.gateway.listeners === 0 && !signal.aborted) await sleep(20);
    // Add the time of the start, as a machine with slow starts is slow in everything.
    return this.#within(Date.now() - began + random.between(average / 2, (3 * average) / 2));
  }

  #counted(fault: Fault): Fault {
    const name = fault.kind === 'status' ? `requests refused ${fault.status}` : `requests ${fault.kind}`;
    return this.#count(name, fault);
  }

  #count<T>(what: string, value: T): T {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
    return value;
  }
}

function faultBy(random: Random): Fault {
  const pick = random.next();
  if (pick < 0.4) return { kind: 'status', status: [500, 502, 503][Math.floor(random.between(0, 3))] ?? 500 };
  if (pick < 0.55) return { kind: 'cut' };
  if (pick < 0.75) return { kind: 'accept-then-cut' };
  if (pick < 0.85) return { kind: 'late', ms: random.between(50, 800) };
  const scope = (['user', 'shared', 'global'] as const)[Math.floor(random.between(0, 3))] ?? 'user';
  return { kind: 'limit', after: random.between(0.1, 0.6), scope };
}

function isOfABot({ author }: Readonly<Record<string, unknown>>): boolean {
  return typeof author === 'object' && author !== null && 'bot' in author;
}
