/**
 * Polls for updates. An update is confirmed, by asking for those after it, once its turn is committed; until then
 * Telegram keeps it for the next process. While turns are under way, short polls look for new updates.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { outcomeOf } from './bot-api.ts';
import { backoff } from './options.ts';
import { type SourceParts, UPDATE_KINDS } from './updates.ts';

/** The most that Telegram returns at once. */
const BATCH = 100;

const NEVER = new Promise<void>(() => undefined);

interface Taken {
  readonly id: number;
  done: boolean;
  /** Resolves with `done`; stays pending where the update has to be delivered again. */
  readonly work: Promise<void>;
}

export class Polling {
  readonly #parts: SourceParts;
  readonly #onDrained: () => void;
  /** Not confirmed yet, in order of arrival: Telegram may restart ids from a lower number. */
  #taken: Taken[] = [];
  /** Confirms all updates before it. */
  #offset = 0;

  /** @param onDrained called after a batch with nothing more behind it */
  constructor(parts: SourceParts, onDrained: () => void) {
    this.#parts = parts;
    this.#onDrained = onDrained;
  }

  /** Runs until the adapter stops. */
  async run(): Promise<void> {
    const { connection, outage } = this.#parts;
    const { glance, poll } = this.#parts.settings.pace;
    // Telegram refuses polls while a webhook is set.
    await outage.insist(() => outcomeOf(connection.api.deleteWebhook()));
    let idle = 0;
    while (!outage.stopped.aborted) {
      const polled = await outage.insist(() => {
        this.#settle();
        // Unfinished updates are returned again at once, so a long poll would not wait.
        return this.#poll(this.#taken.length > 0 ? 0 : Math.floor(poll / 1000), BATCH);
      });
      if (polled === null || outage.stopped.aborted) break;
      const fresh = polled.filter(({ update_id: id }) => !this.#taken.some((known) => known.id === id));
      for (const update of fresh) this.#take(update);
      if (polled.length < BATCH) this.#onDrained();
      idle = fresh.length > 0 ? 0 : idle + 1;
      const open = this.#taken.filter(({ done }) => !done).map(({ work }) => work);
      if (open.length > 0) await Promise.race([Promise.all(open), sleep(backoff(glance, idle))]);
    }
  }

  /** Confirms what is done, so that the next process doesn't receive it again. */
  async close(): Promise<void> {
    this.#settle();
    if (this.#offset > 0) await this.#poll(0, 1);
  }

  /** Removes what is done and has nothing unfinished before it. */
  #settle(): void {
    const open = this.#taken.findIndex(({ done }) => !done);
    const settled = this.#taken.splice(0, open < 0 ? this.#taken.length : open);
    const last = settled.at(-1);
    if (last) this.#offset = last.id + 1;
  }

  #poll(timeout: number, limit: number) {
    const { api } = this.#parts.connection;
    return outcomeOf(api.getUpdates({ offset: this.#offset, limit, timeout, allowed_updates: UPDATE_KINDS }));
  }

  #take(update: { readonly update_id: number }): void {
    const finish = () => {
      taken.done = true;
    };
    const work = this.#parts.take(update).then(finish, () => NEVER);
    const taken: Taken = { id: update.update_id, done: false, work };
    this.#taken.push(taken);
  }
}
