/** The updates of a bot, kept until they are confirmed, and the poll that waits for them. */
import { Refusal } from './refusal.ts';

export interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

export interface Poll {
  readonly offset: number;
  readonly limit: number;
  /** In milliseconds. */
  readonly timeout: number;
}

interface Held {
  readonly poll: Poll;
  readonly settle: (updates: Update[] | Refusal) => void;
  readonly timer: NodeJS.Timeout;
}

const CONFLICT = 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

export class UpdateQueue {
  readonly #conflictDelay: number;
  #pending: Update[] = [];
  #held: Held | null = null;
  #next: number;
  #nextConflict = 0;
  #allowed: readonly string[] | null = null;
  #withheld = false;
  readonly #waiting: (() => void)[] = [];
  /** Every update that the bot was given by polling, each as often as it was. */
  readonly given: number[] = [];
  /** Called with each new update; a webhook takes them from here. */
  onUpdate: () => void = () => undefined;
  /** Called just before updates are given to a poll. */
  onGive: () => void = () => undefined;

  constructor(conflictDelay: number, first: number) {
    this.#conflictDelay = conflictDelay;
    this.#next = first;
  }

  /** What is not confirmed yet, in the order in which it will be given. */
  get pending(): readonly Update[] {
    return this.#pending;
  }

  /** Whether a poll waits for what comes. */
  get isHeld(): boolean {
    return this.#held !== null;
  }

  /** Settles when all is confirmed and a poll is held: the bot has nothing else to do. */
  async idle(): Promise<void> {
    while (this.#held === null || this.#pending.length > 0)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** The kinds that the bot asked for from now on; null: all. */
  allow(kinds: readonly string[]): void {
    this.#allowed = kinds.length > 0 ? kinds : null;
  }

  /** @returns the id, or null where the bot has not asked for this kind. */
  add(kind: string, content: unknown): number | null {
    if (this.#allowed && !this.#allowed.includes(kind)) return null;
    const update = { update_id: this.#next, [kind]: content };
    this.#next += 1;
    this.#pending.push(update);
    this.#serve();
    if (!this.#withheld) this.onUpdate();
    return update.update_id;
  }

  /** After a quiet week ids go on from a random number, which may be lower. */
  restartAt(id: number): void {
    this.#next = id;
  }

  /** Gives an update that was confirmed once more. */
  again(update: Update): void {
    this.#pending.push(update);
    this.#serve();
    this.onUpdate();
  }

  /** Changes the order of what is pending. */
  reorder(order: (updates: readonly Update[]) => Update[]): void {
    this.#pending = order(this.#pending);
  }

  /** Gives nothing until `work` is done, so that several updates are given together. */
  together(work: () => void): void {
    this.#withheld = true;
    work();
    this.#withheld = false;
    this.#serve();
    this.onUpdate();
  }

  /** Takes an update out: it was delivered in another way. */
  remove(id: number): void {
    this.#pending = this.#pending.filter(({ update_id }) => update_id !== id);
  }

  clear(): void {
    this.#pending = [];
  }

  /** Confirms all before the offset, and gives what is there, or what comes within the timeout. */
  poll(poll: Poll): Promise<Update[] | Refusal> {
    this.#terminate(CONFLICT);
    this.#confirm(poll.offset);
    const { promise, resolve } = Promise.withResolvers<Update[] | Refusal>();
    const timer = setTimeout(() => this.#settle([]), poll.timeout);
    this.#held = { poll, settle: resolve, timer };
    if (poll.timeout === 0 || this.#pending.length > 0) this.#serve(true);
    for (const wake of this.#waiting.splice(0)) wake();
    return promise;
  }

  /** The client went away, or a webhook takes over. */
  #terminate(description: string): void {
    if (!this.#held) return;
    const { settle, timer } = this.#held;
    clearTimeout(timer);
    this.#held = null;
    // One that is told at once could come back at once: a second conflict within that time is told late.
    const wait = Math.max(0, this.#nextConflict - Date.now());
    this.#nextConflict = Date.now() + this.#conflictDelay;
    if (wait === 0) settle(new Refusal(409, description));
    else setTimeout(() => settle(new Refusal(409, description)), this.#conflictDelay).unref();
  }

  /** The client of this poll hung up: nobody would get what comes. */
  hangUp(poll: Poll): void {
    if (this.#held?.poll === poll) this.#settle([]);
  }

  #confirm(offset: number): void {
    if (offset < 0) {
      this.#pending = this.#pending.slice(offset);
      return;
    }
    // An offset far ahead of all ids is of a time before they began anew, and confirms nothing.
    if (offset >= this.#next + 10) return;
    this.#pending = this.#pending.filter(({ update_id }) => update_id >= offset);
  }

  #serve(evenNothing = false): void {
    if (!this.#held || this.#withheld) return;
    const updates = this.#pending.slice(0, this.#held.poll.limit);
    if (updates.length === 0 && !evenNothing) return;
    if (updates.length > 0) this.onGive();
    this.given.push(...updates.map(({ update_id }) => update_id));
    this.#settle(updates);
  }

  #settle(updates: Update[]): void {
    if (!this.#held) return;
    clearTimeout(this.#held.timer);
    this.#held.settle(updates);
    this.#held = null;
  }
}
