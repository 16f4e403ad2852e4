/**
 * Fetches updates. An update is confirmed, by asking only for what comes behind it, once its turn is committed; until
 * then Telegram keeps it, and would give it to the next process. While turns are under way a glance finds what is new.
 */
import { TROUBLE } from '../../prompts/telegram.ts';
import type { Connection, Failure } from './api.ts';
import { KINDS } from './incoming.ts';
import { growing, type Pace } from './options.ts';
import type { Trouble } from './trouble.ts';

/** What Telegram gives at once at most. */
const BATCH = 100;

interface Taken {
  readonly id: number;
  done: boolean;
}

interface PollingParts {
  /** Of its own: it is broken off at the end. */
  readonly connection: Connection;
  readonly pace: Pace;
  readonly trouble: Trouble;
  readonly stopped: AbortSignal;
  /** Takes an update; settles when it may be confirmed, and rejects where it has to come again. */
  take(update: unknown): Promise<void>;
  /** Called behind a batch: whether there may be more that waited. */
  taken(isMore: boolean): void;
}

export class Polling {
  readonly #parts: PollingParts;
  /** Not confirmed yet, in the order in which they came: ids may begin anew from a lower number. */
  #taken: Taken[] = [];
  /** Confirms all that was taken so far. */
  #offset = 0;
  #progress = Promise.withResolvers<void>();

  constructor(parts: PollingParts) {
    this.#parts = parts;
  }

  /** Until it is stopped. */
  async run(): Promise<void> {
    const { stopped, trouble, pace } = this.#parts;
    let idle = 0;
    while (!stopped.aborted) {
      const pending = this.#settle();
      const polled = await this.#poll(pending);
      if (stopped.aborted) break;
      if (!Array.isArray(polled)) {
        await this.#recover(polled);
        continue;
      }
      trouble.over();
      const fresh = polled.filter(({ update_id: id }) => !this.#taken.some((known) => known.id === id));
      for (const update of fresh) this.#take(update);
      this.#parts.taken(polled.length === BATCH);
      idle = fresh.length > 0 ? 0 : idle + 1;
      if (this.#taken.some(({ done }) => !done)) await this.#glance(growing(pace.glance, idle));
    }
  }

  /** Confirms what is done, so that the next process need not look at it again. */
  async confirm(): Promise<void> {
    this.#settle();
    if (this.#offset > 0) await this.#get(0, 1);
  }

  /** Forgets what is done and has nothing unfinished before it. @returns whether anything is unfinished */
  #settle(): boolean {
    const open = this.#taken.findIndex(({ done }) => !done);
    const settled = open < 0 ? this.#taken : this.#taken.slice(0, open);
    const last = settled.at(-1);
    if (last) this.#offset = last.id + 1;
    this.#taken = this.#taken.slice(settled.length);
    return open >= 0;
  }

  async #poll(pending: boolean) {
    // What is unfinished would be given again at once: there is nothing to wait for then.
    const polled = await this.#get(pending ? 0 : Math.floor(this.#parts.pace.poll / 1000), BATCH);
    return 'result' in polled ? polled.result : polled;
  }

  #get(timeout: number, limit: number) {
    return this.#parts.connection.call((api) =>
      api.getUpdates({ offset: this.#offset, limit, timeout, allowed_updates: KINDS }),
    );
  }

  #take(update: { readonly update_id: number }): void {
    const taken: Taken = { id: update.update_id, done: false };
    this.#taken.push(taken);
    this.#parts.take(update).then(
      () => {
        taken.done = true;
        if (this.#taken.every(({ done }) => done)) this.#wake();
      },
      // It stays unconfirmed.
      () => undefined,
    );
  }

  /** Until all is done, but for no longer than that. */
  async #glance(milliseconds: number): Promise<void> {
    const timer = setTimeout(() => this.#wake(), milliseconds);
    await this.#progress.promise;
    clearTimeout(timer);
  }

  #wake(): void {
    this.#progress.resolve();
    this.#progress = Promise.withResolvers<void>();
  }

  async #recover(failure: Failure): Promise<void> {
    const { trouble, pace } = this.#parts;
    switch (failure.failure) {
      case 'slow-down':
        return trouble.pause(failure.after);
      case 'conflict':
        return trouble.wait('conflict', TROUBLE.conflict, pace.standby);
      case 'denied':
        return trouble.wait('denied', TROUBLE.denied, pace.retry);
      default:
        return trouble.wait('unreachable', TROUBLE.unreachable, pace.retry);
    }
  }
}
