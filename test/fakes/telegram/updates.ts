/** The updates of a bot, kept until they are confirmed, and the poll that waits for them. */
import { Refusal } from './faults.ts';

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
  /** The id of each update that polls returned, once per time. */
  readonly given: number[] = [];
  /** Called with each new update. The webhook uses it. */
  onUpdate: () => void = () => undefined;
  /** Called before updates are returned to a poll. */
  onGive: () => void = () => undefined;

  constructor(conflictDelay: number, first: number) {
    this.#conflictDelay = conflictDelay;
    this.#next = first;
  }

  /** Unconfirmed updates, in the order in which they will be returned. */
  get pending(): readonly Update[] {
    return this.#pending;
  }

  /** Whether a poll is waiting for updates. */
  get isHeld(): boolean {
    return this.#held !== null;
  }

  /** Resolves when all updates are confirmed and a poll is held: the bot is idle. */
  async idle(): Promise<void> {
    while (this.#held === null || this.#pending.length > 0)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Sets the kinds of future updates. Empty for all. */
  allow(kinds: readonly string[]): void {
    this.#allowed = kinds.length > 0 ? kinds : null;
  }

  /** @returns the id, or null if the bot did not request this kind */
  add(kind: string, content: unknown): number | null {
    if (this.#allowed && !this.#allowed.includes(kind)) return null;
    const update = { update_id: this.#next, [kind]: content };
    this.#next += 1;
    this.#pending.push(update);
    this.#serve();
    if (!this.#withheld) this.onUpdate();
    return update.update_id;
  }

  /** Restarts the ids. Telegram does after a week without updates, at a random number that may be lower. */
  restartAt(id: number): void {
    this.#next = id;
  }

  /** Delivers an update again. */
  again(update: Update): void {
    this.#pending.push(update);
    this.#serve();
    this.onUpdate();
  }

  /** Changes the order of the pending updates. */
  reorder(order: (updates: readonly Update[]) => Update[]): void {
    this.#pending = order(this.#pending);
  }

  /** Returns nothing until `work` is done, so that its updates are returned together. */
  together(work: () => void): void {
    this.#withheld = true;
    work();
    this.#withheld = false;
    this.#serve();
    this.onUpdate();
  }

  /** Removes an update that was delivered in another way. */
  remove(id: number): void {
    this.#pending = this.#pending.filter(({ update_id }) => update_id !== id);
  }

  clear(): void {
    this.#pending = [];
  }

  /** Confirms all updates before the offset. @returns pending updates, or those that arrive within the timeout */
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

  /** Ends the held poll with a conflict. */
  #terminate(description: string): void {
    if (!this.#held) return;
    const { settle, timer } = this.#held;
    clearTimeout(timer);
    this.#held = null;
    // A second conflict within the delay is reported late, as the client could poll again at once.
    const wait = Math.max(0, this.#nextConflict - Date.now());
    this.#nextConflict = Date.now() + this.#conflictDelay;
    if (wait === 0) settle(new Refusal(409, description));
    else setTimeout(() => settle(new Refusal(409, description)), this.#conflictDelay).unref();
  }

  /** Ends this poll, because its client disconnected. */
  hangUp(poll: Poll): void {
    if (this.#held?.poll === poll) this.#settle([]);
  }

  #confirm(offset: number): void {
    if (offset < 0) {
      this.#pending = this.#pending.slice(offset);
      return;
    }
    // An offset far above all ids is from before they restarted, and confirms nothing.
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
