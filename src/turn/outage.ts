/** The database may be away for a while. What it keeps from being done is tried again until it works. */
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreFailure } from '../store/failure.ts';

/** Milliseconds before the first retry: a server that was restarted is there again. */
const AT_ONCE = 50;
/** Milliseconds before each further one. */
const AGAIN = 1_000;

export interface Outages {
  /**
   * Runs a task until the database lets it finish. The task may run again though its commit went through: it asks for the
   * event's id first.
   * @param onFailure called after each failed attempt, with their number
   * @throws what is no outage, and the outage itself once stopped
   */
  lasting<T>(task: () => Promise<T>, onFailure?: (failures: number) => void): Promise<T>;
  /** Ends all waiting. */
  stop(): void;
}

/** @param onFault called for the first failures of a task, not for each second of an outage */
export function createOutages(onFault: (error: unknown) => void): Outages {
  const over = new AbortController();
  return {
    async lasting(task, onFailure = () => undefined) {
      for (let failures = 1; ; failures += 1) {
        try {
          return await task();
        } catch (error) {
          if (!(error instanceof StoreFailure && error.isOutage) || over.signal.aborted) throw error;
          if (failures <= 2) onFault(error);
          onFailure(failures);
          const pause = sleep(failures === 1 ? AT_ONCE : AGAIN, undefined, { signal: over.signal });
          await pause.catch(() => Promise.reject(error));
        }
      }
    },
    stop: () => over.abort(),
  };
}
