/** What is still to be said goes out in its order, and is marked once it is out; what can't go out now goes later. */
import type { Adapter, Place } from '../adapters/contract.ts';
import type { PlaceQueue } from '../adapters/place-queue.ts';
import type { SentQuestion, Store, Unsent } from '../store/store.ts';

interface DeliveryParts {
  readonly store: Store;
  /** The turns of a place; a later attempt waits among them. */
  readonly queue: PlaceQueue;
  /** The platform of a place; undefined for one that is not running. */
  adapterFor(place: Place): Adapter | undefined;
  /** Called with what went wrong at a later attempt; earlier ones throw to the turn that they belong to. */
  onFault(error: unknown): void;
}

export interface Delivery {
  /**
   * Says what a place is still owed: `known`, where that is all of it, else what the store tells.
   *
   * @param before the question that was sent last; undefined where that has to be looked up
   * @returns whether all of it is said
   */
  deliver(place: Place, known?: readonly Unsent[], before?: SentQuestion | null): Promise<boolean>;
  /**
   * Says what is owed for an event that was committed before. Where others share the store one of them may be about to
   * say it: that is left to it for a while, as nobody should be told twice.
   */
  takeOver(place: Place): Promise<void>;
}

/** Within which a process that lives says what it has to say, in milliseconds. */
const OTHERS_SAY_IT_WITHIN = 5_000;

export function createDelivery({ store, queue, adapterFor, onFault }: DeliveryParts): Delivery {
  const later = new Map<Place, NodeJS.Timeout>();

  function tryAgain(place: Place, after: number): void {
    clearTimeout(later.get(place));
    const timer = setTimeout(() => {
      later.delete(place);
      queue.run(place, () => deliver(place)).catch(onFault);
    }, after);
    // A process that is done does not wait for it: the next one begins with what is unsent.
    later.set(place, timer.unref());
  }

  async function deliver(place: Place, known?: readonly Unsent[], last?: SentQuestion | null): Promise<boolean> {
    const adapter = adapterFor(place);
    if (!adapter) return false;
    const unsent = known ?? (await store.unsent(place));
    const due = dueIn(unsent);
    const overtaken = unsent.map(({ key }) => key).filter((key) => due.every((each) => each.key !== key));
    if (overtaken.length > 0) await store.markSent(overtaken);
    const isAsking = due.some(({ message }) => message.kind === 'ask');
    const before = last === undefined && isAsking ? (await store.before(place, '')).question : (last ?? null);
    for (const { key, message, noted } of due) {
      const attempt = { noted, note: (text: string) => store.note(key, text), before };
      const sent = await adapter.send(place, message, key, attempt);
      if (sent.outcome === 'gone') {
        // A letter is kept for the next time that they write.
        const lost = unsent.filter((each) => each.message.kind !== 'letter' && each.message.kind !== 'file');
        await store.markSent(lost.map((each) => each.key));
        return true;
      }
      if (sent.outcome === 'failed') {
        // Order matters, so nothing behind it goes first.
        if (sent.again !== undefined) tryAgain(place, sent.again);
        return false;
      }
      const { platformId, order = null } = sent;
      const isQuestion = message.kind === 'ask' && platformId !== null;
      await store.markSent([key], isQuestion ? { place, platformId, order, slot: message.slot ?? '' } : undefined);
    }
    return true;
  }

  return {
    deliver,
    async takeOver(place) {
      if (store.alone) await deliver(place);
      else tryAgain(place, OTHERS_SAY_IT_WITHIN);
    },
  };
}

/**
 * Without questions that could not be put before a later one took their place: nobody is asked what they have answered.
 * What was noted with them is shown with the one that is put.
 */
function dueIn(unsent: readonly Unsent[]): readonly Unsent[] {
  const asks = unsent.map(({ message }) => message).filter((message) => message.kind === 'ask');
  const noted = asks.flatMap((ask) => ask.noted);
  return unsent.flatMap((each) => {
    if (each.message.kind !== 'ask') return [each];
    return each.message === asks.at(-1) ? [{ ...each, message: { ...each.message, noted } }] : [];
  });
}
