/** Maps and sets of bounded size: the oldest entry is dropped first. */

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
