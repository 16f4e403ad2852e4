/** Forgets conversations in which nothing was said for long, at the start and once a day. */
import type { Place } from '../adapters/contract.ts';
import type { Store } from '../store/store.ts';
import { dayOf } from '../store/usage.ts';

interface RetentionParts {
  readonly store: Pick<Store, 'forgetSilent' | 'dropUsesBefore'>;
  /** Days of silence. */
  readonly days: number;
  now(): Date;
  /** Called after the rows of a place are gone, for what is kept of it elsewhere. */
  forgotten(place: Place): Promise<void>;
  onFault(error: unknown): void;
}

const DAY_MS = 86_400_000;

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

  /** What fails is tried again on the next day. */
  function run(): void {
    running = running.then(check).catch(onFault);
  }

  return {
    start(): void {
      if (daily !== undefined || isStopped) return;
      run();
      daily = setInterval(run, DAY_MS).unref();
    },
    /** Settles when none is being forgotten any more. */
    stop(): Promise<void> {
      isStopped = true;
      clearInterval(daily);
      return running;
    },
  };
}
