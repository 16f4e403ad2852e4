/** What an adapter remembers of people: in maps and sets of bounded size, of which the oldest entry is dropped first. */
import { type Language, languageOf } from '../machine/language.ts';
import type { Outbound, Place } from './contract.ts';

/** For how many people an adapter keeps what it could do without: a few megabytes. */
const PEOPLE_REMEMBERED = 20_000;

/** The entries that were set last. */
export class Latest<Key, Value> extends Map<Key, Value> {
  readonly #limit: number;

  constructor(limit = PEOPLE_REMEMBERED) {
    super();
    this.#limit = limit;
  }

  override set(key: Key, value: Value): this {
    // A map orders its keys by first insertion.
    this.delete(key);
    super.set(key, value);
    for (const oldest of this.size > this.#limit ? this.keys().take(1) : []) this.delete(oldest);
    return this;
  }
}

/** The keys that were added last. */
export class LatestKeys<Key> extends Latest<Key, true> {
  /** Makes the key the latest. @returns whether it is new */
  add(key: Key): boolean {
    const isNew = !this.has(key);
    this.set(key, true);
    return isNew;
  }
}

export type Languages = ReturnType<typeof createLanguages>;

/**
 * The language of what a platform says around an interview, such as "Already answered": that of the last question at a
 * place; before this process has sent one, the one that the person's client is set to.
 */
export function createLanguages() {
  const known = new Latest<Place, Language>();
  return {
    heard(place: Place, locale: string | undefined): void {
      if (locale !== undefined && !known.has(place)) known.set(place, languageOf(locale));
    },
    sent(place: Place, message: Outbound): void {
      if (message.kind === 'ask') known.set(place, message.language ?? 'en');
    },
    of: (place: Place): Language => known.get(place) ?? 'en',
  };
}
