/** What is still to be said goes out in its order, and is marked once it is out; what can't go out now goes later. */
import type { Place } from '../adapters/contract.ts';
import type { PlaceQueue } from '../adapters/place-queue.ts';
import type { SentQuestion, Unsent } from '../store/store.ts';
import { crashPoint } from './crash-points.ts';
import type { Outages } from './outage.ts';
import type { Parts } from './parts.ts';

/** `onFault` is called at a later attempt; earlier ones throw to the turn that they belong to. */
interface DeliveryParts extends Pick<Parts, 'store' | 'adapterFor' | 'onFault'> {
  /** The turns of a place; a later attempt waits among them. */
  readonly queue: PlaceQueue;
  readonly outages: Outages;
}

/** Within which a process that lives says what it has to say, in milliseconds. */
const OTHERS_SAY_IT_WITHIN = 5_000;
/** Milliseconds between two looks for what processes that died have left. */
const LOOK_MS = 4_000;

export type Delivery = ReturnType<typeof createDelivery>;

export function createDelivery({ store, queue, outages, adapterFor, onFault }: DeliveryParts) {
  const { lasting } = outages;
  const later = new Map<Place, NodeJS.Timeout>();
  /** How many looks before the last one found a place with something unsent. */
  const found = new Map<Place, number>();
  let looking: NodeJS.Timeout | undefined;

  function tryAgain(place: Place, after: number): void {
    clearTimeout(later.get(place));
    const timer = setTimeout(() => {
      later.delete(place);
      queue.run(place, () => lasting(() => store.exclusively(place, () => deliver(place)))).catch(onFault);
    }, after);
    // A process that is done does not wait for it: the next one begins with what is unsent.
    later.set(place, timer.unref());
  }

  /**
   * Says what a place is still owed: `known`, where that is all of it, else what the store tells.
   * @param last the question that was sent last; undefined where that has to be looked up @returns whether all of it is said
   */
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
      const attempt = { noted, note: (text: string) => lasting(() => store.note(key, text)), before };
      crashPoint('message.before-send');
      const sent = await adapter.send(place, message, key, attempt);
      crashPoint('message.sent');
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
      const question = isQuestion ? { place, platformId, order, slot: message.slot ?? '' } : undefined;
      // It was said: only this process knows, so it isn't given up.
      await lasting(() => store.markSent([key], question));
      crashPoint('message.marked');
    }
    return true;
  }

  const deliverAll = (places: readonly Place[]) =>
    // Side by side: a place that can't be reached holds up no other.
    Promise.all(places.map((place) => queue.run(place, () => store.exclusively(place, () => deliver(place)))));

  /** A process that lives has said it by the next look. What stays unsent is tried less and less often. */
  async function look(): Promise<void> {
    const places = (await store.placesWithUnsent()).filter((place) => adapterFor(place) !== undefined);
    for (const place of found.keys()) if (!places.includes(place)) found.delete(place);
    for (const place of places) found.set(place, (found.get(place) ?? -1) + 1);
    const isDue = (looks = 0) => looks > 0 && Number.isInteger(Math.log2(looks));
    await deliverAll(places.filter((place) => !later.has(place) && isDue(found.get(place))));
  }

  return {
    deliver,
    /**
     * Says what is owed for an event that was committed before. Where others share the store one of them may be about to
     * say it: that is left to it for a while, as nobody should be told twice.
     */
    async takeOver(place: Place): Promise<void> {
      if (store.alone) await deliver(place);
      else tryAgain(place, OTHERS_SAY_IT_WITHIN);
    },
    /** Says what earlier processes left unsent; where others share the store, from now on also what they leave. */
    async resume(): Promise<void> {
      if (!store.alone) looking ??= setInterval(() => look().catch(onFault), LOOK_MS).unref();
      await deliverAll(await store.placesWithUnsent());
    },
    stop: () => clearInterval(looking),
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
