/** Delivers the outbox: sends messages in order and marks them as sent. Failed ones are retried later. */
import type { Place } from '../adapters/contract.ts';
import type { PlaceQueue } from '../adapters/place-queue.ts';
import type { SentQuestion, Unsent } from '../store/store.ts';
import { crashPoint } from './crash-points.ts';
import type { TurnDependencies } from './dependencies.ts';
import type { Outages } from './outage.ts';

/** `onFault` gets errors of retries. The first attempt throws to its turn. */
interface DeliveryParts extends Pick<TurnDependencies, 'store' | 'adapterFor' | 'onFault'> {
  /** Turns, queued by place. Retries are queued here too. */
  readonly queue: PlaceQueue;
  readonly outages: Outages;
}

/** Milliseconds within which a live process sends its messages. */
const OTHERS_SAY_IT_WITHIN = 5_000;
/** Milliseconds between polls for messages of dead processes. */
const LOOK_MS = 4_000;

export type Delivery = ReturnType<typeof createDelivery>;

export function createDelivery({ store, queue, outages, adapterFor, onFault }: DeliveryParts) {
  const { lasting } = outages;
  const later = new Map<Place, NodeJS.Timeout>();
  /** Number of earlier polls in a row that found unsent messages, by place. */
  const found = new Map<Place, number>();
  let looking: NodeJS.Timeout | undefined;

  function tryAgain(place: Place, after: number): void {
    clearTimeout(later.get(place));
    const timer = setTimeout(() => {
      later.delete(place);
      queue.run(place, () => lasting(() => store.exclusively(place, () => deliver(place)))).catch(onFault);
    }, after);
    // Doesn't keep the process alive: the next one starts with the unsent messages.
    later.set(place, timer.unref());
  }

  /**
   * Sends the unsent messages of a place.
   * @param known all unsent messages; undefined: loads them
   * @param last the question that was sent last; undefined: loads it
   * @returns false if something couldn't be sent
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
        // Letters stay unsent until the person writes again.
        const lost = unsent.filter((each) => each.message.kind !== 'letter' && each.message.kind !== 'file');
        await store.markSent(lost.map((each) => each.key));
        return true;
      }
      if (sent.outcome === 'failed') {
        // Order matters: send nothing behind it first.
        if (sent.again !== undefined) tryAgain(place, sent.again);
        return false;
      }
      const { platformId, order = null } = sent;
      const isQuestion = message.kind === 'ask' && platformId !== null;
      const question = isQuestion ? { place, platformId, order, slot: message.slot ?? '' } : undefined;
      // Retried until it works, as only this process knows that the message was sent.
      await lasting(() => store.markSent([key], question));
      crashPoint('message.marked');
    }
    return true;
  }

  const deliverAll = (places: readonly Place[]) =>
    // In parallel, so that an unreachable place doesn't delay the others.
    Promise.all(places.map((place) => queue.run(place, () => store.exclusively(place, () => deliver(place)))));

  /** A live process has sent its messages by the next poll. Unsent ones are retried with exponential backoff. */
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
     * Sends what a committed event left unsent. If other processes share the store, waits first: one of them may be
     * about to send it.
     */
    async takeOver(place: Place): Promise<void> {
      if (store.alone) await deliver(place);
      else tryAgain(place, OTHERS_SAY_IT_WITHIN);
    },
    /** Sends what earlier processes left unsent. If others share the store, keeps polling for what they leave. */
    async resume(): Promise<void> {
      if (!store.alone) looking ??= setInterval(() => look().catch(onFault), LOOK_MS).unref();
      await deliverAll(await store.placesWithUnsent());
    },
    stop: () => clearInterval(looking),
  };
}

/** Drops all unsent questions but the last one, which then shows the noted values of all. */
function dueIn(unsent: readonly Unsent[]): readonly Unsent[] {
  const asks = unsent.map(({ message }) => message).filter((message) => message.kind === 'ask');
  const noted = asks.flatMap((ask) => ask.noted);
  return unsent.flatMap((each) => {
    if (each.message.kind !== 'ask') return [each];
    return each.message === asks.at(-1) ? [{ ...each, message: { ...each.message, noted } }] : [];
  });
}
