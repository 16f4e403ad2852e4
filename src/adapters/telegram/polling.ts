/** Polls for updates. One is confirmed, by asking for the next, once its turn is committed; till then polls are short. */
import { setTimeout as sleep } from 'node:timers/promises';
import { backoff, outcomeOf } from './bot-api.ts';
import { type Source, type SourceParts, UPDATE_KINDS } from './updates.ts';

/** The most that Telegram returns at once. */
const BATCH = 100;
const NEVER = new Promise<void>(() => undefined);

/** @param onDrained called after a batch with nothing more behind it */
export function createPolling({ settings, connection, outage, take }: SourceParts, onDrained: () => void): Source {
  const { glance, poll } = settings.pace;
  /** Ids that are not confirmed yet, in order of arrival: Telegram may restart them from a lower number. */
  const taken: number[] = [];
  /** Turns by update. One that has to be delivered again stays. */
  const underWay = new Map<number, Promise<unknown>>();
  /** Confirms all updates before it. */
  let offset = 0;

  /** Confirms what is done and has nothing unfinished before it. */
  function fetchUpdates(seconds: number, limit: number) {
    const unfinished = taken.findIndex((id) => underWay.has(id));
    const last = taken.splice(0, unfinished < 0 ? taken.length : unfinished).at(-1);
    if (last !== undefined) offset = last + 1;
    // Unfinished updates are returned again at once, so a long poll would not wait.
    const timeout = taken.length > 0 ? 0 : seconds;
    return outcomeOf(connection.api.getUpdates({ offset, limit, timeout, allowed_updates: UPDATE_KINDS }));
  }

  return {
    async run() {
      // Telegram refuses polls while a webhook is set.
      await outage.insist(() => outcomeOf(connection.api.deleteWebhook()));
      let idle = 0;
      for (;;) {
        const polled = await outage.insist(() => fetchUpdates(Math.floor(poll / 1000), BATCH));
        if (polled === null || outage.stopped.aborted) return;
        const fresh = polled.filter(({ update_id: id }) => !taken.includes(id));
        for (const update of fresh) {
          const { update_id: id } = update;
          const done = () => underWay.delete(id);
          const turn = take(update).then(done, () => NEVER);
          underWay.set(id, turn);
          taken.push(id);
        }
        if (polled.length < BATCH) onDrained();
        idle = fresh.length > 0 ? 0 : idle + 1;
        if (underWay.size > 0) await Promise.race([Promise.all(underWay.values()), sleep(backoff(glance, idle))]);
      }
    },
    /** Confirms what is done, so that the next process doesn't receive it again. */
    async close() {
      if (offset > 0 || taken.length > 0) await fetchUpdates(0, 1);
    },
  };
}
