/** Deletes conversations that have been silent for long, at startup and once a day. */
import type { Place } from '../adapters/contract.ts';
import type { Store } from '../store/store.ts';
import { dayOf } from '../store/usage.ts';
import { DAY_MS } from './dependencies.ts';

interface RetentionParts {
  readonly store: Pick<Store, 'forgetSilent' | 'dropUsesBefore'>;
  /** Days of silence. */
  readonly days: number;
  now(): Date;
  /** Called after the rows of a place are deleted, to delete what is stored elsewhere. */
  forgotten(place: Place): Promise<void>;
  onFault(error: unknown): void;
}

export function createRetention({ store, days, now, forgotten, onFault }: RetentionParts) {
  let isStopped = false;
  let daily: NodeJS.Timeout | undefined;
  let running = Promise.resolve();

  async function check(): Promise<void> {
    await store.dropUsesBefore(dayOf(now()));
    const before = new Date(now().getTime() - days * DAY_MS);
    while (!isStopped) {
      const place = await store.forgetSilent(before);
      if (place === null) return;
      await forgotten(place);
    }
  }

  /** Retried the next day on failure. */
  function run(): void {
    running = running.then(check).catch(onFault);
  }

  return {
    start(): void {
      if (daily !== undefined || isStopped) return;
      run();
      daily = setInterval(run, DAY_MS).unref();
    },
    /** Resolves when no deletion is running. */
    stop(): Promise<void> {
      isStopped = true;
      clearInterval(daily);
      return running;
    },
  };
}
