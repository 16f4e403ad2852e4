/** Calls that concern a chat: a chat that Telegram wants left alone for a while is, and no other chat waits for it. */
import type { Api } from 'grammy';
import { Latest, PEOPLE_REMEMBERED } from '../latest.ts';
import type { Connection, Outcome } from './api.ts';
import { growing, type Pace } from './options.ts';

/** What is known of a chat's recent trouble. */
interface Trouble {
  /** Calls are held back until then, by `performance.now()`. */
  readonly until: number;
  /** Failures in a row that nobody told a time for. */
  readonly failures: number;
}

export class Calls {
  readonly #connection: Connection;
  readonly #pace: Pace;
  /** A chat whose trouble was forgotten is called too early, and told so again. */
  readonly #troubles = new Latest<number, Trouble>(PEOPLE_REMEMBERED);
  readonly #underWay = new Set<Promise<unknown>>();
  #closed = false;

  constructor(connection: Connection, pace: Pace) {
    this.#connection = connection;
    this.#pace = pace;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Milliseconds for which nothing may be sent to this chat. */
  wait(chat: number): number {
    return Math.max(0, Math.ceil((this.#troubles.get(chat)?.until ?? 0) - performance.now()));
  }

  /** A call to a chat. What Telegram asks for, or a failing connection, holds back what comes next in this chat. */
  async to<T>(chat: number, what: (api: Api) => Promise<T>): Promise<Outcome<T>> {
    const wait = this.wait(chat);
    if (wait > 0) return { failure: 'slow-down', after: wait };
    const outcome = await this.#connection.call(what);
    if ('result' in outcome) this.#troubles.delete(chat);
    else if (outcome.failure === 'slow-down') this.#hold(chat, outcome.after, 0);
    else if (outcome.failure === 'unsure' || outcome.failure === 'unreached' || outcome.failure === 'denied') {
      const failures = this.#troubles.get(chat)?.failures ?? 0;
      this.#hold(chat, growing(this.#pace.retry, failures), failures + 1);
    }
    return outcome;
  }

  /** A call that may as well fail: left out where a chat must wait, and of its failures only Telegram's wish to wait counts. */
  async lightly<T>(chat: number, what: (api: Api) => Promise<T>): Promise<Outcome<T>> {
    const wait = this.wait(chat);
    if (this.#closed || wait > 0) return { failure: 'slow-down', after: wait };
    const call = this.#connection.call(what);
    this.#underWay.add(call);
    const outcome = await call;
    this.#underWay.delete(call);
    if ('failure' in outcome && outcome.failure === 'slow-down') this.#hold(chat, outcome.after, 0);
    return outcome;
  }

  /** Lets what is under way finish, and nothing more begin. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#underWay);
    this.#connection.close();
  }

  #hold(chat: number, milliseconds: number, failures: number): void {
    this.#troubles.set(chat, { until: performance.now() + milliseconds, failures });
  }
}
