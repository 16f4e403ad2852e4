/**
 * Where the interviews that were just talked in stand, of which all was said: the next turn there begins without a look
 * at the database. Only for a store that nobody else writes to; a commit is held to the version all the same.
 */
import type { Place } from './adapters/adapter.ts';
import { Latest } from './adapters/latest.ts';
import type { Before, Kept } from './store/store.ts';

export interface Standing<State> {
  readonly kept: Kept;
  /** What is kept, as it was before it was written down. */
  readonly state: State;
  /** The last events that were committed; an older one that comes again is told by the commit. */
  readonly events: readonly string[];
}

/** A bound on memory: an interview's state is some ten kilobytes. */
const PLACES_AT_MOST = 500;
const EVENTS_AT_MOST = 20;

export class Recent<State> {
  readonly #standing = new Latest<Place, Standing<State>>(PLACES_AT_MOST);

  /** What a turn begins from, if that is known. It is known no more until the turn is through. */
  take(place: Place, event: string): (Before & Standing<State>) | null {
    const standing = this.#standing.get(place);
    if (!standing) return null;
    this.#standing.delete(place);
    return { ...standing, seen: standing.events.includes(event), owed: false };
  }

  /** A turn is through, and all that it said is out. */
  put(place: Place, { kept, state, events }: Standing<State>): void {
    this.#standing.set(place, { kept, state, events: events.slice(-EVENTS_AT_MOST) });
  }

  /** Something else than a turn changes what is kept there. */
  drop(place: Place): void {
    this.#standing.delete(place);
  }
}
