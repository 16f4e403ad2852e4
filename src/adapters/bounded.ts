/** Bounded maps and sets that drop the oldest entry first. */

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
