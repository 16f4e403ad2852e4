/** The database may be away for a while. What it keeps from being done is tried again until it works. */
import type { Place } from '../adapters/contract.ts';
import type { Language } from '../machine/language.ts';
import { wordsOf } from '../prompts/words.ts';
import { StoreFailure } from '../store/failure.ts';
import type { Parts } from './parts.ts';

/** Milliseconds before the first retry: a server that was restarted is there again. */
const AT_ONCE = 50;
/** Milliseconds before each further one. */
const AGAIN = 1_000;

export type Outages = ReturnType<typeof createOutages>;

/** @param onFault called for the first failures of a task, not for each second of an outage */
export function createOutages(onFault: (error: unknown) => void) {
  /** Ends each pause that is under way. */
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
     * Runs a task until the database lets it finish. The task may run again though its commit went through: it asks for the
     * event's id first.
     * @param onFailure called after each failed attempt, with their number
     * @throws what is no outage, and the outage itself once stopped
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
    /** Ends all waiting. */
    stop(): void {
      isOver = true;
      for (const end of pauses) end();
    },
  };
}

interface PersistenceParts extends Pick<Parts, 'adapterFor' | 'onFault'> {
  readonly outages: Outages;
  /** Of the person: the database, which knows it, is away. */
  languageOf(place: Place): Language;
  /** See `Delivery.takeOver`. */
  takeOver(place: Place): Promise<void>;
}

/** For what people send: tried for as long as the database is away. After the one retry they are told so, once. */
export function createPersistence({ outages, adapterFor, languageOf, takeOver, onFault }: PersistenceParts) {
  /** Places that were told. */
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
    // A commit may have gone through without an answer: what it left to be said isn't known here.
    if (failures > 0) await outages.lasting(() => takeOver(place));
    return result;
  };
}
