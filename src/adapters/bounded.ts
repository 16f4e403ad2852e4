/** Bounded maps and sets that drop the oldest entry first. */
import { type Language, languageOf } from '../machine/language.ts';
import type { Outbound, Place } from './contract.ts';

/** Default size: a few megabytes. The dropped data isn't essential. */
const PEOPLE_REMEMBERED = 20_000;

/** A map of the most recently set entries. */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
  readonly #limit: number;

  constructor(limit = PEOPLE_REMEMBERED) {
    super();
    this.#limit = limit;
  }

  override set(key: Key, value: Value): this {
    // A map keeps a key's first position unless the key is deleted.
    this.delete(key);
    super.set(key, value);
    for (const oldest of this.size > this.#limit ? this.keys().take(1) : []) this.delete(oldest);
    return this;
  }
}

/** A set of the most recently added keys. */
export class BoundedSet<Key> extends BoundedMap<Key, true> {
  /** Adds a key or makes it the most recent. @returns whether it is new */
  add(key: Key): boolean {
    const isNew = !this.has(key);
    this.set(key, true);
    return isNew;
  }
}

export type Languages = ReturnType<typeof createLanguages>;

/**
 * Tracks the language of texts around an interview, such as "Already answered": that of the last question, or that of
 * the person's client until this process has sent one.
 */
export function createLanguages() {
  const known = new BoundedMap<Place, Language>();
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
