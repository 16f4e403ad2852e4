/** Retries tasks while the database is unavailable. */
import type { Place } from '../adapters/contract.ts';
import type { Language } from '../machine/language.ts';
import { wordsOf } from '../prompts/catalogues.ts';
import { StoreFailure } from '../store/database-errors.ts';
import type { TurnDependencies } from './dependencies.ts';

/** Milliseconds before the first retry, for a server that has just restarted. */
const AT_ONCE = 50;
/** Milliseconds before each further retry. */
const AGAIN = 1_000;

export type Outages = ReturnType<typeof createOutages>;

/** @param onFault called for the first two failures of a task, so that a long outage doesn't flood the log */
export function createOutages(onFault: (error: unknown) => void) {
  /** Callbacks that end the running pauses. */
  const pauses = new Set<() => void>();
  let isOver = false;

  async function pause(milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, milliseconds);
    pauses.add(resolve);
    await promise;
    clearTimeout(timer);
    pauses.delete(resolve);
  }

  return {
    /**
     * Retries a task until the database is available. The task may run again after a successful commit, so it has to
     * check the event's id first.
     * @param onFailure called after each failed attempt, with their number
     * @throws errors that are no outage, and after `stop` the outage itself
     */
    async lasting<T>(task: () => Promise<T>, onFailure: (failures: number) => void = () => undefined): Promise<T> {
      for (let failures = 1; ; failures += 1) {
        try {
          return await task();
        } catch (error) {
          if (!(error instanceof StoreFailure && error.isOutage) || isOver) throw error;
          if (failures <= 2) onFault(error);
          onFailure(failures);
          await pause(failures === 1 ? AT_ONCE : AGAIN);
          if (isOver) throw error;
        }
      }
    },
    stop(): void {
      isOver = true;
      for (const end of pauses) end();
    },
  };
}

interface PersistenceParts extends Pick<TurnDependencies, 'adapterFor' | 'onFault'> {
  readonly outages: Outages;
  /** The person's language, known without the database. */
  languageOf(place: Place): Language;
  /** See `Delivery.takeOver`. */
  takeOver(place: Place): Promise<void>;
}

/** Runs tasks for incoming events, with retries during an outage. If the first retry fails, the person is told once. */
export function createPersistence({ outages, adapterFor, languageOf, takeOver, onFault }: PersistenceParts) {
  /** Places that were told about the current outage. */
  const told = new Set<Place>();

  function tell(place: Place, event: string): void {
    if (told.has(place)) return;
    told.add(place);
    const text = wordsOf('said', languageOf(place))('database-away');
    adapterFor(place)?.send(place, { kind: 'say', text }, `${place}/away/${event}`).catch(onFault);
  }

  return async <T>(place: Place, event: string, task: () => Promise<T>): Promise<T> => {
    let failures = 0;
    const result = await outages.lasting(task, (count) => {
      failures = count;
      if (count === 2) tell(place, event);
    });
    told.delete(place);
    // A commit may have succeeded without a reply; then its messages aren't known here.
    if (failures > 0) await outages.lasting(() => takeOver(place));
    return result;
  };
}
